"""The API of shared records: list, one record with its masks, enter. The router hangs under /api/records/."""
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router, Schema, Status
from ninja.errors import HttpError

from .. import actions, queries
from ..models import Record
from ..rules import entries, standard
from ..rules.entries import Entry
from ..rules.uses import Way

router = Router(tags=["records"])
PAGE = 100


class Asked(Schema):
    """What a list is narrowed to."""

    side: str = "all"
    kind: str = ""
    owner: UUID | None = None
    category: str = ""
    region: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""
    offset: int = 0


class Found(Schema):
    """One record of a list, with its marks."""

    id: UUID
    number: str
    kind: str
    role: str
    title: str
    owner: UUID
    category: str
    level: int
    handling: list[str]
    region: str
    case_class: str
    stage: str
    serious_at: datetime | None
    entered_at: datetime
    updated_at: datetime
    version: int
    visible_by: list[str]


class Whole(Found):
    """One record with its elements; what is masked on the page is masked here, what is closed is left out."""

    elements: dict[str, Any]
    masked: list[str]


class Content(Schema):
    """What a record says, however it comes; the elements follow the standard of its kind."""

    role: str = ""
    title: str = ""
    region: str = ""
    case_class: str = ""
    legal_basis: str = ""
    review_on: date | None = None
    handling: list[str] = []
    concerns: list[UUID] = []
    elements: dict[str, Any] = {}


class Given(Content):
    """A record to enter."""

    kind: str
    level: int


class Seen(Schema):
    """The version one has seen."""

    version: int


class Withdrawn(Seen):
    """Why a mark is withdrawn; superior and partners read it."""

    reason: str


class Wrong(Schema):
    """What is wrong with what was sent, by field."""

    errors: dict[str, str]


@router.get("/", response=list[Found])
def list_records(request: HttpRequest, asked: Query[Asked]) -> list[dict[str, Any]]:
    """The records the officer sees, newest first, a hundred from `offset` on."""
    to = queries.Narrowing(asked.kind, asked.owner, asked.category, asked.region, asked.since, asked.until, asked.text)
    start = max(0, asked.offset)
    rows = list(queries.narrowed(queries.newest(request.actor, side=asked.side), to)[start : start + PAGE])
    reasons = queries.reasons(request.actor, rows)
    return [_found(row, [f"{r.kind} {r.number} {r.clause}".strip() for r in reasons[row.pk]]) for row in rows]


class Used(Schema):
    """One category that runs under an agreement from one agency to another, and how much of it is used."""

    owner: UUID
    agency: UUID
    category: str
    opened: int
    read: int
    revealed: int
    exported: int
    last_at: datetime | None


@router.get("/uses/{uuid:deed}/", response=list[Used])
def usage(request: HttpRequest, deed: UUID) -> list[Used]:
    """How much of what an agreement in force gives is used, each way; nothing where it is not of one's own agency."""
    return [Used(owner=one.owner, agency=one.agency, category=one.named, opened=one.opened, read=one.used.get(Way.READ, 0),
                 revealed=one.used.get(Way.REVEAL, 0), exported=one.used.get(Way.EXPORT, 0), last_at=one.last)
            for one in queries.usage(request.actor, deed)]


@router.get("/{uuid:pk}/", response=Whole)
def one_record(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """One record; 404 where it is not there or not for this officer."""
    record = queries.of(pk)
    if record is None:
        raise Http404
    actions.used(request.actor, [record], Way.READ)
    return whole(request, record)


@router.post("/{uuid:pk}/serious/", response=Whole)
def mark_serious(request: HttpRequest, pk: UUID, seen: Seen) -> dict[str, Any]:
    """Mark a case or lead of the officer's agency as a serious incident; the duties agreements promise for one begin."""
    record = queries.of(pk)
    if record is None or record.owner_id != request.actor.agency:
        raise Http404
    return whole(request, actions.mark_serious(request.actor, record, version=seen.version))


@router.post("/{uuid:pk}/serious/withdraw/", response=Whole)
def withdraw_serious(request: HttpRequest, pk: UUID, given: Withdrawn) -> dict[str, Any]:
    """Take the mark of a serious incident back; what began by it and is open lapses, and who was told reads the reason."""
    record = queries.of(pk)
    if record is None or record.owner_id != request.actor.agency:
        raise Http404
    return whole(request, actions.withdraw_serious(request.actor, record, reason=given.reason, version=given.version))


@router.post("/", response={201: Whole, 422: Wrong})
def enter_record(request: HttpRequest, given: Given) -> Status[dict[str, Any]]:
    """Enter a record of the officer's agency; nobody else sees it until a grant or a release says so."""
    if given.kind not in standard.kinds():
        raise HttpError(422, "no such kind")
    fields = given.dict() | {"handling": tuple(given.handling), "concerns": tuple(given.concerns)}
    entry = Entry(**fields)
    found = entries.check(entry, at=request.actor.at)
    if found.errors:
        return Status(422, {"errors": {name: gettext(f.message) % f.values for name, f in found.errors.items()}})
    return Status(201, whole(request, actions.enter(request.actor, entry)))


def whole(request: HttpRequest, record: Record) -> dict[str, Any]:
    """The record as this reader may have it: masked, closed details left out."""
    shown = queries.details(request.actor, record, queries.reveals(request.actor, [record.pk]))
    kept = {name: record.elements[name] for name in shown}
    reasons = queries.reasons(request.actor, [record])[record.pk]
    return _found(record, [f"{r.kind} {r.number} {r.clause}".strip() for r in reasons]) | {
        "elements": {n: d.text if d.is_masked else kept[n] for n, d in shown.items() if not d.is_closed},
        "masked": [n for n, d in shown.items() if d.is_masked]}


def _found(record: Record, visible_by: list[str]) -> dict[str, Any]:
    plain = ("number", "kind", "role", "title", "category", "level", "handling", "region", "case_class", "stage", "serious_at",
             "entered_at", "updated_at", "version")
    return {name: getattr(record, name) for name in plain} | {
        "id": record.pk, "owner": record.owner_id, "visible_by": visible_by}
