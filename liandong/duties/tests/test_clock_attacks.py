"""What an officer who can run any SQL under the web role still cannot do to clocks."""
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner
from liandong.duties import actions
from liandong.duties.models import Duty, Pause, Schedule
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import day_end

from .conftest import agree, by_event, fire, later, promise
from .test_pausing import do

COLUMNS = [field.column for field in Duty._meta.concrete_fields if field.name != "id"]
HOUR = "interval '1 hour'"


def run(sql, *values):
    """How many rows a statement changed; none when it was refused."""
    with connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(sql, values or None)
                return cursor.rowcount
        except DatabaseError:
            return 0


def copied(**changes):
    """Lay a duty like the one of that key, with some columns changed."""
    given = ", ".join(changes.get(column, f'"{column}"') for column in COLUMNS)
    names = ", ".join(f'"{column}"' for column in COLUMNS)
    return f"INSERT INTO duties_duty (id, {names}) SELECT gen_random_uuid(), {given} FROM duties_duty WHERE id = %s"


@pytest.mark.parametrize("change", [
    "due_at = due_at + interval '1 day'", "due_at = actor_at()", "paused_at = actor_at()", "next_step_at = NULL",
    "missed_at = NULL", "watchers = ARRAY[actor_agency()]", "firm_due_at = due_at", "outcome = 'waived'",
    "outcome = 'kept', kept_at = due_at, kept_by = actor_officer()",
])
def test_neither_side_writes_the_clock(world, change):
    for actor in (later(world.north, days=5), later(world.south, days=5), later(world.far, days=5)):
        with acting(actor):
            assert run(f"UPDATE duties_duty SET {change} WHERE id = %s", world.ours.pk) == 0


@pytest.mark.parametrize("statement", [
    "INSERT INTO duties_fired (id, duty_id, step, due_at, at, overtaken) SELECT gen_random_uuid(), id, 'superior', due_at,"
    " actor_at(), '{}' FROM duties_duty",
    "INSERT INTO duties_pause (id, duty_id, agency_id, asked_at, asked_by, question, answer) SELECT gen_random_uuid(), id,"
    " agency_id, starts_at, actor_officer(), 'x', '' FROM duties_duty",
    "INSERT INTO duties_waiver (id, duty_id, agency_id, officer, at, reason) SELECT gen_random_uuid(), id, actor_agency(),"
    " actor_officer(), actor_at(), 'x' FROM duties_duty",
    "UPDATE duties_pause SET answered_at = actor_at(), answered_by = actor_officer(), answering_id = actor_agency()",
    "DELETE FROM duties_pause", "DELETE FROM duties_fired",
])
def test_steps_questions_and_waivers_are_written_by_functions_alone(world, statement):
    do("ask", world.north, world.ours)
    for actor in (world.north, world.south):
        with acting(actor):
            assert run(statement) == 0


ANSWER = "SELECT duties_answer(%s, 2, 'x', due_at + {0}, due_at, false, due_at, due_at + interval '40 days') FROM duties_duty d"


@pytest.mark.parametrize("who, moved, works", [
    ("south", "interval '3 days'", True), ("south", "interval '9 days'", True), ("south", "interval '2 days'", False),
    ("south", "interval '-1 day'", False), ("south", "interval '73 hours'", False), ("north", "interval '3 days'", False),
    ("far", "interval '3 days'", False),
])
def test_an_answer_never_shortens_the_time(world, who, moved, works):
    do("ask", world.north, world.ours)
    actor = later(getattr(world, who), days=3)
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(ANSWER.format(moved) + " WHERE id = %s", [world.ours.pk, world.ours.pk])
        assert cursor.fetchall() == ([(works,)] if who != "far" else [])


def test_the_functions_serve_only_whose_turn_it_is(world):
    for actor in (world.south, world.far):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT duties_ask(%s, 1, gen_random_uuid(), 'x')", [world.ours.pk])
            assert cursor.fetchone() == (False,)
    for actor in (world.north, world.far):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT duties_waive(%s, 1, gen_random_uuid(), 'x')", [world.ours.pk])
            assert cursor.fetchone() == (False,)


@pytest.fixture
def begun(cast):
    """North has begun by an event what south owes within twelve hours; north's own likewise."""
    agree(cast.north, cast.south, duties=[by_event(who=[cast.north, cast.south]), promise(cast.north)])
    with acting(cast.north):
        made = actions.start_by_event(cast.north, "case", subject_kind="record", subject=uuid7(), topic="C-1")
    return next(duty for duty in made if duty.agency_id == cast.south.agency)


def test_a_like_duty_about_something_else_may_be_laid(cast, begun):
    with acting(cast.north):
        assert run(copied(subject="gen_random_uuid()"), begun.pk) == 1


@pytest.mark.parametrize("changes", [
    {"due_at": f"due_at - {HOUR}"}, {"amount": "1", "due_at": f"starts_at + {HOUR}"}, {"kind": "'payment'"},
    {"started_by": "'roster'"}, {"started_by": "''"}, {"clause": "'第九条'"}, {"starts_at": f"starts_at - {HOUR}"},
    {"unit": "'minute'"}, {"watchers": "parties"}, {"parties": "parties || gen_random_uuid()"}, {"basis": "gen_random_uuid()"},
    {"parties": "ARRAY[agency_id]"}, {"outcome": "'waived'"}, {"basis_kind": "'order'", "kind": "'order'"},
    {"basis_kind": "'own'"}, {"basis_kind": "'letter'"}, {"next_step_at": "NULL"}, {"missed_at": "due_at"},
    {"every": "'month'"}, {"agency_id": "gen_random_uuid()"}, {"paused_at": "starts_at"}, {"firm_due_at": f"due_at + {HOUR}"},
], ids=str)
def test_nobody_lays_what_was_not_promised(cast, begun, changes):
    with acting(cast.north):
        assert run(copied(**{"subject": "gen_random_uuid()"} | changes), begun.pk) == 0
    with acting(cast.far):
        assert run(copied(**changes), begun.pk) == 0


def test_no_order_before_it_was_escalated_and_none_by_another(world, above):
    order = {"basis_kind": "'order'", "kind": "'order'", "basis": "id", "schedule_id": "NULL", "every": "''",
             "period_on": "NULL", "starts_at": "actor_at()", "amount": "1", "unit": "'hour'", "outcome": "''",
             "due_at": f"actor_at() + {HOUR}", "firm_due_at": f"actor_at() + {HOUR}",
             "next_step_at": "actor_at()", "watchers": "'{}'", "subject": "NULL",
             "missed_at": "actor_at() + interval '9 days'", "version": "1",
             "parties": "ARRAY[actor_agency(), agency_id]"}
    boss = later(above, days=10)
    with acting(boss):
        assert run(copied(**order), world.ours.pk) == 0  # it sees nothing to copy from
    fire(NOON + timedelta(days=10))
    with acting(later(world.south, days=10)):
        assert run(copied(**order), world.ours.pk) == 0
    with acting(boss):
        assert run(copied(**order | {"parties": "parties || actor_agency()"}), world.ours.pk) == 0
        assert run(copied(**order), world.ours.pk) == 1


def test_a_schedule_names_the_parties_of_its_deed(world):
    names = ('basis_kind, basis, number, clause, kind, topic, every, "on", day_rule, roll, agency_id, starts_at, ends_at,'
             ' made_until')
    lay = (f"INSERT INTO duties_schedule (id, parties, {names}) SELECT gen_random_uuid(), %s::uuid[], "
           f"{names.replace('clause', chr(39) + '第三条' + chr(39))} FROM duties_schedule WHERE agency_id = actor_agency()")
    with owner():
        Schedule.objects.update(clause="")  # so that the promise is free to be laid again
    with acting(world.north):
        assert run(lay, [world.north.agency, world.south.agency]) == 1
        assert run(lay, [world.north.agency, world.south.agency, world.far.agency]) == 0


def test_questions_of_others_are_not_read(world):
    do("ask", world.north, world.ours)
    with acting(world.far):
        assert not Pause.objects.exists() and run("SELECT FROM duties_pause") == 0


@pytest.mark.parametrize("unit, amount, roll, day, works", [
    ("working_day", 5, "stay", "2026-11-30", True), ("working_day", 5, "stay", "2026-11-28", False),
    ("working_day", 5, "stay", "2026-11-27", False), ("working_day", 5, "stay", "2026-12-01", False),
    ("day", 5, "stay", "2026-11-28", True), ("day", 5, "stay", "2026-11-30", False), ("day", 5, "next", "2026-11-30", True),
    ("day", 5, "next", "2026-11-28", False), ("day", 5, "before", "2026-11-27", True),
])
def test_days_are_held_to_the_calendar(db, unit, amount, roll, day, works):
    with connection.cursor() as cursor:
        due = day_end(date.fromisoformat(day))
        cursor.execute("SELECT duties_may_be_due(%s, %s, %s, %s, %s)", [NOON, amount, unit, roll, due])
        assert cursor.fetchone() == (works,)


@pytest.mark.parametrize("new, works", [("2026-12-07", True), ("2026-12-04", False), ("2026-12-06", False)])
def test_an_answer_leaves_the_working_days_that_were_left(db, new, works):
    asked, answered = NOON + timedelta(days=1), NOON + timedelta(days=8)  # Tuesday, and Tuesday of the next week
    old = day_end(date(2026, 11, 30))  # a Monday: four working days are left
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties_keeps_what_was_left('working_day', false, %s, %s, %s, %s)",
                       [asked, answered, old, day_end(date.fromisoformat(new))])
        assert cursor.fetchone() == (works,)
