"""How agreements end, in two browsers: a breach cured, one that ends in rescission, a notice forbidden and one received."""
from dataclasses import replace
from datetime import timedelta

import pytest

from liandong.agreements import actions, queries
from liandong.agreements.rules.terms import Limit
from liandong.agreements.tests.conftest import TEXT, settle
from liandong.duties.models import Duty
from liandong.kernel import moments
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from tests.story import lead

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 8000
DUTY = "二、情报交换:双方于每月25日前相互传递情报信息。\n三、保密"


def act(actor, clock, verb, key, **named):
    """One step by the officer at the clock's moment."""
    with acting(replace(actor, at=clock.at)):
        return verb(replace(actor, at=clock.at), queries.of(key), **named)


def signed(cast, clock, **clause):
    """In force: intelligence every 25th, ten days to cure, rescission after them; north's lead is open to south."""
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=TEXT.replace("二、保密", DUTY))
        terms = settle(queries.terms_of(draft))
        terms.breach, terms.cure = ["cure_period", "rescission"], Limit(amount=10, unit="day")
        terms.termination = terms.termination.model_copy(update=clause)
        key = actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version).pk
    act(cast.north, clock, actions.send, key, version=2)
    act(cast.south, clock, actions.agree, key, edition=1)
    for actor in (cast.north, cast.south):
        act(actor, clock, actions.sign, key)
    with acting(cast.north):
        return key, sharing.enter(cast.north, lead()).pk


def press(page, verb, text="", *, in_menu=False):
    """Take a step in its dialog."""
    if in_menu:
        page.click(f"details.menu:has([data-dialog='#{verb}']) summary")
    page.click(f"[data-dialog='#{verb}']")
    if text:
        page.fill("dialog[open] textarea", text)
    page.click("dialog[open] button[type=submit]")
    page.wait_for_load_state()


def claim(desk, key):
    """Claim on the page what the other party missed; gives the address of the breach."""
    desk.go(f"/agreements/{key}/?tab=endings")
    desk.page.click("a:has-text('提出违约')")
    desk.page.check("input[name=duties]")
    desk.page.fill("textarea[name=text]", "11月未按期传递情报")
    desk.page.click("main form button[type=submit]")
    desk.page.wait_for_url("**/breaches/**")
    return desk.page.url.split("/", 3)[3]


def test_a_breach_is_claimed_with_its_evidence_answered_and_cured(cast, clock, desk_of):
    key, _record = signed(cast, clock)
    clock.forward(days=7)
    north, south = desk_of(cast.north), desk_of(cast.south)
    breach = claim(south, key)
    said = south.page.inner_text("main")
    assert "11月未按期传递情报" in said and "传递情报" in said and "2026-11-25" in said
    north.go("/notices/")
    assert "七日内答复" in north.page.inner_text("main") and "12-10" in north.page.inner_text("main")
    north.go(f"/{breach}")
    press(north.page, "admit", "人员调整，材料今日补送")
    south.page.wait_for_selector("text=人员调整", timeout=SOON)  # the claimant's page was told
    north.go(f"/{breach}")
    north.page.click("a:has-text('报告已补正')")
    north.page.fill("textarea[name=evidence]", "已补送11月情报包")
    north.page.click("main form:has(textarea[name=evidence]) button[type=submit]")
    north.page.wait_for_load_state()
    south.go(f"/{breach}")
    assert "已补送11月情报包" in south.page.inner_text("main")
    press(south.page, "confirm")
    assert "已补正" in south.page.inner_text(".ld-head, main")
    with acting(replace(cast.north, at=clock.at)):
        assert set(Duty.objects.filter(basis_kind="breach").values_list("kind", "outcome")) == {("reply", "kept"),
                                                                                               ("cure", "kept")}


def test_a_breach_that_is_not_cured_ends_in_rescission(cast, clock, desk_of):
    key, record = signed(cast, clock)
    clock.forward(days=7)
    with acting(replace(cast.south, at=clock.at)):
        missed = [duty.pk for duty in queries.breaches.missed(replace(cast.south, at=clock.at), queries.of(key))]
    breach = act(cast.south, clock, actions.claim_breach, key, respondent=cast.north.agency, text="未按期传递", duties=missed)
    clock.forward(days=11)
    south, other = desk_of(cast.south), desk_of(cast.south)
    with other.page.expect_response(lambda answer: "/live/" in answer.url):
        other.go(f"/records/{record}/")
    south.go(f"/agreements/breaches/{breach.pk}/")
    press(south.page, "rescind", "催告后仍未履行", in_menu=True)
    assert "协议立即终止" in south.page.inner_text("body")
    other.page.wait_for_selector("text=本单位已不能查看此页", timeout=SOON)
    south.go(f"/agreements/{key}/?tab=endings")
    said = south.page.inner_text("main")
    assert "违约解除" in said and "仍须履行" in said and "保密" in said
    south.page.click("a:has-text('结项报告')")
    report = south.page.inner_text("main")
    assert "违约解除" in report and "催告后仍未履行" in report and "案件线索" in report


def test_a_forbidden_notice_is_refused_with_its_clause_and_a_given_one_runs_from_receipt(cast, clock, desk_of):
    key, _record = signed(cast, clock, minimum_months=6)
    south = desk_of(cast.south)
    south.go(f"/agreements/{key}/?tab=endings")
    assert "补充约定约定 2027-05-23 之前不得通知终止" in south.page.inner_text("main")
    answer = south.go(f"/agreements/{key}/end/notice/")
    assert answer.status == 409 and "2027-05-23" in south.page.inner_text("main")
    clock.forward(days=200)
    south = desk_of(cast.south)
    south.go(f"/agreements/{key}/end/notice/")
    south.page.fill("textarea[name=why]", "机构调整")
    south.page.click("main form button[type=submit]")
    south.page.wait_for_url("**/endings/**")
    address = south.page.url.split("/", 3)[3]
    assert "待签收" in south.page.inner_text("main")
    clock.forward(days=2)
    north = desk_of(cast.clerk)
    north.go(f"/{address}")
    press(north.page, "receive")
    last = moments.local(clock.at).date() + timedelta(days=30)
    assert f"{last.isoformat()} 24时终止" in north.page.inner_text("main").replace(f"于 {last}", f"{last}").replace("于", "")
    north.go(f"/agreements/{key}/")
    assert "即将终止" in north.page.inner_text("main")
