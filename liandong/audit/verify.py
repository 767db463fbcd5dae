"""The offline check of an exported ledger: plain Python, no database; it names the first broken row."""
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from liandong.kernel.terms import gettext_noop as _

from . import rules

FORMAT = 1
ROW = re.compile(rb'(\{.*),"sum":"([0-9a-f]{64})"\}\n', re.DOTALL)
FIRST = b"\0" * 32  # stands before the sum of the first row


@dataclass(frozen=True, slots=True)
class Broken:
    """The first row that does not hold: its number in the file, the ledger's number of the line, and why."""

    row: int
    seq: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the check found: lines and batches that hold, lines not sealed yet, and the last head of the chain."""

    ok: bool
    lines: int
    batches: int
    unsealed: int
    broken: Broken | None
    head: str


@dataclass(slots=True)
class Head:
    """A sealed batch as the file gives it: what the whole form gathers under it, what the other form has proven."""

    row: int
    root: bytes
    rows: int
    leaves: list[bytes] = field(default_factory=list)
    proven: set[bytes] = field(default_factory=set)

    def proves(self, digest: bytes, proof: list[str]) -> bool:
        """Whether the proof leads to the root; it may end early at a node that an earlier line's proof led through."""
        found, passed = rules.leaf(digest), list[bytes]()
        for step in proof:
            if found in self.proven:
                break
            sibling = bytes.fromhex(step[1:])
            passed += found, sibling
            found = rules.node(sibling, found) if step[0] == "l" else rules.node(found, sibling)
        if found != self.root and found not in self.proven:
            return False
        self.proven.update(passed)
        return True


class Breach(Exception):
    """This row does not hold."""


class Check:
    """Reads an export row by row; after `Breach` it has counted what held before."""

    def __init__(self, known: Mapping[int, str] | None = None) -> None:
        self.known, self.heads = known or {}, dict[int, Head]()
        self.row = self.lines = self.unsealed = self.open = 0
        self.seq: int | None = None
        self.sum, self.head, self.upper = FIRST, b"", "0"
        self.form, self.part = "", "header"

    def take(self, raw: bytes) -> None:
        """Check the next row of the file."""
        self.row, self.seq = self.row + 1, None
        parts = ROW.fullmatch(raw)
        if parts is None:
            raise Breach(_("This is not a row of an export; bytes were changed, added or cut off."))
        self.sum = sha256(self.sum + parts[1]).digest()
        row = _parsed(parts[1])
        self.seq, kind = row.get("seq"), row.get("kind")
        if self.sum.hex().encode() != parts[2]:
            raise Breach(_("Bytes of this row were changed, or a row before it was left out."))
        if (self.part, kind) not in ORDER:
            raise Breach(_("A row is missing before this one, or stands in a wrong place."))
        self.part = str(kind)
        CHECKS[self.part](self, row)

    def close(self) -> None:
        """Check that the file is whole."""
        if self.part != "end":
            self.row += 1
            raise Breach(_("The file ends too early; rows were cut off."))

    def take_header(self, row: dict[str, Any]) -> None:
        """Product, form of the export, agency and moment."""
        if row["product"] != "liandong" or row["format"] != FORMAT or row["form"] not in ("audience", "whole"):
            raise Breach(_("This is not an export this version can check."))
        self.form = row["form"]

    def take_head(self, row: dict[str, Any]) -> None:
        """A sealed batch: chained to the one before, and the one the partner keeps."""
        number, root = row["number"], bytes.fromhex(row["root"])
        self.head = rules.head(self.head, number, row["from"], row["to"], root)
        if number != len(self.heads) + 1 or row["from"] != self.upper or self.head.hex() != row["head"]:
            raise Breach(_("This sealed batch is not chained to the one before it."))
        if self.known.get(number, row["head"]) != row["head"]:
            raise Breach(_("This sealed batch is not the one whose head was kept."))
        self.heads[number], self.upper = Head(self.row, root, row["rows"]), row["to"]

    def take_line(self, row: dict[str, Any]) -> None:
        """A line of the ledger: unchanged, and proven under the root of its batch."""
        digest = rules.digest_of(row["line"])
        if digest.hex() != row["digest"]:
            raise Breach(_("The content of this line was changed: it does not fit its digest."))
        if row["batch"]:
            self._sealed(row, digest)
        else:
            self.unsealed += 1
        self.lines += 1

    def take_end(self, row: dict[str, Any]) -> None:
        """The end: as many lines as were written, and no batch left unproven."""
        self._finish(len(self.heads) + 1)
        if (row["lines"], row["unsealed"]) != (self.lines, self.unsealed):
            raise Breach(_("The number of lines is not the one that was exported."))

    def _sealed(self, row: dict[str, Any], digest: bytes) -> None:
        head = self.heads.get(row["batch"])
        if head is None:
            raise Breach(_("This line names a sealed batch that is not in the file."))
        if self.form == "whole":
            self._finish(row["batch"])
            head.leaves.append(digest)
        else:
            if self.open != row["batch"] and self.open in self.heads:
                self.heads[self.open].proven.clear()
            self.open = row["batch"]
            if not head.proves(digest, row["proof"]):
                raise Breach(_("This line is not proven by the sealed batch it names."))

    def _finish(self, number: int) -> None:
        """In the whole form: every batch before `number` must be whole before a line of `number` comes."""
        while self.form == "whole" and self.open < number:
            head = self.heads.get(self.open)
            if head and (len(head.leaves) != head.rows or rules.root(head.leaves) != head.root):
                self.row, self.seq = head.row, None
                raise Breach(_("The lines of this sealed batch are not the ones that were sealed."))
            if head:
                head.leaves.clear()
            self.open += 1


ORDER = {("header", "header"), ("header", "head"), ("header", "line"), ("header", "end"), ("head", "head"),
         ("head", "line"), ("head", "end"), ("line", "line"), ("line", "end")}
CHECKS = {"header": Check.take_header, "head": Check.take_head, "line": Check.take_line, "end": Check.take_end}


def verify_file(path: str | Path, known: Mapping[int, str] | None = None) -> Result:
    """Check an export from its first row to its last; `known` are heads kept from before, by number."""
    with Path(path).open("rb") as file:
        return verify_rows(file, known)


def verify_rows(rows: Iterable[bytes], known: Mapping[int, str] | None = None) -> Result:
    """Check the rows of an export as they come; never more than one batch of digests lies in memory."""
    check, broken = Check(known), None
    try:
        for raw in rows:
            check.take(raw)
        check.close()
    except Breach as breach:
        broken = Broken(check.row, check.seq, str(breach))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError):
        broken = Broken(check.row, check.seq, _("This is not a row of an export; bytes were changed, added or cut off."))
    return Result(broken is None, check.lines, len(check.heads), check.unsealed, broken, check.head.hex())


def _parsed(body: bytes) -> dict[str, Any]:
    row = json.loads(body.decode() + "}")
    if not isinstance(row, dict):
        raise TypeError
    return row

