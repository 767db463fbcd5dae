"""Counterpart desks and liaison posts: who sees them, hours, hand-over, and the alarm when nobody holds a post."""
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner, role
from liandong.agencies import actions, queries, rules, tasks
from liandong.agencies.models import Agency, Desk, Handover, Liaison, Officer, Partnership, Vacancy
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices.models import Notice

DESK = {"function": "criminal", "name": "刑侦支队情报中队", "department": "", "officer": "", "phone": "0999-555 0101转2",
        "partner": "", "staffed": "hours", "days": list("12345"), "opens": "09:00", "closes": "17:30", "version": "1"}

END = datetime(2090, 1, 1, tzinfo=UTC)  # pages are asked for at the moment of the test


def post(client, address, **fields):
    return client.post(address, fields | {"idempotency_key": str(uuid7())})


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        ask(sql, *values)


def officer(actor):
    return Officer.objects.get(pk=actor.officer)


def new_desk(actor, **fields):
    about = {"function": "command", "name": "指挥中心", "department": None, "officer": None, "phone": "0999-555 0117",
             "hours": rules.Hours(), "partner": None} | fields
    with acting(actor):
        return actions.add_desk(actor, **about)


@pytest.fixture
def partners(cast):
    """North and south have an agreement in force from yesterday."""
    with owner():
        for one, other in ((cast.north, cast.south), (cast.south, cast.north)):
            Partnership.objects.create(agency_id=one.agency, partner_id=other.agency, basis=cast.north.agency,
                                       starts_at=NOON - timedelta(days=1), ends_at=END)
    return cast


def test_a_desk_is_entered_and_stands_beside_the_agency_for_partners_alone(partners, sign_in):
    assert post(sign_in(partners.north), "/agencies/desks/new/", **DESK).status_code == 302
    for actor, seen in ((partners.north, True), (partners.south, True), (partners.far, False), (partners.firm, False)):
        with acting(actor):
            assert [d.name for d in queries.desks(partners.north.agency)] == (["刑侦支队情报中队"] if seen else [])
    panel = sign_in(partners.south).get(f"/agencies/{partners.north.agency}/desks/")
    assert "刑侦支队情报中队" in panel.text and 'href="tel:09995550101"' in panel.text


def test_a_desk_for_one_partner_is_seen_by_that_one(partners):
    with owner():
        Partnership.objects.create(agency_id=partners.north.agency, partner_id=partners.far.agency, basis=uuid7(),
                                   starts_at=NOON, ends_at=NOON + timedelta(days=1))
        Partnership.objects.create(agency_id=partners.far.agency, partner_id=partners.north.agency, basis=uuid7(),
                                   starts_at=NOON, ends_at=NOON + timedelta(days=1))
    new_desk(partners.north, partner=partners.south.agency)
    for actor, count in ((partners.south, 1), (partners.far, 0)):
        with acting(actor):
            assert len(queries.desks(partners.north.agency)) == count
    over = replace(partners.south, at=END)
    with acting(over):
        assert queries.desks(partners.north.agency) == []  # with the agreement it ends


def test_agencies_above_and_below_know_each_others_desks(cast):
    with owner():
        Agency.objects.filter(pk=cast.far.agency).update(parent=cast.north.agency)
    new_desk(cast.north)
    new_desk(cast.far)
    with acting(cast.far):
        assert queries.desks(cast.north.agency)
    with acting(cast.north):
        assert queries.desks(cast.far.agency)
    with acting(cast.south):
        assert not Desk.objects.exists()


@pytest.mark.parametrize(("typed", "field"), [
    ({"phone": "call me"}, "phone"), ({"closes": ""}, "closes"), ({"days": []}, "days"), ({"opens": "17:30"}, "closes")])
def test_a_desk_that_is_not_whole_is_refused_beside_its_field(cast, sign_in, typed, field):
    answer = post(sign_in(cast.north), "/agencies/desks/new/", **DESK | typed)
    assert answer.status_code == 422 and field in answer.context["form"].errors


@pytest.mark.parametrize(("hours", "clock", "is_open"), [
    (rules.Hours(), "2026-11-22T03:00", True),
    (rules.Hours((1, 2, 3, 4, 5), time(9), time(17, 30)), "2026-11-23T09:00", True),
    (rules.Hours((1, 2, 3, 4, 5), time(9), time(17, 30)), "2026-11-23T17:30", False),
    (rules.Hours((1, 2, 3, 4, 5), time(9), time(17, 30)), "2026-11-22T10:00", False),
    (rules.Hours((7,), time(20), time(8)), "2026-11-22T20:00", True),
    (rules.Hours((7,), time(20), time(8)), "2026-11-23T07:59", True),  # Sunday's night
    (rules.Hours((1,), time(20), time(8)), "2026-11-23T07:59", False),
])
def test_whether_somebody_answers_comes_from_the_moment(hours, clock, is_open):
    at = datetime.fromisoformat(f"{clock}:00+08:00").astimezone(UTC)
    assert rules.is_open(hours, at) == is_open


def test_nobody_else_changes_a_desk_or_lays_one_on_another(partners):
    desk = new_desk(partners.north)
    with acting(partners.south):
        assert ask("UPDATE agencies_desk SET phone = '110'") == ask("DELETE FROM agencies_desk") == 0
        refused("""INSERT INTO agencies_desk (id, agency_id, function, name, phone, days, version)
                   VALUES (gen_random_uuid(), %s, 'command', 'x', '110', '{1}', 1)""", partners.north.agency)
    low = replace(partners.north, roles=frozenset({"officer"}))
    with acting(low):
        assert ask("UPDATE agencies_desk SET phone = '110'") == 0
        with pytest.raises(Refused, match="Only an administrator"):
            actions.remove_desk(low, desk)
    with acting(partners.north):
        refused("UPDATE agencies_desk SET agency_id = %s", partners.south.agency)
        refused("UPDATE agencies_desk SET officer_id = %s", partners.south.officer)
        refused("UPDATE agencies_desk SET partner_id = agency_id")


@pytest.mark.parametrize("attack", [
    "INSERT INTO agencies_partnership SELECT gen_random_uuid(), actor_agency(), id, gen_random_uuid(), actor_at(), 'infinity'"
    " FROM agencies_agency",
    "UPDATE agencies_partnership SET ends_at = 'infinity'", "DELETE FROM agencies_vacancy",
    "UPDATE agencies_vacancy SET filled_at = actor_at()", "DELETE FROM agencies_handover",
    "SELECT agencies_find_vacancies(actor_at())", "UPDATE agencies_liaison SET officer_id = actor_officer()",
    "UPDATE agencies_liaison SET since = actor_at()",
])
def test_what_decides_visibility_and_alarms_is_nobodys_to_write(partners, attack):
    with acting(partners.far):
        refused(attack)


def test_a_post_goes_over_with_a_note_and_both_sides_are_told(partners, sign_in):
    with acting(partners.north):
        held = actions.name_liaison(partners.north, officer(partners.north), Agency.objects.get(pk=partners.south.agency),
                                    phone="0999-555 0117")
    address = f"/agencies/liaison/{held.pk}/hand-over/"
    assert sign_in(partners.clerk).get(address).status_code == 404
    answer = post(sign_in(partners.north), address, to=partners.clerk.officer, note="月度例会改在25日。")
    assert answer.status_code == 302
    with acting(partners.north):
        [new] = Liaison.objects.filter(until=None)
        assert (new.officer_id, new.phone) == (partners.clerk.officer, "0999-555 0117")
        assert Handover.objects.get().note == "月度例会改在25日。"
    with acting(partners.south):
        assert [p.officer.name for p in queries.liaisons(partners.north.agency, partners.south.agency)] == ["韩牧川"]
        assert not Handover.objects.exists()  # the note is for the successor
        assert Notice.objects.get(kind="agencies.handed_over").values["to"] == "韩牧川"
        assert Entry.objects.filter(verb="agencies.hand_over").exists()


def test_a_holder_hands_over_their_own_post_and_nobody_elses(partners):
    with acting(partners.north):
        south = Agency.objects.get(pk=partners.south.agency)
        own = actions.name_liaison(partners.north, officer(partners.clerk), south)
        other = actions.name_liaison(partners.north, officer(partners.north), south)
    with acting(partners.clerk):
        refused("SELECT agencies_hand_over(%s, %s, %s, 'x')", other.pk, partners.clerk.officer, uuid7())
        refused("SELECT agencies_hand_over(%s, %s, %s, 'x')", own.pk, partners.south.officer, uuid7())
        with pytest.raises(Refused, match="already"):
            actions.hand_over(partners.clerk, own, to=officer(partners.north), note="x")
    with acting(partners.south):
        assert ask("SELECT agencies_hand_over(%s, %s, %s, 'x')", own.pk, partners.south.officer, uuid7()) == [(False,)]


def alarms(actor):
    with acting(actor):
        return list(Notice.objects.filter(kind__startswith="agencies.vacant").order_by("at"))


def test_a_closed_account_leaves_the_post_vacant_and_alarms_once(partners):
    with acting(partners.north):
        actions.name_liaison(partners.north, officer(partners.clerk), Agency.objects.get(pk=partners.south.agency))
        assert not Vacancy.objects.exists()
        actions.set_account(partners.north, officer(partners.clerk), active=False, version=1)
        actions.watch(partners.north, [partners.north.agency])
        assert [v.partner_id for v in queries.vacancies(partners.north, partners.north.agency)] == [partners.south.agency]
    [alarm] = alarms(partners.north)
    assert alarm.roles == ["administrator", "leader"]
    assert (alarm.urgent, alarm.reply_minutes) == (False, 24 * 60)  # to be acknowledged in a day, over nobody's page
    with acting(partners.north):
        actions.set_account(partners.north, officer(partners.clerk), active=True, version=2)
        assert not queries.vacancies(partners.north, partners.north.agency)
        [post] = Liaison.objects.all()
        actions.end_liaison(partners.north, post)  # vacant anew: a new alarm
    assert len(alarms(partners.north)) == 2


def test_the_nightly_job_finds_what_no_act_told_and_only_once(partners):
    night = int((NOON + timedelta(hours=10)).timestamp())
    with role("jobs"):
        assert (tasks.watch(night), tasks.watch(night)) == (2, 0)  # each side lacks one
    assert [n.values["partner"] for n in alarms(partners.north)] == ["江南市公安局"]
    after = int(END.timestamp())
    with role("jobs"):
        assert tasks.watch(after) == 0
    with acting(partners.north):
        assert not queries.vacancies(partners.north, partners.north.agency)  # the agreement ended, the post is not needed


def test_an_agreement_in_force_without_liaison_officers_alarms_every_party(partners):
    with acting(partners.south):
        actions.agreement_in_force(partners.south, SimpleNamespace(parties=[partners.north.agency, partners.south.agency]))
        actions.agreement_in_force(partners.south, SimpleNamespace(parties=[partners.far.agency]))  # no partner: nothing
    assert len(alarms(partners.north)) == len(alarms(partners.south)) == 1 and alarms(partners.far) == []


def test_a_deputy_is_named_in_the_alarm(partners):
    with acting(partners.north):
        post = actions.name_liaison(partners.north, officer(partners.clerk), Agency.objects.get(pk=partners.south.agency),
                                    deputy=officer(partners.north))
        actions.set_account(partners.north, officer(partners.clerk), active=False, version=1)
        assert Notice.objects.get(kind="agencies.vacant_deputy").values["deputy"] == "陆知远"
        with pytest.raises(Refused, match="deputy is another"):
            actions.set_liaison(partners.north, post, deputy=officer(partners.clerk), phone="", hours=rules.Hours(), version=1)
        refused("UPDATE agencies_liaison SET deputy_id = %s", partners.south.officer)
