"""Duties follow their agreement: amended, at rest, left, renewed."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from conftest import NOON, role
from liandong.access import actions as access, queries as deeds
from liandong.access.tests.cast import lay, sign
from liandong.duties import actions, queries
from liandong.duties.models import Duty, Schedule
from liandong.kernel.actor import acting
from liandong.kernel.moments import day_end

from .conftest import agree, fire, later, promise

EXCHANGE, MEETING = {}, {"kind": "meeting", "on": 10}


def amended(deed, *parties, duties, days=40, **terms):
    """An amendment that all sign after so many days."""
    parties = [later(p, days=days) for p in parties]
    amendment = lay(*parties, grants=[], amends=deed.pk, duties=duties, **terms)
    sign(amendment, *parties)
    with acting(parties[-1]):
        access.open_grants(parties[-1], amendment)
        counts = actions.amend(parties[-1], amendment, basis=deed.pk)
    return amendment, counts


def owed(actor, **fields):
    with acting(actor):
        return list(Duty.objects.filter(agency=actor.agency, outcome="", **fields).order_by("due_at"))


@pytest.fixture
def deed(cast):
    """North and south exchange monthly and meet monthly."""
    return agree(cast.north, cast.south, duties=[promise(cast.north, cast.south), promise(cast.north, cast.south, **MEETING)])


def test_unchanged_promises_go_on_removed_ones_lapse_new_ones_begin(cast, deed):
    before = owed(cast.north, kind="intelligence_transfer")
    amendment, (begun, lapsed) = amended(deed, cast.north, cast.south, duties=[
        promise(cast.north, cast.south, clause="补充约定"), promise(cast.south, kind="report", on=5)])
    assert begun == 1 and lapsed > 10
    assert owed(cast.north, kind="intelligence_transfer") == before  # each with its clock
    assert [d.due_on.isoformat() for d in owed(cast.north, kind="meeting")] == ["2026-12-10"]
    assert not owed(cast.north, kind="report") and owed(cast.south, kind="report")[0].number == amendment.number
    with acting(cast.south):
        assert {s.basis for s in Schedule.objects.all()} == {deed.pk}


def test_a_promise_taken_up_again_begins_anew(cast, deed):
    both = (cast.north, cast.south)
    first, _ = amended(deed, *both, duties=[promise(*both)])
    _second, (begun, lapsed) = amended(deed, *both, duties=[promise(*both), promise(*both, **MEETING)], days=80, base=first.pk)
    assert (begun, lapsed) == (2, 0)
    assert [d.due_on.isoformat() for d in owed(cast.north, kind="meeting")][:2] == ["2026-12-10", "2027-03-10"]


def rested(cast, deed, days, until):
    """The agreement rests from one day to another."""
    north, south = later(cast.north, days=days), later(cast.south, days=days)
    with acting(north):
        pause = access.pause(north, deed, owner=None, why="机构调整")
    with acting(south):
        access.agree_pause(south, pause)
        actions.rest(south, basis=deed.pk)
    if until:
        north, south = later(cast.north, days=until), later(cast.south, days=until)
        with acting(north):
            access.resume(north, pause)
        with acting(south):
            access.resume(south, pause)
            actions.resume(south, basis=deed.pk)


def test_clocks_stand_still_while_the_agreement_rests_and_go_on_with_what_was_left(cast, deed):
    # from 8 December to 28 January: the exchange due 25 December has run since the 1st, that of January begins in it
    rested(cast, deed, 15, 66)
    first, second, third, *_ = owed(cast.north, kind="intelligence_transfer", due_at__gt=NOON + timedelta(days=10))
    assert first.period_on.isoformat() == "2026-12-01" and (first.due_on - NOON.date()).days == 32 + 51
    assert second.period_on.isoformat() == "2027-02-01" and second.due_on.isoformat() == "2027-02-25"
    assert not first.paused_at and not second.paused_at and third.due_on.isoformat() == "2027-03-25"
    with acting(cast.north):
        assert [d.outcome for d in Duty.objects.filter(agency=cast.north.agency, period_on="2027-01-01")] == ["lapsed"] * 2
        assert queries.pauses(first).get().question == "机构调整"


def test_nothing_is_told_or_answered_while_the_agreement_rests(cast, deed):
    duty = owed(cast.north)[0]
    with acting(cast.north):
        actions.ask(cast.north, duty, question="格式?", version=duty.version)
    rested(cast, deed, 1, None)
    assert fire(NOON + timedelta(days=60)) == 0
    south = later(cast.south, days=2)
    with acting(south), pytest.raises(Exception, match="The agreement rests"):
        duty = Duty.objects.get(pk=duty.pk)
        actions.answer(south, duty, answer="Excel", version=duty.version)
    with pytest.raises(DatabaseError, match="rests"), acting(south), connection.cursor() as cursor:
        cursor.execute("SELECT duties_answer(%s, %s, 'ja', %s, %s, false, %s, %s)",
                       [duty.pk, duty.version, *[day_end((NOON + timedelta(days=90)).date())] * 3,
                        NOON + timedelta(days=120)])


def test_who_leaves_owes_no_more_and_sees_no_later_duties_of_others(cast):
    parties = (cast.north, cast.south, cast.far)
    deed = agree(*parties, duties=[promise(*parties)])
    with role("owner"):
        type(deed).objects.filter(pk=deed.pk).update(terms=deed.terms.replace('"duties"', '"leaving":true,"duties"'))
    leaving = day_end((NOON + timedelta(days=60)).date())
    with acting(cast.far):
        access.leave(cast.far, deeds.deed(deed.pk), leaving)
        assert actions.leave(cast.far, basis=deed.pk) > 5
    assert max(d.due_at for d in owed(cast.far)) <= leaving < max(d.due_at for d in owed(cast.north))
    with acting(cast.far):
        assert max(d.due_at for d in Duty.objects.exclude(outcome="lapsed")) <= leaving


@pytest.mark.parametrize("function", ["duties_amend(%s)", "duties_leave(%s)", "duties_rest(%s)", "duties_resume(%s)"])
def test_nobody_moves_duties_without_what_moves_them(cast, deed, function):
    for actor in (cast.south, cast.far):
        with pytest.raises(DatabaseError), acting(actor), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}", [deed.pk])


def test_a_promise_that_is_no_longer_made_founds_no_duty(cast, deed):
    amended(deed, cast.north, cast.south, duties=[])
    south = later(cast.south, days=50)
    with pytest.raises(DatabaseError, match="row-level security"), acting(south):
        actions.start_recurring(south, basis=deed.pk, number=deed.number, duties=[promise(cast.north)],
                                parties=deed.parties, starts_at=south.at, ends_at=deed.ends_at)


def test_a_renewed_agreement_goes_on_owing(cast):
    deed = agree(cast.north, cast.south, duties=[promise(cast.north)], months=3)
    end = deed.ends_at
    with role("jobs"):
        assert actions.renew(basis=deed.pk, before=end, ending=end + timedelta(days=90)) == 1
        actions.make_later(end - timedelta(hours=5))
    assert max(d.due_at for d in owed(cast.north)) > end
