"""What the actor's agency has with each partner now: agreements in force, what each gives the other, how duties came out."""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel.actor import Actor

from ..models import Agreement
from .agreements import in_force


@dataclass(frozen=True, slots=True)
class Wait:
    """How many records came to stand open lately, and half of them within how many seconds from their entry."""

    records: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """How many records one side opened of the other's since a moment, and how long what each gave lately took."""

    ours_read: int = 0
    theirs_read: int = 0
    ours_took: Wait | None = None
    theirs_took: Wait | None = None


@dataclass
class Partner:
    """One partner, with what runs between it and the actor's agency."""

    key: UUID
    name: str
    agreements: list[Agreement] = field(default_factory=list)
    gives: list[str] = field(default_factory=list)  # categories we give, in the agreements' language
    gets: list[str] = field(default_factory=list)
    ours: duties.Tally = duties.Tally()
    theirs: duties.Tally = duties.Tally()
    exchange: Exchange = Exchange()


# How many records each partner and the actor's agency opened of the other's since then; told by modules above.
Exchanger = Callable[[Actor, datetime], Mapping[UUID, Exchange]]
exchangers: list[Exchanger] = []


def by_partner(actor: Actor, since: datetime, until: datetime) -> list[Partner]:
    """Every partner of an agreement in force, and of duties that fall due after `since` up to `until`, by name.

    A fixed number of queries, however many there are.
    """
    rows = list(in_force(actor).defer("text", "signed_text", "terms"))
    tallies = {one.partner: one for one in duties.reciprocity(actor, since, until)}
    named = agencies.names({key for row in rows for key in row.parties} - {actor.agency} | set(tallies))
    found = {key: Partner(key, name) for key, name in sorted(named.items(), key=lambda item: item[1])}
    for row in rows:
        for key in set(row.parties) & set(found):
            found[key].agreements.append(row)
    for owner, taker, category in access.flows(actor):
        other = found.get(taker if owner == actor.agency else owner)
        if other:
            (other.gives if owner == actor.agency else other.gets).append(category)
    for key, one in tallies.items():
        found[key].ours, found[key].theirs = one.ours, one.theirs
    _exchanged(actor, since, found.values())
    return list(found.values())


def _exchanged(actor: Actor, since: datetime, partners: Iterable[Partner]) -> None:
    for exchanger in exchangers:
        counts = exchanger(actor, since)
        for one in partners:
            one.exchange = counts.get(one.key, one.exchange)
