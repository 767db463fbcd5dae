"""What the clock does by itself: reminders and escalations, each told once, and dues reckoned anew with days off now known."""
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from liandong.agencies import queries as agencies
from liandong.kernel import live
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.keys import uuid7

from .. import queries, rules
from ..models import Duty, Fired, Pause
from ..models.duty import RUNNING
from ..queries.calendar import calendar
from ..rules.ladder import reached, upcoming
from . import steps

BATCH = 500
ESCALATIONS = ("head", "leader", "superior")  # of these the ledger keeps a line; a reminder is a notice and no more
FIRE = """INSERT INTO duties_fired (id, duty_id, step, due_at, at, overtaken)
          SELECT id, duty, step, due, %s, string_to_array(overtaken, ' ')
          FROM unnest(%s::uuid[], %s::uuid[], %s::text[], %s::timestamptz[], %s::text[]) AS f (id, duty, step, due, overtaken)
          ON CONFLICT (duty_id, step, due_at) DO NOTHING RETURNING duty_id"""
SET = """UPDATE duties_duty d SET next_step_at = n.step, missed_at = n.missed
         FROM unnest(%s::uuid[], %s::timestamptz[], %s::timestamptz[]) AS n (id, step, missed) WHERE d.id = n.id"""
WATCH = "UPDATE duties_duty SET watchers = array_append(watchers, %s) WHERE id = ANY (%s) AND NOT %s = ANY (watchers)"


class Firing(NamedTuple):
    """A step of a duty whose moment has come, and those it overtook."""

    duty: Duty
    step: str
    overtaken: list[str]


def fire(at: datetime) -> int:
    """Tell every reminder and escalation whose moment has come; returns how many. A job's work, and harmless twice.

    Of the steps that downtime let pass, the latest is told and lists the others. Two workers never take the same duty: the
    one that comes second skips what the first holds, and what the first has told is in the table of steps.
    """
    told = 0
    while True:
        with transaction.atomic():
            found = list(_waiting(at)[:BATCH])
            told += _fire(found, at)
        if len(found) < BATCH:
            return told


def recompute_provisional(at: datetime) -> int:
    """Reckon open dues anew that leant on days off not yet known; returns how many moved or became firm. Harmless twice."""
    leaning = Duty.objects.filter(schedule=OuterRef("schedule"), provisional=True, outcome="")
    neighbours = Q(schedule__isnull=False) & Exists(leaning)  # whether they are missed hangs on the next one
    known, changed = calendar(), 0
    open_ones = Duty.objects.filter(outcome="").filter(Q(provisional=True) | neighbours).order_by("pk")
    keys = list(open_ones.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        with transaction.atomic():
            batch = list(_held(Duty.objects.filter(pk__in=keys[start:start + BATCH], outcome="").order_by("pk")))
            changed += sum(_reckon(duty, pauses, known, at) for duty, pauses in _with_pauses(batch))
    return changed


def _waiting(at: datetime) -> QuerySet[Duty]:
    """Whose next step has come, oldest first; drills run by their own clock."""
    waiting = Duty.objects.filter(RUNNING, next_step_at__lte=at).extra(where=["duties_duty.exercise_id IS NULL"])
    return _held(waiting.order_by("next_step_at", "pk"))


def _held(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    return rows.select_related("schedule").select_for_update(skip_locked=True, of=("self",))


def _with_pauses(duties: Sequence[Duty]) -> list[tuple[Duty, list[Pause]]]:
    found: dict[UUID, list[Pause]] = defaultdict(list)
    for pause in Pause.objects.filter(duty__in=duties).order_by("asked_at"):
        found[pause.duty_id].append(pause)
    return [(duty, found[duty.pk]) for duty in duties]


def _fire(duties: Sequence[Duty], at: datetime) -> int:
    if not duties:
        return 0
    known, told = calendar(), _told(duties)
    firings = []
    for duty, pauses in _with_pauses(duties):
        rungs = queries.rungs(duty, pauses, known)
        last, overtaken = reached(rungs, at)
        following = upcoming(rungs, at)
        duty.next_step_at, duty.missed_at = following.at if following else None, queries.missed(duty, known)
        done = told[duty.pk, duty.due_at]
        if last and last.step not in done:
            firings.append(Firing(duty, last.step, [step for step in overtaken if step not in done]))
    new = _written(firings, at)
    above = {agency: agencies.superior(agency) for agency in {one.duty.agency_id for one in new if one.step == "superior"}}
    groups: dict[tuple[UUID, str, UUID | None, bool], list[Duty]] = defaultdict(list)
    for duty, step, _overtaken in new:
        groups[duty.agency_id, step, above.get(duty.agency_id), duty.liberty].append(duty)
    for (agency, step, superior, urgent), found in groups.items():
        _tell(Actor(NOBODY, agency, at), step, found, superior if step == "superior" else None, urgent)
    with connection.cursor() as cursor:
        cursor.execute(SET, [[d.pk for d in duties], [d.next_step_at for d in duties], [d.missed_at for d in duties]])
    return len(new)


def _written(firings: list[Firing], at: datetime) -> list[Firing]:
    """Those that were not in the table of steps yet; from now on they are."""
    with connection.cursor() as cursor:
        cursor.execute(FIRE, [at, [uuid7() for _ in firings], [f.duty.pk for f in firings], [f.step for f in firings],
                              [f.duty.due_at for f in firings], [" ".join(f.overtaken) for f in firings]])
        found = {duty for (duty,) in cursor.fetchall()}
    return [firing for firing in firings if firing.duty.pk in found]


def _told(duties: Iterable[Duty]) -> dict[tuple[UUID, datetime], set[str]]:
    """Which steps of which due were told, or overtaken by one that was."""
    found: dict[tuple[UUID, datetime], set[str]] = defaultdict(set)
    for fired in Fired.objects.filter(duty__in=list(duties)):
        found[fired.duty_id, fired.due_at] |= {fired.step, *fired.overtaken}
    return found


def _tell(platform: Actor, step: str, duties: list[Duty], above: UUID | None, urgent: bool) -> None:
    """Tell one step of an agency's duties to its post, in the platform's own name: no officer did it, the clock did."""
    live.changed(*(f"duty:{duty.pk}" for duty in duties))
    if above:
        _watch(duties, above)
    if step in ESCALATIONS:
        for duty in duties:
            steps.note(platform, f"duties.{step}", duty)
    if step != "superior" or above:
        steps.tell_all(platform, f"duties.{step}", duties, to=above or platform.agency, roles=rules.post(step), urgent=urgent)


def _watch(duties: list[Duty], superior: UUID) -> None:
    """From now on the superior sees these duties."""
    with connection.cursor() as cursor:
        cursor.execute(WATCH, [superior, [duty.pk for duty in duties], superior])
    for duty in duties:
        duty.watchers = sorted({*duty.watchers, superior})


def _reckon(duty: Duty, pauses: list[Pause], known: rules.Calendar, at: datetime) -> bool:
    before = (duty.due_at, duty.provisional, duty.firm_due_at)
    found = queries.reckoned(duty, queries.paused(pauses), known)
    duty.due_at, duty.provisional, duty.firm_due_at = found.at, found.provisional, found.firm
    if duty.due_at != before[0]:
        duty.next_step_at = queries.rungs(duty, pauses, known)[0].at
    duty.missed_at = queries.missed(duty, known)
    duty.save(update_fields=["due_at", "provisional", "firm_due_at", "next_step_at", "missed_at"])
    if duty.due_at != before[0]:
        steps.note(Actor(NOBODY, duty.agency_id, at), "duties.recompute", duty)
    return before != (found.at, found.provisional, found.firm)
