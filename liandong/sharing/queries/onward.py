"""Requests to pass records on, and which records may not leave for a third party."""
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from liandong.access.queries import Explanation
from liandong.agreements import queries as agreements
from liandong.kernel.actor import Actor

from ..models import Onward, Record
from ..rules import onward
from ..rules.onward import Stage
from .records import reasons


@dataclass(frozen=True, slots=True)
class Barred:
    """A record that may not go to that third party, and what asks for consent."""

    record: Record
    clause: str


def requests(actor: Actor, side: str = "all") -> QuerySet[Onward]:
    """What was asked `of_us`, what we asked (`by_us`), or both; what waits first, then newest."""
    rows = Onward.objects.select_related("owner", "holder", "third").order_by("-at", "pk")
    return rows.filter({"of_us": Q(owner=actor.agency), "by_us": Q(holder=actor.agency)}.get(side, Q()))


def waiting(actor: Actor) -> QuerySet[Onward]:
    """What waits for the answer of the actor's agency."""
    return requests(actor, "of_us").filter(stage=Stage.ASKED.value)


def of(pk: UUID) -> Onward | None:
    """One request, if the actor's agency asked or is asked."""
    return Onward.objects.select_related("owner", "holder", "third", "record").filter(pk=pk).first()


def about(record: Record) -> list[Onward]:
    """The requests about a record that the actor may read, newest first."""
    return list(Onward.objects.select_related("holder").filter(record=record).order_by("-at", "pk")[:20])


def barred(actor: Actor, records: Iterable[Record], *, third: UUID | None, third_name: str) -> list[Barred]:
    """Which of these records of others may not go to that third party: bound, and without a consent that holds now."""
    foreign = [record for record in records if record.owner_id != actor.agency]
    found = reasons(actor, foreign)
    demands = _demands(actor, {reason.deed for why in found.values() for reason in why if reason.deed})
    bound = [record for record in foreign if record.owner_id != third and onward.is_bound(
        record.handling, [demands.get(reason.deed, True) for reason in found[record.pk]])]
    consented = Onward.objects.filter(record__in=[record.pk for record in bound], holder=actor.agency, third=third,
                                      stage=Stage.GIVEN.value, until__gt=actor.at)
    if third is None:
        consented = consented.filter(third_name=third_name.strip())
    held = set(consented.values_list("record_id", flat=True))
    return [Barred(record, clause_of(found[record.pk])) for record in bound if record.pk not in held]


def clause_of(why: Iterable[Explanation]) -> str:
    """Agreement and clause one sees it by: it is they that bind."""
    return next((f"{reason.number} {reason.clause}".strip() for reason in why if reason.number), "")


def _demands(actor: Actor, deeds: Iterable[UUID]) -> dict[UUID | None, bool]:
    """For each deed, whether the terms that hold now ask for consent before anything goes to a third party."""
    found = {key: agreements.of(key) for key in deeds}
    terms = {key: agreements.terms_at(agreement, actor.at) for key, agreement in found.items() if agreement}
    return {key: bool(said.confidentiality and said.confidentiality.third_party_consent) for key, said in terms.items()}
