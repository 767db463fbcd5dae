"""How much of what an agreement gives is used, each way: opened, read, shown, exported, and since when nothing was."""
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from liandong.access import queries as access
from liandong.agreements.queries import Exchange, Wait
from liandong.kernel.actor import Actor

from ..models import Record, Use
from ..rules.uses import Way
from .openings import kinds_of, within
from .waits import LATELY, waits

if TYPE_CHECKING:
    from liandong.access.models import Grant


@dataclass
class Usage:
    """One category of one direction: how many records stand open, how many were used how, and when last."""

    owner: UUID
    agency: UUID
    named: str
    begun: datetime
    clauses: tuple[str, ...] = ()
    opened: int = 0
    used: dict[str, int] = field(default_factory=dict)
    last: datetime | None = None


def usage(actor: Actor, deed: UUID) -> list[Usage]:
    """What runs under the deed now between the actor's agency and each partner; four queries.

    Everything is counted among the records the officer sees: a figure is the length of the list behind it.
    """
    rows = _open(actor, deed)
    found: dict[tuple[UUID, UUID, str], Usage] = {}
    for row in rows:
        one = found.setdefault((row.owner_id, row.agency_id, row.named),
                               Usage(row.owner_id, row.agency_id, row.named, row.starts_at))
        one.begun, one.clauses = min(one.begun, row.starts_at), tuple(dict.fromkeys((*one.clauses, row.clause)))
    _count_open(actor, rows, found)
    _count_used(rows, deed, found)
    return list(found.values())


def open_now(actor: Actor, deed: UUID, *, owner: UUID, agency: UUID, named: str) -> QuerySet[Record]:
    """The records that stand open from one agency to the other under one category, newest first."""
    grants = [access.as_rule(row) for row in _open(actor, deed)
              if (row.owner_id, row.agency_id, row.named) == (owner, agency, named)]
    rows = Record.objects.filter(within(grants, kinds_of(grants), actor.at), owner=owner)
    return rows.select_related("owner", "department", "kept_to").order_by("-entered_at", "pk")


def uses(deed: UUID, *, owner: UUID, agency: UUID, named: str, way: str) -> QuerySet[Use]:
    """Who used which records so under the deed and its amendments, newest first."""
    deeds = [deed, *(row.deed_id for row in access.grants(deed))]
    rows = Use.objects.filter(deed__in=deeds, owner=owner, agency=agency, named=named, way=way)
    return rows.select_related("record", "record__owner").order_by("-at", "pk")


def exchanged(actor: Actor, since: datetime) -> dict[UUID, Exchange]:
    """For each partner how many records of ours it read since then by agreements, and how many of its we read; and how
    long what was given lately took. Two queries."""
    rows = Use.objects.filter(way=Way.READ.value, at__gte=since).values_list("owner", "agency")
    found: dict[UUID, Exchange] = {}
    for owner, agency, count in rows.annotate(n=Count("record", distinct=True)).order_by("owner"):
        if owner == actor.agency:
            found[agency] = Exchange(count, found.get(agency, Exchange()).theirs_read)
        else:
            found[owner] = Exchange(found.get(owner, Exchange()).ours_read, count)
    for partner, ways in waits(actor, actor.at - LATELY).items():
        took = {gives: Wait(one.records, one.seconds) for gives, one in ways.items()}
        found[partner] = replace(found.get(partner, Exchange()), ours_took=took.get(True), theirs_took=took.get(False))
    return found


def _open(actor: Actor, deed: UUID) -> list["Grant"]:
    """The grants of the deed that give or get something now."""
    return [row for row in access.grants(deed) if row.starts_at <= actor.at < row.ends_at
            and actor.agency in (row.owner_id, row.agency_id)]


def _count_open(actor: Actor, rows: Iterable["Grant"], found: dict[tuple[UUID, UUID, str], Usage]) -> None:
    grants = {key: [access.as_rule(row) for row in rows if (row.owner_id, row.agency_id, row.named) == key] for key in found}
    kinds = kinds_of([grant for listed in grants.values() for grant in listed])
    counts = {f"n{place}": Count("pk", filter=within(grants[key], kinds, actor.at) & Q(owner=key[0]))
              for place, key in enumerate(found)}
    counted = Record.objects.filter(owner__in={key[0] for key in found}).aggregate(**counts) if counts else {}
    for place, key in enumerate(found):
        found[key].opened = counted[f"n{place}"]


def _count_used(rows: Iterable["Grant"], deed: UUID, found: dict[tuple[UUID, UUID, str], Usage]) -> None:
    told = Use.objects.filter(deed__in={deed, *(row.deed_id for row in rows)})
    for owner, agency, named, way, count, last in told.values_list("owner", "agency", "named", "way").annotate(
            n=Count("pk"), last=Max("at")).order_by("owner"):
        one = found.get((owner, agency, named))
        if one:
            one.used[way], one.last = count, max(one.last or last, last)
