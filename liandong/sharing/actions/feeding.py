"""The feed of changes: what an account sees now beside what it was told, at least once, and what is gone."""
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Subquery

from liandong.access.queries import Explanation
from liandong.kernel.actor import Actor

from .. import queries
from ..models import FeedRow, Record
from .records import export


@dataclass
class Batch:
    """What is told at once: records new or changed, records gone with the reason, and the cursor that confirms it."""

    cursor: int
    records: list[Record] = field(default_factory=list)
    gone: list[tuple[UUID, str]] = field(default_factory=list)
    has_more: bool = False


def changes(actor: Actor, cursor: int, *, most: int) -> Batch:
    """The next batch for the account that acts; the cursor of the batch before confirms that one, else it is told again.

    It is reckoned from what the account sees at this moment, so nothing that closed is told, however it closed.
    """
    mine = FeedRow.objects.filter(account=actor.officer)
    last = mine.order_by("-batch").values_list("batch", flat=True).first() or 0
    _confirm(actor, min(cursor, last))
    gone = list(mine.filter(~Exists(Record.objects.filter(pk=OuterRef("record")))).order_by("batch", "pk")[:most + 1])
    fresh = _fresh(actor, max(0, most - len(gone)))
    found = Batch(min(cursor, last), fresh[:max(0, most - len(gone))],
                  [(row.record, _reason(row, actor.at)) for row in gone[:most]],
                  has_more=len(gone) > most or len(fresh) > most - len(gone))
    if found.records or found.gone:
        found.cursor = last + 1
        _write(actor, found, gone[:most])
        export(actor, found.records, purpose="API")
    return found


def _confirm(actor: Actor, cursor: int) -> None:
    confirmed = FeedRow.objects.filter(account=actor.officer, batch__lte=cursor)
    confirmed.filter(is_gone=True).delete()
    confirmed.exclude(confirmed=F("version")).update(confirmed=F("version"))


def _fresh(actor: Actor, most: int) -> list[Record]:
    told = FeedRow.objects.filter(account=actor.officer, record=OuterRef("pk"))
    rows = Record.objects.exclude(owner=actor.agency).select_related("owner", "department", "kept_to")
    rows = rows.annotate(told=Subquery(told.values("confirmed")[:1])).filter(Q(told=None) | Q(told__lt=F("version")))
    return list(rows.order_by("updated_at", "pk")[:most + 1])


def _write(actor: Actor, found: Batch, gone: Iterable[FeedRow]) -> None:
    FeedRow.objects.filter(pk__in=[row.pk for row in gone]).update(is_gone=True, batch=found.cursor)
    reasons = queries.reasons(actor, found.records)
    FeedRow.objects.bulk_create(
        (FeedRow(account_id=actor.officer, record=row.pk, version=row.version, batch=found.cursor,
                 until=_until(reasons[row.pk])) for row in found.records),
        update_conflicts=True, unique_fields=["account", "record"], update_fields=["version", "batch", "until", "is_gone"])


def _until(reasons: list[Explanation]) -> datetime | None:
    ends = [reason.until for reason in reasons]
    return max(end for end in ends if end) if ends and all(ends) else None


def _reason(row: FeedRow, at: datetime) -> str:
    return "expired" if row.until is not None and row.until <= at else "recalled"
