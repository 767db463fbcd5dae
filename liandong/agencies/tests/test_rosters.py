"""Duty rosters: filled, copied, published; partners see who is on duty and what changed, and acknowledge it."""
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner
from liandong.agencies import actions, queries, rules
from liandong.agencies.models import Officer, Partnership, Roster, RosterAcknowledgement, RosterEdition, Shift
from liandong.kernel import events
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import BEIJING, local
from liandong.notices.models import Notice

END = datetime(2090, 1, 1, tzinfo=BEIJING)  # pages are asked for at the moment of the test
MONTH, TODAY = date(2026, 11, 1), date(2026, 11, 23)


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        ask(sql, *values)


@pytest.fixture
def partners(cast):
    """North and south have an agreement in force."""
    with owner():
        for one, other in ((cast.north, cast.south), (cast.south, cast.north)):
            Partnership.objects.create(agency_id=one.agency, partner_id=other.agency, basis=cast.north.agency,
                                       starts_at=NOON - timedelta(days=1), ends_at=END)
    return cast


def put(actor, roster, who, first=TODAY, last=None, start=time(8), end=time(8), post="officer", phone="0999-555 0117"):
    officer = Officer.objects.get(pk=who.officer)
    return actions.add_shifts(actor, roster, officer=officer, post=post, first=first, last=last or first, start=start, end=end,
                              phone=phone)


def issue(actor, roster):
    return actions.publish(actor, Roster.objects.get(pk=roster.pk), version=Roster.objects.get(pk=roster.pk).version)


def made(cast, month=MONTH, days=1):
    """A roster of north with its clerk on duty from today."""
    with acting(cast.north):
        roster = actions.open_roster(cast.north, month=month, department=None)
        put(cast.north, roster, cast.clerk, last=TODAY + timedelta(days=days - 1))
        return roster


def test_a_partner_sees_who_is_on_duty_now_of_a_published_roster_and_not_the_month(partners):
    roster = made(partners, days=5)
    with acting(partners.south):
        assert not Shift.objects.exists() and queries.roster(roster.pk) is None  # a draft
    with acting(partners.north):
        issue(partners.north, roster)
    with acting(partners.south):
        assert [(s.officer.name, s.phone) for s in Shift.objects.all()] == [("韩牧川", "0999-555 0117")]
        assert len(queries.on_duty(partners.north.agency, NOON)) == 1
        assert RosterEdition.objects.get().changes == []
    with acting(partners.far):
        assert not Shift.objects.exists() and not Roster.objects.exists() and not RosterEdition.objects.exists()


def test_a_change_is_not_seen_until_it_is_published_and_then_by_names(partners, sign_in):
    roster = made(partners)
    with acting(partners.north):
        issue(partners.north, roster)
        actions.drop_shift(partners.north, Shift.objects.select_related("roster__agency", "officer").get())
        put(partners.north, roster, partners.north)
        assert [s.officer.name for s in queries.on_duty(partners.north.agency, NOON)] == ["韩牧川"]
        edition = issue(partners.north, roster)
        assert [s.officer.name for s in queries.on_duty(partners.north.agency, NOON)] == ["陆知远"]
    with acting(partners.south):
        [change] = RosterEdition.objects.get(pk=edition.pk).changes
        assert (change["day"], change["before"], change["after"]) == ("2026-11-23", ["韩牧川"], ["陆知远"])
        assert "phone" not in str(change)
        assert [n.kind for n in Notice.objects.order_by("pk")] == ["agencies.roster_published", "agencies.roster_changed"]


def test_a_partner_acknowledges_and_the_owner_sees_who_did(partners, sign_in):
    told = []
    events.on("agencies.roster_acknowledged", lambda actor, roster: told.append(roster.pk))
    roster = made(partners)
    with acting(partners.north):
        issue(partners.north, roster)
        put(partners.north, roster, partners.north)
        issue(partners.north, roster)
    with acting(partners.south):
        assert [e.number for e in queries.unread(partners.south, partners.north.agency)] == [2]
    client = sign_in(partners.south)
    address = f"/agencies/rosters/{roster.pk}/"
    old = client.post(f"{address}acknowledge/", {"version": "1", "idempotency_key": str(uuid7())})
    assert "陆知远" in client.get(address).text and old.status_code == 409
    assert client.post(f"{address}acknowledge/", {"version": "2", "idempotency_key": str(uuid7())}).status_code == 302
    assert told == [roster.pk]
    with acting(partners.north):
        assert [a.agency_id for a in queries.acknowledgements(queries.roster(roster.pk))] == [partners.south.agency]
        assert Notice.objects.filter(kind="agencies.roster_acknowledged").exists()
    with acting(partners.south):
        assert queries.unread(partners.south, partners.north.agency) == []


def test_nobody_is_on_duty_twice_at_once_in_any_roster(partners):
    roster = made(partners)
    with acting(partners.north):
        other = actions.open_roster(partners.north, month=MONTH, department=queries.departments(partners.north.agency)[0].pk)
        with pytest.raises(Refused, match="on duty already"):
            put(partners.north, other, partners.clerk, start=time(20), end=time(9))
        assert put(partners.north, other, partners.clerk, first=TODAY + timedelta(days=1)) == 1  # one ends as the other begins
        with pytest.raises(Refused, match="for 2026-11"):
            put(partners.north, roster, partners.clerk, first=date(2026, 12, 1))
        with pytest.raises(Refused, match="your own agency"):
            put(partners.north, roster, partners.south)


def test_a_week_and_a_month_are_copied_and_conflicts_left_out(partners):
    roster = made(partners, days=2)
    with acting(partners.north):
        put(partners.north, roster, partners.clerk, first=date(2026, 11, 30), start=time(20), end=time(23))
        assert actions.copy_week(partners.north, roster, monday=date(2026, 11, 30)) == (0, 1)
        later = actions.open_roster(partners.north, month=date(2026, 12, 9), department=None)
        assert actions.copy_month(partners.north, later) == (4, 0)
        days = sorted(local(s.starts_at).date() for s in queries.planned(later))
        assert days == [date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 28), date(2026, 12, 29)]
        assert actions.copy_month(partners.north, later) == (0, 4)


def test_publishing_asks_for_something_new_and_for_the_page_as_it_was_seen(partners):
    with acting(partners.north):
        roster = actions.open_roster(partners.north, month=MONTH, department=None)
        with pytest.raises(Refused, match="no shift"):
            issue(partners.north, roster)
        put(partners.north, roster, partners.clerk)
        with pytest.raises(Stale):
            actions.publish(partners.north, roster, version=1)
        issue(partners.north, roster)
        with pytest.raises(Refused, match="Nothing has changed"):
            issue(partners.north, roster)
    with acting(partners.south), pytest.raises(Refused, match="by its own agency"):
        put(partners.south, queries.roster(roster.pk), partners.south)


@pytest.mark.parametrize("attack", [
    "UPDATE agencies_shift SET going = true", "DELETE FROM agencies_shift", "UPDATE agencies_roster SET edition = 0"])
def test_a_partner_changes_nothing(partners, attack):
    roster = made(partners)
    with acting(partners.north):
        issue(partners.north, roster)
    with acting(partners.south):
        assert ask(attack) == 0


def test_nobody_writes_a_roster_or_an_acknowledgement_for_another(partners):
    roster = made(partners)
    with acting(partners.north):
        edition = issue(partners.north, roster)
    add = """INSERT INTO agencies_shift (id, roster_id, agency_id, officer_id, post, starts_at, ends_at, phone, going)
             VALUES (gen_random_uuid(), %s, %s, %s, 'lead', actor_at(), actor_at() + interval '1 hour', '', false)"""
    ack = """INSERT INTO agencies_rosteracknowledgement (id, edition_id, owner_id, agency_id, officer, at)
             VALUES (gen_random_uuid(), %s, %s, %s, actor_officer(), actor_at())"""
    with acting(partners.south):
        refused(add, roster.pk, partners.north.agency, partners.clerk.officer)
        refused(add, roster.pk, partners.south.agency, partners.south.officer)  # into another's roster
        refused(ack, edition.pk, partners.north.agency, partners.far.agency)
        refused(ack, edition.pk, partners.far.agency, partners.south.agency)
    with acting(partners.far):
        refused(ack, edition.pk, partners.north.agency, partners.far.agency)  # no partner
    plain = replace(partners.north, roles=frozenset({"officer"}))
    with acting(plain):
        refused(add, roster.pk, plain.agency, plain.officer)
        assert not RosterAcknowledgement.objects.exists()


def test_the_month_is_drawn_and_a_shift_put_in_by_the_page(partners, sign_in):
    roster = made(partners)
    client, address = sign_in(partners.north), f"/agencies/rosters/{roster.pk}/"
    given = {"officer": partners.north.officer, "post": "leader", "first": "2026-11-24", "last": "", "start": "08:00",
             "end": "08:00", "phone": "", "idempotency_key": str(uuid7())}
    assert client.post(f"{address}shifts/", given).status_code == 302
    page = client.get(address)
    days = {d.day: [t.shift.officer.name for t in d.turns] for w in page.context["weeks"] for d in w.days if d.turns}
    assert days == {TODAY: ["韩牧川"], date(2026, 11, 24): ["陆知远"]}
    clash = client.post(f"{address}shifts/", given | {"idempotency_key": str(uuid7())})
    assert clash.status_code == 422 and "officer" in clash.context["form"].errors


@pytest.mark.parametrize(("month", "first", "count"), [
    (date(2026, 11, 1), date(2026, 10, 26), 6), (date(2027, 2, 1), date(2027, 2, 1), 4)])
def test_a_month_is_whole_weeks_from_monday(month, first, count):
    weeks = rules.weeks(month)
    assert (weeks[0][0], len(weeks)) == (first, count) and {d.isoweekday() for w in weeks for d in w[:1]} == {1}


def test_a_changed_phone_is_a_change_without_other_names():
    who, at = uuid7(), datetime(2026, 11, 23, 8, tzinfo=BEIJING)
    one = rules.Planned(who, "lead", at, at + timedelta(hours=24), "110")
    [change] = rules.changes([one], [replace(one, phone="119")])
    assert (change.before, change.after) == ((who,), (who,)) and rules.changes([one], [one]) == []
