"""The dry run of an agreement: its tab and its API, for its own parties and only until it is signed."""
from datetime import timedelta

import pytest
from django.test import Client

from conftest import NOON, owner, signed_in
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.sharing.models import Record
from liandong.sharing.tests.cast import bare


@pytest.fixture
def records(cast):
    """Three leads of the north: one opens, one is too secret for the row, one is old; and one of the south."""
    with owner():
        old = NOON - timedelta(days=40)
        Record.objects.bulk_create([
            bare(cast.north.agency, category="leads", kind="lead", level=1, number="X1", title="北一"),
            bare(cast.north.agency, category="leads", kind="lead", level=2, number="X2", title="北二"),
            bare(cast.north.agency, category="leads", kind="lead", level=1, number="X3", title="北三", entered_at=old),
            bare(cast.south.agency, category="leads", kind="lead", level=1, number="X4", title="南一")])


def counts(page) -> dict[tuple[str, str], int]:
    return {(row.partner, row.category): row.count for row in page.context["given"]}


def test_each_party_reads_how_many_of_its_own_records_would_open(cast, way, records, sign_in):
    way.sent()
    here = f"/agreements/{way.key}/?tab=preview"
    north = sign_in(cast.north).get(here)
    assert counts(north)["江南市公安局", "案件线索"] == 1
    [row] = [row for row in north.context["given"] if row.category == "案件线索"]
    listed = sign_in(cast.north).get(row.url)
    assert [one.record.title for one in listed.context["rows"]] == ["北一"]
    south = sign_in(cast.south).get(here)
    assert counts(south)["江北市公安局", "案件线索"] == 1 and "北一" not in south.content.decode()
    assert sign_in(cast.south).get(row.url).status_code == 404  # the north's figure is not the south's to open


def test_nobody_reads_how_many_of_a_partners_records_there_are(cast, way, records, sign_in):
    way.sent()
    before = sign_in(cast.south).get(f"/api/agreements/{way.key}/preview").json()
    with owner():
        Record.objects.filter(owner=cast.north.agency).delete()
    assert sign_in(cast.south).get(f"/api/agreements/{way.key}/preview").json() == before


def test_an_officer_counts_only_what_they_see_themselves(cast, way, sign_in):
    with owner():
        Record.objects.bulk_create([bare(cast.north.agency, category="leads", kind="lead", level=2, number="X9")])
    with acting(cast.north):
        draft = queries.of(way.key)
        terms = queries.terms_of(draft)
        next(row for row in terms.sharing if row.key == "leads").level = 2
        actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    here = f"/agreements/{way.key}/?tab=preview"
    assert [counts(sign_in(actor).get(here))["江南市公安局", "案件线索"] for actor in (cast.north, cast.clerk)] == [1, 0]


def test_the_dry_run_says_what_is_owed_what_collides_and_what_stays_on_paper(cast, way, sign_in):
    way.signed()
    with acting(cast.north):
        again = actions.lay_in(cast.north, text=queries.of(way.key).text)
    page = sign_in(cast.north).get(f"/agreements/{again.pk}/?tab=preview")
    said = " ".join(row["words"] for row in page.context["conflicts"])
    assert "案件线索" in said and page.context["conflicts"][0]["key"] == way.key and page.context["needs"]
    found = sign_in(cast.north).get(f"/api/agreements/{again.pk}/preview").json()
    assert {one["agreement"] for one in found["conflicts"]} == {str(way.key)} and "sharing.leads" in found["blanks"]


def test_the_calendar_of_a_year_has_a_day_each_month_for_each_party(cast, way, sign_in):
    page = sign_in(cast.north).get(f"/agreements/{way.key}/?tab=preview")
    assert [(row.who, row.count) for row in page.context["timed"]] == [("江北市公安局", 12), ("江南市公安局", 12)]
    assert "25" in {cell.text for cell in page.context["timed"][0].cells}


def test_a_dry_run_is_for_parties_and_ends_with_the_signature(cast, way):
    here = f"/agreements/{way.key}/"
    far, south = signed_in(Client(), cast.far), signed_in(Client(), cast.south)
    assert south.get(f"/api{here}preview").status_code == far.get(f"/api{here}preview").status_code == 404
    way.signed()
    assert south.get(f"{here}?tab=preview").context["tab"] == "overview" and south.get(f"/api{here}preview").status_code == 404
    assert south.get(f"/records/would-open/{way.key}/?agency={cast.north.agency}&named=leads").status_code == 404
    with acting(cast.south):
        assert Agreement.objects.filter(pk=way.key).exists()


def test_a_dry_run_is_a_line_that_only_one_s_own_agency_reads(cast, way, sign_in):
    way.sent()
    desk, here = sign_in(cast.north), f"/agreements/{way.key}/?tab=preview"
    desk.get(here)
    desk.get(here, headers={"X-Liandong-Passive": "1"})  # a page that brings itself up to date
    for actor, lines in ((cast.north, 1), (cast.south, 0)):
        with acting(actor):
            assert Entry.objects.filter(verb="agreements.dry_run").count() == lines
