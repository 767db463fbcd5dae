"""The calendar's table: what came with the platform, and the database's own reckoning of due days, held to the rules."""
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import owner
from liandong.agencies.models import Agency
from liandong.duties import queries
from liandong.duties.models import CalendarDay
from liandong.duties.rules import Calendar, Rhythm, due_day, fall
from liandong.duties.rules.calendar import FIRST, LAST
from liandong.duties.rules.recurring import period_start
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import day_end

from .test_calendar_rules import EXCEPTIONS, RHYTHMS

READS_ONLY = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NEAR = [timedelta(days=n) for n in range(-17, 18)]
OCCURS = "SELECT duties_occurs(%s, %s, %s, %s, %s, %s)"


def occurs(rhythm, period, day):
    with connection.cursor() as cursor:
        cursor.execute(OCCURS, [rhythm.every, rhythm.on, rhythm.day_rule, rhythm.roll, period, day_end(day)])
        return cursor.fetchone()[0]


def test_every_published_day_is_in_the_table(db):
    assert CalendarDay.objects.count() == (LAST - FIRST).days + 1
    golden = CalendarDay.objects.filter(day__range=["2026-10-01", "2026-10-10"])
    assert "".join(str(int(found.is_working)) for found in golden.order_by("day")) == "0000000111"
    assert golden.get(day="2026-10-10").note == "国庆节"


@READS_ONLY
@given(rhythm=RHYTHMS, day=st.dates(date(2009, 1, 1), date(2026, 10, 1)))
def test_the_database_reckons_known_days_as_the_rules_do(db, rhythm, day):
    period = period_start(rhythm.every, day)
    found = fall(rhythm, period, Calendar())
    near = {found.day + by for by in NEAR} | {due_day(rhythm.every, rhythm.on, period) + by for by in NEAR}
    if not found.provisional:
        assert [other for other in sorted(near) if occurs(rhythm, period, other)] == [found.day]


@READS_ONLY
@given(rhythm=RHYTHMS, day=st.dates(date(2026, 6, 1), date(2028, 12, 31)), exceptions=EXCEPTIONS)
def test_the_database_takes_every_day_that_some_calendar_makes_the_due_day(db, rhythm, day, exceptions):
    period = period_start(rhythm.every, day)
    unknown = {day: works for day, works in exceptions.items() if day > LAST}
    assert occurs(rhythm, period, fall(rhythm, period, Calendar(unknown)).day)


@pytest.mark.parametrize("period, day", [("2026-01-02", "2026-01-25"), ("2026-02-01", "2026-01-25")])
def test_a_day_of_another_period_is_none(db, period, day):
    assert not occurs(Rhythm("month", 25), date.fromisoformat(period), date.fromisoformat(day))


def load(actor, day=date(2027, 1, 1)):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("SELECT duties_load_calendar(%s, %s, %s)", [[day], [False], ["元旦"]])
        return queries.calendar()


def test_what_is_loaded_goes_before_what_was_published(cast):
    found = load(cast.north, date(2026, 11, 24))
    assert not found.is_working(date(2026, 11, 24)) and found.is_working(date(2026, 11, 25))
    assert load(cast.north).overrides.keys() == {date(2026, 11, 24), date(2027, 1, 1)}


def test_only_an_administrator_of_the_topmost_police_agency_loads(cast):
    with owner():
        Agency.objects.filter(pk=cast.south.agency).update(parent=cast.north.agency)
    plain, drill = replace(cast.north, roles=frozenset({"clerk"})), replace(cast.north, exercise=uuid7())
    for actor in (cast.south, cast.firm, plain, drill):
        with pytest.raises(DatabaseError, match="topmost"):
            load(actor)


def test_the_web_role_writes_the_table_in_no_other_way(cast):
    for statement in ("DELETE FROM duties_calendarday", "UPDATE duties_calendarday SET is_working = true",
                      "INSERT INTO duties_calendarday VALUES ('2030-01-01', true, 'loaded', '', NULL)"):
        with acting(cast.north), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
