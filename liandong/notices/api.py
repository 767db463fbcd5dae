"""Notices over the API: the same queries and actions as the pages."""
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from . import actions, queries
from .models import Notice

router = Router(tags=["notices"])


class NoticeOut(Schema):
    """One notice in the reader's language, and how it stands."""

    id: UUID
    number: str
    kind: str
    text: str
    sender: UUID
    at: datetime
    subject_kind: str
    subject: UUID | None
    urgent: bool
    is_read: bool
    reply_minutes: int | None
    acknowledged_at: datetime | None
    acknowledged_by: UUID | None


class Narrow(Schema):
    """Which notices: all, unread or urgent; of one group of kinds, of one sender."""

    tab: str = "all"
    group: str = ""
    sender: UUID | None = None
    page: int = 1


class Acknowledgement(Schema):
    """A word with the acknowledgement."""

    note: str = ""


@router.get("/", response=list[NoticeOut], summary="Notices, a hundred a page")
def listed(request: HttpRequest, narrow: Query[Narrow]) -> list[dict[str, object]]:
    """What the officer was told, newest first."""
    start = (max(narrow.page, 1) - 1) * 100
    found = queries.narrowed(request.actor, tab=narrow.tab, group=narrow.group, sender=narrow.sender)
    return [_out(notice) for notice in found[start : start + 100]]


@router.get("/{uuid:pk}/", response=NoticeOut, summary="One notice")
def one(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The notice, if it reaches the officer."""
    return _out(_of(request, pk))


@router.post("/{uuid:pk}/read/", response=NoticeOut, summary="Mark a notice as read")
def read(request: HttpRequest, pk: UUID) -> dict[str, object]:
    """The notice, read by this officer."""
    actions.read(request.actor, _of(request, pk))
    return _out(_of(request, pk))


@router.post("/{uuid:pk}/acknowledge/", response=NoticeOut, summary="Acknowledge a notice for the agency")
def acknowledge(request: HttpRequest, pk: UUID, said: Acknowledgement) -> dict[str, object]:
    """The notice, acknowledged by this officer or by who was first."""
    actions.acknowledge(request.actor, _of(request, pk), note=said.note)
    return _out(_of(request, pk))


def _of(request: HttpRequest, pk: UUID) -> Notice:
    return get_object_or_404(queries.notices(request.actor), pk=pk)


def _out(notice: Notice) -> dict[str, object]:
    names = ("id", "number", "kind", "text", "at", "subject_kind", "subject", "urgent", "is_read", "reply_minutes",
             "acknowledged_at", "acknowledged_by")
    return {name: getattr(notice, name) for name in names} | {"sender": notice.sender_id}
