"""An agreement whose signatures stand on paper: scan and days laid down, confirmed by every party, then it runs."""
import io
import json
from datetime import date

import pytest
from django.db import DatabaseError, connection
from docx import Document
from pypdf import PdfWriter

from conftest import NOON, owner
from liandong.access import queries as access
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Original
from liandong.agreements.rules import bundle, original as paper
from liandong.agreements.rules.papers import Printed
from liandong.documents.models import File
from liandong.kernel import moments
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused


def scan() -> bytes:
    """A page without anything on it, as a scanner might give it."""
    found, file = PdfWriter(), io.BytesIO()
    found.add_blank_page(210, 297)
    found.write(file)
    return file.getvalue()


@pytest.fixture
def days(cast):
    return {cast.north.agency: date(2026, 11, 2), cast.south.agency: date(2026, 11, 5)}


@pytest.fixture
def laid(cast, way, days):
    """Agreed, and laid down as signed on paper."""
    way.agreed()
    return lay(cast, way, days)


def lay(cast, way, days):
    return way.step(cast.north, lambda it: actions.lay_paper(cast.north, it, name="协议.pdf", content=scan(), days=days))


def confirm(way, actor):
    return way.step(actor, lambda it: actions.sign(actor, it))


def test_it_runs_once_every_party_has_confirmed_scan_and_days(cast, way, laid):
    assert laid.on_paper and confirm(way, cast.south).stage == "signing"
    with acting(cast.south):
        assert not access.grants(way.key)
    signed = confirm(way, cast.north)
    assert signed.stage == "signed" and signed.starts_at == NOON
    assert signed.ends_at == moments.day_end(date(2029, 11, 4))  # three years from the last day of signing
    with acting(cast.south):
        assert access.grants(way.key)
        deed = access.deed(way.key)
        terms = json.loads(deed.terms)
        assert terms["form"] == "paper" and terms["paper"]["days"][str(cast.south.agency)] == "2026-11-05"
        assert File.objects.get().digest == terms["paper"]["sha256"]
        signatures = [bundle.signature(agency=s.agency_id, name=s.agency.name, officer=s.officer, at=s.at,
                                       algorithm=s.algorithm, public=bytes(s.key.public), value=bytes(s.value))
                      for s in access.signatures(way.key)]
        assert bundle.check(bundle.of(terms=deed.terms, text=signed.signed_text, signatures=signatures)) == []


def test_a_wrong_scan_is_turned_down_and_laid_anew(cast, way, laid, days):
    confirm(way, cast.north)
    with pytest.raises(Refused, match="reason|why"):
        way.step(cast.south, lambda it: actions.turn_down(cast.south, it, why=" "))
    way.step(cast.south, lambda it: actions.turn_down(cast.south, it, why="缺第三页"))
    with pytest.raises(Refused, match="turned down"):
        confirm(way, cast.south)
    lay(cast, way, days | {cast.north.agency: date(2026, 11, 3)})
    assert confirm(way, cast.south).stage == "signing"  # north's confirmation of the first scan is void
    assert confirm(way, cast.north).stage == "signed"
    with acting(cast.north):
        assert [one.turned_why for one in queries.originals(queries.of(way.key))] == ["", "缺第三页"]


def test_days_must_be_all_there_and_past(cast, way, days):
    way.agreed()
    for wrong in ({cast.north.agency: date(2026, 11, 2)}, days | {cast.south.agency: date(2026, 11, 24)},
                  {key: date(2020, 1, 1) for key in days}):
        with pytest.raises(Refused):
            lay(cast, way, wrong)


def test_only_the_drafter_lays_it_down_and_not_over_a_signature(cast, way, days):
    way.agreed()
    with pytest.raises(Refused):
        way.step(cast.south, lambda it: actions.lay_paper(cast.south, it, name="a.pdf", content=scan(), days=days))
    confirm(way, cast.north)
    with pytest.raises(Refused, match="already signed"):
        lay(cast, way, days)


@pytest.mark.django_db
def test_months_from_a_day_the_last_month_lacks():
    for day, months, last in ((date(2026, 1, 31), 1, date(2026, 2, 27)), (date(2026, 5, 31), 6, date(2026, 11, 29)),
                              (date(2024, 2, 29), 12, date(2025, 2, 27)), (date(2026, 12, 1), 36, date(2029, 11, 30))):
        said = paper.laid({"months": months}, paper.Original("0" * 64, {None: day}))
        assert said["ends_at"] == moments.day_end(last).isoformat()
        with connection.cursor() as cursor:
            cursor.execute("SELECT (%s::date + make_interval(months => %s)) AT TIME ZONE 'Asia/Shanghai'", [day, months])
            assert cursor.fetchone()[0] == moments.day_end(last)


ATTACKS = [
    ("south", "SELECT agreements_lay_paper(id, %(terms)s, %(file)s) FROM agreements_agreement"),
    ("north", "SELECT agreements_lay_paper(id, %(wider)s, %(file)s) FROM agreements_agreement"),
    ("north", "SELECT agreements_lay_paper(id, %(other)s, %(file)s) FROM agreements_agreement"),
    ("north", "SELECT agreements_lay_paper(id, %(longer)s, %(file)s) FROM agreements_agreement"),
    ("clerk", "SELECT agreements_turn_down(id, 'x') FROM agreements_agreement"),
    ("far", "SELECT agreements_turn_down(id, 'x') FROM access_deed"),
    ("south", "UPDATE agreements_original SET turned_at = NULL"), ("south", "DELETE FROM agreements_original"),
    ("south", "UPDATE agreements_agreement SET on_paper = false"),
]


@pytest.mark.parametrize("who, attack", ATTACKS)
def test_nobody_lays_down_another_paper_than_was_signed(cast, way, laid, who, attack):
    with acting(cast.north):
        terms = access.deed(way.key).terms
        values = {"terms": terms, "file": File.objects.get().pk, "wider": terms.replace('"level":1', '"level":2'),
                  "other": terms.replace(File.objects.get().digest, "0" * 64), "longer": terms.replace("2029-11", "2039-11")}
    try:
        with acting(getattr(cast, who)), connection.cursor() as cursor:
            cursor.execute(attack, values)
            assert not cursor.rowcount
    except DatabaseError:
        pass
    with owner():
        assert Original.objects.get().turned_at is None
    with acting(cast.south):
        assert access.deed(way.key).terms == terms


def test_its_signature_page_says_that_it_was_signed_on_paper_and_when(cast, way, laid):
    for actor in (cast.south, cast.north):
        confirm(way, actor)
    with acting(cast.north):
        made = actions.print_paper(cast.north, queries.of(way.key), kind=Printed.SIGNATURES, media="docx")
    told = "".join(line.text for line in Document(io.BytesIO(made)).paragraphs)
    assert told.count("签署方式：签署于纸质文本") == 2 and "签署日期：2026年11月5日" in told and "确认人：沈砚秋" in told


def test_who_is_above_reads_that_it_stands_on_paper_and_no_original(cast, way, laid, sign_in):
    with owner():
        Agency.objects.filter(pk=cast.south.agency).update(parent=cast.far.agency)
    confirm(way, cast.south)
    confirm(way, cast.north)
    with acting(cast.south):
        assert Original.objects.count() == 1
    with acting(cast.far):
        assert queries.of(way.key).on_paper and not Original.objects.exists()
        deed, _signatures = access.shown(way.key)
        assert json.loads(deed.terms)["paper"]["days"][str(cast.south.agency)] == "2026-11-05"
    assert sign_in(cast.far).get(f"/agreements/{way.key}/").status_code == 200


def test_a_scan_stands_beside_the_terms_while_it_is_confirmed(cast, way, laid, sign_in):
    page = sign_in(cast.clerk).get(f"/agreements/{way.key}/")
    assert f"/agreements/{way.key}/scan/" in page.content.decode()
    shown = sign_in(cast.south).get(f"/agreements/{way.key}/scan/")
    assert shown["Content-Type"] == "application/pdf" and shown["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown["Content-Security-Policy"] and "Content-Disposition" not in shown
    assert sign_in(cast.far).get(f"/agreements/{way.key}/scan/").status_code == 404
