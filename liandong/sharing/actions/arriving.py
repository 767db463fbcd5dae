"""Records that come from elsewhere under keys of their own, by file or by a partner's system: new, known, changed or faulty."""
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import Record, SourceKey
from ..rules import imports
from ..rules.entries import Entry
from ..rules.formats import Finding
from ..rules.imports import Fault, Line
from ..rules.standard import Kind
from . import bulk
from .records import edit, set_level

NOT_SEEN = _("The record of this key is kept to another department, or is there no more. Ask who keeps it.")


@dataclass(frozen=True)
class Door:
    """Through what they come: the system the keys are of, the import or account, and whether known records are changed."""

    source: str
    key: UUID
    updates: bool = False
    is_dry: bool = False


@dataclass
class Came:
    """What came of it; `records` has the record of every line that has one, by its number."""

    entered: int = 0
    changed: int = 0
    known: int = 0
    odd: int = 0
    faulty: list[Line] = field(default_factory=list)
    records: dict[int, tuple[UUID, str]] = field(default_factory=dict)


def arrive(actor: Actor, kind: Kind, lines: Sequence[Line], door: Door) -> Came:
    """Enter what is new, change what is known and different where the door does so, leave the rest; every key once."""
    came, fresh, seen = Came(), list[Line](), dict[str, str]()
    known = _known(actor, kind, [line.key for line in lines], door)
    for line in lines:
        if line.faults or line.entry is None:
            came.faulty.append(line)
        elif line.key in seen:
            _again(line, seen, came)
        elif row := known.get(line.key):
            _met(actor, line, row, door, came)
        else:
            fresh.append(line)
        if line.entry is not None:
            came.odd += bool(line.odd)
            seen.setdefault(line.key, line.digest)
    came.entered = len(fresh)
    if not door.is_dry:
        _enter(actor, kind, fresh, door, came)
    return came


def _known(actor: Actor, kind: Kind, keys: list[str], door: Door) -> dict[str, SourceKey]:
    rows = SourceKey.objects.filter(agency=actor.agency, kind=kind.kind, source=door.source, key__in=keys)
    return {row.key: row for row in rows}


def _again(line: Line, seen: dict[str, str], came: Came) -> None:
    """The same row twice is one; the same key with something else is for the sender to settle."""
    if seen[line.key] == line.digest:
        came.known += 1
    else:
        came.faulty.append(replace(line, faults=(Fault("source_key", Finding(imports.TWICE, {"key": line.key})),)))


def _met(actor: Actor, line: Line, row: SourceKey, door: Door, came: Came) -> None:
    came.records[line.number] = (row.record_id, "known")
    if row.digest == line.digest or not door.updates:
        came.known += 1
        return
    record = Record.objects.filter(pk=row.record_id, owner=actor.agency).first()
    try:
        if record is None:
            raise Refused(NOT_SEEN, field="source_key")
        if not door.is_dry and line.entry is not None:
            _change(actor, record, line.entry)
            SourceKey.objects.filter(pk=row.pk).update(digest=line.digest, door=door.key, at=actor.at)
    except Refused as refused:
        fault = Fault(refused.field or "source_key", Finding(refused.message, refused.values))
        came.faulty.append(replace(line, faults=(fault,)))
        came.records.pop(line.number)
        return
    came.changed += 1
    came.records[line.number] = (row.record_id, "changed")


def _change(actor: Actor, record: Record, entry: Entry) -> None:
    """A higher level is taken over; a lower one is not: that asks an officer for a reason, on the record's own page."""
    changed = edit(actor, record, entry, version=record.version)
    if entry.level > changed.level:
        set_level(actor, changed, entry.level, reason="", version=changed.version)


def _enter(actor: Actor, kind: Kind, fresh: list[Line], door: Door, came: Came) -> None:
    made = bulk.enter_all(actor, [(line.entry, line.kept) for line in fresh if line.entry is not None])
    SourceKey.objects.bulk_create(
        (SourceKey(agency_id=actor.agency, kind=kind.kind, source=door.source, key=line.key, record_id=record.pk,
                   digest=line.digest, door=door.key, at=actor.at) for line, record in zip(fresh, made, strict=True)),
        batch_size=500)
    came.records |= {line.number: (record.pk, "entered") for line, record in zip(fresh, made, strict=True)}
