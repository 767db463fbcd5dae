"""Say of a change that was just made by which verb it was made and why; the database keeps what it changed."""
from uuid import UUID

from liandong.kernel.actor import Actor

from ..models import Edition, Record

WHY_LIMIT = 200


def note(actor: Actor, record: Record, verb: str, why: str = "", *, is_correction: bool = False) -> UUID | None:
    """Write verb and reason into the edition that this moment's change made; returns its key."""
    found = Edition.objects.filter(record=record, version=record.version, officer=actor.officer, at=actor.at)
    found.update(verb=verb[:16], why=why.strip()[:WHY_LIMIT], is_correction=is_correction)
    return found.values_list("pk", flat=True).first()
