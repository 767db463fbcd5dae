"""Shared interests of the officer's agency with whom to call, and what an officer sees that is alike."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from ..keyed import tokens
from ..models import Interest, Record, Token
from ..rules import interests, standard

ALIKE = 10  # more are not read before one decides


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to call: a liaison officer named for us, a counterpart desk, else the agency's duty phone."""

    who: str
    phone: str


def shared(actor: Actor, *, is_open: bool = True) -> QuerySet[Interest]:
    """The interests of the actor's agency, newest first: those to call about, or all; nobody but liaison officers sees any."""
    rows = Interest.objects.select_related("record", "other").order_by("-at", "pk")
    return rows.filter(ended_at=None, settled_at=None) if is_open else rows


def interest(pk: UUID) -> Interest | None:
    """One interest, if the actor may see it."""
    return Interest.objects.select_related("record", "other").filter(pk=pk).first()


def whom(actor: Actor, other: UUID) -> list[Call]:
    """Whom of the other agency to call, the nearest first: what the actor may know of them."""
    named = [Call(post.officer.name, post.phone or post.officer.phone) for post in agencies.liaisons(other, actor.agency)]
    desks = [Call(desk.name, desk.phone) for desk in agencies.desks(other)]
    duty = agencies.agency(other).duty_phone
    found = [call for call in (*named, *desks) if call.phone] or ([Call("", duty)] if duty else [])
    return found[:3]


def alike(record: UUID | None, kind: str, elements: Mapping[str, object]) -> list[Record]:
    """What the actor sees that holds the same identity, plate, number or account; newest first, ten at most."""
    known = tokens(interests.marks(standard.kinds()[kind], elements))
    if not known:
        return []
    keys = Token.objects.filter(token__in=known).exclude(record=record).values("record")
    return list(Record.objects.select_related("owner").filter(pk__in=keys).order_by("-entered_at", "pk")[:ALIKE])


def alike_all(kind: str, given: Iterable[Mapping[str, object]]) -> list[int]:
    """Of many entries, for a door: the positions of those whose like the actor sees already; one statement."""
    marks = [tokens(interests.marks(standard.kinds()[kind], elements)) for elements in given]
    wanted = {token for found in marks for token in found}
    known = {bytes(token) for token in Token.objects.filter(token__in=wanted).values_list("token", flat=True)}
    return [place for place, found in enumerate(marks) if known & set(found)]
