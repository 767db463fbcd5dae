"""Tell the desks of the agencies that a record stands open to as it is entered."""
from django.db.models import QuerySet

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.notices import actions as notices

from .. import queries
from ..models import Record

DESK = ("liaison", "clerk")


def tell(actor: Actor, record: Record) -> None:
    """Tell each agency that gets the record in real time or promptly: of the first of a day under an agreement.

    Of the record itself the notice says nothing, since not everybody at a desk is cleared for every level.
    """
    found = access.given(actor, [queries.as_seen(record), *map(queries.as_seen, _today(actor, record))])
    fresh = {(grant.agency, grant.deed): grant for grant in found.pop(record.pk)}
    for told in (grant for grants in found.values() for grant in grants):
        fresh.pop((told.agency, told.deed), None)
    for (agency, deed), grant in fresh.items():
        if deed:
            notices.tell(actor, "sharing.arrived", agencies=[agency], subject_kind="agreement", subject=deed, roles=DESK,
                         values={"owner": agencies.agency(actor.agency).name, "clause": grant.clause})


def _today(actor: Actor, record: Record) -> QuerySet[Record]:
    """What else the agency entered on that day."""
    midnight = moments.local(actor.at).replace(hour=0, minute=0, second=0, microsecond=0)
    others = Record.objects.filter(owner=actor.agency, entered_at__gte=midnight).exclude(pk=record.pk)
    return others.order_by("entered_at")[:200]  # by so many the desks were told
