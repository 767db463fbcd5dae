"""How long it took from entry until a partner saw a record by an agreement, by partner, and the rows behind each figure."""
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from ..models import Arrival, Record
from .counts import Delay

if TYPE_CHECKING:
    from liandong.kernel.actor import Actor

LATELY = timedelta(days=30)  # how far back it is looked


def waits(actor: "Actor", since: datetime) -> dict[UUID, dict[bool, Delay]]:
    """For each partner, what the actor's agency gave (true) and got since then: how many records, half of them within how long.

    Counted among the records the officer sees, each once, however many agreements open it.
    """
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT owner_id, agency_id, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY took) FROM (
              SELECT a.owner_id, a.agency_id, extract(epoch FROM min(a.at) - min(r.entered_at))::double precision AS took
              FROM sharing_arrival a JOIN sharing_record r ON r.id = a.record_id
              WHERE a.at >= %s GROUP BY a.owner_id, a.agency_id, a.record_id) one GROUP BY 1, 2""", [since])
        found: dict[UUID, dict[bool, Delay]] = {}
        for owner, agency, records, seconds in cursor.fetchall():
            gives = owner == actor.agency
            found.setdefault(agency if gives else owner, {})[gives] = Delay(records, round(seconds))
    return found


def waited(owner: UUID, agency: UUID, since: datetime) -> QuerySet[Record]:
    """The records of the one that came to stand open to the other since then, each with `opened_at`; the last first."""
    came = Arrival.objects.filter(owner=owner, agency=agency, at__gte=since)
    first = came.filter(record=OuterRef("pk")).order_by("at").values("at")[:1]
    rows = Record.objects.filter(owner=owner, pk__in=came.values("record")).annotate(opened_at=Subquery(first))
    return rows.select_related("owner", "department", "kept_to").order_by("-opened_at", "pk")
