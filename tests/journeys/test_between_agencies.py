"""In real browsers: a partner reads masked and shows a detail for its live case; a record goes on until consent ends."""
from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from liandong.sharing.tests.cast import CASE, ID, LEAD, SUSPECT, entered

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 20_000  # a busy machine is no failure


def opened(cast, entry):
    """A record of the north that is released to the south."""
    with acting(cast.north):
        record = entered(cast.north, entry)
        sharing.release(cast.north, record, cast.south.agency, purpose="串并", until=NOON + timedelta(days=60))
    return record


def test_a_partner_reads_masked_shows_a_detail_for_its_live_case_and_the_owner_sees_that(cast, desk_of, clock):
    person = opened(cast, SUSPECT)
    with acting(cast.south):
        case = entered(cast.south, CASE)
    theirs, ours = desk_of(cast.south), desk_of(cast.north)
    theirs.go(f"/records/{person.pk}/")
    assert ID not in theirs.page.content() and theirs.page.locator(".mask").count()
    cell = theirs.page.locator(f"#d{person.pk}-credential_no")
    cell.locator("summary").click()
    cell.locator("select").select_option(str(case.pk))
    cell.locator("button[type=submit]").click()
    theirs.page.wait_for_selector(f"#d{person.pk}-credential_no .shown")
    assert ID in cell.inner_text()
    ours.go(f"/records/{person.pk}/")
    told = ours.page.inner_text("main")
    assert case.number in told and "江南" in told
    clock.forward(minutes=6)
    theirs.page.reload()
    assert ID not in theirs.page.content()


def test_a_record_goes_on_with_the_owners_consent_until_it_is_withdrawn(cast, desk_of):
    record = opened(cast, replace(LEAD, handling=("no_onward",)))
    theirs, ours, third = desk_of(cast.south), desk_of(cast.north), desk_of(cast.far)
    assert third.go(f"/records/{record.pk}/").status == 404
    asked(theirs, record, cast.far)
    address = theirs.page.url.removeprefix(theirs.url)
    answered(ours, address, "give", "同意，仅限核查下游")
    theirs.page.wait_for_selector("text=同意，仅限核查下游", timeout=SOON)  # the open page hears of it
    with third.page.expect_response(lambda answer: "/live/" in answer.url):
        assert third.go(f"/records/{record.pk}/").status == 200
    answered(ours, address, "withdraw", "案件已移送")
    third.page.wait_for_selector("text=本单位已不能查看此页", timeout=SOON)
    assert third.go(f"/records/{record.pk}/").status == 404


def asked(desk, record, third) -> None:
    """The holder asks from the record's own page, and is told where the day is missing."""
    desk.go(f"/records/{record.pk}/")
    desk.page.click(f"a[href='/records/{record.pk}/onward/']")
    desk.page.select_option("[name=third]", str(third.agency))
    desk.page.fill("[name=purpose]", "核查下游销赃")
    desk.page.click("main .form-acts button[type=submit]")
    assert desk.page.input_value("[name=purpose]") == "核查下游销赃"  # the day is missing, what was typed stays
    desk.page.fill("[name=until]", "2026-12-20")
    desk.page.click("main .form-acts button[type=submit]")
    desk.page.wait_for_selector("text=核查下游销赃")


def answered(desk, address, verb, words) -> None:
    """The owner answers in writing."""
    desk.go(address)
    desk.page.fill("[name=words]", words)
    desk.page.click(f"button[formaction$='/{verb}/']")
    desk.page.wait_for_selector(f"text={words}")
