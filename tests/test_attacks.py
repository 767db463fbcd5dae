"""What an officer who can run any SQL under the web role still cannot do."""
import pickle
from base64 import b64encode
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client

from conftest import owner, signed_in
from liandong.access import actions as access
from liandong.access.models import Deed, Grant
from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.duties import rules as duties
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import day_end
from liandong.sharing.models import Record

from .story import TEXT, running

BODIES_FREE_TO_BE_MISREAD = """
  SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f' AND prosqlbody IS NULL
    AND has_function_privilege('liandong_web', oid, 'EXECUTE') AND proname NOT LIKE 'procrastinate%'
    AND NOT EXISTS (SELECT FROM unnest(proconfig) c WHERE c LIKE 'search_path=%')
"""


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(sql, *values, match=None):
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        ask(sql, *values)


def new_record(of, **fields):
    about = {"number": f"L-{uuid7()}"[:24], "kind": "lead", "category": "leads", "level": 1, "title": "线索"} | fields
    with owner():
        return Record.objects.create(owner_id=of.agency, entered_by=of.officer, entered_at=of.at, updated_at=of.at,
                                     updated_by=of.officer, **about)


@pytest.fixture
def table(cast):
    """An agreement that the north has laid on the table; the south has not agreed to it."""
    with acting(cast.north):
        draft = agreements.lay_in(cast.north, text=TEXT.format(north="江北市公安局", south="江南市公安局"))
        terms = agreed.terms_of(draft)
        for share in terms.sharing:
            share.level = 1
        draft = agreements.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
        return agreements.send(cast.north, draft, version=draft.version)


@pytest.fixture
def laid(cast, table):
    """The same agreement, agreed to by both: what is to be signed is laid down."""
    with acting(cast.south):
        return agreements.agree(cast.south, Agreement.objects.get(pk=table.pk), edition=1)


def test_nobody_makes_a_table_that_is_found_before_ours(cast):
    with acting(cast.far):
        refused("CREATE TEMP TABLE access_grant (LIKE public.access_grant)", match="permission denied")
        refused("CREATE TABLE access_grant2 ()", match="permission denied")
        assert ask(BODIES_FREE_TO_BE_MISREAD) == []  # their names would be looked up along the caller's search_path


def test_no_row_is_changed_or_removed_unseen(cast):
    secret = new_record(cast.north, level=2)
    with acting(cast.clerk):  # cleared for 1; neither statement reads a column
        assert ask("UPDATE sharing_record SET level = 0") == 0
        refused("DELETE FROM sharing_record", match="permission denied")  # what is removed leaves a certificate
        refused("UPDATE sharing_record SET recalled_at = actor_at()", match="permission denied")
    with owner():
        assert Record.objects.get(pk=secret.pk).level == 2


def test_no_line_of_the_ledger_can_stop_the_seal(cast):
    line = """INSERT INTO audit_entry (at, officer, agency, verb, kind, purpose, facts, audience, salt, digest)
              VALUES (actor_at(), actor_officer(), actor_agency(), 'x', '', '', %s::jsonb, ARRAY[actor_agency()], '', '')"""
    with acting(cast.far):
        for facts in ("[1]", '{"lines": 1}', '{"lines": ["1"]}', '"x"'):
            refused(line, facts)
        assert ask(line, '{"lines": "1"}') == 1


@pytest.mark.parametrize("attack", [
    "UPDATE agreements_agreement SET stage = 'agreed'",
    "UPDATE agreements_agreement SET terms = '{}'",
    "UPDATE agreements_agreement SET text = text || '甲方另付一百万元。'",
    "UPDATE agreements_agreement SET edition = 0",
    "UPDATE agreements_agreement SET edition = 7",
    "UPDATE agreements_agreement SET notice_at = actor_at(), notice_by = drafter_id",
    "UPDATE agreements_agreement SET notice_by = drafter_id",
    "UPDATE agreements_agreement SET stage = 'signed', signed_at = actor_at()",
    "SELECT agreements_name_parties(id, parties || gen_random_uuid()) FROM agreements_agreement",
    """INSERT INTO agreements_consent (id, agreement_id, edition, agency_id, officer, at)
       SELECT gen_random_uuid(), id, 1, drafter_id, actor_officer(), actor_at() FROM agreements_agreement""",
])
def test_nobody_writes_what_the_other_agreed_to(cast, table, attack):
    with acting(cast.south):
        refused(attack)


def test_no_version_says_other_terms_than_the_table(cast, table):
    with acting(cast.south):
        ask("UPDATE agreements_agreement SET edition = 2, terms = terms || '{\"venue\": \"别处\"}'")
        refused("""INSERT INTO agreements_version (id, agreement_id, edition, agency_id, officer, at, why, text, terms)
                   SELECT gen_random_uuid(), id, 2, actor_agency(), actor_officer(), actor_at(), '', text, '{}'
                   FROM agreements_agreement""", match="row-level security")


def test_nobody_signs_a_deed_that_gives_more_than_was_agreed(cast, laid):
    with owner():  # as if the last to agree had laid it down wider
        Deed.objects.filter(pk=laid.pk).update(terms=Deed.objects.get(pk=laid.pk).terms.replace('"level":1', '"level":2'))
    with acting(cast.north), pytest.raises(Refused, match="not what was agreed"):
        agreements.sign(cast.north, laid)


def test_what_is_withdrawn_opens_nothing_though_all_had_signed_it(cast, laid):
    with acting(cast.north):
        signed = agreements.sign(cast.north, laid)
        agreements.withdraw(cast.north, signed, why="条件有变。", version=signed.version)
    with acting(cast.south):
        access.sign(cast.south, Deed.objects.get(pk=laid.pk))
        refused("SELECT access_open(%s)", laid.pk, match="opened before")
        assert not Grant.objects.exists()


@pytest.mark.parametrize("change", ["due_at = due_at - interval '1 day'", "due_at = due_at - interval '1 hour'",
                                    "clause = '第九条'", "number = '别的号'"])
def test_nobody_lays_other_duties_on_a_partner_than_were_promised(cast, change):
    story = running(cast)
    columns = [f.column for f in Duty._meta.concrete_fields if f.name != "id"]
    name, value = change.split(" = ")
    given = ", ".join(value if c == name else c for c in columns)
    with acting(cast.north):
        refused(f"INSERT INTO duties_duty (id, {', '.join(columns)}) SELECT gen_random_uuid(), {given} FROM duties_duty "
                "WHERE id = %s", story.duty, match="row-level security")


@pytest.mark.parametrize("every", list(duties.Every))
@pytest.mark.parametrize("on", [None, 1, 7, 30, 31])
def test_the_database_reckons_due_days_as_the_rules_do(db, every, on):
    first = date(2026, 12, 28)
    days = [first + timedelta(days=n) for n in range(400)]
    wanted = set(duties.occurrences(every.value, on, first, days[-1]))
    found = ask("SELECT duties_falls_due(%s, %s, m) FROM unnest(%s::timestamptz[]) WITH ORDINALITY AS t (m, n) ORDER BY n",
                every.value, on, [day_end(day) for day in days])
    assert {day for day, (due,) in zip(days, found, strict=True) if due} == wanted


def test_what_lies_in_the_shared_cache_is_not_run(db):
    cache.set("counter", [1.5, 2.5])
    assert cache.get("counter") == [1.5, 2.5] and not cache.add("counter", 1) and cache.add("other", True, timeout=-1)
    assert cache.add("other", 1) and cache.delete("other") and cache.get("other", "gone") == "gone"
    ask("UPDATE web_cache SET value = %s", b64encode(pickle.dumps(date)).decode())
    with pytest.raises(ValueError):
        cache.get("counter")


def test_the_table_of_sessions_opens_no_session(cast, sign_in):
    name, north = settings.SESSION_COOKIE_NAME, sign_in(cast.north)
    assert north.get("/me/").status_code == 200
    [(theirs,)] = ask("SELECT session_key FROM django_session")
    thief = Client()
    thief.cookies[name] = theirs  # read in the table
    assert thief.get("/me/").status_code == 302
    far = signed_in(Client(), cast.far)
    ask("UPDATE django_session SET session_data = (SELECT session_data FROM django_session WHERE session_key = %s)", theirs)
    assert far.get("/me/").status_code == 302 and north.get("/me/").status_code == 200  # written over one's own


@pytest.mark.parametrize("values", ['{"a": "1"}', '[1, 2]', '"x"'])
def test_a_notice_of_a_stranger_does_not_close_the_page(cast, sign_in, values):
    with acting(cast.far):
        ask("""INSERT INTO notices_notice (id, agency_id, sender_id, officer, at, kind, message, values, subject_kind, roles,
                                           urgent, key, raised, acknowledged_note)
               VALUES (gen_random_uuid(), %s, actor_agency(), actor_officer(), actor_at(), 'x', '100%% %%(b)s <b>', %s::jsonb,
                       '', '{}', false, '', '{}', '')""", cast.south.agency, values)
    answer = sign_in(cast.south).get("/notices/")
    assert answer.status_code == 200 and "&lt;b&gt;" in answer.content.decode()
