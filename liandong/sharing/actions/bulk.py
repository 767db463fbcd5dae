"""Enter many records of one kind at once, as import and partners' systems bring them: the same rules, fewer statements."""
from collections.abc import Mapping, Sequence

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import events
from liandong.kernel.actor import Actor
from liandong.kernel.keys import uuid7
from liandong.kernel.numbering import next_numbers

from ..models import Record
from ..rules import records
from ..rules.entries import Entry
from . import reach
from .records import columns, may_write, told


def enter_all(actor: Actor, given: Sequence[tuple[Entry, Mapping[str, object]]]) -> list[Record]:
    """Enter records of one kind, each with its values as `entries.check` kept them; the caller has left out what is faulty."""
    if not given:
        return []
    may_write(actor)
    kind = given[0][0].standard
    records.check_kind(agencies.agency(actor.agency).kind, kind.kind)
    for entry, _kept in given:
        records.check_level(entry.level, clearance=actor.clearance)
    made = [Record(id=uuid7(), kind=kind.kind, owner_id=actor.agency, department_id=actor.department, entered_by=actor.officer,
                   entered_at=actor.at, level=entry.level, **columns(actor, entry, dict(kept))) for entry, kept in given]
    for record, number in zip(made, next_numbers(actor, f"sharing.{kind.kind}.{actor.at:%Y}", len(made)), strict=True):
        record.number = f"{kind.series}-{actor.at:%Y}-{number:05d}"
    Record.objects.bulk_create(made, batch_size=500)
    audit.record_each(actor, "sharing.enter", [
        (record.pk, {"number": record.number, "title": record.title}, told(entry, dict(kept)))
        for record, (entry, kept) in zip(made, given, strict=True)], kind="record")
    for record in made:
        events.tell("sharing.entered", actor, record)
    reach.changed(actor, *made)
    return made
