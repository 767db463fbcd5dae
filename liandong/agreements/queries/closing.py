"""What becomes of what is owed when an agreement ends, and its closing report: what was given, taken, kept and missed."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from liandong.agencies import queries as agencies
from liandong.duties import queries as owed
from liandong.kernel.actor import Actor

from ..models import Agreement, Breach, Dispute, Ending
from ..rules import remains
from . import agreements

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from liandong.duties.models import Duty

COUNTED = ("kept", "late", "missed", "open", "waived", "lapsed")


@dataclass(frozen=True)
class Remain:
    """An open duty and what the end makes of it."""

    duty: "Duty"
    fate: remains.Fate


@dataclass(frozen=True)
class Side:
    """What one party owed under the agreement and how it came out."""

    agency: UUID
    name: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Flow:
    """What was open under the agreement to the end: records of ours to a partner, and of the partner's to us."""

    partner: UUID
    name: str
    named: str
    given: int
    taken: int


@dataclass(frozen=True)
class Report:
    """The closing report of an agreement, as far as the actor's agency may know."""

    agreement: Agreement
    ended_by: Ending | None
    sides: list[Side]
    flows: list[Flow] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    disputes: list[Dispute] = field(default_factory=list)
    remains: list[Remain] = field(default_factory=list)


# What was open under an agreement between the actor's agency and a partner: told by modules above, wired in web/wiring.py.
Counter = Callable[[UUID, UUID], Iterable[tuple[str, int, int]]]
counters: list[Counter] = []


def owed_under(agreement: Agreement) -> "QuerySet[Duty]":
    """Every duty under the agreement, those of its breaches included, soonest first."""
    grounds = list(Breach.objects.filter(agreement=agreement).values_list("pk", flat=True))
    return owed.duties().filter(Q(basis=agreement.pk) | Q(basis__in=grounds)).order_by("due_at", "pk")


def remaining(agreement: Agreement, ending: datetime) -> list[Remain]:
    """The open duties and what an end at that moment makes of each; what lapses comes last."""
    found = [Remain(duty, remains.Fate.OWED if duty.basis != agreement.pk else remains.fate(
        duty.kind, starts_at=duty.starts_at, due_at=duty.due_at, ending=ending))
        for duty in owed.open_ones(owed_under(agreement))]
    return sorted(found, key=lambda one: one.fate == remains.Fate.LAPSES)


def came_out(agreement: Agreement, agency: UUID, outcome: str, at: datetime) -> "QuerySet[Duty]":
    """What that party owed under it and how it came out: the rows behind a figure."""
    return owed_under(agreement).filter(owed.OUTCOMES[outcome](at), agency=agency)


def report(actor: Actor, agreement: Agreement) -> Report:
    """The closing report as it stands now; while it runs, what it would say."""
    names = agencies.names(agreement.parties)
    sides = [Side(key, names.get(key, ""),
                  {outcome: came_out(agreement, key, outcome, actor.at).count() for outcome in COUNTED})
             for key in agreements.terms_of(agreement).agencies() or agreement.parties]
    last = agreement.ends_at or actor.at
    return Report(agreement, ended_by(agreement), sides, list(_flows(actor, agreement, names)),
                  list(Breach.objects.filter(agreement=agreement).select_related("claimant", "respondent").order_by("at")),
                  list(Dispute.objects.filter(agreement=agreement).order_by("at")), remaining(agreement, last))


def ended_by(agreement: Agreement) -> Ending | None:
    """What ended it, or will; nothing where it runs to the end of its period."""
    found = Ending.objects.filter(agreement=agreement, stage="settled", ends_at=agreement.ends_at)
    return found.select_related("agency", "agreement").order_by("settled_at").first()


def _flows(actor: Actor, agreement: Agreement, names: dict[UUID, str]) -> Iterable[Flow]:
    for counter in counters:
        for partner in agreement.parties:
            if partner != actor.agency and actor.agency in agreement.parties:
                for named, given, taken in counter(agreement.pk, partner):
                    yield Flow(partner, names.get(partner, ""), named, given, taken)
