"""The ledger for other programs: the agency's own lines and the sealed heads."""
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema

from . import queries, rules

router = Router(tags=["ledger"])


class Narrowing(Schema):
    """What lines are asked for; `before` is the number of the last line of the page before."""

    before: int | None = None
    limit: int = 100
    verb: str = ""
    agency: UUID | None = None
    subject: UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


class Line(Schema):
    """One line with its digest: `content` is what the digest is over (RFC 8785)."""

    seq: int
    digest: str
    content: dict[str, object]


class Head(Schema):
    """A sealed batch."""

    number: int
    from_xact: str
    to_xact: str
    rows: int
    root: str
    head: str
    at: datetime


@router.get("/lines", response=list[Line], summary="The lines your agency may read, newest first")
def lines(request: HttpRequest, asked: Query[Narrowing]) -> list[Line]:
    """At most 1,000 lines; the page after is asked for with `before`."""
    found = queries.lines(verb=asked.verb, agency=asked.agency, subject=asked.subject, since=asked.since, until=asked.until)
    entries, _newer, _older = queries.around(found, before=asked.before, size=min(max(asked.limit, 1), 1000))
    return [Line(seq=e.seq, digest=bytes(e.digest).hex(), content=rules.content(e)) for e in entries]


@router.get("/heads", response=list[Head], summary="The sealed heads, newest first, for partners to keep")
def heads(request: HttpRequest, before: int | None = None, limit: int = 100) -> list[Head]:
    """At most 1,000 heads; the page after is asked for with `before`."""
    return [Head(number=b.number, from_xact=b.from_xact, to_xact=b.to_xact, rows=b.rows, root=b.root.hex(),
                 head=b.head.hex(), at=b.at) for b in queries.heads(before, limit=min(max(limit, 1), 1000))]
