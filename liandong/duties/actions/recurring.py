"""Recurring duties start and end with what imposes them; later occurrences are made by a job."""
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.access import queries as access
from liandong.audit import actions as audit
from liandong.kernel import live, moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries, rules
from ..models import Duty, Schedule
from ..queries.calendar import calendar

BACK = timedelta(days=40)  # a day off that became known may have moved a due day over the line that was drawn before
STOPPED = _("This undertaking has been stopped already.")


def start_recurring(actor: Actor, *, basis: UUID, number: str, duties: Iterable[Mapping[str, Any]], parties: Iterable[UUID],
                    starts_at: datetime, ends_at: datetime) -> int:
    """Start what a deed in force promises at regular times; returns how many recurring duties, one an agency and promise.

    Promises without a period (`every` is empty) begin with an event and are left out here.
    """
    begins, audience = max(starts_at, actor.at), sorted(parties)
    promised = dict.fromkeys((UUID(str(agency)), *_promise(duty)) for duty in duties if duty.get("every")
                             for agency in duty["who"])  # said twice, owed once
    made = [Schedule(basis_kind="agreement", basis=basis, number=number, clause=clause, kind=kind, every=every, on=on,
                     day_rule=day_rule, roll=roll, agency_id=agency, parties=audience, starts_at=begins, ends_at=ends_at)
            for agency, clause, kind, every, on, day_rule, roll in promised]
    _begin(actor, made)
    if made:
        audit.record(actor, "duties.start", basis, kind="agreement", audience=audience,
                     facts={"count": str(len(made)), "basis": number})
    return len(made)


def start_own(actor: Actor, *, basis: UUID, topic: str, rhythm: rules.Rhythm, ends_at: datetime, number: str = "",
              kind: str = rules.Imposed.OWN) -> Schedule:
    """Start what an agency asks of itself at regular times; nobody else sees it."""
    schedule = Schedule(basis_kind="own", basis=basis, number=number, kind=str(kind), topic=topic.strip()[:200],
                        every=str(rhythm.every), on=rhythm.on, day_rule=str(rhythm.day_rule), roll=str(rhythm.roll),
                        agency_id=actor.agency, parties=[actor.agency], starts_at=actor.at, ends_at=ends_at)
    _begin(actor, [schedule])
    audit.record(actor, "duties.start_own", schedule.pk, kind="schedule", facts={"topic": schedule.topic})
    return schedule


def stop_own(actor: Actor, schedule: Schedule) -> int:
    """Stop it at this moment; what fell due before stays to be done. Returns how many open duties lapsed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties_stop_own(%s)", [schedule.pk])
        [lapsed] = cursor.fetchone()
    if lapsed is None:
        raise Refused(STOPPED)
    live.changed(f"agency:{actor.agency}")
    audit.record(actor, "duties.stop_own", schedule.pk, kind="schedule",
                 facts={"topic": schedule.topic, "count": str(lapsed)})
    return int(lapsed)


def end(actor: Actor, *, basis: UUID, ending: datetime) -> int:
    """End the duties of a deed that was closed at `ending`: lapse what would fall due after it, recurring or begun by events.

    Returns how many open duties lapsed. What fell due before stays owed. Close the deed first: the database asks for it.
    """
    running = Schedule.objects.filter(basis=basis).first() or Duty.objects.filter(basis=basis).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties_end(%s, %s)", [basis, ending])
        [lapsed] = cursor.fetchone()
    if running:
        live.changed(*(f"agency:{agency}" for agency in running.parties))
        audit.record(actor, "duties.end", basis, kind="agreement", audience=running.parties,
                     facts={"count": str(lapsed), "basis": running.number})
    return int(lapsed)


def make_later(at: datetime) -> int:
    """Make the occurrences that have come within the horizon; returns how many. A job's work, and harmless twice."""
    horizon, known, made = moments.local(at + rules.HORIZON).date(), calendar(), 0
    running = Schedule.objects.filter(made_until__lt=horizon, ends_at__gt=at).extra(where=["exercise_id IS NULL"])
    running = running.exclude(basis__in=access.resting())  # made up for when it runs again
    for schedule in running:
        until, since = min(horizon, rules.last_day(schedule.ends_at)), schedule.made_until - BACK
        there = set(Duty.objects.filter(schedule=schedule, period_on__gte=since - BACK).values_list("period_on", flat=True))
        later = [duty for duty in _occurrences(schedule, max(rules.first_day(schedule.starts_at), since), until, known)
                 if duty.period_on not in there]
        Duty.objects.bulk_create(later, ignore_conflicts=True, batch_size=500)
        Schedule.objects.filter(pk=schedule.pk).update(made_until=until)
        made += len(later)
    return made


def _begin(actor: Actor, made: list[Schedule]) -> None:
    """Write the schedules with their occurrences up to the horizon."""
    known, horizon = calendar(), moments.local(actor.at + rules.HORIZON).date()
    for schedule in made:
        rules.check_recurring(schedule.every, schedule.on, schedule.day_rule, schedule.roll)
        schedule.made_until = min(rules.last_day(schedule.ends_at), horizon)
    Schedule.objects.bulk_create(made)
    live.changed(*(f"agency:{agency}" for schedule in made for agency in schedule.parties))
    Duty.objects.bulk_create([duty for schedule in made for duty in _occurrences(
        schedule, rules.first_day(schedule.starts_at), schedule.made_until, known)], batch_size=500)


def _promise(duty: Mapping[str, Any]) -> tuple[str, str, str, int | None, str, str]:
    return ((duty.get("clause") or "")[:60], duty["kind"], duty["every"], duty.get("on"),
            duty.get("day_rule") or rules.DayRule.DAY.value, duty.get("roll") or rules.Roll.STAY.value)


def _occurrences(schedule: Schedule, first: date, last: date, known: rules.Calendar) -> Iterator[Duty]:
    for found in rules.falls(queries.rhythm(schedule), first, last, known):
        due, firm, starts = moments.day_end(found.day), moments.day_end(found.firm), queries.begins(schedule, found)
        duty = Duty(schedule=schedule, basis_kind=schedule.basis_kind, basis=schedule.basis, number=schedule.number,
                    clause=schedule.clause, kind=schedule.kind, topic=schedule.topic, every=schedule.every, roll=schedule.roll,
                    agency_id=schedule.agency_id, parties=schedule.parties, period_on=found.period, starts_at=starts,
                    due_at=due, firm_due_at=firm, provisional=found.provisional)
        duty.next_step_at = queries.rungs(duty, (), known)[0].at
        duty.missed_at = queries.missed(duty, known)
        yield duty
