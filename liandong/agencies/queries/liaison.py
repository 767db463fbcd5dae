"""Reads whom one calls: liaison officers, vacant posts, counterpart desks."""
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from liandong.kernel.actor import Actor

from .. import rules
from ..models import Desk, Handover, Liaison, Vacancy


def liaisons(of: UUID, partner: UUID) -> QuerySet[Liaison]:
    """The liaison officers an agency has named for that partner."""
    found = Liaison.objects.filter(agency=of, partner=partner, until=None)
    return found.select_related("officer", "officer__department", "deputy")


def liaison_posts(actor: Actor, other: UUID) -> QuerySet[Liaison]:
    """The liaison posts between the actor's agency and another, both ways; of one's own agency, every one."""
    found = Liaison.objects.filter(until=None).select_related("officer", "officer__department", "deputy", "agency", "partner")
    if other != actor.agency:
        found = found.filter(Q(agency=other) | Q(partner=other))
    return found.order_by("partner__code", "officer__police_number")


def liaison_post(actor: Actor, pk: UUID) -> Liaison | None:
    """A liaison post the actor's agency named and has not ended."""
    found = Liaison.objects.select_related("agency", "officer", "deputy", "partner")
    return found.filter(pk=pk, agency=actor.agency, until=None).first()


def handovers(actor: Actor, other: UUID) -> QuerySet[Handover]:
    """The last hand-overs of the actor's own posts, for that partner or, of one's own agency, for any; newest first."""
    found = Handover.objects.select_related("old__officer", "new__officer", "old__partner")
    if other != actor.agency:
        found = found.filter(old__partner=other)
    return found.order_by("-at")


def vacancies(actor: Actor, other: UUID) -> QuerySet[Vacancy]:
    """The liaison posts of the actor's agency nobody holds, for that partner or, of one's own agency, for any."""
    found = Vacancy.objects.filter(filled_at=None).select_related("partner").order_by("since")
    return found if other == actor.agency else found.filter(partner=other)


def desks(of: UUID) -> list[Desk]:
    """The counterpart desks of an agency the actor may know, in the order of functions; those for one partner first."""
    found = Desk.objects.filter(agency=of).select_related("department", "officer", "partner")
    return sorted(found, key=lambda d: (rules.ORDER.index(d.function), d.partner_id is None, d.name))


def desk(actor: Actor, pk: UUID) -> Desk | None:
    """A counterpart desk of the actor's own agency."""
    return Desk.objects.filter(pk=pk, agency=actor.agency).first()


def staffed(found: Iterable[Desk], at: datetime) -> list[Desk]:
    """Those where somebody answers at that moment."""
    return [one for one in found if rules.is_open(one, at)]
