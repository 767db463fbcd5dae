"""Duties that have no period: they begin with an event a deed names, by an order or one's own will, and are met by events."""
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from liandong.access import queries as access
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import queries, rules
from ..models import Duty
from ..queries.calendar import calendar
from . import keeping, steps

# a roster changes again; a case is not entered twice, nor does an agreement come into force twice
ONCE = (rules.Event.CASE, rules.Event.INCIDENT, rules.Event.REQUEST, rules.Event.IN_FORCE)


def start(actor: Actor, *, basis_kind: str, basis: UUID, number: str, clause: str, kind: str, agency: UUID,
          parties: Iterable[UUID], subject_kind: str, subject: UUID, topic: str, allowance: rules.Allowance,
          liberty: bool = False, started_by: str = "", since: datetime | None = None) -> Duty:
    """Begin one duty at this moment (or `since`, as the clock began it) with an allowance, and tell who owes it.

    The database asks for its ground: a deed in force whose promise names the event, or one's own will (`own`).
    """
    duty = begun(actor, basis_kind=basis_kind, basis=basis, number=number, clause=clause, kind=kind, agency=agency,
                 parties=parties, subject_kind=subject_kind, subject=subject, topic=topic, allowance=allowance,
                 liberty=liberty, started_by=started_by, since=since)
    if agency != actor.agency:
        steps.tell(actor, "duties.begin", duty, to=[agency])
    elif duty.kind in rules.TELLING and started_by == rules.Event.INCIDENT:
        _inform(actor, duty)
    return duty


def _inform(actor: Actor, duty: Duty) -> None:
    """Who is to be told of a serious incident learns at once that it happened; the superior, of a report, sees it from now."""
    above = _laid_before(duty)
    steps.note(actor, "duties.inform", duty)
    steps.tell(actor, "duties.inform", duty, to=set(duty.parties) - {actor.agency}, urgent=True)
    if above:
        steps.tell(actor, "duties.inform", duty, to=[above], roles=rules.post("superior"), urgent=True)


def _laid_before(duty: Duty) -> UUID | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT duties_lay_before_superior(%s)", [duty.pk])
        above: UUID | None = cursor.fetchone()[0]
    duty.watchers = [above] if above else []
    return above


def begun(actor: Actor, *, kind: str, agency: UUID, parties: Iterable[UUID], topic: str, allowance: rules.Allowance,
          liberty: bool = False, since: datetime | None = None, **ground: Any) -> Duty:
    """Write the duty with its clock set, and its line in the ledger."""
    rules.check_allowance(allowance, liberty=liberty)
    known, starts = calendar(), since or actor.at
    found = rules.due(starts, allowance, (), known)
    duty = Duty(kind=str(kind), agency_id=agency, parties=sorted(set(parties)), topic=topic[:400], starts_at=starts,
                amount=allowance.amount, unit=str(allowance.unit), roll=str(allowance.roll), due_at=found.at,
                provisional=found.provisional, firm_due_at=found.firm, liberty=liberty, **ground)
    duty.next_step_at = queries.rungs(duty, (), known)[0].at
    duty.missed_at = queries.missed(duty, known)
    duty.save(force_insert=True)
    steps.note(actor, "duties.begin", duty)
    return duty


def start_by_event(actor: Actor, event: str, *, subject_kind: str, subject: UUID, topic: str, classes: Collection[str] = (),
                   concerned: Collection[UUID] = (), since: datetime | None = None) -> list[Duty]:
    """Begin what deeds in force of the actor's agency promise for such an event; returns the duties that began.

    A promise narrowed to beginnings of classes asks for one of them. With `concerned`, only what is promised between the
    actor's agency and one of these begins, and only they see it. Who owes it, rules.owing says: telling is owed by whom it
    happened to, an answer by the others. What has begun about that subject does not begin again while it is open. `since` is
    the moment the clock brought, where a job tells of it later.
    """
    made = []
    for deed, promise in _promises(actor, event, classes):
        if actor.agency not in deed.parties:
            continue  # a job sees the deeds of all
        parties = set(deed.parties) & {actor.agency, *(concerned or deed.parties)}
        who = [agency for agency in map(UUID, promise["who"]) if agency in parties]
        limit, clause = promise["within"], (promise.get("clause") or "")[:60]
        for agency in rules.owing(promise["kind"], dict.fromkeys(who), actor.agency) if len(parties) > 1 else ():
            ground = {"basis": deed.amends_id or deed.pk, "clause": clause, "kind": promise["kind"], "started_by": event,
                      "subject": subject}
            if not _has_begun(agency, ground):
                made.append(start(actor, basis_kind="agreement", number=deed.number, agency=agency, parties=parties,
                                  subject_kind=subject_kind, topic=topic, since=since, **ground, allowance=rules.Allowance(
                                      limit["amount"], limit["unit"], promise.get("roll") or rules.Roll.STAY.value)))
    return made


def withdrawn(actor: Actor, event: str, *, subject_kind: str, subject: UUID, since: datetime, reason: str) -> list[Duty]:
    """Tell everybody who was told of it that an event of the actor's agency was none, and why; returns what it had begun.

    What was still open has lapsed with the act itself, for which the database answers; what was kept stays kept. Where
    somebody may still be moving because of it, the notice is urgent as the first one was.
    """
    found = list(queries.about(subject).filter(started_by=event, subject_kind=subject_kind, starts_at__gte=since))
    for duty in found:
        has_lapsed, others = duty.outcome == rules.Outcome.LAPSED, set(duty.parties) - {actor.agency}
        key, said = "duties.withdraw" if has_lapsed else "duties.withdraw_done", {"reason": reason}
        steps.note(actor, "duties.withdraw", duty, purpose=reason, change={"outcome": duty.outcome})
        steps.tell(actor, key, duty, to=others, urgent=has_lapsed, said=said)
        steps.tell(actor, key, duty, to=set(duty.watchers) - others, roles=rules.post("superior"), urgent=has_lapsed, said=said)
    return found


def meet_by_event(actor: Actor, event: str, *, subject_kind: str, subject: UUID, evidence: str,
                  partners: Collection[UUID] = (), kinds: Collection[str] = ()) -> list[Duty]:
    """Keep what an act has met: the actor's agency's open duties about that subject (of these `kinds`, where an act meets
    only some), and its recurring ones of the kind `event` for the period in which the actor stands; with `partners` only
    those owed to none but these.

    No role is asked: the act itself was somebody's to do, and it is the evidence. Returns the duties kept.
    """
    ours = queries.open_ones(queries.owed_by(actor.agency)).filter(starts_at__lte=actor.at)
    about = ours.filter(started_by=event, subject_kind=subject_kind, subject=subject)
    about = about.filter(kind__in=[str(kind) for kind in kinds]) if kinds else about
    found = [*about, *(duty for duty in ours.filter(kind=event, schedule__isnull=False) if _is_now(duty, actor))]
    others = {*partners, actor.agency}
    return [keeping.kept(actor, duty, evidence) for duty in found if not partners or set(duty.parties) <= others]


def _promises(actor: Actor, event: str, classes: Collection[str]) -> Iterator[tuple[Any, Mapping[str, Any]]]:
    for deed in access.running(actor).filter(terms__contains=f'"started_by":"{event}"'):
        for promise in json.loads(deed.terms)["duties"]:
            limit = promise.get("within") or {}
            if promise.get("started_by") == event and not promise.get("every") and limit.get("amount") and \
                    rules.is_promised_for(classes, promise.get("classes") or ()):
                yield deed, promise


def _has_begun(agency: UUID, ground: Mapping[str, Any]) -> bool:
    found = Duty.objects.filter(agency=agency, **{name: value for name, value in ground.items() if name != "clause"})
    same = Q(clause=ground["clause"])
    if ground["started_by"] == rules.Event.IN_FORCE:  # a supplement may say the same payment under another clause
        what = ground["clause"].partition(" ")[2] or ground["clause"]
        same |= Q(clause=what) | Q(clause__endswith=f" {what}")
    found = found.filter(same)
    if ground["started_by"] == rules.Event.INCIDENT:  # what was withdrawn may be marked again
        found = found.exclude(outcome=rules.Outcome.LAPSED.value)
    return (found if ground["started_by"] in ONCE else queries.open_ones(found)).exists()


def _is_now(duty: Duty, actor: Actor) -> bool:
    return duty.period_on == rules.period_start(duty.every, moments.local(actor.at).date())
