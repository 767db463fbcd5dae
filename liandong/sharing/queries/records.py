"""Lists of records, one record, what is laid beside it, and why it may be seen."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from liandong.access import queries as access
from liandong.access.queries import Explanation
from liandong.access.rules import sight
from liandong.audit import queries as audit
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Record, Reveal
from ..rules.stages import LIVE

LITTLE = 2000  # bench/sight.py: up to here a list of keys is quicker than walking the table newest first
SORTS = ("-entered_at", "entered_at", "-updated_at", "updated_at")
USE_LINES = 8


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to; empty means not narrowed."""

    kind: str = ""
    owner: UUID | None = None
    category: str = ""
    region: str = ""
    since: date | None = None
    until: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """How much an agency sees: the keys of what others show it where these are few, and whether its own are few."""

    shown: list[UUID] | None
    owns_little: bool


def reach(actor: Actor) -> Reach:
    """How much the actor sees; a page that asks several times for its records asks this once."""
    shown = _shown()
    little = shown is not None and Record.objects.filter(owner=actor.agency)[: LITTLE + 1].count() <= LITTLE
    return Reach(shown, little)


def newest(actor: Actor, *, side: str = "all", sort: str = "-entered_at", within: Reach | None = None) -> QuerySet[Record]:
    """The records the actor sees, newest first: `all`, `shared` with us by others, or `ours`.

    Where others show little, their records are found by key; where much is seen, walking newest first is quicker.
    """
    order = sort if sort in SORTS else SORTS[0]
    tie = "pk" if order.startswith("-") else "-pk"  # as the indexes have it
    rows = Record.objects.select_related("owner", "department", "kept_to").order_by(order, tie)
    if side == "ours":
        return rows.filter(owner=actor.agency)
    within = within or reach(actor)
    if side == "shared":
        return rows.exclude(owner=actor.agency) if within.shown is None else rows.filter(pk__in=within.shown)
    if within.shown is None or not within.owns_little:
        return rows
    return rows.filter(Q(owner=actor.agency) | Q(pk__in=within.shown))


def narrowed(rows: QuerySet[Record], to: Narrowing) -> QuerySet[Record]:
    """Those of `rows` that fit; text is looked for in title and number alone, never in a protected detail."""
    exact = {"kind": to.kind, "owner": to.owner, "category": to.category}
    rows = rows.filter(**{name: wanted for name, wanted in exact.items() if wanted})
    if to.region:
        rows = rows.filter(region__startswith=to.region.removesuffix("00").removesuffix("00"))
    if to.since:
        rows = rows.filter(entered_at__gte=_midnight(to.since))
    if to.until:
        rows = rows.filter(entered_at__lt=moments.day_end(to.until))
    for word in to.text.split():
        rows = rows.filter(Q(title__icontains=word) | Q(number__icontains=word))
    return rows


def week_start(actor: Actor) -> date:
    """The Monday of the actor's week."""
    today = moments.local(actor.at).date()
    return today - timedelta(days=today.weekday())


def of(pk: UUID) -> Record | None:
    """One record, if the actor sees it."""
    return Record.objects.select_related("owner", "department", "kept_to").filter(pk=pk).first()


def as_seen(record: Record, viewer: Actor | None = None) -> sight.Record:
    """The record as the rule of sight asks for it; for a member of the case team it is kept to, it is as if open."""
    kept = record.kept_to_id if record.team is None else record.pk  # its own key: kept from every department and grant
    if viewer and record.owner_id == viewer.agency and viewer.officer in (record.team or ()):
        kept = None
    return sight.Record(record.pk, record.owner_id, record.category, record.level, record.region, record.case_class,
                        tuple(record.concerns), record.entered_at, kept)


def reasons(actor: Actor, records: Iterable[Record]) -> dict[UUID, list[Explanation]]:
    """Why the actor sees each of the records, in a fixed number of queries."""
    return access.explain_all(actor, [as_seen(record, actor) for record in records])


def live_cases(actor: Actor) -> QuerySet[Record]:
    """The cases of the actor's agency on which work goes on: what a reveal may be for."""
    return Record.objects.filter(owner=actor.agency, kind="case", stage__in=LIVE).order_by("-updated_at")


def reveals(actor: Actor, records: Iterable[UUID]) -> dict[tuple[UUID, str], datetime]:
    """What is shown to this officer unmasked now: until when, by record and element."""
    rows = Reveal.objects.filter(officer=actor.officer, record__in=list(records), at__lte=actor.at, until__gt=actor.at)
    return {(row.record_id, row.element): row.until for row in rows.order_by("until")}


def released_to(actor: Actor, record: Record) -> list[Any]:
    """To whom the owner has released it by name, now; for the owner's eyes."""
    return list(access.releases(record.pk, actor.at)) if record.owner_id == actor.agency else []


def use(record: Record) -> list[Any]:
    """The newest lines of the ledger about it that the actor may read."""
    return list(audit.timeline(record.pk)[:USE_LINES])


def _shown() -> list[UUID] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_shown(%s)", [LITTLE])
        keys: list[UUID] | None = cursor.fetchone()[0]
    return keys


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), moments.BEIJING)
