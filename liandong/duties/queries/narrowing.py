"""What the list is narrowed by beyond its tabs: what is near, and how a duty stands at the moment."""
from collections.abc import Callable
from datetime import datetime

from django.db.models import Q, QuerySet

from ..models import Duty
from ..models.duty import RUNNING
from ..rules import SOON
from .duties import OUTCOMES, is_near

STANDINGS: dict[str, Callable[[datetime], Q]] = OUTCOMES | {
    "soon": lambda at: RUNNING & Q(due_at__gte=at, due_at__lte=at + SOON),
    "overdue": lambda at: RUNNING & Q(due_at__lt=at),  # as the tab and the top bar count it, those missed among them
}


def near(rows: QuerySet[Duty], at: datetime) -> QuerySet[Duty]:
    """Those of `rows` that are open and fall due within thirty days or are overdue."""
    return rows.filter(is_near(at))


def standing(rows: QuerySet[Duty], name: str, at: datetime) -> QuerySet[Duty]:
    """Those of `rows` that stand so at that moment, or came out so."""
    return rows.filter(STANDINGS[name](at))
