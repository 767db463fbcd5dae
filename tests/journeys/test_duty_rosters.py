"""Who is on duty is known on the other side: a roster is changed, told, read and acknowledged as the agreement promises."""
from datetime import time
from types import SimpleNamespace

import pytest

from conftest import NOON, new_actor, new_agency, owner
from liandong.agencies import actions, queries
from liandong.duties import queries as duties
from liandong.duties.tests.conftest import agree, by_event
from liandong.kernel.actor import acting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WORDS = {"zh-CN": {"kept": "已履行", "acknowledged": "已确认"}, "en-US": {"kept": "Kept", "acknowledged": "Acknowledged"}}
EARLY, TODAY = time(8), NOON.date()


@pytest.fixture
def bureaus(transactional_db, clock):
    """Two bureaus that promised to acknowledge changed rosters within a day; one has published its roster of this month."""
    with owner():
        yunzhou, jiangling = new_agency("云州市公安局", "990100000000"), new_agency("江陵市公安局", "990200000000")
        found = SimpleNamespace(
            keeper=new_actor(yunzhou, "010002", "陆知远", "clerk", "liaison", "officer", "signatory"),
            other=new_actor(yunzhou, "010003", "韩牧川", "officer"),
            partner=new_actor(jiangling, "020002", "沈砚秋", "clerk", "liaison", "officer", "signatory"))
    both = [found.keeper, found.partner]
    agree(*both, duties=[by_event("roster", 24, "acknowledgement", who=both)])
    with acting(found.keeper):
        found.roster = actions.open_roster(found.keeper, month=TODAY, department=None).pk
        officer = queries.colleague(found.keeper, found.keeper.officer)
        actions.add_shifts(found.keeper, queries.roster(found.roster), officer=officer, post="lead", first=TODAY, last=TODAY,
                           start=EARLY, end=EARLY, phone="0999-555 0110")
    return found


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
def test_a_changed_roster_is_acknowledged_by_the_other_side(bureaus, desk_of, language):
    words, path = WORDS[language], f"/agencies/rosters/{bureaus.roster}/"
    keeper = desk_of(bureaus.keeper, language=language)
    publish(keeper, path)
    keeper.page.click(".turn button")  # who was on duty falls out
    keeper.page.wait_for_selector(".turn-going")
    keeper.page.select_option("#id_officer", str(bureaus.other.officer))
    keeper.page.fill("#id_phone", "0999-555 0119")
    keeper.page.click("aside form button[type=submit]")
    keeper.page.wait_for_selector(".turn-new:has-text('韩牧川')")

    partner = desk_of(bureaus.partner, language=language)
    partner.go(path)
    assert "陆知远" in partner.page.inner_text("main") and "韩牧川" not in partner.page.inner_text("main")
    publish(keeper, path)
    partner.go(f"/agencies/{bureaus.keeper.agency}/")
    partner.page.click(f".note a[href='{path}']")
    partner.page.wait_for_selector("ins:has-text('韩牧川')")
    assert "0999-555 0119" in partner.page.inner_text("main")
    partner.page.click("button[form=read]")
    partner.page.wait_for_selector(f"aside:has-text('{words['acknowledged']}') >> text=江陵市公安局")

    with acting(bureaus.partner):
        [duty] = duties.owed_by(bureaus.partner.agency)
    partner.go(f"/duties/{duty.pk}/")
    assert words["kept"] in partner.page.inner_text("main") + partner.page.inner_text(".ld-head")
    keeper.go(path)
    assert "江陵市公安局" in keeper.page.inner_text("aside")


def publish(desk, path) -> None:
    """Publish what is planned, by the page."""
    desk.go(path)
    desk.page.click("[data-dialog='#publish']")
    desk.page.click("#publish button[type=submit]")
    desk.page.wait_for_selector("[data-dialog='#publish']", state="detached")
