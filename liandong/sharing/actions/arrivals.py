"""Tell the desks of the agencies that a record stands open to as it is entered."""
from django.db.models import QuerySet

from liandong.access import queries as access
from liandong.access.rules import sight
from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor
from liandong.notices import actions as notices

from .. import queries
from ..models import Record

DESK = ("liaison", "clerk")


def tell(actor: Actor, record: Record) -> None:
    """Tell each agency that gets the record in real time or promptly: once an hour for an agreement and a category.

    Of the record itself the notice says nothing, since not everybody at a desk is cleared for every level.
    """
    grants = access.given(actor, queries.as_seen(record))
    if not grants:
        return
    earlier = [queries.as_seen(one) for one in _this_hour(actor, record)]
    for grant in grants:
        if grant.deed and not any(sight.reaches(grant, one, actor.at) for one in earlier):
            notices.tell(actor, "sharing.arrived", agencies=[grant.agency], subject_kind="agreement", subject=grant.deed,
                         roles=DESK, values={"owner": agencies.agency(actor.agency).name, "clause": grant.clause})


def _this_hour(actor: Actor, record: Record) -> QuerySet[Record]:
    """What else the agency entered of that category in the hour of the clock."""
    hour = actor.at.replace(minute=0, second=0, microsecond=0)
    return Record.objects.filter(owner=actor.agency, category=record.category, entered_at__gte=hour).exclude(pk=record.pk)
