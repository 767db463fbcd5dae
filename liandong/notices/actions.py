"""Tell agencies something, and read what one was told."""
from collections.abc import Iterable, Mapping
from uuid import UUID

from liandong.kernel.actor import Actor

from . import queries
from .models import Notice, Read


def tell(actor: Actor, kind: str, *, agencies: Iterable[UUID], message: str, values: Mapping[str, str] | None = None,
         subject_kind: str, subject: UUID, roles: Iterable[str] = (), urgent: bool = False) -> None:
    """One notice to each agency, for its officers who hold one of `roles` (all when empty).

    `message` is a translatable English text with named placeholders; `values` fill them.
    """
    Notice.objects.bulk_create(
        Notice(agency_id=agency, sender_id=actor.agency, officer=actor.officer, at=actor.at, kind=kind, message=message,
               values=dict(values or {}), subject_kind=subject_kind, subject=subject, roles=sorted(roles), urgent=urgent)
        for agency in sorted(set(agencies)))


def read(actor: Actor, notice: Notice) -> None:
    """Mark one notice as read by this officer; again is harmless."""
    Read.objects.bulk_create([Read(notice=notice, officer=actor.officer, at=actor.at)], ignore_conflicts=True)


def read_all(actor: Actor) -> int:
    """Mark everything as read by this officer; returns how many were not."""
    unread = [Read(notice=n, officer=actor.officer, at=actor.at) for n in queries.waiting(actor)]
    Read.objects.bulk_create(unread, ignore_conflicts=True, batch_size=1000)
    return len(unread)
