"""How lists of agreements are narrowed: by words, partner, stage at the moment, kind, what is shared, when they end."""
from collections.abc import Callable, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from liandong.access import queries as access
from liandong.kernel import moments

from ..models import Agreement
from ..rules.lifecycle import Stage

SIGNED = Q(stage=Stage.SIGNED)
RESTS = "suspended"  # no stage of its own: in force, and at rest by consent of all
STAGES: dict[str, Callable[[datetime], Q]] = {  # as rules.stages.stage says it, by what is stored
    Stage.SIGNED: lambda at: SIGNED & Q(starts_at__gt=at, ends_at__gt=at),
    Stage.IN_FORCE: lambda at: SIGNED & Q(starts_at__lte=at, ends_at__gt=at, notice_at=None),
    Stage.ENDING: lambda at: SIGNED & Q(starts_at__lte=at, ends_at__gt=at, notice_at__isnull=False),
    Stage.ENDED: lambda at: SIGNED & Q(ends_at__lte=at),
    RESTS: lambda at: _rests(at),
}
KINDS = {"agreement": Q(amends=None, follows=None), "supplement": Q(amends__isnull=False),
         "successor": Q(follows__isnull=False), "paper": Q(on_paper=True)}


def resting(rows: Iterable[Agreement], at: datetime) -> set[UUID]:
    """Which of these are in force and rest at that moment by consent of all, supplements with what they amend."""
    running = [row for row in rows if row.starts_at and row.ends_at and row.starts_at <= at < row.ends_at]
    roots = {row.amends_id or row.pk for row in running}
    found = set(access.resting_at(at).filter(deed__in=roots)) if roots else set()
    return {row.pk for row in running if (row.amends_id or row.pk) in found}


def _rests(at: datetime) -> Q:
    roots = access.resting_at(at)
    return SIGNED & Q(starts_at__lte=at, ends_at__gt=at) & (Q(pk__in=roots) | Q(amends__in=roots))


def found(rows: QuerySet[Agreement], *, text: str = "", partner: UUID | None = None, stage: str = "", kind: str = "",
          category: str = "", until: date | None = None, at: datetime | None = None) -> QuerySet[Agreement]:
    """Those of `rows` whose number or title holds the text, with that partner, at that stage, of that kind, that share
    that category, that end by that day; a stage is asked at a moment."""
    if text:
        rows = rows.filter(Q(number__icontains=text) | Q(title__icontains=text))
    if partner:
        rows = rows.filter(parties__contains=[partner])
    if stage:
        rows = rows.filter(STAGES[stage](at) if at and stage in STAGES else Q(stage=stage))
    if kind:
        rows = rows.filter(KINDS[kind])
    if category:
        rows = rows.filter(terms__sharing__contains=[{"category": category}])
    return rows.filter(ends_at__lte=moments.day_end(until)) if until else rows
