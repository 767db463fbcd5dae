"""Duties follow their agreement: amended, left by a party, at rest and running again, renewed."""
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection

from liandong.access import queries as access
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7

from .. import queries, rules
from ..models import Duty, Pause, Schedule
from ..queries.calendar import calendar
from . import recurring, steps

DAY = timedelta(days=1)  # a clock that ran on past the next period is missed a day after it


class Amending(Protocol):
    """What these verbs read of a deed that took the place of another."""

    pk: UUID
    number: str
    terms: str
    parties: list[UUID]
    starts_at: datetime | None
    ends_at: datetime | None


def amend(actor: Actor, deed: Amending, *, basis: UUID) -> tuple[int, int]:
    """Unchanged promises go on with their clocks, removed ones lapse after the deed's start, new ones begin with it.

    Returns how many recurring duties began, and how many open ones lapsed.
    """
    assert deed.starts_at and deed.ends_at, "the deed was opened"
    lapsed = int(_ask("duties_amend(%s)", [deed.pk]))
    there = {_key(s.agency_id, s.kind, s.every, s.on, s.day_rule, s.roll, s.clause)
             for s in Schedule.objects.filter(basis=basis, ends_at__gt=deed.starts_at)}
    begun = recurring.start_recurring(actor, basis=basis, number=deed.number, parties=deed.parties, starts_at=deed.starts_at,
                                      ends_at=deed.ends_at, duties=list(_new(json.loads(deed.terms)["duties"], there)))
    audit.record(actor, "duties.amend", basis, kind="agreement", audience=deed.parties,
                 facts={"begun": str(begun), "count": str(lapsed), "basis": deed.number})
    return begun, lapsed


def leave(actor: Actor, *, basis: UUID) -> int:
    """What the actor's agency owes ends when it leaves, and what falls due later is the others'; returns how many lapsed."""
    return int(_ask("duties_leave(%s)", [basis]))


def rest(actor: Actor, *, basis: UUID) -> int:
    """The agreement rests: open clocks stand still, none begins; returns how many duties rest."""
    return int(_ask("duties_rest(%s)", [basis]))


def resume(actor: Actor, *, basis: UUID) -> int:
    """The agreement runs again: clocks go on with what was left; returns how many lapsed that fell wholly into the rest."""
    lapsed, known = int(_ask("duties_resume(%s)", [basis])), calendar()
    for duty in Duty.objects.select_related("schedule").filter(basis=basis, suspended_at__isnull=False, outcome=""):
        _run(actor, duty, known)
    return lapsed


def renew(*, basis: UUID, before: datetime, ending: datetime) -> int:
    """Carry the schedules of a renewed agreement on to its new end; returns how many. A job's work."""
    return Schedule.objects.filter(basis=basis, ends_at=before).update(ends_at=ending)


def wake(at: datetime) -> int:
    """Let the clocks go on that their parties could not: of duties between two others. Returns how many. A job's work."""
    found = Duty.objects.select_related("schedule").filter(suspended_at__isnull=False).exclude(basis__in=access.resting())
    known, woken = calendar(), 0
    for duty in found.select_for_update(skip_locked=True, of=("self",)):
        rested = access.pauses(duty.basis).filter(owner=None, since=duty.suspended_at, until__isnull=False).first()
        if rested is not None and rested.until:
            _wake(duty, rested.until, rested, known)
            woken += 1
    return woken


def _wake(duty: Duty, until: datetime, rested: Any, known: rules.Calendar) -> None:
    if not duty.outcome and duty.paused_at == duty.suspended_at:
        due = _resumed(duty, until, known)
        Pause.objects.create(duty=duty, agency_id=rested.asked_by_id, asked_at=rested.since, asked_by=rested.officer,
                             question=rested.why, answered_at=until, answered_by=rested.officer,
                             answering_id=rested.asked_by_id, by_agreement=True)
        duty.due_at, duty.firm_due_at, duty.provisional, duty.next_step_at, duty.missed_at = due
        duty.paused_at = None
    duty.suspended_at = None
    duty.version += 1
    duty.save(update_fields=["due_at", "firm_due_at", "provisional", "next_step_at", "missed_at", "paused_at", "suspended_at",
                             "version"])


def _run(actor: Actor, duty: Duty, known: rules.Calendar) -> None:
    due = _resumed(duty, actor.at, known)
    if not _ask("duties_run(%s, %s, %s, %s, %s, %s, %s)", [duty.pk, uuid7(), *due]):
        raise Refused(steps.CHANGED, concerns=steps.concerned(duty))
    duty.due_at = due[0]
    steps.note(actor, "duties.run", duty, change={"due": due[0].isoformat()})


def _resumed(duty: Duty, at: datetime, known: rules.Calendar) -> tuple[datetime, datetime, bool, datetime, datetime]:
    """When the duty falls due with what was left of its time, and what follows from that: as duties_run takes it."""
    assert duty.suspended_at, "it rested"
    pauses = [*queries.paused(queries.pauses(duty)), rules.Paused(duty.suspended_at, at)]
    found = queries.reckoned(duty, pauses, known)
    due = max(found.at, duty.due_at)
    duty.due_at, firm = due, min(max(found.firm, duty.firm_due_at), due)
    step = min(max(queries.rungs(duty, [], known)[0].at, at), due)
    return due, firm, found.provisional, step, max(queries.missed(duty, known), due + DAY)


def _new(duties: Iterable[Mapping[str, Any]], there: set[tuple[object, ...]]) -> Iterator[dict[str, Any]]:
    """Those promises that no schedule keeps yet, each for the agencies for whom it is new."""
    for duty in duties:
        roll, rule = duty.get("roll") or rules.Roll.STAY.value, duty.get("day_rule") or rules.DayRule.DAY.value
        clause = (duty.get("clause") or "")[:60]
        who = [agency for agency in duty["who"]
               if _key(UUID(agency), duty["kind"], duty.get("every"), duty.get("on"), rule, roll, clause) not in there]
        if who:
            yield {**duty, "who": who}


def _key(agency: UUID, kind: str, *rhythm: object) -> tuple[object, ...]:
    """What makes two promises the same; of payments each is one of its own, told apart by its clause."""
    return (agency, kind, *(rhythm if kind == "payment" else rhythm[:-1]))


def _ask(function: str, values: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        [found] = cursor.fetchone()
    return found
