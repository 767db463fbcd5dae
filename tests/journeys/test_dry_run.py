"""A dry run is read before the signature; what it counted is what the partner sees after it, and what it opens is counted."""
from types import SimpleNamespace

import pytest

from conftest import NOON, PASSWORD, new_actor, new_agency, owner
from liandong.agencies.models import Agency
from liandong.agreements import actions as agreements, queries as agreed
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing

from ..story import TEXT, lead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLES = ("临港区夜间收购电池", "城东区货车异常停放", "北山区出租屋聚集")


@pytest.fixture
def bureaus(transactional_db):
    """A signatory on each side who also works the desk, and the province above both."""
    with owner():
        province = new_agency("岚省公安厅", "990000000000", tier="province")
        yunzhou, jiangling = (new_agency(name, code, parent=province) for name, code in (
            ("云州市公安局", "990100000000"), ("江陵市公安局", "990200000000")))
        return SimpleNamespace(
            ours=new_actor(yunzhou, "010001", "顾明澈", "signatory", "clerk", "officer"),
            theirs=new_actor(jiangling, "020001", "苏其昂", "signatory", "clerk", "officer"),
            above=new_actor(province, "000001", "钟鸣远", "leader", "inspector"))


@pytest.fixture
def deal(bureaus):
    """Three leads of 云州 and one too secret for the agreement; the agreement, to which both have agreed."""
    with acting(bureaus.ours):
        for title in TITLES:
            sharing.enter(bureaus.ours, lead(title))
        secret = sharing.enter(bureaus.ours, lead("不在共享范围的线索"))
        sharing.set_level(bureaus.ours, secret, 2, reason="涉及侦查手段", version=secret.version)
        names = {agency.pk: agency.name for agency in Agency.objects.all()}
        north, south = names[bureaus.ours.agency], names[bureaus.theirs.agency]
        draft = agreements.lay_in(bureaus.ours, text=TEXT.format(north=north, south=south))
        terms = agreed.terms_of(draft)
        for share in terms.sharing:
            share.level = 1
        draft = agreements.edit(bureaus.ours, draft, text=draft.text, terms=terms, version=draft.version)
        agreements.send(bureaus.ours, draft, version=draft.version)
    with acting(bureaus.theirs):
        agreements.agree(bureaus.theirs, agreed.of(draft.pk), edition=1)
    return f"/agreements/{draft.pk}/"


def sign(desk, path):
    desk.go(f"{path}sign/")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.page.click("main button[type=submit]")
    desk.page.wait_for_url(f"**{path}*")


def listed(page) -> list[str]:
    return sorted(row.inner_text() for row in page.locator("table.cards a.main").all())


def test_what_a_dry_run_counts_is_what_the_partner_sees_after_the_signature(desk_of, bureaus, deal, clock):
    ours, theirs, above = desk_of(bureaus.ours), desk_of(bureaus.theirs), desk_of(bureaus.above)
    assert above.go(deal).status == 404
    ours.go(f"{deal}?tab=preview")
    figure = ours.page.locator("td.fig a", has_text="3")
    assert figure.count() == 1 and "情报交换" in ours.page.inner_text(".matrix")
    figure.click()
    ours.page.wait_for_url("**/would-open/**")
    counted = listed(ours.page)
    assert counted == sorted(TITLES)
    theirs.go(f"{deal}?tab=preview")
    assert not any(title in theirs.page.inner_text("main") for title in TITLES)

    sign(ours, deal)
    clock.forward(minutes=5)
    sign(theirs, deal)
    theirs.go("/records/?tab=shared")
    assert listed(theirs.page) == counted
    assert above.go(deal).status == 200
    check_use(ours, theirs, deal)
    assert clock.at > NOON


def check_use(ours, theirs, deal):
    """The partner opens one; both sides read that, and the figure opens its row."""
    theirs.page.locator("table.cards a.main", has_text=TITLES[0]).click()
    theirs.page.wait_for_selector(".why")
    ours.go(deal)
    line = ours.page.locator(".use-x tr", has_text="案件线索").first
    line.wait_for()
    assert [cell.inner_text().strip() for cell in line.locator("td.fig").all()] == ["3", "1", "0", "0"]
    line.locator("td.fig a").nth(1).click()
    ours.page.wait_for_url("**/records/uses/**")
    assert listed(ours.page) == [TITLES[0]] and "苏其昂" in ours.page.inner_text("main")
