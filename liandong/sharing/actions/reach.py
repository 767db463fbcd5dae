"""What others may see of a record has changed: whom it reaches now is told, and whom it leaves loses it from open pages."""
from collections.abc import Iterable

from liandong.access import queries as access
from liandong.kernel import events
from liandong.kernel.actor import Actor

from .. import queries
from ..models import Record
from ..rules import records
from . import arrivals, interests


def changed(actor: Actor, *now: Record, before: Iterable[Record] = ()) -> None:
    """Tell partners' desks of what stands open to them now, and liaison officers of what the records meet, or no longer do.

    `before` are the same records as they were: pages that show one to whom it is closed now ask for themselves again.
    """
    arrivals.tell(actor, *now)
    interests.meet(actor, now)
    if left := _open_to(actor, before) - _open_to(actor, now):
        events.tell("access.changed", actor, sorted({agency for _record, agency in left}))


def _open_to(actor: Actor, given: Iterable[Record]) -> set[tuple[object, object]]:
    """Pairs of record and agency that a grant opens it to; what is released by name does not hang on what the record says."""
    seen = [queries.as_seen(one) for one in given if records.is_open(one, actor.at)]
    found = access.given(actor, seen) if seen else {}
    return {(record, one.agency) for record, grants in found.items() for one in grants}
