"""What others may see of a record has changed: whom it reaches now is told."""
from liandong.kernel.actor import Actor

from ..models import Record
from . import arrivals, interests


def changed(actor: Actor, *records: Record) -> None:
    """Tell partners' desks of what stands open to them now, and liaison officers of what the records meet, or no longer do."""
    arrivals.tell(actor, *records)
    interests.meet(actor, records)
