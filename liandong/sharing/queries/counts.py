"""How many records: under a tab, given and got under a deed, seen by a partner, lost when a deed ends."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.access import queries as access
from liandong.kernel.actor import Actor
from liandong.kernel.lists import CAP, capped_count
from liandong.kernel.terms import Level

from .records import Narrowing, Reach, narrowed, newest, reach, week_start

CLEARED = int(Level.WORK_SECRET)  # the partner's officers who may see most


@dataclass(frozen=True, slots=True)
class Flow:
    """One category of a deed: what runs to the partner and from it today, and by which clauses."""

    named: str
    gives: int
    gets: int
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delay:
    """How many records came to stand open, and half of them within how many seconds from their entry."""

    records: int
    seconds: int


def tab_counts(actor: Actor, to: Narrowing, within: Reach | None = None) -> dict[str, int]:
    """How many records stand under each tab, counted to one more than a thousand."""
    within = within or reach(actor)
    counted = {side: capped_count(narrowed(newest(actor, side=side, within=within), to)) for side in ("shared", "ours")}
    week = narrowed(newest(actor, within=within), Narrowing(since=week_start(actor)))
    # every record is either ours or shared with us: all of them need not be counted again
    return counted | {"all": min(sum(counted.values()), CAP + 1), "week": capped_count(narrowed(week, to))}


def would_see(partner: UUID, *, clearance: int = CLEARED) -> dict[str, int]:
    """How many of the actor's own records the partner's officers of that clearance see now, by category."""
    return dict(_ask("SELECT category, records FROM sharing_would_see(%s, %s)", [partner, clearance]))


def would_lose(partner: UUID, deed: UUID, *, clearance: int = CLEARED) -> dict[str, int]:
    """How many of them the partner would lose if that deed ended now, by category."""
    return dict(_ask("SELECT category, records FROM sharing_would_lose(%s, %s, %s)", [partner, clearance, deed]))


def lost(actor: Actor, deed: UUID, parties: Iterable[UUID]) -> dict[UUID, int]:
    """For each partner, how many of the actor's own records it would lose sight of if the deed ended now."""
    return {party: sum(would_lose(party, deed).values()) for party in parties if party != actor.agency}


def gained(actor: Actor, deed: UUID, parties: Iterable[UUID]) -> dict[UUID, int]:
    """For each partner, how many of our records it sees by the deed today; for ourselves, how many of theirs we see."""
    found, got = dict[UUID, int](), 0
    for party in parties:
        if party != actor.agency:
            flows = under(deed, party)
            found[party] = sum(flow.gives for flow in flows)
            got += sum(flow.gets for flow in flows)
    return found | {actor.agency: got}


def under(deed: UUID, partner: UUID) -> list[Flow]:
    """What the actor's agency and the partner show each other under the deed today, by the deed's own categories."""
    grants = [g for g in access.grants(deed) if partner in (g.owner_id, g.agency_id)]
    counted = {(gives, named): n for gives, named, n in
               _ask("SELECT gives, named, records FROM sharing_under(%s, %s, %s)", [deed, partner, CLEARED])}
    clauses: dict[str, dict[str, None]] = {}
    for grant in grants:
        clauses.setdefault(grant.named, {})[grant.clause] = None
    return [Flow(named, counted.get((True, named), 0), counted.get((False, named), 0), tuple(c for c in found if c))
            for named, found in clauses.items()]


def delays(deed: UUID, since: datetime) -> dict[UUID, dict[bool, Delay]]:
    """By partner, for what the actor's agency gives (true) and gets: how fast records came since then, entry to sight."""
    found: dict[UUID, dict[bool, Delay]] = {}
    for partner, gives, records, seconds in _ask(
            "SELECT partner, gives, records, seconds FROM sharing_delays(%s, %s)", [deed, since]):
        found.setdefault(partner, {})[gives] = Delay(records, round(seconds))
    return found


def opened(deed: UUID, partner: UUID) -> list[tuple[str, int, int]]:
    """What stood open under the deed at its last moment, ours to the partner and theirs to us, by the deed's own categories."""
    return [(named, given, taken) for named, given, taken in _ask("SELECT * FROM sharing_opened(%s, %s)", [deed, partner])]


def _ask(question: str, values: Sequence[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
