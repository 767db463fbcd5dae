"""Write down that another agency's record was used by what an agreement gives."""
from collections.abc import Iterable, Mapping
from uuid import UUID

from liandong.access.queries import Explanation
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import queries
from ..models import Record, Use
from ..rules.uses import Way


def used(actor: Actor, records: Iterable[Record], way: Way, *,
         reasons: Mapping[UUID, list[Explanation]] | None = None) -> None:
    """Once an officer, record, way and day, for every agreement and category that shows it; one's own records are not used."""
    others = [record for record in records if record.owner_id != actor.agency]
    if not others:
        return
    why = queries.reasons(actor, others) if reasons is None else reasons
    day = moments.local(actor.at).date()
    Use.objects.bulk_create(
        (Use(record_id=record.pk, owner_id=record.owner_id, agency_id=actor.agency, officer=actor.officer, deed=deed,
             named=named, way=way.value, day=day, at=actor.at)
         for record in others
         for deed, named in {(one.deed, one.named) for one in why.get(record.pk, []) if one.kind == "grant" and one.deed}),
        ignore_conflicts=True, batch_size=1000)
