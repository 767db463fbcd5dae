"""What an officer asked to be taken out, and which records a file holds."""
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from ..models import Export, ExportedRecord, Record
from ..rules.exporting import Stage
from .records import Narrowing, narrowed, newest, week_start


def of(pk: UUID) -> Export | None:
    """One file of the actor's own, without its content."""
    return Export.objects.defer("content").filter(pk=pk).first()


def own(actor: Actor) -> QuerySet[Export]:
    """The actor's files, newest first."""
    return Export.objects.filter(officer=actor.officer).defer("content").order_by("-at", "pk")


def said(to: Narrowing, tab: str) -> dict[str, str]:
    """A list as it is kept with what was asked of it."""
    return {"tab": tab} | {name: str(value) for name, value in asdict(to).items() if value}


def records(actor: Actor, asked: Mapping[str, str]) -> QuerySet[Record]:
    """The records of that list as the actor sees them now, newest first."""
    since, until = (date.fromisoformat(asked[name]) if name in asked else None for name in ("since", "until"))
    to = Narrowing(asked.get("kind", ""), UUID(asked["owner"]) if "owner" in asked else None, asked.get("category", ""),
                   asked.get("region", ""), since, until, asked.get("text", ""))
    tab = asked.get("tab", "all")
    rows = narrowed(newest(actor, side=tab if tab in ("shared", "ours") else "all"), to)
    return narrowed(rows, Narrowing(since=week_start(actor))) if tab == "week" else rows


def is_whole(export: Export) -> bool:
    """Whether every record in the file is still there for the actor at this moment."""
    inside = ExportedRecord.objects.filter(of=export.pk).values("record_id")
    return Record.objects.filter(pk__in=inside).count() == export.rows


def standing(before: datetime) -> list[tuple[UUID, UUID, UUID | None]]:
    """Files that wait since before then: key, officer, exercise. Asked by the role of the jobs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, officer, exercise_id FROM sharing_export WHERE stage = %s AND at < %s ORDER BY at",
                       [Stage.WAITING.value, before])
        return list(cursor.fetchall())
