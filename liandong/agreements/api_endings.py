"""How agreements end over the API: notices, proposals, their answers, and the closing report, by the rules of the pages."""
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from . import actions, queries
from .models import Agreement, Ending
from .rules.endings import ENDING

router = Router(tags=["agreements"])
STEPS = "\n".join(f"* `{step.verb}`: by the {', '.join(sorted(step.sides))}; roles {', '.join(sorted(step.roles))}"
                  for step in ENDING.steps)
ANSWERS: dict[str, Callable[..., Ending]] = {"consent": actions.consent_end, "decline": actions.decline_end,
                                             "receive": actions.receive_notice, "withdraw": actions.withdraw_end}


class AnswerOut(Schema):
    """What a party answered: consent, decline, receipt, or deemed."""

    agency: UUID
    at: datetime
    word: str
    text: str


class EndingOut(Schema):
    """A notice, a proposal or a rescission; `steps` are those that are the caller's now."""

    id: UUID
    agreement: UUID
    kind: str
    stage: str
    agency: UUID
    at: datetime
    why: str
    form: str
    letter: str
    clause: str
    last_on: date | None
    breach: UUID | None
    ends_at: datetime | None
    answers: list[AnswerOut]
    steps: list[str]


class EndWish(Schema):
    """A notice of termination, or a proposal with its last day."""

    how: Literal["notice", "consent"]
    why: str
    form: Literal["platform", "letter", "oral"] = "platform"
    letter: str = ""
    last_on: date | None = None


class Words(Schema):
    """What is written with a step."""

    text: str = ""


class SideOut(Schema):
    """How many duties of a party were kept, late, missed, are open, were waived, lapsed."""

    agency: UUID
    counts: dict[str, int]


class FlowOut(Schema):
    """What was open under it: records of the caller's agency to a partner, and of the partner's to it, by category."""

    partner: UUID
    category: str
    given: int
    taken: int


class RemainOut(Schema):
    """A duty that is open at the end, and what becomes of it."""

    duty: UUID
    kind: str
    agency: UUID
    due_at: datetime
    fate: str


class ReportOut(Schema):
    """The closing report as it stands; while the agreement runs, what it would say."""

    ends_at: datetime | None
    ended_by: UUID | None
    sides: list[SideOut]
    flows: list[FlowOut]
    breaches: list[UUID]
    disputes: list[UUID]
    remains: list[RemainOut]


@router.get("/{uuid:pk}/endings", response=list[EndingOut], summary="Notices, proposals and rescissions of an agreement")
def endings(request: Any, pk: UUID) -> list[EndingOut]:
    """Newest first; for its parties."""
    return [_out(request, it) for it in queries.endings.of_agreement(_agreement(request, pk).pk)]


@router.post("/{uuid:pk}/endings", response=EndingOut, summary="Give notice, or propose an end to all")
def begin(request: Any, pk: UUID, wish: EndWish) -> EndingOut:
    """What a clause forbids is refused with the clause (409)."""
    it = _agreement(request, pk)
    if wish.how == "notice":
        return _out(request, actions.give_notice(request.actor, it, why=wish.why, form=wish.form, letter=wish.letter))
    if wish.last_on is None:
        raise Http404
    return _out(request, actions.propose_end(request.actor, it, last_on=wish.last_on, why=wish.why))


@router.get("/{uuid:pk}/closing", response=ReportOut, summary="The closing report")
def closing(request: Any, pk: UUID) -> ReportOut:
    """What was given and taken as far as the caller's agency may know, what was kept and missed, what remains."""
    it = _agreement(request, pk)
    if it.starts_at is None:
        raise Http404
    found = queries.closing.report(request.actor, it)
    return ReportOut(
        ends_at=it.ends_at, ended_by=found.ended_by.pk if found.ended_by else None,
        sides=[SideOut(agency=one.agency, counts=one.counts) for one in found.sides],
        flows=[FlowOut(partner=one.partner, category=one.named, given=one.given, taken=one.taken) for one in found.flows],
        breaches=[one.pk for one in found.breaches], disputes=[one.pk for one in found.disputes],
        remains=[RemainOut(duty=one.duty.pk, kind=one.duty.kind, agency=one.duty.agency_id, due_at=one.duty.due_at,
                           fate=one.fate.value) for one in found.remains])


@router.get("/endings/{uuid:one}", response=EndingOut, summary="One notice, proposal or rescission")
def ending(request: Any, one: UUID) -> EndingOut:
    """With who has answered what."""
    return _out(request, _ending(one))


@router.post("/endings/{uuid:one}/{verb}", response=EndingOut, summary="Answer it, or take it back", description=STEPS)
def answer(request: Any, one: UUID, verb: str, wish: Words) -> EndingOut:
    """Take a step; 409 with the reason where a rule forbids it."""
    it, act = _ending(one), ANSWERS.get(verb)
    if act is None:
        raise Http404
    return _out(request, act(request.actor, it, text=wish.text))


def _out(request: Any, it: Ending) -> EndingOut:
    said = queries.endings.answers(it).values()
    return EndingOut(
        id=it.pk, agreement=it.agreement_id, agency=it.agency_id,
        **{name: getattr(it, name) for name in ("kind", "stage", "at", "why", "form", "letter", "clause", "last_on", "breach",
                                                "ends_at")},
        answers=[AnswerOut(agency=one.agency_id, at=one.at, word=one.word, text=one.text) for one in said],
        steps=[offer.step.verb for offer in queries.endings.offers(request.actor, it) if offer.is_open])


def _agreement(request: Any, pk: UUID) -> Agreement:
    found = queries.of(pk)
    if found is None or not queries.is_own(request.actor, found):
        raise Http404
    return found


def _ending(pk: UUID) -> Ending:
    it = queries.endings.of(pk)
    if it is None:
        raise Http404
    return it
