"""An agreement in force over the API: what is in effect, what rests, and its steps."""
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Router, Schema

from . import actions, queries
from .models import Agreement
from .rules.force import FORCE

router = Router(tags=["agreements"])
STEPS = "\n".join(f"* `{step.verb}`: {', '.join(sorted(step.roles))}" for step in FORCE.steps)


class RestOut(Schema):
    """A pause or a proposal of one: of all, of what one gives, or of what it gives to one."""

    id: UUID
    owner: UUID | None
    agency: UUID | None
    why: str
    asked_at: datetime
    asked_by: UUID
    since: datetime | None
    agreed: list[UUID]
    resuming: list[UUID]


class RunningOut(Schema):
    """What is in effect and for whom."""

    in_effect: UUID
    parties: list[UUID]
    suspended_at: datetime | None
    ends_at: datetime | None
    supplements: list[UUID]
    rests: list[RestOut]
    steps: list[str]
    terms: dict[str, Any]


class RunWish(Schema):
    """What a step asks: why; to whom a pause is; from when a supplement is in effect; which pause is meant."""

    why: str = ""
    partner: UUID | None = None
    starts: date | None = None
    rest: UUID | None = None


@router.get("/{uuid:pk}/running", response=RunningOut, summary="An agreement in force")
def running(request: Any, pk: UUID) -> RunningOut:
    """The terms in effect today, who is still a party, what is paused, and the steps that are the caller's."""
    it, actor = _found(request, pk), request.actor
    effect = queries.in_effect(it, actor.at)
    rests = [RestOut(id=r.pk, owner=r.owner_id, agency=r.agency_id, why=r.why, asked_at=r.asked_at, asked_by=r.asked_by_id,
                     since=r.since, agreed=r.agreed, resuming=r.resuming) for r in queries.rests(it)]
    return RunningOut(in_effect=effect.pk, parties=queries.staying(it, actor.at), suspended_at=it.suspended_at,
                      ends_at=it.ends_at, supplements=[one.pk for one in queries.supplements(it)], rests=rests,
                      steps=[offer.step.verb for offer in queries.running_offers(actor, it) if offer.is_open],
                      terms=effect.terms)


@router.post("/{uuid:pk}/running/{verb}", response=RunningOut, summary="Take a step of an agreement in force",
             description=f"`agree_suspend`, `resume` and `decline` name the pause.\n\n{STEPS}")
def take_running(request: Any, pk: UUID, verb: str, wish: RunWish) -> RunningOut:
    """Take a step; 409 with the reason where a rule forbids it."""
    it, actor = _found(request, pk), request.actor
    noted = {"suspend": actions.suspend, "leave": actions.leave, "object": actions.object_to_renewal}
    on_rest = {"agree_suspend": actions.agree_suspend, "resume": actions.resume, "decline": actions.decline_pause}
    if verb in noted:
        noted[verb](actor, it, why=wish.why)
    elif verb == "pause":
        actions.pause(actor, it, partner=wish.partner, why=wish.why)
    elif verb == "supplement":
        actions.supplement(actor, it, starts=wish.starts)
    elif verb == "again":
        actions.again(actor, it)
    elif verb in on_rest and (rest := next((one for one in queries.rests(it) if one.pk == wish.rest), None)):
        on_rest[verb](actor, it, rest)
    else:
        raise Http404
    return running(request, pk)


def _found(request: Any, pk: UUID) -> Agreement:
    found = queries.of(pk)
    if found is None or found.signed_at is None or found.amends_id or not queries.is_own(request.actor, found):
        raise Http404
    return found
