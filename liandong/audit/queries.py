"""Everything that reads the ledger, and the check that nobody changed it."""
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from . import rules
from .models import Entry

BATCHES = "SELECT number, from_xact::text, to_xact::text, root, head, rows, at FROM audit_batch ORDER BY number"
RANGE = "SELECT * FROM audit_entry WHERE xact >= %s::xid8 AND xact < %s::xid8 ORDER BY xact, seq"
HEADS = """SELECT number, from_xact::text, to_xact::text, root, head, rows, at FROM audit_batch
           WHERE %s::integer IS NULL OR number < %s ORDER BY number DESC LIMIT %s"""
PAGE = 2000
WALK = 20_000  # lines looked through for those one may read, before the index is asked
AFTER = f"""SELECT *, xact::text AS place FROM audit_entry
            WHERE (xact, seq) > (%s::xid8, %s) AND (%s::timestamptz IS NULL OR at >= %s)
            AND (%s::timestamptz IS NULL OR at < %s) ORDER BY xact, seq LIMIT {PAGE}"""


class Batch(NamedTuple):
    """A sealed batch: its range of transactions, the root over its lines and the head that chains it."""

    number: int
    from_xact: str
    to_xact: str
    root: bytes
    head: bytes
    rows: int = 0
    at: datetime | None = None


class Standing(NamedTuple):
    """A subject's lines as one agency may read them: `digest` is SHA-256 over the lines' digests, in their order."""

    lines: int
    first_at: datetime | None
    last_at: datetime | None
    digest: str
    unsealed: int


START = Batch(0, "0", "0", b"", b"")  # stands before the first batch


def digests(lower: str, upper: str) -> list[bytes]:
    """The digests of a range of transactions, computed again from the rows as they stand."""
    return [rules.digest(entry) for entry in Entry.objects.raw(RANGE, [lower, upper]).iterator()]


def last_batch() -> Batch:
    """The newest sealed batch, or the start."""
    with connection.cursor() as cursor:
        cursor.execute(f"{BATCHES} DESC LIMIT 1")
        row = cursor.fetchone()
    return _batch(row) if row else START


def chain() -> list[Batch]:
    """Every sealed batch in order, the start before them."""
    with connection.cursor() as cursor:
        cursor.execute(BATCHES)
        return [START, *map(_batch, cursor.fetchall())]


def first_break() -> int | None:
    """The first batch that does not hold, or None when the whole chain does."""
    for before, batch in pairwise(chain()):
        leaves = digests(batch.from_xact, batch.to_xact)
        whole = (batch.number, batch.from_xact) == (before.number + 1, before.to_xact)
        if not (whole and leaves and batch.root == rules.root(leaves) and batch.head == _head(before, batch)):
            return before.number + 1
    return None


def timeline(subject: UUID) -> QuerySet[Entry]:
    """The lines about a subject that the actor may read, newest first."""
    return Entry.objects.filter(subject=subject).order_by("-seq")


def lines(*, verb: str = "", agency: UUID | None = None, refused: bool = False, since: datetime | None = None,
          until: datetime | None = None, subject: UUID | None = None) -> QuerySet[Entry]:
    """The lines the actor may read, newest first, narrowed; a verb's refusals come with it."""
    wanted = {"agency": agency, "subject": subject, "at__gte": since, "at__lt": until}
    found = Entry.objects.filter(**{name: value for name, value in wanted.items() if value})
    if verb:
        found = found.filter(verb__in=[f"{verb}{rules.REFUSED}"] if refused else [verb, f"{verb}{rules.REFUSED}"])
    elif refused:
        found = found.filter(verb__endswith=rules.REFUSED)
    return found.order_by("-seq")


def around(found: QuerySet[Entry], *, before: int | None = None, after: int | None = None,
           size: int = 50) -> tuple[list[Entry], bool, bool]:
    """A page of lines and whether there are newer and older ones: by number of the line, as fast on the last page as
    on the first."""
    if after is not None:
        newer = _found(found.order_by("seq"), size + 1, after=after)
        return newer[size - 1::-1] if len(newer) > size else newer[::-1], len(newer) > size, True
    older = newest(found, size + 1, before=before)
    return older[:size], before is not None, len(older) > size


def newest(found: QuerySet[Entry], size: int, *, before: int | None = None) -> list[Entry]:
    """The newest of these lines, or the newest before a line; two queries, three for who is in few lines."""
    return _found(found, size, before=before)


def standing(subject: UUID) -> Standing:
    """What the actor may read about a subject, as a certificate says it: how many lines, from when to when, their digest, and
    how many of them no batch holds yet."""
    to_xact = last_batch().to_xact
    rows = list(Entry.objects.filter(subject=subject).order_by("seq").values_list(
        "at", "digest", RawSQL("xact < %s::xid8", [to_xact])))
    if not rows:
        return Standing(0, None, None, sha256().hexdigest(), 0)
    told = sha256(b"".join(bytes(digest) for _, digest, _ in rows)).hexdigest()
    return Standing(len(rows), min(row[0] for row in rows), max(row[0] for row in rows), told, sum(not row[2] for row in rows))


def _found(rows: QuerySet[Entry], size: int, *, before: int | None = None, after: int | None = None) -> list[Entry]:
    """The first of these lines from one end: among the next few thousand, else by the index of those who may read them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_last()")
        [last] = cursor.fetchone()
    first, until = (after, after + WALK) if after is not None else ((before or last + 1) - WALK, before or last + 1)
    rows = rows.filter(seq__gt=after) if after is not None else rows.filter(seq__lt=until)
    near = list(rows.filter(seq__gt=first - 1, seq__lt=until + 1)[:size])
    if len(near) == size or (first <= 1 if after is None else until >= last):
        return near
    few = len(Entry.objects.filter(seq__gt=last - WALK).order_by()[:size]) < size  # of all lines, however they are narrowed
    return list((rows.filter(seq__in=RawSQL("SELECT audit_mine()", [])) if few else rows)[:size])


def heads(before: int | None = None, limit: int = 50) -> list[Batch]:
    """The newest sealed batches, newest first; those before a number, for the page after."""
    with connection.cursor() as cursor:
        cursor.execute(HEADS, [before, before, limit])
        return [_batch(row) for row in cursor.fetchall()]


def in_order(sealed: Sequence[Batch], since: datetime | None = None,
             until: datetime | None = None) -> Iterator[tuple[Entry, Batch | None]]:
    """The actor's lines in the order of sealing, each with its batch of the chain; None where it is not sealed yet.

    Read page by page in one transaction, so that a long ledger never lies in memory.
    """
    batches, xact, seq = iter(sealed), "0", 0
    batch = next(batches, None)
    while True:
        found = list(Entry.objects.raw(AFTER, [xact, seq, since, since, until, until]))
        for entry in found:
            xact, seq = str(getattr(entry, "place")), entry.seq  # noqa: B009  # a column of the select
            while batch is not None and int(xact) >= int(batch.to_xact):
                batch = next(batches, None)
            yield entry, batch
        if len(found) < PAGE:
            return


def tree(number: int) -> tuple[dict[int, int], list[list[bytes]]]:
    """Where each line of a sealed batch stands, and the batch's Merkle tree, from its salted digests alone.

    Empty unless the actor's agency may read a line of that batch.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, digest FROM audit_leaves(%s)", [number])
        rows = cursor.fetchall()
    return {seq: place for place, (seq, _) in enumerate(rows)}, rules.levels([bytes(d) for _, d in rows])


def _batch(row: tuple[Any, ...]) -> Batch:
    return Batch(row[0], row[1], row[2], bytes(row[3]), bytes(row[4]), row[5], row[6])


def _head(before: Batch, batch: Batch) -> bytes:
    return rules.head(before.head, batch.number, batch.from_xact, batch.to_xact, batch.root)
