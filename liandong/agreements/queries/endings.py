"""Reads endings: what is proposed or was noticed, who has answered, what may begin, and what waits for whom."""
from collections.abc import Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer

from ..models import Answer, Ending
from ..rules import endings, stepping
from . import agreements


def of(pk: UUID) -> Ending | None:
    """One ending, if the actor may see its agreement."""
    return Ending.objects.select_related("agreement", "agency").filter(pk=pk).first()


def of_agreement(key: UUID) -> list[Ending]:
    """Every ending of an agreement, newest first."""
    return list(Ending.objects.filter(agreement=key).select_related("agreement", "agency").order_by("-at", "-pk"))


def answers(ending: Ending) -> dict[UUID, Answer]:
    """What each party has answered, by party."""
    return {answer.agency_id: answer
            for answer in Answer.objects.filter(ending=ending).select_related("agency").order_by("at")}


def sides_of(actor: Actor, ending: Ending, answered: Mapping[UUID, Answer] | None = None) -> set[str]:
    """On which side of the ending the actor's agency stands."""
    found = answers(ending) if answered is None else answered
    return endings.sides(kind=ending.kind, author=ending.agency_id, agency=actor.agency,
                         parties=agreements.staying(ending.agreement, actor.at),
                         answered=found)


def missing(actor: Actor, ending: Ending, *, text: str | None = None) -> stepping.Missing:
    """What stands in the way of each step."""
    received = ending.kind == endings.Kind.NOTICE and Answer.objects.filter(ending=ending).exists()
    found = endings.missing(at=actor.at, last_on=ending.last_on, text=text, received=received)
    return {paper: (sentence, {}) for paper, sentence in found.items()}


def offers(actor: Actor, ending: Ending) -> list[Offer]:
    """The steps to draw as buttons."""
    return stepping.offers(endings.ENDING, ending.stage, sides=sides_of(actor, ending), roles=actor.roles,
                           missing=missing(actor, ending))


def waiting_for(actor: Actor) -> QuerySet[Ending]:
    """What is proposed to the actor's agency and it has not answered; receipts of notices wait as duties."""
    answered = Answer.objects.filter(ending=OuterRef("pk"), agency=actor.agency)
    return Ending.objects.filter(~Exists(answered), ~Q(agency=actor.agency), stage=endings.EndingStage.OPEN,
                                 kind=endings.Kind.CONSENT,
                                 agreement__parties__contains=[actor.agency]).select_related("agreement", "agency")


def unreceived() -> QuerySet[Ending]:
    """Notices that wait for receipts; for the job."""
    return Ending.objects.filter(stage=endings.EndingStage.OPEN, kind=endings.Kind.NOTICE).select_related("agreement")
