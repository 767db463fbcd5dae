"""Everything that reads the ledger, and the check that nobody changed it."""
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from . import rules
from .models import Entry

BATCHES = "SELECT number, from_xact::text, to_xact::text, root, head FROM audit_batch ORDER BY number"
RANGE = "SELECT * FROM audit_entry WHERE xact >= %s::xid8 AND xact < %s::xid8 ORDER BY xact, seq"


class Batch(NamedTuple):
    """A sealed batch: its range of transactions, the root over its lines and the head that chains it."""

    number: int
    from_xact: str
    to_xact: str
    root: bytes
    head: bytes


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


def lines() -> QuerySet[Entry]:
    """Every line the actor may read, newest first."""
    return Entry.objects.order_by("-seq")


def proven(entries: QuerySet[Entry]) -> Iterator[tuple[Entry, int, list[tuple[str, bytes]]]]:
    """Each entry with the batch it is sealed in and its proof; batch 0 and no proof where it is not sealed yet."""
    batches: dict[int, tuple[dict[int, int], list[list[bytes]]]] = {}
    for entry in entries.extra(select={"batch": _BATCH_OF}):
        number = getattr(entry, "batch") or 0  # noqa: B009  # a column of the select, not of the model
        if number and number not in batches:
            batches[number] = _tree(number)
        if not number:
            yield entry, 0, []
            continue
        places, tree = batches[number]
        yield entry, number, rules.proof(tree, places[entry.seq])


_BATCH_OF = """SELECT number FROM audit_batch
               WHERE audit_entry.xact >= from_xact AND audit_entry.xact < to_xact LIMIT 1"""


def _tree(number: int) -> tuple[dict[int, int], list[list[bytes]]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, digest FROM audit_leaves(%s)", [number])
        rows = cursor.fetchall()
    return {seq: place for place, (seq, _) in enumerate(rows)}, rules.levels([bytes(d) for _, d in rows])


def _batch(row: tuple[int, str, str, bytes, bytes]) -> Batch:
    return Batch(row[0], row[1], row[2], bytes(row[3]), bytes(row[4]))


def _head(before: Batch, batch: Batch) -> bytes:
    return rules.head(before.head, batch.number, batch.from_xact, batch.to_xact, batch.root)
