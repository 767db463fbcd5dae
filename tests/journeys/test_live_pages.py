"""A second window sees what changes within a second, without reload, and without losing what is read or typed there."""
from datetime import timedelta

import pytest

from conftest import NOON, owner
from liandong.agencies.models import Officer
from liandong.duties import actions as duties
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record
from tests.story import lead, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 20_000  # a busy machine is no failure; bench/live.py measures the second


@pytest.fixture
def story(cast, clock):
    """An agreement in force under which south sees a record of north."""
    return running(cast)


def change(cast, story, title: str) -> None:
    """North writes another title."""
    with acting(cast.north):
        record = Record.objects.get(pk=story.record)
        sharing.edit(cast.north, record, lead(title), version=record.version)


def marked(desk) -> bool:
    """Whether the page is still the one that was opened: a reload would lose the mark."""
    return desk.page.evaluate("window.mark === 1")


def opened(desk, path: str):
    """Open a page, wait until its stream runs, and mark it."""
    with desk.page.expect_response(lambda answer: "/live/" in answer.url):
        desk.go(path)
    desk.page.evaluate("window.mark = 1")
    return desk.page


def test_a_change_is_seen_at_the_partners_within_a_second_and_without_reload(cast, story, desk_of):
    desk = desk_of(cast.south)
    page = opened(desk, f"/records/{story.record}/")
    change(cast, story, "旧金属市场夜间收购电缆")
    page.wait_for_selector("h1:has-text('旧金属市场夜间收购电缆')", timeout=SOON)
    assert marked(desk)


def test_what_is_recalled_leaves_the_open_screen(cast, story, desk_of):
    desk = desk_of(cast.south)
    page = opened(desk, f"/records/{story.record}/")
    with acting(cast.north):
        record = Record.objects.get(pk=story.record)
        sharing.keep_to(cast.north, record, is_kept=True, version=record.version)
    page.wait_for_selector("text=本单位已不能查看此页", timeout=SOON)
    assert "临港区" not in page.inner_text("main") and marked(desk)


def test_what_is_being_typed_is_not_taken_away(cast, story, desk_of):
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(roles=["officer", "clerk", "liaison"])
    desk = desk_of(cast.south)
    page = opened(desk, f"/duties/{story.duty}/")
    page.fill("textarea[name=evidence]", "江公函〔2026〕8号已寄出")
    with acting(cast.south):
        from_elsewhere(cast.south, story)
    page.wait_for_selector(".live-offer", timeout=SOON)
    assert page.input_value("textarea[name=evidence]") == "江公函〔2026〕8号已寄出" and marked(desk)


def from_elsewhere(actor, story) -> None:
    """A colleague says at another window that the duty is kept."""
    duty = Duty.objects.get(pk=story.duty)
    duties.keep(actor, duty, evidence="江公函〔2026〕7号", version=duty.version)


def test_a_colleagues_act_moves_heading_tabs_and_desk_of_an_open_window(cast, story, desk_of):
    listing, bench = desk_of(cast.south), desk_of(cast.south)
    for desk, path in ((listing, "/duties/?tab=ours"), (bench, "/")):
        opened(desk, path)
    count = int(listing.page.inner_text("h1 .count"))
    assert bench.page.locator(f".wb [data-key='{story.duty}']").count()
    with acting(cast.south):
        from_elsewhere(cast.south, story)
    listing.page.wait_for_selector(f"h1 .count:text-is('{count - 1}')", timeout=SOON)
    listing.page.wait_for_selector(f".ld-tabs [aria-current] small:text-is('{count - 1}')", timeout=SOON)
    bench.page.wait_for_selector(f".wb-todo [data-key='{story.duty}']", state="detached", timeout=SOON)
    assert marked(listing) and marked(bench)


def test_a_lost_network_is_said_and_caught_up_with(cast, story, desk_of):
    desk = desk_of(cast.south)
    page = opened(desk, f"/records/{story.record}/")
    desk.context.set_offline(True)
    page.wait_for_selector("#lost:not([hidden])")
    change(cast, story, "断网期间改的标题")
    desk.context.set_offline(False)
    page.wait_for_selector("h1:has-text('断网期间改的标题')")
    assert page.is_hidden("#lost") and marked(desk)
    assert page.locator("h1").count() == 1 and page.locator(".ld-top").count() == 1


def test_a_new_notice_rings_the_bell_of_an_open_page(cast, story, desk_of):
    desk = desk_of(cast.south)
    page = opened(desk, "/records/")
    before = page.inner_text("[data-notices]").strip()
    with acting(cast.north):
        record = Record.objects.get(pk=story.record)
        sharing.release(cast.north, record, cast.south.agency, purpose="并案", until=NOON + timedelta(days=30))
    page.wait_for_function("before => document.querySelector('[data-notices]').innerText.trim() !== before", arg=before)
    assert marked(desk)
