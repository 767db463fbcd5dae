"""Breaches and disputes over the API, by the rules of the pages; a mediator reads the file of its dispute and no more."""
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from . import actions, queries
from .models import Agreement, Breach, Dispute
from .rules import breaches as breach_rules, disputes as dispute_rules
from .rules.terms import Limit

router = Router(tags=["agreements"])
BREACH_STEPS = "\n".join(f"* `{step.verb}`: by the {', '.join(sorted(step.sides))}" for step in breach_rules.BREACH.steps)
DISPUTE_STEPS = "\n".join(f"* `{step.verb}`: by a {', '.join(sorted(step.sides))}" for step in dispute_rules.DISPUTE.steps)
BREACH: dict[str, Callable[..., Breach]] = {
    "admit": partial(actions.answer_breach, admits=True), "deny": partial(actions.answer_breach, admits=False),
    "confirm": actions.confirm_cured, "reject": actions.reject_cure, "agree_damages": actions.agree_damages,
    "waive": actions.waive_breach, "retract": actions.retract_claim, "rescind": actions.rescind}
BREACH_FIELDS = ("stage", "at", "clause", "text", "duties", "cure_amount", "cure_unit", "answer", "answered_at", "rejected_at",
                 "damages", "pay_days", "closed_at", "closed_why", "version")
DISPUTE_FIELDS = ("agreement_id", "number", "title", "at", "agencies", "breach", "clauses", "ways", "alternatives", "stage",
                  "closed_at", "version")


class BreachOut(Schema):
    """A breach; `steps` are those that are the caller's now."""

    id: UUID
    agreement: UUID
    claimant: UUID
    respondent: UUID
    stage: str
    at: datetime
    clause: str
    text: str
    duties: list[UUID]
    cure_amount: int
    cure_unit: str
    answer: str
    answered_at: datetime | None
    rejected_at: datetime | None
    damages: Decimal | None
    pay_days: int | None
    closed_at: datetime | None
    closed_why: str
    version: int
    steps: list[str]


class ClaimWish(Schema):
    """Against whom, on which missed duties; the time to cure counts where the agreement names none."""

    respondent: UUID
    text: str
    duties: list[UUID] = []
    clause: str = ""
    cure_amount: int = 15
    cure_unit: Literal["day", "working_day"] = "day"


class BreachWish(Schema):
    """What a step asks: the version seen, what is written with it; of damages the amount in yuan and the days to pay."""

    version: int
    text: str = ""
    amount: Decimal = Decimal(0)
    days: int = 0


class FilingOut(Schema):
    """A paper in the file of a dispute."""

    agency: UUID
    at: datetime
    stage: str
    part: str
    text: str
    facts: list[dict[str, Any]]


class DisputeOut(Schema):
    """A dispute with its file; `steps` are those that are the caller's now."""

    id: UUID
    agreement_id: UUID
    number: str
    title: str
    opener: UUID
    at: datetime
    agencies: list[UUID]
    mediator: UUID | None
    breach: UUID | None
    clauses: list[dict[str, str]]
    ways: list[str]
    alternatives: list[str]
    stage: str
    closed_at: datetime | None
    version: int
    supplement: UUID | None
    file: list[FilingOut]
    steps: list[str]


class DisputeWish(Schema):
    """What about, with whom, which clauses and duties, about which breach."""

    title: str
    others: list[UUID]
    text: str
    clauses: list[str] = []
    duties: list[UUID] = []
    breach: UUID | None = None


class DisputeStep(Schema):
    """What a step asks: the version seen, what is written with it, and where it goes on to where there is a choice."""

    version: int = 0
    text: str = ""
    to: str = ""
    duties: list[UUID] = []


@router.get("/{uuid:pk}/breaches", response=list[BreachOut], summary="Breaches of an agreement")
def breaches(request: Any, pk: UUID) -> list[BreachOut]:
    """Newest first; for its parties."""
    return [_breach_out(request, it) for it in queries.breaches.of_agreement(_agreement(request, pk).pk)]


@router.post("/{uuid:pk}/breaches", response=BreachOut, summary="Claim a breach")
def claim(request: Any, pk: UUID, wish: ClaimWish) -> BreachOut:
    """The clocks to answer and to cure begin."""
    it = actions.claim_breach(request.actor, _agreement(request, pk), respondent=wish.respondent, text=wish.text,
                              duties=wish.duties, clause=wish.clause,
                              cure=Limit(amount=wish.cure_amount, unit=wish.cure_unit))
    return _breach_out(request, it)


@router.get("/breaches/{uuid:one}", response=BreachOut, summary="One breach")
def breach(request: Any, one: UUID) -> BreachOut:
    """The claim, the answer, and what came of it."""
    return _breach_out(request, _breach(one))


@router.post("/breaches/{uuid:one}/{verb}", response=BreachOut, summary="Take a step of a breach", description=BREACH_STEPS)
def take_breach(request: Any, one: UUID, verb: str, wish: BreachWish) -> BreachOut:
    """Take a step; 409 with the reason, such as the clause that does not allow rescission."""
    it, actor = _breach(one), request.actor
    if verb == "ask_damages":
        actions.ask_damages(actor, it, amount=wish.amount, days=wish.days, text=wish.text, version=wish.version)
    elif verb in BREACH:
        BREACH[verb](actor, it, text=wish.text, version=wish.version)
    else:
        raise Http404
    return _breach_out(request, _breach(one))


@router.get("/{uuid:pk}/disputes", response=list[DisputeOut], summary="Disputes under an agreement")
def disputes(request: Any, pk: UUID) -> list[DisputeOut]:
    """Newest first; those the caller's agency is a party to."""
    return [_dispute_out(request, it) for it in queries.disputes.of_agreement(_agreement(request, pk).pk)]


@router.post("/{uuid:pk}/disputes", response=DisputeOut, summary="Open a dispute")
def open_one(request: Any, pk: UUID, wish: DisputeWish) -> DisputeOut:
    """It begins at the first step the agreement names."""
    about = _breach(wish.breach) if wish.breach else None
    it = actions.open_dispute(request.actor, _agreement(request, pk), title=wish.title, others=wish.others, text=wish.text,
                              clauses=wish.clauses, duties=wish.duties, breach=about)
    return _dispute_out(request, it)


@router.get("/disputes/{uuid:one}", response=DisputeOut, summary="One dispute with its file")
def dispute(request: Any, one: UUID) -> DisputeOut:
    """For the parties to it and its mediator."""
    return _dispute_out(request, _dispute(one))


@router.post("/disputes/{uuid:one}/{verb}", response=DisputeOut, summary="Take a step of a dispute",
             description=DISPUTE_STEPS)
def take_dispute(request: Any, one: UUID, verb: str, wish: DisputeStep) -> DisputeOut:
    """Take a step; 409 with the reason where a rule forbids it. `draw_up` names its draft in `supplement`."""
    it, actor = _dispute(one), request.actor
    if verb in ("state", "propose", "refuse"):
        actions.add_to_dispute(actor, it, verb=verb, text=wish.text, duties=wish.duties)
    elif verb == "accept":
        actions.accept_result(actor, it, text=wish.text, version=wish.version)
    elif verb == "go_on":
        actions.go_on(actor, it, text=wish.text, version=wish.version, to=wish.to)
    elif verb in ("rule", "drop"):
        actions.end_dispute(actor, it, verb=verb, text=wish.text, version=wish.version)
    elif verb == "draw_up":
        actions.draw_up(actor, it)
    else:
        raise Http404
    return _dispute_out(request, _dispute(one))


def _breach_out(request: Any, it: Breach) -> BreachOut:
    return BreachOut(id=it.pk, agreement=it.agreement_id, claimant=it.claimant_id, respondent=it.respondent_id,
                     **{name: getattr(it, name) for name in BREACH_FIELDS},
                     steps=[offer.step.verb for offer in queries.breaches.offers(request.actor, it) if offer.is_open])


def _dispute_out(request: Any, it: Dispute) -> DisputeOut:
    drafted = queries.disputes.supplement(it)
    return DisputeOut(
        id=it.pk, opener=it.opener_id, mediator=it.mediator_id, supplement=drafted.pk if drafted else None,
        **{name: getattr(it, name) for name in DISPUTE_FIELDS},
        file=[FilingOut(agency=one.agency_id, at=one.at, stage=one.stage, part=one.part, text=one.text, facts=one.facts)
              for one in queries.disputes.file(it)],
        steps=[offer.step.verb for offer in queries.disputes.offers(request.actor, it) if offer.is_open])


def _agreement(request: Any, pk: UUID) -> Agreement:
    found = queries.of(pk)
    if found is None or not queries.is_own(request.actor, found):
        raise Http404
    return found


def _breach(pk: UUID) -> Breach:
    it = queries.breaches.of(pk)
    if it is None:
        raise Http404
    return it


def _dispute(pk: UUID) -> Dispute:
    it = queries.disputes.of(pk)
    if it is None:
        raise Http404
    return it
