"""What befell one duty: its questions, the steps of its clock, who waived it, what was ordered."""
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from ..models import Duty, Fired, Pause, Waiver
from . import clocks
from .calendar import calendar


@dataclass(frozen=True)
class Step:
    """A reminder or escalation of the present due: its moment, and when it was told, or that a later one overtook it."""

    name: str
    at: datetime
    fired_at: datetime | None
    is_overtaken: bool


def pauses(duty: Duty) -> QuerySet[Pause]:
    """The questions that stopped its clock, in their order."""
    return Pause.objects.filter(duty=duty).select_related("agency", "answering").order_by("asked_at")


def asked_of(actor: Actor) -> QuerySet[Pause]:
    """The questions that wait for an answer of the actor's agency, the oldest first."""
    mine = Pause.objects.filter(answered_at=None, duty__outcome="", duty__parties__contains=[actor.agency])
    return mine.exclude(agency=actor.agency).select_related("duty", "agency").order_by("asked_at", "pk")


def waivers(duty: Duty) -> QuerySet[Waiver]:
    """Who let it go, with their reasons."""
    return Waiver.objects.filter(duty=duty).select_related("agency").order_by("at")


def fired(duty: Duty) -> QuerySet[Fired]:
    """Every step that was told, also for a due that a pause has moved."""
    return Fired.objects.filter(duty=duty).order_by("at", "pk")


def orders(duty: Duty) -> QuerySet[Duty]:
    """What superiors ordered about it, in their order."""
    return Duty.objects.filter(basis_kind="order", basis=duty.pk).select_related("agency").order_by("starts_at", "pk")


def ladder(duty: Duty) -> list[Step]:
    """The steps of its present due, told and still to come."""
    told = [found for found in fired(duty) if found.due_at == duty.due_at]
    at = {found.step: found.at for found in told}
    overtaken = {step for found in told for step in found.overtaken}
    return [Step(rung.step, rung.at, at.get(rung.step), rung.step in overtaken)
            for rung in clocks.rungs(duty, Pause.objects.filter(duty=duty), calendar())]
