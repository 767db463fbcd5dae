"""Reads disputes: their files, where they may go on, who may mediate, what waits for whom."""
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer

from ..models import Agreement, Dispute, Filing
from ..rules import disputes, stepping
from ..rules.disputes import Part
from ..rules.lifecycle import Stage
from ..rules.terms import clause_of
from . import agreements


def of(pk: UUID) -> Dispute | None:
    """One dispute, if the actor's agency is a party to it or mediates."""
    return Dispute.objects.select_related("opener", "mediator").filter(pk=pk).first()


def of_agreement(key: UUID) -> list[Dispute]:
    """The disputes under an agreement that the actor sees, newest first."""
    return list(Dispute.objects.filter(agreement=key).select_related("opener", "mediator").order_by("-at", "-pk"))


def file(dispute: Dispute) -> list[Filing]:
    """What lies in the file, in its order."""
    return list(Filing.objects.filter(dispute=dispute).select_related("agency").order_by("at", "pk"))


def result(dispute: Dispute) -> Filing | None:
    """The result proposed last."""
    return Filing.objects.filter(dispute=dispute, part=Part.RESULT).select_related("agency").order_by("-at", "-pk").first()


def decided(result: Filing | None) -> dict[UUID, str]:
    """What each party has said to that result."""
    return dict(Filing.objects.filter(about=result.pk).values_list("agency", "part")) if result else {}


def after(dispute: Dispute) -> list[str]:
    """Where it may go on."""
    return disputes.following(dispute.ways, dispute.alternatives, dispute.stage)


def common_superior(agencies: list[UUID]) -> UUID | None:
    """The nearest agency above all of these."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_common_superior(%s::uuid[])", [agencies])
        found: UUID | None = cursor.fetchone()[0]
    return found


def clauses(agreement: Agreement, wanted: list[str] | None = None) -> list[dict[str, str]]:
    """The clauses of the agreement with their words, or those that are wanted."""
    known = agreements.terms_of(agreement).clauses
    named = {clause_of(known, one.start): agreement.text[one.start:one.end].strip() for one in known}
    return [{"clause": name, "text": text} for name, text in named.items() if name and (wanted is None or name in wanted)]


def is_drawn_up(dispute: Dispute) -> bool:
    """Whether a supplement was drafted from its result and not withdrawn; the draft itself may not be the actor's to see."""
    if dispute.supplement is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_is_drawn_up(%s)", [dispute.pk])
        return bool(cursor.fetchone()[0])


def supplement(dispute: Dispute) -> Agreement | None:
    """The supplement drafted from its result, as far as the actor sees it."""
    return agreements.of(dispute.supplement) if dispute.supplement else None


def sides_of(actor: Actor, dispute: Dispute) -> set[str]:
    """On which sides of the dispute the actor's agency stands."""
    latest = result(dispute)
    return disputes.sides(agencies=dispute.agencies, opener=dispute.opener_id, agency=actor.agency, decided=decided(latest),
                          mediator=dispute.mediator_id if dispute.stage == disputes.DisputeStage.MEDIATION else None,
                          has_result=latest is not None)


def missing(actor: Actor, dispute: Dispute, *, text: str | None = None) -> stepping.Missing:
    """What stands in the way of each step."""
    settled = dispute.stage == disputes.DisputeStage.SETTLED
    return disputes.missing(stage=dispute.stage, is_mediator=dispute.mediator_id == actor.agency, clause="",
                            is_drawn_up=settled and is_drawn_up(dispute), is_running=not settled or _runs(actor, dispute),
                            has_mediator=dispute.mediator_id is not None, has_result=result(dispute) is not None,
                            after=after(dispute), text=text)


def _runs(actor: Actor, dispute: Dispute) -> bool:
    found = agreements.of(dispute.agreement_id)
    return found is not None and agreements.stage_of(found, actor.at) == Stage.IN_FORCE


def offers(actor: Actor, dispute: Dispute) -> list[Offer]:
    """The steps to draw as buttons."""
    return stepping.offers(disputes.DISPUTE, dispute.stage, sides=sides_of(actor, dispute), roles=actor.roles,
                           missing=missing(actor, dispute))


def waiting_for(actor: Actor) -> QuerySet[Dispute]:
    """What waits for the actor's agency: results to accept or refuse, and disputes to mediate that lack a result."""
    latest = Filing.objects.filter(dispute=OuterRef("pk"), part=Part.RESULT).order_by("-at", "-pk")
    said = Filing.objects.filter(dispute=OuterRef("pk"), agency=actor.agency, part__in=[Part.ACCEPTANCE, Part.REFUSAL],
                                 about__in=latest.values("pk")[:1])
    proposed = Filing.objects.filter(dispute=OuterRef("pk"), agency=actor.agency, part=Part.RESULT)
    talks = Q(agencies__contains=[actor.agency], stage__in=disputes.TALKS) & Exists(latest) & ~Exists(said)
    mediates = Q(mediator=actor.agency, stage=disputes.DisputeStage.MEDIATION) & ~Exists(proposed)
    return Dispute.objects.filter(talks | mediates, closed_at=None).select_related("opener").order_by("at")
