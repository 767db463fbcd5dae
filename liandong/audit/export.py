"""The ledger as a file that anybody can check offline: JSON lines, each bound to the one before it."""
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from liandong.kernel.actor import Actor

from . import queries, rules
from .models import Entry
from .verify import FIRST, FORMAT, Result, verify_file, verify_rows

__all__ = ["Result", "build", "verify_file", "verify_rows", "whole"]

Row = dict[str, object]


def build(actor: Actor, *, name: str, since: datetime | None = None, until: datetime | None = None) -> Iterator[bytes]:
    """What the actor's agency may read, each sealed line with its Merkle proof; `name` is the agency's.

    Holds: what was sealed, nobody changed. That no line of the agency was left out, only the whole form can show.
    """
    chain = queries.chain()
    return bound(rows("audience", actor.at, chain, _proven(queries.in_order(chain, since, until)), actor.agency, name))


def whole(at: datetime) -> Iterator[bytes]:
    """Every line of the platform, without proofs: each batch's root is reckoned again from its lines. A job's work."""
    chain = queries.chain()
    return bound(rows("whole", at, chain, ((e, b, None) for e, b in queries.in_order(chain))))


Line = tuple[Entry, queries.Batch | None, list[tuple[str, bytes]] | None]


def _proven(lines: Iterable[tuple[Entry, queries.Batch | None]]) -> Iterator[Line]:
    number, places, tree = 0, dict[int, int](), list[list[bytes]]()
    for entry, batch in lines:
        if batch and batch.number != number:
            number, (places, tree) = batch.number, queries.tree(batch.number)
        yield entry, batch, rules.proof(tree, places[entry.seq]) if batch else []


def rows(form: str, at: datetime, chain: Sequence[queries.Batch], lines: Iterable[Line], agency: UUID | None = None,
         name: str = "") -> Iterator[Row]:
    """The rows of an export: header, every sealed head, the lines in the order of sealing, the end."""
    yield {"kind": "header", "format": FORMAT, "product": "liandong", "form": form,
           "agency": str(agency) if agency else None, "name": name, "at": at.isoformat()}
    for batch in chain[1:]:
        yield {"kind": "head", "number": batch.number, "from": batch.from_xact, "to": batch.to_xact, "rows": batch.rows,
               "root": batch.root.hex(), "head": batch.head.hex(), "at": batch.at.isoformat() if batch.at else None}
    count = unsealed = 0
    for entry, sealed, proof in lines:
        count, unsealed = count + 1, unsealed + (sealed is None)
        row: Row = {"kind": "line", "seq": entry.seq, "batch": sealed.number if sealed else 0,
                    "digest": bytes(entry.digest).hex(), "line": rules.content(entry)}
        yield row if proof is None else row | {"proof": [side[0] + sibling.hex() for side, sibling in proof]}
    yield {"kind": "end", "lines": count, "unsealed": unsealed}


def bound(found: Iterable[Row]) -> Iterator[bytes]:
    """Each row as text, with a sum over itself and every row before it."""
    encode, last = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode, FIRST
    for row in found:
        body = encode(row)[:-1].encode()
        last = sha256(last + body).digest()
        yield body + b',"sum":"' + last.hex().encode() + b'"}\n'
