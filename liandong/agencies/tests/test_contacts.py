"""Emergency contacts: who sees them, test calls by either side, what is due, and the reminders."""
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner, role
from liandong.agencies import actions, queries, rules, tasks
from liandong.agencies.models import Contact, Partnership, TestCall
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import BEIJING, local
from liandong.notices.models import Notice

END = datetime(2090, 1, 1, tzinfo=BEIJING)  # pages are asked for at the moment of the test


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        ask(sql, *values)


@pytest.fixture
def contact(cast):
    """A contact of north; north and south have an agreement in force."""
    with owner():
        for one, other in ((cast.north, cast.south), (cast.south, cast.north)):
            Partnership.objects.create(agency_id=one.agency, partner_id=other.agency, basis=cast.north.agency,
                                       starts_at=NOON - timedelta(days=1), ends_at=END)
    with acting(cast.north):
        return actions.add_contact(cast.north, function="command", name="指挥中心值班台", phone="0999-555 0110",
                                   backup_phone="0999-555 0118")


@dataclass
class Called:
    changed_at: datetime
    tested_at: datetime | None
    answer: str


@pytest.mark.parametrize(("days_ago", "answer", "next_on"), [
    (None, "", date(2026, 11, 14)), (3, "answered", date(2026, 12, 20)), (3, "no_answer", date(2026, 11, 21)),
    (3, "wrong_number", date(2026, 11, 20)), (12, "answered", date(2026, 11, 14))])
def test_the_next_test_call_comes_from_the_last_one(days_ago, answer, next_on):
    tested = None if days_ago is None else NOON - timedelta(days=days_ago)
    assert rules.next_test(Called(NOON - timedelta(days=10), tested, answer), 30) == next_on


def test_partners_see_contacts_while_the_agreement_is_in_force(cast, contact):
    for actor, seen in ((cast.south, 1), (cast.far, 0), (replace(cast.south, at=END), 0)):
        with acting(actor):
            assert len(queries.contacts(actor)) == seen


def test_either_side_calls_and_both_know_when_the_next_is_due(cast, contact, sign_in):
    answer = sign_in(cast.south).post(f"/agencies/contacts/{contact.pk}/call/", {
        "backup": "0", "answer": "answered", "seconds": "12", "note": "", "idempotency_key": str(uuid7())})
    assert answer.status_code == 302
    for actor, calls in ((cast.north, 1), (cast.south, 1)):
        with acting(actor):
            [row] = queries.contacts(actor)
            assert row.next_on == local(row.contact.tested_at).date() + timedelta(days=30)
            assert TestCall.objects.count() == calls
    with acting(cast.far):
        assert not TestCall.objects.exists()


@pytest.mark.parametrize(("typed", "field"), [({"answer": "answered"}, "seconds"),
                                              ({"answer": "no_answer", "seconds": "3"}, "seconds"),
                                              ({"answer": "answered", "seconds": "9999"}, "seconds"), ({}, "answer")])
def test_a_call_that_is_not_whole_is_refused_beside_its_field(cast, contact, sign_in, typed, field):
    answer = sign_in(cast.north).post(f"/agencies/contacts/{contact.pk}/call/",
                                      {"backup": "0", "idempotency_key": str(uuid7())} | typed)
    assert answer.status_code == 422 and field in answer.context["form"].errors


def test_a_wrong_number_is_told_to_the_owners_administrators_at_once(cast, contact):
    with acting(cast.south):
        actions.call_contact(cast.south, contact, backup=True, answer="wrong_number", seconds=None, note="是一家饭店")
    later = replace(cast.north, at=NOON + timedelta(days=1))
    with acting(later):
        [notice] = Notice.objects.filter(kind="agencies.wrong_number")
        assert notice.urgent and notice.roles == ["administrator"] and notice.values["caller"] == "江南市公安局"
        [row] = queries.contacts(later)
        assert row.is_overdue
        mended = actions.set_contact(later, row.contact, function="command", name="指挥中心值班台", phone="0999-555 0110",
                                     backup_phone="0999-555 0119", version=row.contact.version)
        [row] = queries.contacts(later)
        assert mended.changed_at == later.at and not row.is_due  # to be tested anew, the day after


def test_what_is_due_is_reminded_of_once_a_due_day(cast, contact):
    def run(days):
        with role("jobs"):
            return tasks.remind_tests(int((NOON + timedelta(days=days)).timestamp()))
    assert (run(0), run(1), run(1), run(2)) == (0, 1, 0, 0)
    with acting(cast.north):
        assert Notice.objects.filter(kind="agencies.tests_due").count() == 1
        actions.plan_tests(cast.north, every_days=7, version=0)
        actions.call_contact(cast.north, contact, backup=False, answer="answered", seconds=5, note="")
    assert (run(6), run(7)) == (0, 1)


def test_nobody_else_changes_a_contact_or_speaks_for_another(cast, contact):
    call = """INSERT INTO agencies_testcall (id, contact_id, owner_id, agency_id, officer, at, backup, answer, note)
              VALUES (gen_random_uuid(), %s, %s, %s, actor_officer(), actor_at(), false, 'wrong_number', '')"""
    with acting(cast.south):
        assert ask("UPDATE agencies_contact SET phone = '110'") == 0
        refused("UPDATE agencies_contact SET tested_at = actor_at()")
        refused(call, contact.pk, cast.north.agency, cast.north.agency)
        refused(call, contact.pk, cast.south.agency, cast.south.agency)  # as if it were one's own
        refused("DELETE FROM agencies_testcall")
    with acting(cast.far):
        refused(call, contact.pk, cast.north.agency, cast.far.agency)
        refused("INSERT INTO agencies_testplan (agency_id, every_days, version) VALUES (%s, 365, 1)", cast.north.agency)
    with acting(cast.clerk), pytest.raises(Refused, match="Only an administrator"):
        actions.plan_tests(cast.clerk, every_days=7, version=0)


def test_a_contact_that_is_removed_is_gone_for_partners_and_its_calls_stay(cast, contact):
    with acting(cast.north):
        actions.call_contact(cast.north, contact, backup=False, answer="answered", seconds=5, note="")
        actions.end_contact(cast.north, Contact.objects.get(), version=1)
        assert TestCall.objects.count() == 1 and queries.contacts(cast.north) == []
    with acting(cast.south):
        assert not Contact.objects.exists()
