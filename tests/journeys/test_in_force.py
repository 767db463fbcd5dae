"""Agreements in force, in two browsers: a supplement that closes an open page, renewal by itself, one of three that leaves."""
from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import PASSWORD, role
from liandong.agreements import actions, queries
from liandong.agreements.tests.conftest import TEXT, settle
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from tests.story import lead, running

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 8000


def act(actor, clock, verb, key, **named):
    """One step by the officer at the clock's moment."""
    with acting(replace(actor, at=clock.at)):
        return verb(replace(actor, at=clock.at), queries.of(key), **named)


@pytest.fixture
def three(cast, clock):
    """Three parties, in force for a year, renewed by itself, one may leave; north has entered a lead."""
    text = TEXT.replace("乙方:江南市公安局\n", "乙方:江南市公安局\n丙方:临江县公安局\n").replace("甲乙双方", "各方")
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=text)
        terms = settle(queries.terms_of(draft))
        terms.leaving, terms.period.renewal, terms.period.months = True, "automatic", 12
        key = actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version).pk
    act(cast.north, clock, actions.send, key, version=2)
    for actor in (cast.south, cast.far):
        act(actor, clock, actions.agree, key, edition=1)
    for actor in (cast.north, cast.south, cast.far):
        act(actor, clock, actions.sign, key)
    with acting(cast.north):
        return key, sharing.enter(cast.north, lead()).pk


def sign_on_page(desk, key) -> None:
    """Sign with the password, on the page that says what the signature does."""
    desk.go(f"/agreements/{key}/sign/")
    desk.page.fill("input[name=password]", PASSWORD)
    desk.page.click("main form:has(input[name=password]) button[type=submit]")
    desk.page.wait_for_load_state()


def test_a_supplement_closes_the_page_the_partner_has_open(cast, clock, desk_of):
    story = running(cast)
    north, south = desk_of(cast.north), desk_of(cast.south)
    with south.page.expect_response(lambda answer: "/live/" in answer.url):
        south.go(f"/records/{story.record}/")
    assert "临港区" in south.page.inner_text("main")
    north.go(f"/agreements/{story.agreement}/?tab=running")
    north.page.click("text=起草补充协议")
    north.page.click("dialog[open] button[type=submit]")
    north.page.wait_for_url("**/edit/")
    key = north.page.url.split("/")[-3]
    with acting(replace(cast.north, at=clock.at)):
        draft = queries.of(key)
        terms = queries.terms_of(draft)
        terms.sharing = [row for row in terms.sharing if row.category != "leads"]
        draft = actions.edit(replace(cast.north, at=clock.at), draft, text=draft.text, terms=terms, version=draft.version)
    act(cast.north, clock, actions.send, key, version=draft.version)
    act(cast.south, clock, actions.agree, key, edition=1)
    act(cast.south, clock, actions.sign, key)
    north.go(f"/agreements/{key}/")
    assert "与现行约定的变化" in north.page.inner_text("main") and "案件线索" in north.page.inner_text("main")
    sign_on_page(north, key)
    south.page.wait_for_selector("text=本单位已不能查看此页", timeout=SOON)
    assert "临港区" not in south.page.inner_text("main")
    north.go(f"/agreements/{story.agreement}/?tab=running")
    assert "补充协议" in north.page.inner_text("main")


def test_it_is_renewed_by_itself_and_says_until_when(cast, clock, three, desk_of):
    key, record = three
    with acting(cast.north):
        ends = queries.of(key).ends_at
    for days in (90, 60, 30):
        with role("jobs"):
            actions.renew_and_remind(ends - timedelta(days=days))
    clock.at = ends - timedelta(hours=2)
    with role("jobs"):
        actions.renew_and_remind(clock.at)
    clock.forward(hours=26)
    north, far = desk_of(cast.north), desk_of(cast.far)
    north.go(f"/agreements/{key}/?tab=running")
    assert "续期至" in north.page.inner_text("main") and str(ends.year + 1) in north.page.inner_text("main")
    far.go("/notices/?tab=all")
    assert "按约定续期至" in far.page.inner_text("main") and "到期自动续期" in far.page.inner_text("main")
    far.go(f"/records/{record}/")
    assert "临港区" in far.page.inner_text("main")


def test_one_of_three_leaves_and_the_others_go_on(cast, clock, three, desk_of):
    key, record = three
    far, south = desk_of(cast.far), desk_of(cast.south)
    far.go(f"/agreements/{key}/?tab=running")
    far.page.click("button:has-text('退出协议')")
    far.page.fill("dialog[open] textarea", "撤县设区，职能并入市局")
    far.page.click("dialog[open] button[type=submit]")
    far.page.wait_for_selector("text=24时退出")
    south.go("/notices/?tab=all")
    assert "临江县公安局退出" in south.page.inner_text("main")
    clock.forward(days=31)
    far, south = desk_of(cast.far), desk_of(cast.south)  # a month later: the old windows are locked
    assert far.go(f"/records/{record}/").status == 404
    assert south.go(f"/records/{record}/").status == 200 and "临港区" in south.page.inner_text("main")
