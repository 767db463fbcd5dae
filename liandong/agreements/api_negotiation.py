"""Negotiation, approval and originals on paper over the API, by the same rules as on the pages."""
import json
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import File, Form, Router, Schema, UploadedFile
from pydantic import TypeAdapter

from liandong.kernel.errors import Refused

from . import actions, queries
from .models import Agreement, Comment

router = Router(tags=["agreements"])


class Said(Schema):
    """A comment, or an answer to one."""

    id: UUID
    agency: UUID
    officer: UUID
    at: datetime
    edition: int
    clause: str
    quote: str
    body: str
    settled_at: datetime | None
    answers: list["Said"] = []


class Laid(Schema):
    """A version: who laid it, how and why, and who agreed to it."""

    edition: int
    nature: str
    agency: UUID
    officer: UUID
    at: datetime
    why: str
    agreed: list[UUID]


class Passage(Schema):
    """A changed passage of the last version."""

    number: int
    removed: str
    added: str


class Row(Schema):
    """A changed term of the last version; null where it was not there, or is no more."""

    path: str
    before: Any
    after: Any


class Table(Schema):
    """What is on the table: versions, the last one's changes, comments."""

    versions: list[Laid]
    passages: list[Passage]
    rows: list[Row]
    comments: list[Said]


class Answer(Schema):
    """Which changes of the last version are taken over: all, some, none."""

    edition: int
    passages: list[int] = []
    rows: list[str] = []
    why: str = ""


class Words(Schema):
    """What one has to say: on a clause (the place where it begins), on quoted words, or as an answer."""

    body: str
    clause: str = ""
    quote: str = ""
    parent: UUID | None = None
    kind: str = "note"


class Undo(Schema):
    """Whether it is taken back."""

    undo: bool = False


class Noted(Schema):
    """An internal note or legal review."""

    id: UUID
    kind: str
    officer: UUID
    at: datetime
    edition: int
    clause: str
    quote: str
    body: str
    settled_at: datetime | None


class Place(Schema):
    """A step of one's own chain on the version on the table."""

    role: str
    standing: str


class Inside(Schema):
    """What only one's own agency reads."""

    notes: list[Noted]
    chain: list[Place]


class Verdict(Schema):
    """Approved, or returned with a reason."""

    edition: int
    is_approved: bool
    why: str = ""


class Chain(Schema):
    """The posts that approve, in their order."""

    roles: list[str]


class Why(Schema):
    """A reason."""

    why: str


class Stage(Schema):
    """Where the agreement stands after the act."""

    id: UUID
    stage: str
    edition: int
    on_paper: bool


@router.get("/approval", response=Chain, summary="Who approves inside one's own agency before it signs")
def chain(request: HttpRequest) -> Chain:
    """The posts in their order; none where the signatory signs alone."""
    return Chain(roles=queries.chain(request.actor.agency))


@router.post("/approval", response=Chain, summary="Set who approves inside one's own agency")
def set_chain(request: HttpRequest, wish: Chain) -> Chain:
    """For administrators; 409 for others."""
    actions.set_chain(request.actor, wish.roles)
    return chain(request)


@router.get("/{uuid:pk}/negotiation", response=Table, summary="Versions, the last changes, comments")
def negotiation(request: HttpRequest, pk: UUID) -> Table:
    """404 where the agreement is not the caller's."""
    it = _found(request, pk)
    found = queries.changes(it)
    return Table(
        versions=[_laid(column) for column in queries.table(it)],
        passages=[Passage(number=one.number, removed=one.removed, added=one.added) for one in found.passages] if found else [],
        rows=[Row(path=row.path, before=_plain(row.before), after=_plain(row.after)) for row in found.rows] if found else [],
        comments=[_said(thread) for thread in queries.comments(it)])


@router.post("/{uuid:pk}/answer", response=Stage, summary="Answer the last version change by change")
def answer(request: HttpRequest, pk: UUID, wish: Answer) -> Stage:
    """All taken over agrees, none turns the changes down, some lays a counter-proposal; 409 where a rule forbids it."""
    return _stage(actions.answer(request.actor, _found(request, pk), passages=set(wish.passages), rows=set(wish.rows),
                                 why=wish.why, edition=wish.edition))


@router.post("/{uuid:pk}/comments", response=Said, summary="Comment before all parties, or answer a comment")
def comment(request: HttpRequest, pk: UUID, wish: Words) -> Said:
    """Every party reads it once the agreement was sent."""
    it = _found(request, pk)
    parent = queries.comment(it, wish.parent) if wish.parent else None
    if wish.parent and parent is None:
        raise Http404
    return _said(actions.comment(request.actor, it, body=wish.body, clause=wish.clause, quote=wish.quote, parent=parent))


@router.post("/{uuid:pk}/comments/{uuid:one}/settle", response=Said, summary="Settle a thread, or open it again")
def settle(request: HttpRequest, pk: UUID, one: UUID, wish: Undo) -> Said:
    """By the agency that began it."""
    it = _found(request, pk)
    thread = queries.comment(it, one)
    if thread is None:
        raise Http404
    actions.settle_comment(request.actor, it, thread, undo=wish.undo)
    thread.refresh_from_db()
    return _said(thread)


@router.get("/{uuid:pk}/inside", response=Inside, summary="Notes and approvals of one's own agency")
def inside(request: HttpRequest, pk: UUID) -> Inside:
    """No partner, superior or auditor reads them."""
    it = _found(request, pk)
    places = queries.approvals(request.actor, it).places
    return Inside(notes=[Noted.from_orm(one) for one in queries.notes(request.actor, it)],
                  chain=[Place(role=place.role.value, standing=place.standing.value) for place in places])


@router.post("/{uuid:pk}/notes", response=Noted, summary="Write down what only one's own agency reads")
def note(request: HttpRequest, pk: UUID, wish: Words) -> Noted:
    """`kind` is note, or review for a legal review by who approves."""
    kind = wish.kind if wish.kind in ("note", "review") else "note"
    return Noted.from_orm(actions.note(request.actor, _found(request, pk), body=wish.body, kind=kind, clause=wish.clause,
                                       quote=wish.quote))


@router.post("/{uuid:pk}/review", response=Inside, summary="Approve a version inside one's own agency, or return it")
def review(request: HttpRequest, pk: UUID, wish: Verdict) -> Inside:
    """409 where it does not wait for the caller's post."""
    actions.review(request.actor, _found(request, pk), edition=wish.edition, is_approved=wish.is_approved, why=wish.why)
    return inside(request, pk)


@router.post("/{uuid:pk}/original", response=Stage, summary="Lay down that it was signed on paper")
def lay_paper(request: HttpRequest, pk: UUID, file: UploadedFile = File(...), days: str = Form(...)) -> Stage:  # noqa: B008
    """The scan, and as JSON the day of signing by each party's key; every party's signatory then confirms it on the page."""
    try:
        named = {UUID(party): date.fromisoformat(day) for party, day in json.loads(days).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise Refused(actions.NO_DAYS, field="days") from error
    it = _found(request, pk)
    return _stage(actions.lay_paper(request.actor, it, name=file.name or "", content=file.read(), days=named))


@router.post("/{uuid:pk}/original/turn-down", response=Stage, summary="Turn a paper original down")
def turn_down(request: HttpRequest, pk: UUID, wish: Why) -> Stage:
    """With a reason; the drafter lays it anew."""
    return _stage(actions.turn_down(request.actor, _found(request, pk), why=wish.why))


def _found(request: HttpRequest, pk: UUID) -> Agreement:
    found = queries.of(pk)
    if found is None or not queries.is_own(request.actor, found):
        raise Http404
    return found


def _plain(value: object) -> object:
    return TypeAdapter(Any).dump_python(value, mode="json")


def _stage(it: Agreement) -> Stage:
    return Stage(id=it.pk, stage=it.stage, edition=it.edition, on_paper=it.on_paper)


def _laid(column: queries.Column) -> Laid:
    it = column.version
    return Laid(edition=it.edition, nature=it.nature, agency=it.agency_id, officer=it.officer, at=it.at, why=it.why,
                agreed=sorted(column.agreed))


def _said(it: Comment) -> Said:
    return Said(id=it.pk, agency=it.agency_id, officer=it.officer, at=it.at, edition=it.edition, clause=it.clause,
                quote=it.quote, body=it.body, settled_at=it.settled_at,
                answers=[_said(one) for one in it.answers.all()] if it.parent_id is None else [])
