"""The API of what happens to records: versions, recall, what is asked of one's agency and its answers, reports."""
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from .. import actions, queries
from ..models import Ask, Record, Report

router = Router(tags=["records"])
PAGE = 100


class Changed(Schema):
    """One field that a change changed, masked as on the page."""

    name: str
    before: str
    after: str


class Version(Schema):
    """One change of a record of which the officer may read what it said before."""

    version: int
    at: datetime
    verb: str
    why: str
    is_correction: bool
    changes: list[Changed]


class Asked(Schema):
    """What an agency is asked about a record that was recalled or corrected, and its answer."""

    id: UUID
    kind: str
    number: str
    owner: UUID
    agency: UUID
    at: datetime
    answer: str
    words: str
    answered_at: datetime | None


class Answered(Schema):
    """`deleted`, `sealed` or `kept` (with the ground in words); of a correction `seen`."""

    answer: str
    words: str = ""


class Reason(Schema):
    """Why, and the version one has seen."""

    reason: str
    version: int


class Mistake(Schema):
    """`wrong`, `outdated` or `duplicate`, and in which way."""

    ground: str
    words: str


class Outcome(Schema):
    """`accepted` or `refused`, in words."""

    answer: str
    words: str


class Reported(Schema):
    """What a reader reported about a record, and how its owner answered."""

    id: UUID
    number: str
    owner: UUID
    agency: UUID
    ground: str
    words: str
    at: datetime
    answer: str
    answer_words: str
    answered_at: datetime | None


@router.get("/asked/", response=list[Asked])
def asked(request: HttpRequest, offset: int = 0) -> list[dict[str, Any]]:
    """What the officer's agency is asked about records of others, newest first, a hundred from `offset` on."""
    start = max(0, offset)
    return [_ask(one) for one in queries.asks(request.actor)[start : start + PAGE]]


@router.post("/asked/{uuid:pk}/", response=Asked)
def answer(request: HttpRequest, pk: UUID, given: Answered) -> dict[str, Any]:
    """Say what one's agency did with its copies of a recalled record, or take note of a correction."""
    found = queries.ask(pk)
    if found is None:
        raise Http404
    return _ask(actions.answer(request.actor, found, answer=given.answer, words=given.words))


@router.post("/reported/{uuid:pk}/", response=Reported)
def answer_report(request: HttpRequest, pk: UUID, given: Outcome) -> dict[str, Any]:
    """Answer what a reader reported about a record of the officer's agency."""
    found = queries.report(pk)
    if found is None:
        raise Http404
    return _reported(actions.answer_report(request.actor, found, answer=given.answer, words=given.words))


@router.get("/{uuid:pk}/versions/", response=list[Version])
def versions(request: HttpRequest, pk: UUID) -> list[dict[str, Any]]:
    """The changes of a record, newest first; of those whose text is not the officer's to read nothing is said."""
    record = _record(pk)
    found = queries.editions(record)
    changes = queries.differences(request.actor, record, found)
    return [{"version": one.version, "at": one.at, "verb": one.verb, "why": one.why, "is_correction": one.is_correction,
             "changes": [{"name": it.name, "before": it.before, "after": it.after} for it in changes[one.pk]]} for one in found]


@router.post("/{uuid:pk}/recall/", response=list[Asked])
def recall(request: HttpRequest, pk: UUID, given: Reason) -> list[dict[str, Any]]:
    """Call a record of the officer's agency back from everybody; returns what is asked of whom."""
    record = _own(request, pk)
    return [_ask(one) for one in actions.recall_all(request.actor, record, reason=given.reason, version=given.version)]


@router.post("/{uuid:pk}/report/", response=Reported)
def report(request: HttpRequest, pk: UUID, given: Mistake) -> dict[str, Any]:
    """Say that another agency's record is wrong, outdated or a duplicate; its owner owes an answer."""
    return _reported(actions.report(request.actor, _record(pk), ground=given.ground, words=given.words))


def _record(pk: UUID) -> Record:
    found = queries.of(pk)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: UUID) -> Record:
    found = _record(pk)
    if found.owner_id != request.actor.agency:
        raise Http404
    return found


def _ask(one: Ask) -> dict[str, Any]:
    plain = ("kind", "number", "at", "answer", "words", "answered_at")
    return {name: getattr(one, name) for name in plain} | {"id": one.pk, "owner": one.owner_id, "agency": one.agency_id}


def _reported(one: Report) -> dict[str, Any]:
    plain = ("number", "ground", "words", "at", "answer", "answer_words", "answered_at")
    return {name: getattr(one, name) for name in plain} | {"id": one.pk, "owner": one.owner_id, "agency": one.agency_id}
