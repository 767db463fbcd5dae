"""Moments read as an officer says them."""
from datetime import UTC, date, datetime, timedelta

import pytest

from liandong.kernel import moments

NOW = datetime(2026, 11, 23, 14, 32, tzinfo=moments.BEIJING)


def at(month, day, hour=0, minute=0, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=moments.BEIJING)


@pytest.mark.parametrize("moment, day", [
    (at(11, 23, 0, 0), "today"), (at(11, 23, 23, 59), "today"), (at(11, 22, 23, 59), "yesterday"),
    (at(11, 21, 12), "year"), (at(11, 24, 9), "year"), (at(11, 23, year=2025), "past"), (at(1, 1, year=2027), "past"),
])
def test_a_moment_is_told_from_the_day_of_now(moment, day):
    assert moments.when(moment, NOW).day == day


def test_the_day_turns_at_midnight_in_beijing_not_in_utc():
    assert moments.when(datetime(2026, 11, 22, 16, 0, tzinfo=UTC), NOW).day == "today"
    assert moments.when(datetime(2026, 11, 22, 15, 59, tzinfo=UTC), NOW).day == "yesterday"


def test_a_limit_in_days_runs_to_the_end_of_its_last_day():
    assert moments.day_end(date(2026, 11, 25)) == at(11, 26)
    assert moments.day_end(date(2026, 12, 31)) == at(1, 1, year=2027)


@pytest.mark.parametrize("due, parts", [
    (NOW + timedelta(minutes=100), (("hour", 1), ("minute", 40))),
    (NOW + timedelta(minutes=208), (("hour", 3), ("minute", 28))),
    (NOW + timedelta(minutes=5), (("minute", 5),)),
    (NOW + timedelta(hours=6), (("hour", 6),)),
    (moments.day_end(date(2026, 11, 24)), (("day", 1), ("hour", 9))),
    (moments.day_end(date(2026, 11, 25)), (("day", 2), ("hour", 9))),
    (NOW + timedelta(days=4), (("day", 4),)),
    (moments.day_end(date(2026, 12, 31)), (("day", 38),)),
    (at(2, 28, 14, 32, year=2029), (("year", 2), ("month", 3))),
    (at(3, 23, 14, 31, year=2027), (("month", 3),)),
    (NOW, (("minute", 0),)),
])
def test_time_left_is_said_in_at_most_two_units(due, parts):
    left = moments.left(due, NOW)
    assert left.parts == parts and not left.is_late


def test_what_has_passed_says_by_how_much():
    assert moments.left(moments.day_end(date(2026, 11, 22)), NOW) == moments.Left(True, (("hour", 14),), -52320)


def test_the_share_of_time_gone_stays_between_nought_and_a_hundred():
    start = NOW - timedelta(hours=3)
    assert moments.share(NOW + timedelta(hours=1), start, NOW) == 75
    assert moments.share(NOW - timedelta(hours=1), start, NOW) == 100
    assert moments.share(NOW + timedelta(hours=1), NOW + timedelta(minutes=1), NOW) == 0
    assert moments.share(NOW, None, NOW) is None and moments.share(start, NOW, NOW) is None
