"""A record is recalled from everybody: open screens empty themselves, one agency answers, the silence of one is escalated."""
from datetime import timedelta

import pytest

from conftest import NOON, owner, role
from liandong.agencies.models import Agency
from liandong.duties import actions as duties
from liandong.duties.models import Duty, Fired
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing, queries
from liandong.sharing.models import Record
from tests.story import running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 20_000  # a busy machine is no failure


@pytest.fixture
def story(cast, clock):
    """An agreement in force shows a lead of the north to the south; it is released to the far county as well."""
    made = running(cast)
    with acting(cast.north):
        sharing.release(cast.north, Record.objects.get(pk=made.record), cast.far.agency, purpose="协查",
                        until=NOON + timedelta(days=30))
    return made


def test_a_recall_empties_open_screens_and_silence_is_escalated(cast, story, desk_of, clock):
    ours, theirs, listing = desk_of(cast.north), desk_of(cast.south), desk_of(cast.south)
    for desk, path in ((theirs, f"/records/{story.record}/"), (listing, "/records/")):
        with desk.page.expect_response(lambda answer: "/live/" in answer.url):
            desk.go(path)
    assert listing.page.locator(f"a[href='/records/{story.record}/']").count() == 1
    recall(ours, story)
    theirs.page.wait_for_selector("text=本单位已不能查看此页", timeout=SOON)
    listing.page.wait_for_selector(f"a[href='/records/{story.record}/']", state="detached", timeout=SOON)
    answered(theirs)
    ours.go(f"/records/{story.record}/")
    told = ours.page.inner_text("main")
    assert "1/2" in told and "已封存" in told and "尚未答复" in told
    silent(cast, clock)


def recall(desk, story) -> None:
    """The owner recalls it, with a reason, from the menu of its page."""
    desk.go(f"/records/{story.record}/")
    desk.page.click(".ld-acts details.menu summary")
    desk.page.click("[data-dialog='#recall-all']")
    desk.page.fill("#recall-all textarea", "情况不实")
    desk.page.click("#recall-all button[type=submit]")
    desk.page.wait_for_selector("text=已要求2个单位确认")


def answered(desk) -> None:
    """The partner finds the question, with number and owner and no more, and answers it."""
    desk.go("/records/asked/")
    desk.page.click("td a.main")
    assert "夜间" not in desk.page.inner_text("main") and "江北市公安局" in desk.page.inner_text("main")
    desk.page.check("input[value=sealed]")
    desk.page.click("main .form-acts button")
    desk.page.wait_for_selector("text=已答复")


def silent(cast, clock) -> None:
    """The other lets the time pass: its head and leader are told, and its duty is overdue."""
    clock.forward(days=8)
    with owner():
        far = Agency.objects.get(pk=cast.far.agency)
        duty = Duty.objects.get(agency=far, started_by="recall")
    with role("jobs"):
        duties.fire(clock.at)
    with owner():
        assert {"head", "leader"} & set(Fired.objects.filter(duty=duty).values_list("step", flat=True))
        assert Duty.objects.get(pk=duty.pk).outcome == ""
    with acting(cast.north):
        [(_recall, asked)] = queries.recalls(queries.of(Record.objects.get().pk))
        assert [one.answer for one in asked] == ["sealed", ""]

