"""Digests of the ledger: entries, the Merkle tree over a batch (RFC 9162), proofs, the chain of batches."""
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from liandong.kernel.terms import gettext_noop as _

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


class EntryLike(Protocol):
    """What a line must have to be digested."""

    @property
    def at(self) -> datetime: ...
    @property
    def officer(self) -> UUID: ...
    @property
    def agency(self) -> UUID: ...
    @property
    def verb(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def subject(self) -> UUID | None: ...
    @property
    def purpose(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str]: ...
    @property
    def change(self) -> bytes | memoryview | None: ...
    @property
    def audience(self) -> Sequence[UUID]: ...
    @property
    def salt(self) -> bytes | memoryview: ...


def content(entry: EntryLike) -> dict[str, object]:
    """What a line says, as plain JSON values; never `seq` or `xact`, which the database gives."""
    return {
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "officer": str(entry.officer), "agency": str(entry.agency), "verb": entry.verb, "kind": entry.kind,
        "subject": str(entry.subject) if entry.subject else None, "purpose": entry.purpose,
        "facts": dict(entry.facts), "change": bytes(entry.change).hex() if entry.change else None,
        "audience": [str(agency) for agency in entry.audience], "salt": bytes(entry.salt).hex(),
    }


def digest_of(line: Mapping[str, object]) -> bytes:
    """The digest of a line's content. Keys are ASCII and values strings, so sorted JSON is RFC 8785's form."""
    return sha256(_encode(line).encode()).digest()


def digest(entry: EntryLike) -> bytes:
    """The digest of a row of the ledger."""
    return digest_of(content(entry))


def leaf(entry_digest: bytes) -> bytes:
    """The hash of a leaf (RFC 9162, section 2.1)."""
    return sha256(b"\0" + entry_digest).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return sha256(b"\1" + left + right).digest()


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """The tree from its leaf hashes up to its root; an odd node at the end is carried up, which gives RFC 9162's tree."""
    found = [[leaf(d) for d in leaves]]
    while len(found[-1]) > 1:
        below = found[-1]
        above = [node(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)]
        found.append(above + below[-1:] if len(below) % 2 else above)
    return found


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of at least one entry digest."""
    return levels(leaves)[-1][0]


def proof(tree: Sequence[Sequence[bytes]], index: int) -> list[tuple[str, bytes]]:
    """The siblings from leaf `index` to the root, each with the side it stands on."""
    path = []
    for level in tree[:-1]:
        sibling = index ^ 1
        if sibling < len(level):
            path.append(("left" if sibling < index else "right", level[sibling]))
        index //= 2
    return path


def climb(entry_digest: bytes, path: Sequence[tuple[str, bytes]]) -> bytes:
    """The root that a proof leads to."""
    found = leaf(entry_digest)
    for side, sibling in path:
        found = node(sibling, found) if side == "left" else node(found, sibling)
    return found


def head(previous: bytes, number: int, lower: str, upper: str, tree: bytes) -> bytes:
    """The head of a batch, which partners keep: it binds the range, the tree and every batch before."""
    return sha256(previous + f"/{number}/{lower}/{upper}/".encode() + tree).digest()


REFUSED = ".refused"  # the verb of a refusal is the verb that was refused, with this behind it

VERBS = {
    "audit.export": _("exported %(lines)s lines of the ledger"),
    "audit.verify": _("checked %(lines)s lines of the ledger"),
}
