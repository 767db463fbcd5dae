"""Files are kept byte for byte, for whom they were kept, and nobody changes one."""
from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from conftest import NOON, signed_in
from liandong.audit import queries as ledger
from liandong.documents import actions, queries
from liandong.documents.models import File
from liandong.documents.rules import KINDS, kept_until, suggested
from liandong.engines.papers.tests.made import pdf_of, word_of
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from tests.story import PICTURE

SUBJECT = uuid7()


def keep(actor, **about):
    told = {"kind": "letter", "subject_kind": "case", "subject": SUBJECT, "audience": (), "name": "来函.png",
            "content": PICTURE} | about
    return actions.keep(actor, **told)


def test_a_file_is_seen_by_those_it_was_kept_for_and_does_not_exist_for_others(cast):
    with acting(cast.north):
        kept = keep(cast.north, audience=[cast.south.agency])
    for actor, sees in ((cast.north, True), (cast.south, True), (cast.far, False)):
        with acting(actor):
            assert (queries.file(kept.pk) is not None) == sees
            assert queries.of("case", SUBJECT).count() == int(sees)


def test_a_file_comes_back_byte_for_byte_and_the_ledger_says_who_took_it(cast, sign_in):
    with acting(cast.north):
        kept = keep(cast.north, audience=[cast.south.agency], name="../..\\来函\u202egnp.exe")
    answer = sign_in(cast.south).get(reverse("documents:file", args=[kept.pk]))
    assert answer.content == PICTURE and answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and kept.name == "来函 gnp.exe.png"
    with acting(cast.north):
        assert [line.verb for line in ledger.timeline(SUBJECT)] == ["documents.read", "documents.keep"]
    stranger = signed_in(Client(), cast.far)
    assert stranger.get(reverse("documents:file", args=[kept.pk])).status_code == 404
    assert kept.name.encode() not in stranger.get(reverse("documents:panel", args=[SUBJECT])).content


def test_a_newer_version_stands_beside_the_older_one(cast):
    with acting(cast.north):
        first = keep(cast.north)
        second = keep(cast.north, follows=first, content=pdf_of("函"), name="来函")
        assert (second.edition, second.name, second.media) == (2, "来函.pdf", "pdf")
        assert [row.is_current for row in queries.rows(SUBJECT)] == [row.file == second for row in queries.rows(SUBJECT)]
        with pytest.raises(Refused, match="replaced already"):
            keep(cast.north, follows=first)
    with acting(cast.south), pytest.raises(Refused, match="your agency kept"):
        keep(cast.south, follows=first)


@pytest.mark.parametrize("content", [b"MZ\x90" + bytes(99), b"<svg onload='alert(1)'/>", b"plain text", b"%PDF-1.7 broken",
                                     b"PK\x03\x04 broken", b"\x89PNG\r\n\x1a\n" + bytes(40), b"\xff\xd8\xff\xe0", b"\n"])
def test_what_is_no_paper_is_refused(cast, content):
    with acting(cast.north), pytest.raises(Refused):
        keep(cast.north, content=content, name="扫描件.pdf")


def test_a_kind_is_kept_only_as_the_media_it_takes(cast):
    with acting(cast.north), pytest.raises(Refused, match="PDF、JPG、PNG"):
        keep(cast.north, kind="signed_scan", content=word_of("协议"))


def test_years_of_keeping_run_from_the_end_of_the_year():
    assert kept_until(KINDS["letter"], date(2026, 2, 1)) == date(2036, 12, 31)
    assert kept_until(KINDS["signed_scan"], date(2026, 2, 1)) is None
    assert all(kind.status in ("confirmed", "unconfirmed") and kind.basis for kind in KINDS.values())


def test_a_name_is_proposed_by_the_rule_of_archives():
    name = suggested(day=date(2026, 11, 23), unit="云州市公安局", kind=KINDS["approval"], title="警务 协作_协议", media="pdf")
    assert name == "20261123_云州市公安局_审批材料_警务协作协议.pdf"


ADD = """INSERT INTO documents_file (id, kind, subject_kind, subject, agency_id, audience, name, media, size, digest, content,
                                     at, by, edition, follows_id)
         SELECT gen_random_uuid(), {kind}, subject_kind, subject, {agency}, audience, name, media, {size}, digest, content,
                {at}, {by}, {edition}, {follows} FROM documents_file"""
HONEST = {"kind": "kind", "agency": "actor_agency()", "size": "size", "at": "actor_at()", "by": "actor_officer()",
          "edition": "1", "follows": "NULL::uuid"}


@pytest.mark.parametrize("lie", [{"agency": "agency_id"}, {"size": "size + 1"}, {"at": "at - interval '1 day'"},
                                 {"by": "gen_random_uuid()"}, {"edition": "2"}, {"edition": "2", "follows": "id"}])
def test_nobody_keeps_a_file_in_anothers_name_time_or_line(cast, lie):
    with acting(replace(cast.north, at=NOON)):
        keep(cast.north, audience=[cast.south.agency])
    with acting(cast.south), connection.cursor() as cursor:
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(ADD.format(**HONEST | lie))
        cursor.execute(ADD.format(**HONEST))
        assert cursor.rowcount == 1


@pytest.mark.parametrize("attack", ["UPDATE documents_file SET name = 'x'", "DELETE FROM documents_file",
                                    "UPDATE documents_file SET audience = audience || gen_random_uuid()"])
def test_nobody_changes_or_removes_a_file(cast, attack):
    with acting(cast.north):
        keep(cast.north)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(attack)
        assert File.objects.count() == 1
