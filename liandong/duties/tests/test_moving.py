"""Random pauses, edits and calendars: the stored due is always what the rules reckon, and steps follow it once."""
from datetime import date, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from conftest import NOON, owner, role
from liandong.duties import actions, queries
from liandong.duties.models import CalendarDay, Duty, Fired
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.sql import script

from .conftest import agree, by_event, fire, later, promise
from .test_pausing import do

ACTS = st.lists(st.tuples(st.sampled_from(["ask", "answer", "fire", "keep", "reopen"]), st.integers(1, 100)), max_size=9)
CLOCKS = st.sampled_from([("hour", 30, "stay"), ("minute", 600, "stay"), ("day", 4, "stay"), ("day", 5, "next"),
                          ("day", 6, "before"), ("working_day", 6, "stay"), ("working_day", 40, "stay")])


def begun(cast, unit, amount, roll):
    what = by_event("request", kind="reply", who=[cast.north, cast.south], roll=roll)
    what["within"] = {"amount": amount, "unit": unit}
    deed = agree(cast.north, cast.south, duties=[what])
    with acting(cast.south):
        found = actions.start_by_event(cast.south, "request", subject_kind="request", subject=uuid7(), topic="R-1")
    return next(duty for duty in found if duty.basis == deed.pk)  # examples share one database


def one(cast, verb, duty, hour):
    """One act as it comes, refused for a reason or not; returns the duty as it is afterwards."""
    who = later(cast.south if verb == "answer" else cast.north, hours=hour)
    try:
        fire(who.at) if verb == "fire" else do(verb, who, duty)
    except Refused as refused:
        assert "changed while" not in refused.message  # what the rules let through, the database takes
    with acting(who):
        return Duty.objects.get(pk=duty.pk)


@pytest.mark.django_db
@settings(max_examples=40, phases=[Phase.explicit, Phase.reuse, Phase.generate],
          suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(clock=CLOCKS, acts=ACTS)
def test_the_stored_due_is_what_the_rules_reckon(cast, clock, acts):
    duty, hour = begun(cast, *clock), 0
    with acting(cast.north):
        known = queries.calendar()
    for verb, hours in acts:
        hour, before = hour + hours, duty.due_at
        duty = one(cast, verb, duty, hour)
        with acting(cast.north):
            pauses, fired = list(queries.pauses(duty)), list(Fired.objects.filter(duty=duty).values_list("step", "due_at"))
        reckoned = queries.reckoned(duty, queries.paused(pauses), known).at
        assert duty.due_at >= before and duty.due_at == max(before, reckoned)
        assert (duty.paused_at is not None) == any(pause.answered_at is None for pause in pauses)
        assert len(fired) == len(set(fired))
        assert duty.outcome != "kept" or duty.kept_at <= duty.due_at or duty.paused_at


def loaded(day, is_working):
    with owner():
        CalendarDay.objects.update_or_create(day=day, defaults={"is_working": is_working, "source": "loaded"})


def test_a_provisional_due_is_reckoned_anew_when_the_days_off_are_known(cast):
    agree(cast.north, cast.south, duties=[promise(cast.north, on=None, day_rule="last_working_day", every="month")])
    january = date(2027, 1, 1)
    with acting(cast.north):
        duty = Duty.objects.get(period_on=january)
        assert duty.provisional and duty.due_on == date(2027, 1, 29) and duty.firm_due_at <= duty.due_at
    for n in range(-10, 45):
        day = january + timedelta(days=n)
        loaded(day, day.weekday() < 5 and day != date(2027, 1, 29))
    with role("jobs"):
        assert actions.recompute_provisional(NOON) >= 1
        assert actions.recompute_provisional(NOON) == 0
    with acting(cast.north):
        duty.refresh_from_db()
        before = Duty.objects.get(period_on=date(2026, 12, 1))
    assert (duty.due_on, duty.provisional, duty.firm_due_at) == (date(2027, 1, 28), False, duty.due_at)
    assert before.missed_at == duty.due_at


def test_the_upgrade_gives_old_rows_what_new_ones_have(cast):
    every = ["day", "week", "month", "quarter", "half_year", "year"]
    agree(cast.north, cast.south, duties=[promise(cast.north, every=period, on=None) for period in every], months=24)
    names = ("period_on", "firm_due_at", "outcome")
    with owner(), connection.cursor() as cursor:
        new = list(Duty.objects.order_by("pk").values_list(*names))
        cursor.execute(script("duties/0002_fill").sql)
        assert list(Duty.objects.order_by("pk").values_list(*names)) == new
        assert not Duty.objects.filter(next_step_at=None).exists() and not Duty.objects.filter(missed_at=None).exists()
