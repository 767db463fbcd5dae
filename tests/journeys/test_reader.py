"""The agreement reader by keyboard alone: import, be led through what is open, correct, confirm, send."""
from pathlib import Path

import pytest

from liandong.agreements.models import Agreement, Version
from liandong.audit import queries as audit
from liandong.kernel.actor import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = (Path(__file__).parents[1] / "data" / "journeys" / "reader.txt").read_text("utf-8")
FOCUSED = "document.activeElement"


def tab_to(page, css: str):
    """Press Tab until what is meant has the focus."""
    for _ in range(60):
        if page.evaluate(f"{FOCUSED}.matches('{css}')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the Tab key never comes to {css}")


def at(page, key: str):
    """Wait until the walk stands at a term: it has the focus, is lit in the text, and is announced."""
    page.wait_for_selector(f'.term.now.open[data-todo][data-key="{key}"]:focus')
    page.wait_for_selector(f'mark[data-keys~="{key}"][aria-current]', state="attached")
    value = page.inner_text(".term.now .val").split("\n")[0]
    assert value in page.text_content("#said")


def press(page, *keys: str):
    for key in keys:
        page.keyboard.press(key)


def take_in(desk, text: str):
    desk.go("/agreements/import/")
    tab_to(desk.page, "textarea[name=text]")
    desk.page.keyboard.insert_text(text)
    tab_to(desk.page, "main .btn-primary")
    press(desk.page, "Enter")


def walk(page):
    """Leave the number blank, take the law in force, give a level, confirm the training, set the limit of the answer."""
    at(page, "number")
    press(page, "Enter")
    at(page, "law.合同法")
    press(page, "k")
    at(page, "duties.reply-1")
    press(page, "j")
    at(page, "law.合同法")
    tab_to(page, "[name=recite]")
    press(page, "Enter")
    at(page, "sharing.leads")
    press(page, "Enter", "ArrowDown", "ArrowDown", "Enter")
    at(page, "duties.training-1")
    press(page, "Enter")
    at(page, "duties.reply-1")
    press(page, "7", "Enter")
    page.wait_for_selector(".ld-acts .btn-primary:focus")


def test_an_officer_settles_an_imported_text_by_keyboard_alone(desk_of, cast, clock):
    desk = desk_of(cast.north)
    page = desk.page
    take_in(desk, TEXT)
    walk(page)
    assert "都看过了" in page.inner_text("#guide") and "发送" in page.inner_text("#said")
    page.wait_for_selector('.term[data-key="duties.reply-1"] .by')
    press(page, "Enter")
    page.wait_for_selector("#send[open]")
    tab_to(page, "#send button[type=submit]")
    press(page, "Enter")
    page.wait_for_selector(".ld-steps")
    with acting(cast.north):
        [sent] = Version.objects.all()
        looks = audit.lines().filter(verb="agreements.look").count()
        edits = audit.lines().filter(verb="agreements.edit").count()
    assert "《中华人民共和国民法典》" in sent.text and "七个工作日内" in sent.text and (looks, edits) == (2, 3)


def test_text_and_terms_lead_to_each_other(desk_of, cast, clock):
    desk = desk_of(cast.north)
    page = desk.page
    take_in(desk, TEXT)
    at(page, "number")
    guide, panes = (page.locator(css).bounding_box() for css in ("#guide", ".panes"))
    assert guide["y"] + guide["height"] <= panes["y"] and panes["y"] + panes["height"] <= 768
    press(page, "j", "j")
    at(page, "sharing.leads")
    press(page, "t")
    assert page.evaluate(f"{FOCUSED}.innerText") == "实时"
    press(page, "ArrowLeft", "ArrowLeft", "Enter")
    page.wait_for_selector(".term.now:not([data-todo]):focus")
    page.click('mark[data-keys~="confidentiality"]')
    page.wait_for_selector('.term[data-key="confidentiality"]:focus')
    assert page.locator('mark[data-keys~="sharing.leads"][aria-current]').count() == 0


def test_on_the_phone_text_and_terms_are_two_sheets(desk_of, cast, clock):
    desk = desk_of(cast.north, phone=True)
    page = desk.page
    take_in(desk, TEXT)
    at(page, "number")
    page.click(".term.open [data-act=to-text]")
    assert page.locator("mark[aria-current]").is_visible() and not page.locator(".terms").is_visible()
    page.click('mark[data-keys~="sharing.leads"]')
    page.wait_for_selector('.term[data-key="sharing.leads"]:focus')
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.wait_for_selector(".term.open [data-act=take]")


def test_what_was_typed_wrong_stays_and_takes_the_focus(desk_of, cast, clock):
    desk = desk_of(cast.north)
    page = desk.page
    take_in(desk, TEXT)
    at(page, "number")
    press(page, "k")
    at(page, "duties.reply-1")
    press(page, "0", "Enter")
    page.wait_for_selector("[name=duties-reply-1-amount][aria-invalid]:focus")
    assert page.evaluate(f"{FOCUSED}.value") == "0"
    press(page, "Control+a", "5", "Enter")
    page.wait_for_selector('.term[data-key="duties.reply-1"]:not([data-todo])')
    with acting(cast.north):
        [draft] = Agreement.objects.all()
    assert draft.terms["duties"][1]["within"]["amount"] == 5
