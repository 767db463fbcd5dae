"""When a clock ends, with pauses and days off, against a plain model that ticks day by day (minute by minute)."""
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given, settings, strategies as st

from liandong.duties.rules import Allowance, Calendar, Paused, check_allowance, due, earlier_bound
from liandong.kernel.errors import Refused
from liandong.kernel.moments import BEIJING, day_end, local

from .test_calendar_rules import DAY, EXCEPTIONS, completed, plain_roll

MINUTE = timedelta(minutes=1)
START = datetime(2026, 9, 1, tzinfo=BEIJING)
STARTS = st.integers(0, 150 * 1440).map(lambda n: START + n * MINUTE)
UNITS = st.sampled_from(["minute", "hour", "day", "working_day"])
ALLOWANCES = st.builds(Allowance, st.integers(1, 30), UNITS, st.sampled_from(["stay", "next", "before"]))
GAPS = st.integers(0, 6 * 1440) | st.integers(0, 90)
STRETCHES = st.lists(st.tuples(GAPS, GAPS), max_size=4)


def paused(start, stretches):
    """Pauses that follow one another: so many minutes after the last answer, for so many minutes."""
    pauses, at = [], start
    for wait, length in stretches:
        pauses.append(Paused(at + wait * MINUTE, at + (wait + length) * MINUTE))
        at = pauses[-1].answered_at
    return pauses


def plain_hours(start, allowance, pauses):
    """Count the minutes that are in no pause."""
    left, at = allowance.amount * (60 if allowance.unit == "hour" else 1), start
    while left:
        standing = [p.answered_at for p in pauses if p.asked_at <= at < p.answered_at]
        at, left = (standing[0], left) if standing else (at + MINUTE, left - 1)
    return at


def plain_days(start, allowance, pauses, calendar):
    """Go from day to day: one that is not the first, nor before the day after an answer, uses up one of what is left."""
    working, day, left = allowance.unit == "working_day", local(start).date(), allowance.amount
    floor, waiting = day, list(pauses)
    while True:
        end = plain_end(day, floor, left, allowance.roll, working, calendar)
        if waiting and local(waiting[0].asked_at).date() == day and waiting[0].asked_at < day_end(end):
            day = floor = local(waiting.pop(0).answered_at).date()
        elif not waiting or day_end(end) <= waiting[0].asked_at:
            return day_end(end)
        else:
            day += DAY
            left -= left > 0 and (not working or calendar.is_working(day))


def plain_end(day, floor, left, roll, working, calendar):
    """The last day when nothing more is asked."""
    last = day
    while left or working and not calendar.is_working(last):
        last += DAY
        left -= left > 0 and (not working or calendar.is_working(last))
    moved = last if working else plain_roll(calendar, last, roll)
    return moved if moved >= floor else last


@settings(max_examples=400)
@given(STARTS, ALLOWANCES, STRETCHES, EXCEPTIONS)
def test_a_clock_ends_when_the_plain_model_says(start, allowance, stretches, exceptions):
    pauses, calendar = paused(start, stretches), Calendar(exceptions)
    plain = plain_hours(start, allowance, pauses) if allowance.unit in ("minute", "hour") else plain_days(
        start, allowance, pauses, calendar)
    assert due(start, allowance, pauses, calendar).at == plain


@given(STARTS, ALLOWANCES, STRETCHES, EXCEPTIONS, GAPS, GAPS)
def test_one_more_pause_or_a_longer_one_never_makes_it_earlier(start, allowance, stretches, exceptions, wait, longer):
    pauses, calendar = paused(start, stretches), Calendar(exceptions)
    before = due(start, allowance, pauses, calendar)
    asked = (pauses[-1].answered_at if pauses else start) + wait * MINUTE
    more = due(start, allowance, [*pauses, Paused(asked, asked + longer * MINUTE)], calendar)
    assert start < before.at <= more.at and before.firm <= before.at and more.firm <= more.at
    if pauses:
        last = replace(pauses[-1], answered_at=pauses[-1].answered_at + longer * MINUTE)
        assert due(start, allowance, [*pauses[:-1], last], calendar).at >= before.at


@given(STARTS, ALLOWANCES, STRETCHES, EXCEPTIONS, GAPS)
def test_a_pause_of_no_length_and_one_without_answer_change_nothing(start, allowance, stretches, exceptions, wait):
    pauses, calendar = paused(start, stretches), Calendar(exceptions)
    asked = (pauses[-1].answered_at if pauses else start) + wait * MINUTE
    for answered in (asked, None):
        assert due(start, allowance, [*pauses, Paused(asked, answered)], calendar) == due(start, allowance, pauses, calendar)


@given(STARTS, ALLOWANCES, st.lists(st.tuples(GAPS, GAPS), max_size=4), EXCEPTIONS)
def test_pauses_that_overlap_are_one_and_their_order_does_not_matter(start, allowance, spans, exceptions):
    pauses = [Paused(start + wait * MINUTE, start + (wait + length) * MINUTE) for wait, length in spans]
    found = due(start, allowance, pauses, Calendar(exceptions))
    assert found == due(start, allowance, sorted(pauses, key=lambda p: p.asked_at), Calendar(exceptions))
    assert found.at >= due(start, allowance, [], Calendar(exceptions)).at


@settings(max_examples=300)
@given(STARTS, ALLOWANCES, STRETCHES, EXCEPTIONS, st.lists(st.booleans(), min_size=1, max_size=40))
def test_whatever_unknown_days_turn_out_to_be_it_is_never_before_the_firm_moment(start, allowance, stretches, exceptions, like):
    known, pauses = Calendar(exceptions), paused(start, stretches)
    other = completed(known, lambda day: like[day.toordinal() % len(like)] or day.toordinal() % LONG == 0)
    found, then = due(start, allowance, pauses, known), due(start, allowance, pauses, other)
    assert found.firm <= then.at
    assert found.provisional or then.at == found.at


LONG = 9  # of so many unknown days in a row, one is a working day


@pytest.mark.parametrize("start, allowance, ends", [
    ("2026-09-28 10:00", Allowance(24, "hour"), "2026-09-29 10:00"),
    ("2026-09-28 10:00", Allowance(3, "day"), "2026-10-02 00:00"),  # 24:00 of 1 October
    ("2026-09-28 10:00", Allowance(3, "day", "next"), "2026-10-09 00:00"),
    ("2026-09-28 10:00", Allowance(3, "day", "before"), "2026-10-01 00:00"),
    ("2026-09-28 10:00", Allowance(3, "working_day"), "2026-10-09 00:00"),
    ("2026-09-28 23:59", Allowance(1, "day"), "2026-09-30 00:00"),
    ("2026-09-29 00:00", Allowance(1, "day"), "2026-10-01 00:00"),
])
def test_what_an_officer_would_count(start, allowance, ends):
    start, ends = (datetime.fromisoformat(text).replace(tzinfo=BEIJING) for text in (start, ends))
    assert due(start.astimezone(UTC), allowance, [], Calendar()).at == ends


def test_what_is_left_goes_on_after_the_answer():
    asked, answered = datetime(2026, 9, 3, 15, tzinfo=BEIJING), datetime(2026, 9, 11, 9, tzinfo=BEIJING)
    found = due(START, Allowance(5, "working_day"), [Paused(asked, answered)], Calendar())
    assert found.at == day_end(date(2026, 9, 16))  # two used (2, 3 September), three left: 14, 15, 16
    on_last = due(START, Allowance(2, "working_day"), [Paused(asked, answered.replace(day=12))], Calendar())
    assert on_last.at == day_end(date(2026, 9, 14))  # nothing left, answered on a Saturday


def test_a_bound_on_liberty_is_not_moved_on_and_has_its_firm_moment_beside_it():
    with pytest.raises(Refused, match="Article 105"):
        check_allowance(Allowance(3, "day", "next"), liberty=True)
    check_allowance(Allowance(3, "day"), liberty=True)
    found = due(datetime(2027, 1, 4, tzinfo=BEIJING), Allowance(7, "working_day"), [], Calendar())
    bound = SimpleNamespace(due_at=found.at, provisional=found.provisional, firm_due_at=found.firm, liberty=True)
    assert earlier_bound(bound) == day_end(date(2027, 1, 11)) < found.at
    bound.liberty = False
    assert earlier_bound(bound) is None
    assert not due(datetime(2027, 1, 4, tzinfo=BEIJING), Allowance(7, "day"), [], Calendar()).provisional


@pytest.mark.parametrize("allowance", [
    Allowance(0, "day"), Allowance(3, "fortnight"), Allowance(99999, "day"), Allowance(3, "day", "sideways")])
def test_an_allowance_that_is_no_clock_is_refused(allowance):
    with pytest.raises(Refused):
        check_allowance(allowance)
