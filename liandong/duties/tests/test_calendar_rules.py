"""Working days, recurring duties on working days, and what unknown days off can still change, against plain models."""
from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from liandong.duties.rules import Calendar, DayRule, Every, Rhythm, Roll, check_recurring, fall, falls
from liandong.duties.rules.calendar import LAST, LONGEST, Reading
from liandong.kernel.errors import Refused

DAY = timedelta(days=1)
DAYS = st.dates(date(2026, 6, 1), date(2028, 12, 31))
EXCEPTIONS = st.dictionaries(st.dates(date(2026, 11, 1), date(2028, 12, 31)), st.booleans(), max_size=60)
PERIODS = st.sampled_from(["week", "month", "quarter", "year"])
MONTHS = st.sampled_from(["month", "quarter", "half_year", "year"])
RHYTHMS = (st.builds(Rhythm, MONTHS, st.integers(1, 31), st.sampled_from(["day", "working_day"]))
           | st.builds(Rhythm, PERIODS, st.integers(1, 7), st.just("day"), st.sampled_from(list(Roll)))
           | st.builds(Rhythm, PERIODS, st.none(), st.just("last_working_day")))


def completed(known, unknown):
    """A calendar that knows everything the first one knows, and says of each unknown day what `unknown` says of it."""
    days = (LAST + n * DAY for n in range(900))
    return Calendar({**{d: unknown(d) for d in days if known.is_provisional(d)}, **known.overrides})


@pytest.mark.parametrize("day, working", [
    ("2026-10-01", False), ("2026-10-10", True), ("2026-10-12", True), ("2026-10-11", False), ("2026-02-14", True),
    ("2027-10-01", True), ("2027-10-02", False)])
def test_the_published_days_off_are_known_and_later_ones_assumed(day, working):
    day = date.fromisoformat(day)
    assert Calendar().is_working(day) == working
    assert Calendar().is_provisional(day) == (day.year > 2026)


def test_the_last_week_of_the_last_known_year_is_settled_by_the_next_arrangement():
    ending = LAST.replace(day=31)
    assert Calendar().known_until == LAST and Calendar().is_provisional(ending)
    loaded = Calendar({LAST + n * DAY: n % 7 != 0 for n in range(1, 100)})
    assert loaded.known_until == LAST + 99 * DAY and not loaded.is_provisional(ending)


def test_what_was_loaded_goes_before_what_was_published():
    assert Calendar({date(2026, 10, 1): True}).is_working(date(2026, 10, 1))


def plain_roll(calendar, day, roll):
    """Walk day by day; a roll that finds no working day in fifteen stays where it is."""
    step = {"next": 1, "before": -1, "stay": 0}[roll]
    tried = [day + n * step * DAY for n in range(LONGEST + 1)]
    return next((d for d in tried if calendar.is_working(d)), day) if step else day


@given(EXCEPTIONS, DAYS, st.sampled_from(list(Roll)))
def test_a_roll_is_that_of_the_plain_model(exceptions, day, roll):
    calendar = Calendar(exceptions)
    assert Reading(calendar).rolled(day, roll, date.min) == plain_roll(calendar, day, roll.value)


@given(EXCEPTIONS, DAYS)
def test_the_last_working_day_of_a_month(exceptions, day):
    calendar, first = Calendar(exceptions), day.replace(day=1)
    month = [first + n * DAY for n in range(monthrange(day.year, day.month)[1])]
    expected = [d for d in month[-LONGEST - 1:] if calendar.is_working(d)][-1:] or month[-1:]
    assert [fall(Rhythm("month", None, DayRule.LAST_WORKING_DAY), first, calendar).day] == expected


@given(EXCEPTIONS, DAYS, st.integers(1, 31))
def test_the_working_day_of_a_number(exceptions, day, on):
    calendar, first = Calendar(exceptions), day.replace(day=1)
    month = [first + n * DAY for n in range(monthrange(day.year, day.month)[1])]
    working = [d for d in month if calendar.is_working(d)]
    found = fall(Rhythm("month", on, DayRule.WORKING_DAY), first, calendar).day
    assert found == (working[on - 1] if on <= len(working) else working[-1])


@pytest.mark.parametrize("rhythm, days", [
    (Rhythm("month", None, "last_working_day"), ["2026-08-31", "2026-09-30", "2026-10-30"]),
    (Rhythm("quarter", 3, "day", "next"), ["2026-10-08"]),
    (Rhythm("quarter", 3, "day", "before"), ["2026-09-30"]),
    (Rhythm("month", 2, "working_day"), ["2026-08-04", "2026-09-02", "2026-10-09"]),
    (Rhythm("week", None, "last_working_day"), ["2026-08-07", "2026-08-14"]),
])
def test_what_agreements_say_of_days_off(rhythm, days):
    found = [each.day.isoformat() for each in falls(rhythm, date(2026, 8, 1), date(2026, 10, 31), Calendar())]
    assert found[: len(days)] == days


@given(RHYTHMS, EXCEPTIONS, DAYS, st.integers(0, 200), st.integers(0, 200))
def test_made_in_two_runs_they_are_the_same_as_in_one(rhythm, exceptions, first, cut, rest):
    calendar, middle, last = Calendar(exceptions), first + cut * DAY, first + (cut + rest) * DAY
    twice = [*falls(rhythm, first, middle, calendar), *falls(rhythm, middle + DAY, last, calendar)]
    assert twice == list(falls(rhythm, first, last, calendar))
    assert [each.period for each in twice] == sorted({each.period for each in twice})


@settings(max_examples=300)
@given(RHYTHMS, EXCEPTIONS, DAYS, st.lists(st.booleans(), min_size=1, max_size=40))
def test_whatever_the_unknown_days_turn_out_to_be_it_is_never_before_the_firm_day(rhythm, exceptions, day, pattern):
    known = Calendar(exceptions)
    for each in list(falls(rhythm, day, day + 70 * DAY, known))[:2]:
        other = fall(rhythm, each.period, completed(known, lambda d: pattern[d.toordinal() % len(pattern)]))
        assert each.firm <= other.day and each.firm <= each.day
        assert each.provisional or other.day == each.day


@pytest.mark.parametrize("given_", [
    ("month", None, "working_day"), ("month", 3, "last_working_day"), ("month", 3, "someday"), ("day", None, "day", "next"),
    ("month", 3, "working_day", "next"), ("month", 3, "day", "sideways"), ("day", 1, "working_day")])
def test_a_day_rule_that_makes_no_sense_is_refused(given_):
    with pytest.raises(Refused):
        check_recurring(*given_)


@pytest.mark.parametrize("given_", [
    ("month", 25), ("month", None, "last_working_day"), ("quarter", 10, "day", "before"), (Every.WEEK, 2, "working_day")])
def test_a_day_rule_that_agreements_use_is_taken(given_):
    check_recurring(*given_)
