"""Everything that reads notices."""
from django.db.models import Exists, OuterRef, QuerySet

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


def _readings(actor: Actor) -> QuerySet[Read]:
    return Read.objects.filter(officer=actor.officer, notice=OuterRef("pk"))
