"""Everything that reads notices."""
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncWeek

from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .models import Notice, Read

CAP = 100  # the bell counts no further


def notices(actor: Actor) -> QuerySet[Notice]:
    """What the actor's agency was told and the actor may read, newest first; each row says whether it `is_read`."""
    return Notice.objects.select_related("sender").annotate(is_read=Exists(_readings(actor))).order_by("-at", "-pk")


def waiting(actor: Actor) -> QuerySet[Notice]:
    """What this officer has not read yet, newest first."""
    return notices(actor).filter(~Exists(_readings(actor)))


def unread_count(actor: Actor) -> int:
    """How many this officer has not read, counted no further than a hundred; one query."""
    return Notice.objects.filter(~Exists(_readings(actor))).values("pk")[:CAP].count()


def said(count: int) -> str:
    """The count as it is shown: `99+` when it was cut off."""
    return f"{CAP - 1}+" if count >= CAP else str(count)


def by_week(actor: Actor, since: datetime) -> dict[datetime, int]:
    """How many notices came from other agencies in each week since, by its Monday."""
    rows = Notice.objects.filter(at__gte=since).exclude(sender=actor.agency)
    weeks = rows.annotate(week=TruncWeek("at", tzinfo=moments.BEIJING)).values("week").annotate(count=Count("pk"))
    return {row["week"]: row["count"] for row in weeks}


def _readings(actor: Actor) -> QuerySet[Read]:
    return Read.objects.filter(officer=actor.officer, notice=OuterRef("pk"))
