"""The API of agencies' own systems: push by source key, query, follow changes. It hangs under /api/exchange/."""
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import gettext
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError
from ninja.security import HttpBearer

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop

from .. import actions, queries
from ..actions import arriving
from ..rules import accounts, entries, forbidden, records, standard
from ..rules.accounts import Scope
from ..rules.entries import Entry
from ..rules.formats import Finding
from ..rules.imports import KEY_LIMIT, Fault, Line
from .records import Content, Whole, whole

OUTSIDE = gettext_noop("This account may not do that: its agency's administrator did not give it the scope %(scope)s.")


class Token(HttpBearer):
    """The token of a service account; it was looked up before the request's transaction began."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The account, or None."""
        return getattr(request, "account", None)


router = Router(tags=["exchange"], auth=Token())


class Sent(Content):
    """A record under the key it has in the sending system."""

    key: str = Field(min_length=1, max_length=KEY_LIMIT)
    level: int = Field(ge=0, le=2)


class Pushed(Schema):
    """Records of one kind."""

    kind: str
    updates: bool = True
    records: list[Sent] = Field(max_length=accounts.MOST_PUSHED)


class Outcome(Schema):
    """What came of one of them: entered, changed, known or faulty, with what is wrong by field."""

    key: str
    outcome: str
    id: UUID | None = None
    errors: dict[str, str] = {}


class Received(Schema):
    """What came of all, and which elements were dropped because they are never kept, with the article."""

    outcomes: list[Outcome]
    dropped: dict[str, str]


class Wanted(Schema):
    """What a query is narrowed to; `after` is the `next` of the page before."""

    side: str = "all"
    kind: str = ""
    owner: UUID | None = None
    since: date | None = None
    until: date | None = None
    after: UUID | None = None
    limit: int = Field(50, ge=1, le=accounts.MOST_READ)


class Page(Schema):
    """One page of a query."""

    records: list[Whole]
    next: UUID | None


class Gone(Schema):
    """A record that is no longer open: recalled (or closed otherwise by its owner), or expired. Delete or seal every copy."""

    id: UUID
    reason: str


class Changes(Schema):
    """A batch of the feed; asking with its cursor confirms it, asking with the one before tells it again."""

    records: list[Whole]
    gone: list[Gone]
    cursor: int
    has_more: bool


@router.post("/records/", response=Received)
def push(request: HttpRequest, pushed: Pushed) -> dict[str, Any]:
    """Enter or change records of the account's agency by source key; each stands or falls alone."""
    account = _may(request, Scope.PUSH)
    kind = standard.kinds().get(pushed.kind)
    if kind is None:
        raise HttpError(422, "no such kind")
    names = {name for one in pushed.records for name in one.elements}
    dropped = forbidden.sorted_out(names)
    lines = [_line(request, kind, number, one, set(dropped)) for number, one in enumerate(pushed.records)]
    came = arriving.arrive(request.actor, kind, lines, arriving.Door(account.source, account.id, updates=pushed.updates))
    faulty = {line.number: line for line in came.faulty}
    return {"outcomes": [_outcome(line, faulty, came) for line in lines],
            "dropped": {name: article.in_("zh") for name, article in dropped.items()}}


@router.get("/records/", response=Page)
def query(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """The records the account sees, by key from `after` on; every owner reads in the ledger that they were taken."""
    _may(request, Scope.READ)
    to = queries.Narrowing(wanted.kind, wanted.owner, since=wanted.since, until=wanted.until)
    rows = queries.narrowed(queries.newest(request.actor, side=wanted.side), to).order_by("pk")
    found = list((rows.filter(pk__gt=wanted.after) if wanted.after else rows)[:wanted.limit + 1])
    shown = found[:wanted.limit]
    actions.export(request.actor, shown, purpose="API")
    return {"records": [whole(request, row) for row in shown], "next": shown[-1].pk if len(found) > wanted.limit else None}


@router.get("/records/{uuid:pk}/", response=Whole)
def one(request: HttpRequest, pk: UUID) -> dict[str, Any]:
    """One record; 404 where it is not there or not for this account."""
    _may(request, Scope.READ)
    record = queries.of(pk)
    if record is None:
        raise Http404
    actions.export(request.actor, [record], purpose="API")
    return whole(request, record)


@router.get("/changes/", response=Changes)
def changes(request: HttpRequest, cursor: int = Query(0, ge=0, le=2**62),
            limit: int = Query(100, ge=1, le=200)) -> dict[str, Any]:
    """What came, changed or went among the records of others that the account sees, at least once."""
    _may(request, Scope.FEED)
    batch = actions.feeding.changes(request.actor, cursor, most=limit)
    return {"records": [whole(request, row) for row in batch.records], "cursor": batch.cursor, "has_more": batch.has_more,
            "gone": [{"id": key, "reason": reason} for key, reason in batch.gone]}


def _may(request: HttpRequest, scope: Scope) -> queries.accounts.Caller:
    """The account, where it has the scope; else 403, and a line in the ledger."""
    account: queries.accounts.Caller = request.account
    if scope.value not in account.scopes:
        request.refusal = Refused(OUTSIDE, scope=scope.value)
        raise HttpError(403, gettext(OUTSIDE) % {"scope": scope.value})
    return account


def _line(request: HttpRequest, kind: standard.Kind, number: int, sent: Sent, dropped: set[str]) -> Line:
    fields = sent.dict() | {"handling": tuple(sent.handling), "concerns": tuple(sent.concerns)}
    key = fields.pop("key")
    entry = Entry(kind.kind, **fields)
    entry = replace(entry, elements={name: value for name, value in entry.elements.items() if name not in dropped})
    found = entries.check(entry, at=request.actor.at)
    faults = [Fault(name, finding) for name, finding in found.errors.items()]
    try:
        records.check_level(entry.level, clearance=request.actor.clearance)
    except Refused as refused:
        faults.append(Fault("level", Finding(refused.message, refused.values)))
    return Line(number, key, None if faults else entry, found.values, tuple(faults))


def _outcome(line: Line, faulty: dict[int, Line], came: arriving.Came) -> dict[str, Any]:
    if line.number in faulty:
        return {"key": line.key, "outcome": "faulty", "errors": {
            f.target: gettext(f.finding.message) % f.finding.values for f in faulty[line.number].faults}}
    key, outcome = came.records.get(line.number, (None, "known"))
    return {"key": line.key, "outcome": outcome, "id": key}
