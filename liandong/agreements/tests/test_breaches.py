"""A breach: claimed with missed duties, answered, cured or not; rescission only where the terms name it and time ran out."""
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON
from liandong.access import queries as access
from liandong.agreements import actions, queries
from liandong.agreements.models import Breach
from liandong.agreements.rules.lifecycle import Stage
from liandong.agreements.rules.terms import Limit
from liandong.duties import actions as duties
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .conftest import read


def later(actor, **span):
    return replace(actor, at=NOON + timedelta(**span))


@pytest.fixture
def signed(cast, way):
    """In force, naming rescission, ten days to cure; the north has missed its transfer of November."""
    with acting(cast.north):
        draft = queries.of(way.key)
        terms = read(draft)
        terms.breach, terms.cure, terms.disputes = ["cure_period", "rescission"], Limit(amount=10,
                                                                                        unit="day"), ["negotiation"]
        actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    return way.signed()


@pytest.fixture
def claimed(cast, signed):
    """The south claims it on 30 November."""
    return claim(later(cast.south, days=7), signed, cast.north.agency)


def claim(actor, agreement, against, **fields):
    with acting(actor):
        missed = [duty.pk for duty in queries.breaches.missed(actor, agreement)]
        return actions.claim_breach(actor, agreement, respondent=against, text="11月未按期传递情报", duties=missed, **fields)


def take(actor, act, breach, **fields):
    with acting(actor):
        it = queries.breaches.of(breach.pk)
        return act(actor, it, version=it.version, **fields)


def cure(actor, breach):
    with acting(actor):
        duty = Duty.objects.get(basis=breach.pk, kind="cure")
        duties.keep(actor, duty, evidence="已补送", version=duty.version)


def test_a_claim_names_the_missed_duties_and_starts_two_clocks(cast, claimed):
    with acting(later(cast.north, days=7)):
        found = {duty.kind: (duty.agency_id, duty.amount, duty.unit) for duty in Duty.objects.filter(basis=claimed.pk)}
    assert len(claimed.duties) == 1
    assert found == {"reply": (cast.north.agency, 7, "day"), "cure": (cast.north.agency, 10, "day")}


def test_only_what_was_missed_is_named(cast, signed):
    south = later(cast.south, days=7)
    with acting(south), pytest.raises(Refused, match="Choose among"):
        kept = Duty.objects.filter(agency=cast.north.agency, due_at__gt=south.at).first()
        actions.claim_breach(south, signed, respondent=cast.north.agency, text="x", duties=[kept.pk])


def test_it_is_admitted_cured_and_confirmed(cast, claimed):
    north, south = later(cast.north, days=8), later(cast.south, days=9)
    take(north, actions.answer_breach, claimed, admits=True, text="人员调整，已补送")
    cure(north, claimed)
    done = take(south, actions.confirm_cured, claimed)
    with acting(south):
        assert done.stage == "cured" and queries.stage_of(queries.of(done.agreement_id), south.at) == Stage.IN_FORCE
        assert {duty.kind: duty.outcome for duty in Duty.objects.filter(basis=claimed.pk)} == {"reply": "kept",
                                                                                               "cure": "kept"}


def test_before_the_time_to_cure_has_run_out_nothing_is_rescinded(cast, claimed):
    with pytest.raises(Refused, match="runs until 2026-12-10"):
        take(later(cast.south, days=17), actions.rescind, claimed, text="未补正")


def test_after_it_ran_out_the_agreement_is_rescinded_at_once(cast, claimed):
    south = later(cast.south, days=18)
    done = take(south, actions.rescind, claimed, text="催告后仍未履行")
    with acting(south):
        agreement = queries.of(done.agreement_id)
        assert done.stage == "rescinded" and agreement.ends_at == south.at
        assert queries.stage_of(agreement, south.at) == Stage.ENDED
        assert {grant.ends_at for grant in access.grants(agreement.pk)} == {south.at}
        [ending] = queries.endings.of_agreement(agreement.pk)
        assert (ending.kind, ending.breach) == ("rescission", claimed.pk)
        assert Duty.objects.get(pk=claimed.duties[0]).outcome == ""  # it fell due before, so it stays owed


def test_what_was_cured_in_time_is_not_rescinded_unless_it_is_said_not_to_be_cured(cast, claimed):
    cure(later(cast.north, days=8), claimed)
    with pytest.raises(Refused, match="says it is cured"):
        take(later(cast.south, days=18), actions.rescind, claimed, text="x")
    take(later(cast.south, days=9), actions.reject_cure, claimed, text="材料不全")
    assert take(later(cast.south, days=18), actions.rescind, claimed, text="材料始终不全").stage == "rescinded"


def test_without_a_clause_a_breach_rescinds_nothing(cast, way):
    agreement = way.signed()
    breach = claim(later(cast.south, days=7), agreement, cast.north.agency, cure=Limit(amount=7, unit="day"))
    with pytest.raises(Refused, match="No clause on breach names rescission"):
        take(later(cast.south, days=30), actions.rescind, breach, text="x")


def test_while_a_dispute_about_it_is_open_nothing_is_rescinded(cast, claimed):
    north = later(cast.north, days=8)
    with acting(north):
        agreement, it = queries.of(claimed.agreement_id), queries.breaches.of(claimed.pk)
        actions.open_dispute(north, agreement, title="是否违约", others=[cast.south.agency], text="已按约传递", breach=it)
    with pytest.raises(Refused, match="dispute about this breach is open"):
        take(later(cast.south, days=18), actions.rescind, claimed, text="x")


def test_agreed_damages_become_a_payment_duty_that_outlives_the_agreement(cast, claimed):
    south, north = later(cast.south, days=8), later(cast.north, days=9)
    take(south, actions.ask_damages, claimed, amount=Decimal("20000"), days=60, text="补办费用")
    take(north, actions.agree_damages, claimed)
    with acting(north):
        ending = actions.propose_end(north, queries.of(claimed.agreement_id), last_on=north.at.date(), why="结束合作")
    with acting(later(cast.south, days=9)):
        actions.consent_end(later(cast.south, days=9), queries.endings.of(ending.pk))
        paid = Duty.objects.get(basis=claimed.pk, kind="payment")
        remains = queries.closing.remaining(queries.of(claimed.agreement_id), paid.starts_at)
    assert (paid, "owed") in [(one.duty, one.fate.value) for one in remains]


def test_a_waived_breach_lets_its_clocks_go(cast, claimed):
    done = take(later(cast.south, days=8), actions.waive_breach, claimed, text="情况已查明")
    with acting(later(cast.south, days=8)):
        assert done.stage == "waived" and not Duty.objects.filter(basis=claimed.pk, outcome="").exists()


@pytest.mark.parametrize("attack", [
    "UPDATE agreements_breach SET stage = 'rescinded', closed_at = actor_at(), closed_by = actor_officer()",
    "UPDATE agreements_breach SET stage = 'cured', closed_at = actor_at(), closed_by = actor_officer()",
    "UPDATE agreements_breach SET answer = '承认', answered_at = actor_at(), answered_by = actor_officer(), stage = 'admitted'",
    "UPDATE agreements_breach SET damages = 5, pay_days = 1, stage = 'damages', closed_at = actor_at()",
    "UPDATE agreements_breach SET closed_at = actor_at(), closed_by = actor_officer()", "DELETE FROM agreements_breach",
    "UPDATE agreements_breach SET text = '别的'", "UPDATE agreements_breach SET cure_amount = 1",
    "SELECT agreements_rescind(id, gen_random_uuid(), 'x') FROM agreements_breach",
    "SELECT agreements_end(e, actor_at(), actor_at()) FROM agreements_ending e",
    "SELECT duties_let_go(id, '{cure}', 'lapsed') FROM agreements_breach",
    """INSERT INTO agreements_breach (id, agreement_id, claimant_id, respondent_id, officer, at, clause, text, duties,
         cure_amount, cure_unit, stage, answer, rejected_why, damages_why, closed_why, version)
       SELECT gen_random_uuid(), agreement_id, claimant_id, respondent_id, actor_officer(), actor_at(), '', 'x',
         ARRAY[gen_random_uuid()], 10, 'day', 'claimed', '', '', '', '', 1 FROM agreements_breach""",
])
def test_the_claimant_writes_nothing_that_is_not_theirs(cast, claimed, attack):
    with acting(later(cast.south, days=8)), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_nobody_lays_on_a_partner_what_no_claim_asks_for(cast, claimed):
    with acting(later(cast.south, days=8)), pytest.raises(DatabaseError):
        actions.breaching._begin(later(cast.south, days=8), claimed, "payment", 3, "day")


def test_a_breach_does_not_exist_for_a_stranger(cast, claimed):
    with acting(cast.far):
        assert not Breach.objects.exists() and not Duty.objects.filter(basis=claimed.pk).exists()
