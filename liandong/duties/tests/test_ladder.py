"""Reminders and escalation: their moments, their order, what downtime overtakes."""
from datetime import datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from liandong.duties.rules import Allowance, Calendar, due, ladder, missed_at
from liandong.duties.rules.calendar import Reading
from liandong.kernel.moments import BEIJING, local

from .test_calendar_rules import EXCEPTIONS
from .test_clock import ALLOWANCES, STARTS

STEPS = list(ladder.STEPS)


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def told(start, ends, measure):
    return [f"{rung.step} {local(rung.at):%m-%d %H:%M}" for rung in ladder.ladder(
        moment(start), moment(ends), measure, Calendar())]


@pytest.mark.parametrize("start, ends, measure, steps", [
    ("2026-11-01 00:00", "2026-11-26 00:00", "month", [  # due at 24:00 of Wednesday the 25th
        "remind_7d 11-18 09:00", "remind_3d 11-20 09:00", "remind_1d 11-24 09:00", "due 11-26 00:00",
        "head 11-26 09:00", "leader 11-30 09:00", "superior 12-02 09:00"]),
    ("2026-09-28 00:00", "2026-10-05 00:00", Allowance(6, "day"), [  # in the days off of National Day
        "remind_1d 09-30 09:00", "due 10-05 00:00", "head 10-08 09:00", "leader 10-10 09:00", "superior 10-13 09:00"]),
    ("2026-11-02 10:00", "2026-11-02 12:00", Allowance(2, "hour"), [
        "remind_half 11-02 11:00", "remind_last 11-02 11:36", "due 11-02 12:00", "head 11-02 12:30", "leader 11-02 13:00",
        "superior 11-02 14:00"]),
    ("2026-11-02 10:00", "2026-11-02 10:10", Allowance(10, "minute"), [
        "due 11-02 10:10", "head 11-02 10:15", "leader 11-02 10:20", "superior 11-02 10:30"]),
])
def test_who_is_told_and_when(start, ends, measure, steps):
    assert told(start, ends, measure) == steps


@given(STARTS, ALLOWANCES, EXCEPTIONS)
def test_the_steps_come_in_their_order_each_once(start, allowance, exceptions):
    calendar = Calendar(exceptions)
    ends = due(start, allowance, [], calendar).at
    rungs = ladder.ladder(start, ends, allowance, calendar)
    assert [rung.step for rung in rungs] == sorted({rung.step for rung in rungs}, key=STEPS.index)
    moments = [rung.at for rung in rungs]
    assert moments == sorted(set(moments)) and start < moments[0]
    assert [rung.step for rung in rungs][-4:] == ["due", "head", "leader", "superior"] and rungs[-4].at == ends


@given(STARTS, st.integers(2, 40), EXCEPTIONS, st.integers(-10, 40))
def test_after_downtime_the_latest_step_is_told_and_the_others_are_listed(start, amount, exceptions, later):
    calendar, allowance = Calendar(exceptions), Allowance(amount, "day")
    ends = due(start, allowance, [], calendar).at
    rungs, at = ladder.ladder(start, ends, allowance, calendar), ends + timedelta(days=later, minutes=1)
    latest, overtaken = ladder.reached(rungs, at)
    coming = ladder.upcoming(rungs, at)
    names = [*overtaken, *([latest.step] if latest else [])]
    assert names == [rung.step for rung in rungs][: len(names)]
    assert coming == (rungs[len(names)] if len(names) < len(rungs) else None)


@given(STARTS, EXCEPTIONS, st.sampled_from(["next", "before"]))
def test_nobody_is_told_in_days_on_a_day_off(start, exceptions, roll):
    calendar, allowance = Calendar(exceptions), Allowance(20, "day", roll)
    rungs = ladder.ladder(start, due(start, allowance, [], calendar).at, allowance, calendar)
    assert all(Reading(calendar).works(local(rung.at).date()) for rung in rungs if rung.step != "due")


def test_missed_when_the_next_falls_due_or_a_month_after_the_last_step():
    ends, following = moment("2026-11-26 00:00"), moment("2026-12-26 00:00")
    assert missed_at(ends, following, "month", Calendar()) == following
    assert missed_at(ends, None, "month", Calendar()) == moment("2027-01-01 09:00")
    assert missed_at(ends, None, Allowance(2, "hour"), Calendar()) == moment("2026-12-26 02:00")
