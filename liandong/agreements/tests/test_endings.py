"""Ending an agreement before its time: by notice from receipt, by consent of all; what terms and database forbid."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner, role
from liandong.access import queries as access
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Answer, Ending
from liandong.agreements.rules.lifecycle import Stage
from liandong.duties import actions as duties, queries as owed
from liandong.duties.models import Duty
from liandong.kernel import moments
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice

from .conftest import read


def at(actor, **span):
    return replace(actor, at=actor.at + timedelta(**span))


def do(actor, act):
    with acting(actor):
        return act()


def notice(cast, way, **how):
    way.signed()
    return do(cast.south, lambda: actions.give_notice(cast.south, queries.of(way.key), why="机构调整", **how))


def ends(cast, key):
    with acting(cast.north):
        return queries.of(key).ends_at


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def with_clause(cast, way, **clause):
    """The draft has another clause on its end before it is signed."""
    with acting(cast.north):
        draft = queries.of(way.key)
        terms = read(draft)
        terms.termination = terms.termination.model_copy(update=clause)
        actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    return way.signed()


def test_a_notice_ends_nothing_until_it_is_received(cast, way):
    ending = notice(cast, way)
    with acting(cast.north):
        agreement = queries.of(way.key)
        assert queries.stage_of(agreement, NOON) == Stage.IN_FORCE and agreement.closing_at is None
        [duty] = owed.open_ones(owed.of_basis(ending.pk))
    assert (duty.kind, duty.agency_id, duty.amount, duty.unit) == ("acknowledgement", cast.north.agency, 3, "working_day")


def test_the_days_of_a_notice_run_from_its_receipt(cast, way):
    ending, desk = notice(cast, way), at(cast.clerk, days=2)
    do(desk, lambda: actions.receive_notice(desk, queries.endings.of(ending.pk)))
    last = moments.day_end(NOON.date() + timedelta(days=32))
    with acting(cast.north):
        agreement = queries.of(way.key)
        assert agreement.ends_at == last and queries.stage_of(agreement, NOON) == Stage.ENDING
        assert {grant.ends_at for grant in access.grants(way.key)} == {last}
        assert Duty.objects.get(basis=ending.pk).outcome == "kept"
        assert not Duty.objects.filter(basis=way.key, outcome="", due_at__gt=last).exists()


def test_a_receipt_is_not_said_on_the_duty(cast, way):
    ending = notice(cast, way)
    with acting(cast.clerk), pytest.raises(Refused, match="kept by answering"):
        duty = Duty.objects.get(basis=ending.pk)
        duties.keep(cast.clerk, duty, evidence="收到", version=duty.version)


def test_a_notice_that_was_received_is_not_taken_back_and_an_unreceived_one_is(cast, way):
    ending = notice(cast, way)
    do(cast.south, lambda: actions.withdraw_end(cast.south, queries.endings.of(ending.pk)))
    again = do(cast.south, lambda: actions.give_notice(cast.south, queries.of(way.key), why="再次"))
    do(cast.north, lambda: actions.receive_notice(cast.north, queries.endings.of(again.pk)))
    with acting(cast.south), pytest.raises(Refused):
        actions.withdraw_end(cast.south, queries.endings.of(again.pk))
    with acting(cast.north):
        assert Duty.objects.get(basis=ending.pk).outcome == "lapsed"


def test_all_consent_and_it_ends_on_that_day(cast, way):
    way.signed()
    day = NOON.date() + timedelta(days=9)
    ending = do(cast.north, lambda: actions.propose_end(cast.north, queries.of(way.key), last_on=day, why="并入新协议"))
    with acting(cast.south):
        assert [one.pk for one in queries.endings.waiting_for(cast.south)] == [ending.pk]
    do(cast.south, lambda: actions.consent_end(cast.south, queries.endings.of(ending.pk)))
    assert ends(cast, way.key) == moments.day_end(day)


def test_one_that_declines_lets_it_go_on(cast, way):
    before = way.signed().ends_at
    ending = do(cast.north, lambda: actions.propose_end(cast.north, queries.of(way.key), last_on=NOON.date(), why="并入"))
    with acting(cast.south), pytest.raises(Refused, match="Say why"):
        actions.decline_end(cast.south, queries.endings.of(ending.pk), text=" ")
    declined = do(cast.south, lambda: actions.decline_end(cast.south, queries.endings.of(ending.pk), text="案件未结"))
    assert declined.stage == "declined" and ends(cast, way.key) == before


@pytest.mark.parametrize(("clause", "how", "said"), [
    ({"unilateral": False}, {}, "补充约定 lets the agreement end early only by consent"),
    ({"minimum_months": 6}, {}, "补充约定 allows no notice before 2027-05-23"),
    ({"notice_form": "written"}, {"form": "oral"}, "补充约定 asks for a notice in writing"),
    ({}, {"form": "letter"}, "Give the number of the letter"),
])
def test_what_a_clause_forbids_is_refused_with_the_clause(cast, way, clause, how, said):
    with_clause(cast, way, **clause)
    with acting(cast.south), pytest.raises(Refused, match=said):
        actions.give_notice(cast.south, queries.of(way.key), why="不再合作", **how)


def test_a_day_after_the_end_is_not_proposed(cast, way):
    way.signed()
    with acting(cast.north), pytest.raises(Refused, match="Choose a day"):
        actions.propose_end(cast.north, queries.of(way.key), last_on=date(2031, 1, 1), why="并入")


def test_a_clerk_consents_to_nothing(cast, way):
    way.signed()
    ending = do(cast.south, lambda: actions.propose_end(cast.south, queries.of(way.key), last_on=NOON.date(),
                                                           why="并入"))
    with acting(cast.clerk), pytest.raises(Refused, match="post does not allow"):
        actions.consent_end(cast.clerk, queries.endings.of(ending.pk))


def escalate(days):
    with role("jobs"):
        for day in range(days):
            duties.fire(NOON + timedelta(days=day))
        return actions.deem_received(NOON + timedelta(days=days))


def test_an_unreceived_notice_goes_up_to_the_leader_and_the_superior(cast, way):
    with owner():
        Agency.objects.filter(pk=cast.north.agency).update(parent=cast.far.agency)
    ending = notice(cast, way)
    escalate(15)
    with acting(cast.far):
        [duty] = Duty.objects.filter(basis=ending.pk)  # from now on the superior sees this duty, and nothing else of it
        assert duty.kind == "acknowledgement" and not Ending.objects.exists()
        assert Notice.objects.filter(key="duties.superior", subject=duty.pk).exists()
    with acting(cast.north):
        assert Notice.objects.filter(key="duties.leader").exists()


def test_an_unreceived_notice_stays_open_where_no_clause_says_otherwise(cast, way):
    ending = notice(cast, way)
    assert escalate(15) == 0
    with acting(cast.south):
        assert queries.endings.of(ending.pk).stage == "open"


def test_after_the_ladders_end_it_counts_as_received_where_the_clause_says_so(cast, way):
    with_clause(cast, way, deemed=True)
    ending = do(cast.south, lambda: actions.give_notice(cast.south, queries.of(way.key), why="机构调整"))
    assert escalate(15) == 1 and escalate(15) == 0
    with acting(cast.south):
        [answer] = Answer.objects.filter(ending=ending.pk)
        assert answer.word == "deemed" and answer.at > NOON + timedelta(days=7)
    assert ends(cast, way.key) == moments.day_end(moments.local(answer.at).date() + timedelta(days=30))


@pytest.mark.parametrize(("form", "letter"), [("oral", ""), ("letter", "")])
def test_the_database_takes_no_notice_in_another_form_than_the_terms_ask_for(cast, way, form, letter):
    with_clause(cast, way, notice_form="written")
    with acting(cast.south):
        refused("""INSERT INTO agreements_ending (id, agreement_id, kind, stage, agency_id, officer, at, why, form, letter,
                   clause, version) VALUES (gen_random_uuid(), %s, 'notice', 'open', actor_agency(), actor_officer(),
                   actor_at(), 'x', %s, %s, '', 1)""", way.key, form, letter)


@pytest.mark.parametrize("attack", [
    "UPDATE agreements_ending SET stage = 'settled'", "DELETE FROM agreements_ending",
    "UPDATE agreements_answer SET word = 'x'",
    "UPDATE agreements_agreement SET closing_at = actor_at()", "UPDATE agreements_agreement SET notice_at = actor_at()",
    "SELECT agreements_settle_ending(id, actor_at() + interval '1 day') FROM agreements_ending",
    "SELECT agreements_close_ending(id) FROM agreements_ending",
    "SELECT access_end(agreement_id, actor_at(), actor_at()) FROM agreements_ending",
    "SELECT duties_lapse(agreement_id, actor_at()) FROM agreements_ending",
    "SELECT agreements_deem(id, agency_id, actor_at(), actor_at(), actor_at()) FROM agreements_ending",
    """INSERT INTO agreements_answer (id, ending_id, agency_id, officer, at, word, text)
       SELECT gen_random_uuid(), id, agency_id, actor_officer(), actor_at(), 'receipt', '' FROM agreements_ending""",
    """INSERT INTO agreements_answer (id, ending_id, agency_id, officer, at, word, text)
       SELECT gen_random_uuid(), id, actor_agency(), actor_officer(), actor_at(), 'consent', '' FROM agreements_ending""",
    """INSERT INTO agreements_ending (id, agreement_id, kind, stage, agency_id, officer, at, why, form, letter, clause, version)
       SELECT gen_random_uuid(), agreement_id, 'rescission', 'open', actor_agency(), actor_officer(), actor_at(), 'x',
       'platform', '', '', 1 FROM agreements_ending""",
])
def test_nobody_ends_an_agreement_around_its_terms(cast, way, attack):
    notice(cast, way)
    with acting(cast.north):
        refused(attack)


def test_the_notice_of_others_does_not_exist_for_a_stranger(cast, way):
    ending = notice(cast, way)
    with acting(cast.far):
        assert queries.endings.of(ending.pk) is None and not Ending.objects.exists() and not Answer.objects.exists()
