"""Every page fits desk and phone, in both languages, under the content policy, and speaks one language at a time."""
import re

import pytest

from tests.story import running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ("home", "agreements:list", "agreements:import", "agreements:new", "agreements:detail", "agreements:keep",
         "agreements:ours", "sharing:list", "sharing:enter", "sharing:detail", "sharing:edit", "sharing:release", "duties:list",
         "duties:detail", "duties:calendar", "notices:list", "audit:list", "audit:heads", "agencies:list",
         "agencies:detail", "agencies:add_officer", "agencies:appoint", "agencies:add_desk", "agencies:name_liaison",
         "agencies:hand_over", "agencies:rosters", "agencies:roster", "agencies:contacts", "agencies:contact", "me",
         "account_change_password", "mfa_index", "usersessions_list")
ENGLISH = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,}){2,}")  # three words running
WIDER = "document.documentElement.scrollWidth - window.innerWidth"
TEXT = "[...document.querySelectorAll('main :is(h1, h2, th, legend, label, .btn, .help)')].map(e => e.innerText).join('\\n')"


def visit(desk, story, name: str) -> list[str]:
    """What is wrong with one page."""
    answer = desk.go(story.address(name))
    desk.page.wait_for_load_state("networkidle")
    wrong = [] if answer.ok else [f"{name}: {answer.status}"]
    if (wider := desk.page.evaluate(WIDER)) > 0:
        wrong.append(f"{name}: {wider} px wider than the window")
    return wrong


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_page_fits(desk_of, cast, clock, phone, language):
    story, desk = running(cast), desk_of(cast.north, phone=phone, language=language)
    wrong = []
    for name in PAGES:
        wrong += visit(desk, story, name)
        said = desk.page.evaluate(TEXT)
        if language == "zh-CN" and (left := ENGLISH.search(said)):
            wrong.append(f"{name}: not translated: {left[0]}")
        clock.forward(minutes=1)
    assert wrong == []


def test_the_night_theme_is_there_before_the_first_paint(desk_of, cast):
    desk = desk_of(cast.north)
    desk.context.add_cookies([{"name": "ld_theme", "value": "dark", "url": desk.url}])
    desk.go("/")
    assert desk.page.get_attribute("html", "data-bs-theme") == "dark"
