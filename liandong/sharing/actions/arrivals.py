"""Tell the desks of the agencies that a record stands open to as it is entered."""
from uuid import UUID

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.notices import actions as notices

from .. import queries
from ..models import Arrival, Record
from ..rules import records

DESK = ("liaison", "clerk")


def tell(actor: Actor, *entered: Record) -> None:
    """Measure when each agency gets the records in real time or promptly, and tell its desk of the first of a day under an
    agreement; asked again after a record was edited or opened, only what is new counts.

    Of the record itself the notice says nothing, since not everybody at a desk is cleared for every level.
    """
    given = access.given(actor, [queries.as_seen(one) for one in entered if records.is_open(one, actor.at)])
    grants = {(record, one.agency, one.deed): one for record, found in given.items() for one in found if one.deed}
    if not grants:
        return
    known = set(Arrival.objects.filter(record__in=given).values_list("record_id", "agency_id", "deed"))
    fresh = {key: one for key, one in grants.items() if key not in known}
    told = _told_today(actor)
    Arrival.objects.bulk_create(Arrival(record_id=record, owner_id=actor.agency, agency_id=agency, deed=deed, at=actor.at)
                                for record, agency, deed in fresh)
    for (agency, deed), one in {(agency, deed): one for (_record, agency, deed), one in fresh.items()}.items():
        if (agency, deed) not in told:
            notices.tell(actor, "sharing.arrived", agencies=[agency], subject_kind="agreement", subject=deed, roles=DESK,
                         values={"owner": agencies.agency(actor.agency).name, "clause": one.clause})


def _told_today(actor: Actor) -> set[tuple[UUID, UUID]]:
    """To whom something came today already, and under which deed."""
    midnight = moments.local(actor.at).replace(hour=0, minute=0, second=0, microsecond=0)
    return set(Arrival.objects.filter(owner=actor.agency, at__gte=midnight).values_list("agency_id", "deed").distinct())
