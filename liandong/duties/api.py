"""Duties over the API: the same queries and actions as the pages."""
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from . import actions, queries, rules
from .models import Duty

router = Router(tags=["duties"])


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
    starts_at: datetime
    due_at: datetime
    standing: str
    kept_at: datetime | None
    evidence: str
    version: int


class Evidence(Schema):
    """What shows that a duty was kept, and the version one has seen."""

    evidence: str
    version: int


class Narrow(Schema):
    """Which duties: ours, overdue, owed, kept or all; with one partner; of one kind."""

    tab: str = "ours"
    partner: UUID | None = None
    kind: str = ""
    page: int = 1


@router.get("/", response=list[DutyOut], summary="Duties, a hundred a page")
def listed(request: HttpRequest, narrow: Query[Narrow]) -> list[dict[str, object]]:
    """The duties of a tab, soonest first."""
    tab, start = narrow.tab if narrow.tab in queries.TABS else "ours", (max(narrow.page, 1) - 1) * 100
    found = queries.listed(request.actor, tab, partner=narrow.partner, kind=narrow.kind, sort="due")
    return [_out(request, duty) for duty in found[start : start + 100]]


@router.get("/{uuid:pk}/", response=DutyOut, summary="One duty")
def one(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The duty, if the agency is a party to it."""
    return _out(request, get_object_or_404(queries.duties(), pk=pk))


@router.post("/{uuid:pk}/keep/", response=DutyOut, summary="Say that a duty is kept")
def keep(request: HttpRequest, pk: UUID, said: Evidence) -> dict[str, object]:
    """The duty, kept or kept late by the moment of this request."""
    duty = get_object_or_404(queries.duties(), pk=pk)
    return _out(request, actions.keep(request.actor, duty, evidence=said.evidence, version=said.version))


def _out(request: HttpRequest, duty: Duty) -> dict[str, object]:
    return {"id": duty.pk, "title": duty.title, "kind": duty.kind, "every": duty.every, "number": duty.number,
            "clause": duty.clause, "basis": duty.basis, "agency": duty.agency_id, "parties": duty.parties,
            "starts_at": duty.starts_at, "due_at": duty.due_at, "standing": rules.standing(duty, request.actor.at).value,
            "kept_at": duty.kept_at, "evidence": duty.evidence, "version": duty.version}
