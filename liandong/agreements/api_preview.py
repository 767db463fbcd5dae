"""The dry run of an agreement over the API."""
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema

from liandong.kernel.actor import Actor

from . import actions, queries
from .rules import year

router = Router(tags=["agreements"])


class Given(Schema):
    """How many records of one's own, of the last thirty days, a partner would see under one category."""

    agency: UUID
    category: str
    records: int


class Got(Schema):
    """A category that a partner would open; how many records there are is not said before the signature."""

    agency: UUID
    category: str
    level: int
    clause: str


class Promise(Schema):
    """A duty of one agency: the days of a year on which it falls due, or the event that starts it."""

    kind: str
    agency: UUID
    clause: str
    every: str
    started_by: str
    days: list[date]
    provisional: list[date]


class Conflict(Schema):
    """Where the draft meets an agreement in force of one's own agency."""

    kind: str
    agreement: UUID
    number: str
    clause: str
    path: str


class Unkept(Schema):
    """A promise that no module keeps yet."""

    path: str
    value: str


class DryRun(Schema):
    """What would follow if every party signed now."""

    given: list[Given]
    got: list[Got]
    duties: list[Promise]
    conflicts: list[Conflict]
    laws: list[str]
    blanks: list[str]
    unkept: list[Unkept]


@router.get("/{uuid:pk}/preview", response=DryRun, summary="The dry run of an agreement before it is signed")
def preview(request: HttpRequest, pk: UUID) -> DryRun:
    """What would open, be owed and collide; 404 once it is signed, and for whoever is no party to it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # laid there by ActorMiddleware
    agreement = queries.of(pk)
    if agreement is None or not queries.has_preview(actor, agreement):
        raise Http404
    found = queries.preview(actor, agreement)
    actions.dry_run(actor, agreement)
    return DryRun(
        given=[Given(agency=one.agency, category=one.named, records=one.count) for one in found.given],
        got=[Got(agency=one.owner, category=one.named, level=one.level, clause=one.clause) for one in found.got],
        duties=[_promise(one) for one in found.promises],
        conflicts=[Conflict(kind=one.kind.value, agreement=one.paper.key, number=one.paper.number, clause=one.clause,
                            path=one.path) for one in found.conflicts],
        laws=[law.name for law in found.laws], blanks=[need.path for need in found.needs],
        unkept=[Unkept(path=one.path, value=one.value) for one in found.unkept])


def _promise(one: year.Promise) -> Promise:
    return Promise(kind=one.kind, agency=one.agency, clause=one.clause, every=one.every, started_by=one.started_by,
                   days=[fall.day for fall in one.falls], provisional=[fall.day for fall in one.falls if fall.provisional])
