"""Reads breaches: the missed duties that may be claimed, how far a breach has come, what waits for whom."""
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from liandong.duties import queries as owed
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer

from ..models import Agreement, Breach, Dispute
from ..rules import breaches, notice, stepping
from . import agreements

if TYPE_CHECKING:
    from liandong.duties.models import Duty


def of(pk: UUID) -> Breach | None:
    """One breach, if the actor may see its agreement."""
    return Breach.objects.select_related("agreement", "claimant", "respondent").filter(pk=pk).first()


def of_agreement(key: UUID) -> list[Breach]:
    """Every breach of an agreement, newest first."""
    return list(Breach.objects.filter(agreement=key).select_related("claimant", "respondent").order_by("-at", "-pk"))


def missed(actor: Actor, agreement: Agreement) -> "QuerySet[Duty]":
    """What the other parties owed the actor's agency under it and did not do in time: what a claim can name."""
    fallen = Q(outcome="", due_at__lt=actor.at, paused_at=None) | Q(outcome="late")
    return owed.owed_to(actor.agency).filter(fallen, basis=agreement.pk)


def evidence(breach: Breach) -> "QuerySet[Duty]":
    """The missed duties that the claim names, as far as the actor sees them."""
    return owed.duties().filter(pk__in=breach.duties).order_by("due_at")


def duties(breach: Breach) -> "dict[str, Duty]":
    """The duties the breach began, by kind: to answer, to cure, to pay."""
    return {duty.kind: duty for duty in owed.of_basis(breach.pk)}


def cure(breach: Breach) -> breaches.Cure | None:
    """The duty to cure, as far as it decides what may follow."""
    duty = duties(breach).get("cure")
    return breaches.Cure(duty.due_at, is_reported=duty.outcome in ("kept", "late"), is_kept=duty.outcome == "kept",
                         is_paused=duty.paused_at is not None and not duty.outcome,
                         is_rejected=breach.rejected_at is not None) if duty else None


def is_disputed(breach: Breach) -> bool:
    """Whether a dispute about it is open."""
    return Dispute.objects.filter(breach=breach.pk, closed_at=None).exists()


def missing(actor: Actor, breach: Breach, *, text: str | None = None, amount: object = 1) -> stepping.Missing:
    """What stands in the way of each step."""
    known = cure(breach)
    return breaches.missing(agreements.terms_at(breach.agreement, breach.at), known, at=actor.at,
                            is_disputed=is_disputed(breach),
                            due=notice.last_day(known.due_at).isoformat() if known else "", is_asked=breach.damages is not None,
                            text=text, amount=amount)


def offers(actor: Actor, breach: Breach) -> list[Offer]:
    """The steps to draw as buttons."""
    sides = breaches.sides(claimant=breach.claimant_id, respondent=breach.respondent_id, agency=actor.agency)
    found = stepping.offers(breaches.BREACH, breach.stage, sides=sides, roles=actor.roles, missing=missing(actor, breach))
    hidden = {"confirm", "reject"} if "reported" in missing(actor, breach) else set()
    hidden |= {"agree_damages"} if breach.damages is None else set()
    return [offer for offer in found if offer.step.verb not in hidden]


def waiting_for(actor: Actor) -> QuerySet[Breach]:
    """What waits for the actor's agency: damages to agree to, and cures that the other party says are done.

    The answer to a claim and the cure itself wait as duties.
    """
    cured = owed.owed_to(actor.agency).filter(basis_kind="breach", kind="cure", outcome__in=["kept", "late"]).values("basis")
    ours = Q(respondent=actor.agency, damages__isnull=False) | Q(claimant=actor.agency, rejected_at=None, pk__in=cured)
    return Breach.objects.filter(ours, closed_at=None).select_related("agreement", "claimant", "respondent").order_by("at")
