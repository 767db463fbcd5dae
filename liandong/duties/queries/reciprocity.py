"""What the actor's agency and each partner did of what agreements ask of them, each way."""
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from ..models import Duty
from .duties import OUTCOMES, WAYS

BOTH = ("ours", "theirs")
# Row-level security holds it to duties the actor sees; those only watched are left out, and so are orders and one's own.
TALLIES = """
  SELECT p.partner, d.agency_id = %(agency)s AS ours,
    count(*) FILTER (WHERE d.outcome = 'kept'), count(*) FILTER (WHERE d.outcome = 'late'),
    count(*) FILTER (WHERE d.outcome = '' AND d.paused_at IS NULL AND d.missed_at <= %(at)s),
    count(*) FILTER (WHERE d.outcome = '' AND (d.paused_at IS NOT NULL OR d.missed_at IS NULL OR d.missed_at > %(at)s)),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM d.kept_at - d.starts_at))
      FILTER (WHERE d.kept_at IS NOT NULL)
  FROM duties_duty d CROSS JOIN unnest(d.parties) AS p (partner)
  WHERE d.basis_kind = 'agreement' AND %(agency)s = ANY (d.parties) AND p.partner <> %(agency)s
    AND d.agency_id IN (%(agency)s, p.partner) AND d.due_at > %(since)s AND d.due_at <= %(until)s
  GROUP BY p.partner, ours
"""


@dataclass(frozen=True)
class Tally:
    """How duties of one side came out: open ones may still be kept; the median is from start to keeping, in seconds."""

    kept: int = 0
    late: int = 0
    missed: int = 0
    open: int = 0
    median_seconds: int | None = None


@dataclass(frozen=True)
class Reciprocity:
    """One partner: what we owed it, and what it owed us."""

    partner: UUID
    name: str
    ours: Tally
    theirs: Tally


def reciprocity(actor: Actor, since: datetime, until: datetime) -> list[Reciprocity]:
    """For each partner the duties of agreements that fall due after `since` up to `until`, by name; two queries.

    Each figure is the count of `listed(actor, "all", partner=…, way=…, outcome=…, since=…, until=…)`.
    """
    with connection.cursor() as cursor:
        cursor.execute(TALLIES, {"agency": actor.agency, "at": actor.at, "since": since, "until": until})
        found = {(partner, ours): Tally(kept, late, missed, still, None if median is None else round(median))
                 for partner, ours, kept, late, missed, still, median in cursor.fetchall()}
    named = agencies.names(partner for partner, _ours in found)
    return [Reciprocity(partner, name, found.get((partner, True), Tally()), found.get((partner, False), Tally()))
            for partner, name in sorted(named.items(), key=lambda item: item[1])]


def tallies_of(actor: Actor, basis: UUID) -> dict[str, dict[str, int]]:
    """How the duties of one agreement came out, ours and theirs: each figure is the count of `listed(actor, "all", basis=…,
    way=…, outcome=…)`. One query."""
    asked = {f"{way}_{name}": Count("pk", filter=WAYS[way](actor) & OUTCOMES[name](actor.at))
             for way in BOTH for name in ("kept", "late", "missed", "open")}
    found = Duty.objects.filter(basis=basis).aggregate(**asked)
    return {way: {name: found[f"{way}_{name}"] for name in ("kept", "late", "missed", "open")} for way in BOTH}
