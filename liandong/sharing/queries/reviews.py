"""What is due for review: the actor's own records whose day is near or past."""
from django.db.models import QuerySet

from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Record
from ..rules import reviews


def due(actor: Actor) -> QuerySet[Record]:
    """The agency's own records that are past their review day or within seven days of it, the longest past first."""
    until = moments.local(actor.at).date() + reviews.SOON
    rows = Record.objects.filter(owner=actor.agency, review_on__lte=until, removed_at=None).exclude(stage="closed")
    return rows.order_by("review_on", "pk")
