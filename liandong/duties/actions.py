"""Everything that changes duties: they start and end with their basis, and the agency that owes says they are kept."""
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen
from liandong.notices import actions as notices

from . import rules
from .models import Duty, Schedule


def start_recurring(actor: Actor, *, basis: UUID, number: str, duties: Iterable[Mapping[str, Any]], parties: Iterable[UUID],
                    starts_at: datetime, ends_at: datetime) -> int:
    """Start what a deed in force promises at regular times; returns how many recurring duties, one an agency and promise.

    Duties without a period (`every` is empty) start with an event and are left out here.
    """
    begins, audience = max(starts_at, actor.at), sorted(parties)
    until = min(rules.last_day(ends_at), moments.local(actor.at + rules.HORIZON).date())
    promised = dict.fromkeys((UUID(str(agency)), (duty.get("clause") or "")[:60], duty["kind"], duty["every"], duty.get("on"))
                             for duty in duties if duty.get("every") for agency in duty["who"])  # said twice, owed once
    made = [Schedule(basis_kind="agreement", basis=basis, number=number, clause=clause, kind=kind, every=every, on=on,
                     agency_id=agency, parties=audience, starts_at=begins, ends_at=ends_at, made_until=until)
            for agency, clause, kind, every, on in promised]
    for schedule in made:
        rules.check_recurring(schedule.every, schedule.on)
    Schedule.objects.bulk_create(made)
    Duty.objects.bulk_create(duty for s in made for duty in _occurrences(s, rules.first_day(begins), until))
    if made:
        audit.record(actor, "duties.start", basis, kind="agreement", audience=audience,
                     facts={"count": str(len(made)), "basis": number})
    return len(made)


def end(actor: Actor, *, basis: UUID, ending: datetime) -> int:
    """End the recurring duties of a deed that was closed at `ending`, and lapse what would fall due after it.

    Returns how many open duties lapsed. What fell due before stays owed. Close the deed first: the database asks for it.
    """
    running = Schedule.objects.filter(basis=basis).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties_end(%s, %s)", [basis, ending])
        [lapsed] = cursor.fetchone()
    if running:
        audit.record(actor, "duties.end", basis, kind="agreement", audience=running.parties,
                     facts={"count": str(lapsed), "basis": running.number})
    return int(lapsed)


def make_later(at: datetime) -> int:
    """Make the occurrences that have come within the horizon; returns how many. A job's work, and harmless twice."""
    horizon, made = moments.local(at + rules.HORIZON).date(), 0
    for schedule in Schedule.objects.filter(made_until__lt=horizon, ends_at__gt=at):
        until = min(horizon, rules.last_day(schedule.ends_at))
        later = list(_occurrences(schedule, max(rules.first_day(schedule.starts_at), schedule.made_until), until))
        Duty.objects.bulk_create(later, ignore_conflicts=True)
        Schedule.objects.filter(pk=schedule.pk).update(made_until=until)
        made += sum(duty.due_on > schedule.made_until for duty in later)
    return made


def keep(actor: Actor, duty: Duty, *, evidence: str, version: int) -> Duty:
    """Say that a duty of ours is kept, with what shows it; kept or late is decided by this moment."""
    _take("keep", actor, duty, evidence, version)
    outcome = rules.outcome_at(duty.due_at, actor.at)
    text = evidence.strip()
    duty = change_as_seen(duty, version, outcome=outcome.value, kept_at=actor.at, kept_by=actor.officer, evidence=text)
    verb = "duties.keep" if outcome == rules.Outcome.KEPT else "duties.keep_late"
    _tell(actor, duty, verb, change={"outcome": outcome.value, "evidence": text},
          message=_("Kept: the duty of %(basis)s due %(due)s."))
    return duty


def reopen(actor: Actor, duty: Duty, *, reason: str, version: int) -> Duty:
    """Take back one's own word on the same day, with a reason; the evidence stays to be written anew."""
    _take("reopen", actor, duty, reason, version)
    duty = change_as_seen(duty, version, outcome="", kept_at=None, kept_by=None)
    _tell(actor, duty, "duties.reopen", purpose=reason.strip()[:200], change={"outcome": ""},
          message=_("Taken back: the duty of %(basis)s due %(due)s is open again."))
    return duty


def exported(actor: Actor, count: int) -> None:
    """Write down that a list of duties left the platform."""
    audit.record(actor, "duties.export", None, kind="duty", facts={"count": str(count)})


def _take(verb: str, actor: Actor, duty: Duty, text: str, version: int) -> None:
    if version != duty.version:
        change_as_seen(duty, 0, evidence=text.strip())  # no row has it: raises Stale with both texts
    rules.LIFE.take(verb, duty.outcome, sides=rules.sides(duty, actor.agency), roles=actor.roles,
                    missing=rules.missing(duty, officer=actor.officer, at=actor.at, text=text), concerns=duty.parties)


def _tell(actor: Actor, duty: Duty, verb: str, *, message: str, change: object, purpose: str = "") -> None:
    """The ledger line for all parties, and a notice to the others' desks."""
    facts = {"basis": duty.basis_words, "due": duty.due_on.isoformat()}
    audit.record(actor, verb, duty.pk, kind="duty", audience=duty.parties, purpose=purpose, facts=facts, change=change)
    notices.tell(actor, verb, agencies=set(duty.parties) - {actor.agency}, message=message, values=facts,
                 subject_kind="duty", subject=duty.pk, roles=sorted(rules.DESK))


def _occurrences(schedule: Schedule, first: date, last: date) -> Iterator[Duty]:
    for day in rules.occurrences(schedule.every, schedule.on, first, last):
        due, begins = moments.day_end(day), rules.period_start(schedule.every, day)
        starts = rules.clock_start(schedule.every, day, schedule.starts_at)
        later = rules.due_day(schedule.every, schedule.on, rules.next_start(schedule.every, begins))
        yield Duty(schedule=schedule, basis_kind=schedule.basis_kind, basis=schedule.basis, number=schedule.number,
                   clause=schedule.clause, kind=schedule.kind, every=schedule.every, agency_id=schedule.agency_id,
                   parties=schedule.parties, period_on=begins, starts_at=starts, due_at=due, firm_due_at=due,
                   next_step_at=max(starts, due - timedelta(days=7)), missed_at=moments.day_end(later))
