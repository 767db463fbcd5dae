"""Duties over the API: the same queries and actions as the pages."""
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from . import actions, queries, rules
from .models import Duty

router = Router(tags=["duties"])
YEAR = timedelta(days=365)


class DutyOut(Schema):
    """One duty, as it stands at the moment of the request."""

    id: UUID
    title: str
    kind: str
    every: str
    number: str
    clause: str
    basis: UUID
    agency: UUID
    parties: list[UUID]
    started_by: str
    topic: str
    subject_kind: str
    subject: UUID | None
    watchers: list[UUID]
    starts_at: datetime
    due_at: datetime
    provisional: bool
    firm_due_at: datetime
    liberty: bool
    paused_at: datetime | None
    standing: str
    kept_at: datetime | None
    evidence: str
    version: int


class Evidence(Schema):
    """What shows that a duty was kept, and the version one has seen."""

    evidence: str
    version: int


class Said(Schema):
    """What an officer writes with a verb, and the version one has seen."""

    text: str
    version: int


class Order(Said):
    """What is ordered, and within which time: minute, hour, day or working_day."""

    amount: int
    unit: str


class PauseOut(Schema):
    """A question that stopped the clock, with its answer."""

    asked_at: datetime
    asked_by: UUID
    question: str
    answered_at: datetime | None
    answering: UUID | None
    answer: str


class StepOut(Schema):
    """A reminder or escalation of the present due; told at `fired_at`, unless a later one overtook it."""

    name: str
    at: datetime
    fired_at: datetime | None
    is_overtaken: bool


class TallyOut(Schema):
    """How the duties of one side came out; the median is from start to keeping."""

    kept: int
    late: int
    missed: int
    open: int
    median_seconds: int | None


class ReciprocityOut(Schema):
    """One partner: what we owed it, and what it owed us."""

    partner: UUID
    name: str
    ours: TallyOut
    theirs: TallyOut


class Narrow(Schema):
    """Which duties: ours, overdue, owed, watched, kept or all; with one partner; of one kind; mine, or ours or theirs under
    agreements; how they came out; due after `since` up to `until`."""

    tab: str = "ours"
    partner: UUID | None = None
    kind: str = ""
    way: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None
    page: int = 1


@router.get("/", response=list[DutyOut], summary="Duties, a hundred a page")
def listed(request: HttpRequest, narrow: Query[Narrow]) -> list[dict[str, object]]:
    """The duties of a tab, soonest first."""
    tab, start = narrow.tab if narrow.tab in queries.TABS else "ours", (max(narrow.page, 1) - 1) * 100
    way, outcome = (name if name in known else None for name, known in
                    ((narrow.way, queries.WAYS), (narrow.outcome, queries.OUTCOMES)))
    found = queries.listed(request.actor, tab, partner=narrow.partner, kind=narrow.kind, way=way, outcome=outcome,
                           since=narrow.since, until=narrow.until, sort="due")
    return [_out(request, duty) for duty in found[start : start + 100]]


@router.get("/partners/", response=list[ReciprocityOut], summary="What we and each partner did of what we owe each other")
def partners(request: HttpRequest, since: datetime | None = None,
             until: datetime | None = None) -> list[queries.Reciprocity]:
    """For each partner the duties that fall due after `since` up to `until`, each way; of the year until now, if not said."""
    until = until or request.actor.at
    return queries.reciprocity(request.actor, since or until - YEAR, until)


@router.get("/{uuid:pk}/", response=DutyOut, summary="One duty")
def one(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The duty, if the agency is a party to it."""
    return _out(request, _seen(pk))


@router.post("/{uuid:pk}/keep/", response=DutyOut, summary="Say that a duty is kept")
def keep(request: HttpRequest, pk: UUID, said: Evidence) -> dict[str, object]:
    """The duty, kept or kept late by the moment of this request."""
    return _out(request, actions.keep(request.actor, _seen(pk), evidence=said.evidence, version=said.version))


@router.get("/{uuid:pk}/pauses/", response=list[PauseOut], summary="The questions that stopped its clock")
def pauses(request: HttpRequest, pk: UUID) -> list[dict[str, object]]:
    """Each question with its answer, in order."""
    return [{"asked_at": p.asked_at, "asked_by": p.asked_by, "question": p.question, "answered_at": p.answered_at,
             "answering": p.answering_id, "answer": p.answer} for p in queries.pauses(_seen(pk))]


@router.get("/{uuid:pk}/ladder/", response=list[StepOut], summary="Its reminders and escalations")
def ladder(request: HttpRequest, pk: UUID) -> list[queries.Step]:
    """The steps of its present due, told and still to come."""
    return queries.ladder(_seen(pk))


@router.post("/{uuid:pk}/ask/", response=DutyOut, summary="Ask what must be known first; the clock stands still")
def ask(request: HttpRequest, pk: UUID, said: Said) -> dict[str, object]:
    """The duty, its clock standing still."""
    return _out(request, actions.ask(request.actor, _seen(pk), question=said.text, version=said.version))


@router.post("/{uuid:pk}/answer/", response=DutyOut, summary="Answer the open question; the clock goes on")
def answer(request: HttpRequest, pk: UUID, said: Said) -> dict[str, object]:
    """The duty with its new due."""
    return _out(request, actions.answer(request.actor, _seen(pk), answer=said.text, version=said.version))


@router.post("/{uuid:pk}/waive/", response=DutyOut, summary="Let go what one is owed")
def waive(request: HttpRequest, pk: UUID, said: Said) -> dict[str, object]:
    """The duty; waived once every party it is owed to has let it go."""
    return _out(request, actions.waive(request.actor, _seen(pk), reason=said.text, version=said.version))


@router.post("/{uuid:pk}/order/", response=DutyOut, summary="Order, as the superior, that it be done")
def order(request: HttpRequest, pk: UUID, said: Order) -> dict[str, object]:
    """The order, itself a duty with its own clock."""
    return _out(request, actions.order(request.actor, _seen(pk), text=said.text, amount=said.amount, unit=said.unit,
                                       version=said.version))


def _seen(pk: UUID) -> Duty:
    return get_object_or_404(queries.duties(), pk=pk)


def _out(request: HttpRequest, duty: Duty) -> dict[str, object]:
    return {"id": duty.pk, "title": duty.title, "kind": duty.kind, "every": duty.every, "number": duty.number,
            "clause": duty.clause, "basis": duty.basis, "agency": duty.agency_id, "parties": duty.parties,
            "started_by": duty.started_by, "topic": duty.topic, "subject_kind": duty.subject_kind, "subject": duty.subject,
            "watchers": duty.watchers, "starts_at": duty.starts_at, "due_at": duty.due_at, "provisional": duty.provisional,
            "firm_due_at": duty.firm_due_at, "liberty": duty.liberty, "paused_at": duty.paused_at,
            "standing": rules.standing(duty, request.actor.at).value,
            "kept_at": duty.kept_at, "evidence": duty.evidence, "version": duty.version}
