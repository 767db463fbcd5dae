"""When duties fall due, against a plain model that walks every day of the calendar; how they stand at a moment."""
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given, strategies as st

from liandong.duties import rules
from liandong.duties.rules import Every, Standing
from liandong.kernel.errors import Refused

DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
LENGTH = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def falls_due(every, on, day):
    """The plain model: whether something falls due on that very day, by looking at nothing but the calendar."""
    last_of_month = monthrange(day.year, day.month)[1]
    if every == "day":
        return True
    if every == "week":
        return day.isoweekday() == (on or 7)
    place = (day.month - 1) % LENGTH[every]
    if on is None:
        return place == LENGTH[every] - 1 and day.day == last_of_month
    return place == 0 and day.day == min(on, last_of_month)


@given(st.sampled_from(list(Every)), st.none() | st.integers(1, 31), DAYS, st.integers(0, 800))
def test_occurrences_are_those_of_the_plain_model(every, on, first, length):
    on = min(on, 7) if every == Every.WEEK and on else on
    last = first + timedelta(days=length)
    calendar = (first + timedelta(days=n) for n in range(length + 1))
    assert list(rules.occurrences(every, on, first, last)) == [d for d in calendar if falls_due(every.value, on, d)]


@given(st.sampled_from(list(Every)), st.none() | st.integers(1, 7), DAYS, st.integers(0, 400), st.integers(0, 400))
def test_made_in_two_runs_they_are_the_same_as_in_one(every, on, first, cut, rest):
    middle, last = first + timedelta(days=cut), first + timedelta(days=cut + rest)
    twice = [*rules.occurrences(every, on, first, middle),
             *rules.occurrences(every, on, middle + timedelta(days=1), last)]
    assert twice == list(rules.occurrences(every, on, first, last))


@pytest.mark.parametrize("every, on, days", [
    ("month", 25, ["2027-01-25", "2027-02-25", "2027-03-25"]),
    ("month", 31, ["2027-01-31", "2027-02-28", "2027-03-31"]),
    ("month", None, ["2027-01-31", "2027-02-28", "2027-03-31"]),
    ("quarter", 10, ["2027-01-10"]),
    ("quarter", None, ["2027-03-31"]),
    ("year", 31, ["2027-01-31"]),
    ("week", 1, ["2027-01-04", "2027-01-11"]),
])
def test_what_agreements_say(every, on, days):
    found = [d.isoformat() for d in rules.occurrences(every, on, date(2027, 1, 1), date(2027, 3, 31))]
    assert found[: len(days)] == days


def test_the_day_of_the_event_does_not_count():
    assert rules.first_day(datetime(2026, 11, 25, 1, tzinfo=UTC)) == date(2026, 11, 26)
    assert rules.first_day(datetime(2026, 11, 24, 16, tzinfo=UTC)) == date(2026, 11, 26)  # 00:00 of the 25th in Beijing


def test_nothing_falls_due_after_the_end():
    assert rules.last_day(datetime(2026, 11, 25, 16, tzinfo=UTC)) == date(2026, 11, 25)  # 24:00 of the 25th
    assert rules.last_day(datetime(2026, 11, 25, 15, 59, tzinfo=UTC)) == date(2026, 11, 24)


DUE = datetime(2026, 11, 25, 16, tzinfo=UTC)


@pytest.mark.parametrize("days, outcome, standing, look", [
    (-30, "", Standing.AHEAD, "draft"), (-10, "", Standing.OPEN, "hand"), (-3, "", Standing.SOON, "need"),
    (0, "", Standing.SOON, "need"), (0.001, "", Standing.OVERDUE, "late"), (1, "kept", Standing.KEPT, "done"),
    (1, "late", Standing.LATE, "done"), (-30, "lapsed", Standing.LAPSED, "end"),
])
def test_how_a_duty_stands_at_a_moment(days, outcome, standing, look):
    duty = SimpleNamespace(outcome=outcome, due_at=DUE, starts_at=DUE - timedelta(days=25), paused_at=None, missed_at=None)
    assert rules.standing(duty, DUE + timedelta(days=days)) == standing
    assert rules.state(duty, DUE + timedelta(days=days)) == look


def test_kept_until_the_last_moment_of_the_last_day():
    assert rules.outcome_at(DUE, DUE) == "kept"
    assert rules.outcome_at(DUE, DUE + timedelta(microseconds=1)) == "late"


def test_who_owes_and_who_is_owed():
    north, south = uuid4(), uuid4()
    duty = SimpleNamespace(agency_id=north, parties=[north, south], watchers=[])
    assert [rules.sides(duty, a) for a in (north, south, uuid4())] == [{"debtor"}, {"creditor"}, set()]


@pytest.mark.parametrize("every, on", [("fortnight", 1), ("week", 8), ("month", 0), ("month", 32)])
def test_a_day_that_a_period_does_not_have_is_refused(every, on):
    with pytest.raises(Refused):
        rules.check_recurring(every, on)


@given(st.sampled_from(list(Every)), DAYS)
def test_every_period_has_a_name(every, day):
    text, values = rules.period(every, day)
    assert str(day.isocalendar().year if every == Every.WEEK else day.year) in text % values
