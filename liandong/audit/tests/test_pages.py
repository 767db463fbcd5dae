"""The ledger's pages: each agency reads its own lines, exports them and checks them."""
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from conftest import NOON
from liandong.agencies import queries as agencies
from liandong.audit import actions, names
from liandong.audit.models import Entry
from liandong.audit.tests.test_ledger import seal_all
from liandong.audit.verify import verify_rows
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.web import middleware

LATER = NOON + timedelta(hours=2)


@pytest.fixture(autouse=True)
def edge(monkeypatch):
    """The moment of the pages, and the names the edge wires."""
    monkeypatch.setattr(middleware, "now", lambda: LATER)
    names.wire(agencies=agencies.names, officers=agencies.officer_names,
               every=lambda: list(agencies.agencies().values_list("pk", "name")))


def write(actor, verb="agencies.add_officer", minutes=0, **fields):
    later = replace(actor, at=NOON + timedelta(minutes=minutes))
    with acting(later):
        actions.record(later, verb, fields.pop("subject", None), facts={"name": "韩牧川"}, **fields)


def post(client, address, **fields):
    return client.post(address, fields | {"idempotency_key": str(uuid7())})


def test_an_officer_reads_what_concerns_the_agency_in_words(cast, sign_in):
    write(cast.north, audience=[cast.south.agency])
    write(cast.far)
    page = sign_in(cast.south).get("/ledger/", headers={"Accept-Language": "en"})
    assert [row.words for row in page.context["rows"]] == ["陆知远 (江北市公安局) added officer 韩牧川"]


def test_the_ledger_is_narrowed_by_act_agency_period_subject_and_refusal(cast, sign_in):
    subject = uuid7()
    write(cast.north, "agencies.sign_in", minutes=-60 * 24)
    write(cast.south, audience=[cast.north.agency], subject=subject)
    with acting(cast.north):
        actions.refused(cast.north, "agencies.add_officer", None, Refused("No."))
    client = sign_in(cast.north)
    for query, count in [("", 3), ("verb=agencies.add_officer", 2), (f"agency={cast.south.agency}", 1), ("refused=on", 1),
                         ("since=2026-11-23", 2), ("until=2026-11-22", 1), (f"subject={subject}", 1), ("since=never", 3),
                         ("verb=agencies.add_officer&refused=on", 1), ("agency=nobody", 3)]:
        assert len(client.get(f"/ledger/?{query}").context["rows"]) == count, query


def test_pages_go_by_number_of_the_line_both_ways(cast, sign_in):
    with acting(cast.north):
        actions.record_all(cast.north, "test.write", [uuid7() for _ in range(120)], kind="record")
    client = sign_in(cast.north)
    first = client.get("/ledger/").context["rows"]
    second = client.get(f"/ledger/?before={first[-1].seq}").context
    assert (second["rows"][0].seq, second["newer"], second["older"]) == (first[-1].seq - 1, True, True)
    third = client.get(f"/ledger/?before={second['rows'][-1].seq}").context
    assert len(third["rows"]) == 20 and not third["older"]
    back = client.get(f"/ledger/?after={second['rows'][0].seq}").context
    assert [r.seq for r in back["rows"]] == [r.seq for r in first] and not back["newer"]


def test_a_refusal_is_said_in_the_language_of_the_reader(cast, sign_in):
    error = Refused("Police number %(number)s is already in use.", number="100001")
    with acting(cast.north):
        actions.refused(cast.north, "agencies.add_officer", None, error)
    [row] = sign_in(cast.north).get("/ledger/", headers={"Accept-Language": "en"}).context["rows"]
    assert row.did == "was refused: Police number 100001 is already in use." and row.is_refused
    assert row.note == "added officer …"


def test_a_subjects_timeline_is_a_part_that_others_do_not_see(cast, sign_in):
    subject = uuid7()
    write(cast.north, subject=subject)
    part = sign_in(cast.north).get(f"/ledger/of/{subject}/")
    assert "韩牧川" in part.text and "<html" not in part.text
    assert "韩牧川" not in sign_in(cast.south).get(f"/ledger/of/{subject}/").text


def test_the_export_is_a_file_that_holds_and_a_line_in_the_ledger(cast, sign_in):
    write(cast.north)
    write(cast.far)
    answer = post(sign_in(cast.north), "/ledger/export/")
    rows = b"".join(answer.streaming_content).splitlines(keepends=True)
    assert answer["Content-Disposition"].startswith("attachment") and verify_rows(rows).ok
    assert json.loads(rows[0])["name"] == "江北市公安局" and verify_rows(rows).lines == 1
    with acting(cast.north):
        line = Entry.objects.latest("seq")
    assert (line.verb, line.facts) == ("audit.export", {"lines": "1"})


def test_a_wrong_day_is_said_and_nothing_is_exported(cast, sign_in):
    assert post(sign_in(cast.north), "/ledger/export/", since="soon").status_code == 422


def test_the_list_is_exported_as_a_sheet_without_formulas(cast, sign_in):
    write(cast.north, purpose="=1+1")
    text = sign_in(cast.north).get("/ledger/?format=csv").text
    assert text.startswith("\ufeff") and "'=1+1" in text


def test_verify_now_says_what_holds(transactional_db, cast, sign_in):
    write(cast.north)
    seal_all()
    client = sign_in(cast.north)
    page = client.get("/ledger/heads/")
    assert [batch.rows for batch in page.context["heads"]] == [1]
    answer = post(client, "/ledger/heads/verify/")
    assert answer.context["checked"].ok and answer.context["checked"].batches == 1


def test_the_api_gives_lines_and_heads_to_who_is_signed_in(client, cast, sign_in):
    assert client.get("/api/ledger/lines").status_code == 401
    write(cast.north)
    write(cast.far)
    lines = sign_in(cast.north).get("/api/ledger/lines?limit=5").json()
    assert [line["content"]["verb"] for line in lines] == ["agencies.add_officer"]
    assert client.get("/api/ledger/heads").json() == []
    assert client.get("/api/openapi.json").json()["info"]["title"] == "Liandong"
    assert client.get("/api/docs").status_code == 404
