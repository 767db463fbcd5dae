"""Reads an agreement that runs: which terms are in effect, who is still a party, what is paused, what may be done."""
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet

from liandong.access import queries as access
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer

from ..models import Agreement
from ..rules import force, notice
from ..rules.lifecycle import PARTY, Stage
from ..rules.terms import Terms
from . import agreements
from .agreements import staying

if TYPE_CHECKING:
    from liandong.access.models import Suspension


def remaining(agreement: Agreement) -> list[UUID]:
    """The parties that have neither left nor given notice that they leave."""
    left = access.leavings(agreement.pk)
    return [party for party in agreement.parties if party not in left]


def in_effect(agreement: Agreement, at: datetime) -> Agreement:
    """The agreement or supplement whose terms are in effect; before the start the first, after the end the last."""
    deed = access.effective_deed(agreement.pk, at)
    return (deed is not None and deed.pk != agreement.pk and agreements.of(deed.pk)) or agreement


def latest(agreement: Agreement) -> Agreement:
    """The agreement or its last signed supplement, in effect or still to come."""
    found = access.series(agreement.pk)
    return (bool(found) and found[-1].pk != agreement.pk and agreements.of(found[-1].pk)) or agreement


def supplements(agreement: Agreement) -> QuerySet[Agreement]:
    """Its supplements that the actor sees, drafts of its own included; newest first."""
    return agreements.visible().filter(amends=agreement).exclude(stage=Stage.WITHDRAWN)


def successors(agreement: Agreement) -> QuerySet[Agreement]:
    """What is negotiated in its place, as far as the actor sees."""
    return agreements.visible().filter(follows=agreement).exclude(stage=Stage.WITHDRAWN)


def rests(agreement: Agreement) -> "list[Suspension]":
    """What is paused, or waits for consent to be, now."""
    return list(access.pauses(agreement.pk).filter(until=None))


def last_day(agreement: Agreement) -> date | None:
    """The last day of the whole; none where it has no end."""
    ends = agreement.ends_at
    return notice.last_day(ends) if ends and ends.year < force.FOREVER else None


def running_offers(actor: Actor, agreement: Agreement) -> list[Offer]:
    """The steps to draw on the page of what runs; a supplement has none of its own."""
    stands = agreement.amends_id is None and actor.agency in staying(agreement, actor.at)
    return force.FORCE.offers(agreements.stage_of(agreement, actor.at), sides={PARTY} if stands else set(), roles=actor.roles,
                              missing=running_lacks(actor, agreement) if stands else {})


def running_lacks(actor: Actor, agreement: Agreement) -> dict[str, str]:
    """The papers that its steps miss."""
    terms, deed = agreements.terms_of(in_effect(agreement, actor.at)), access.deed(agreement.pk)
    asked = access.pauses(agreement.pk).filter(until=None, owner=None).exists()
    return force.lacking({
        "gives": any(row.giver in ("both", terms.role_of(actor.agency)) and row.instead != [] for row in terms.sharing),
        "runs": not asked, "leaving_clause": terms.leaving, "several": len(remaining(agreement)) > 2,
        "renews": deed is not None and deed.objected_at is None and may_object(terms, agreement, actor.at),
        "no_successor": not successors(agreement).exists(),
    })


def may_object(terms: Terms, agreement: Agreement, at: datetime) -> bool:
    """Whether it is renewed by itself and the time to object is not over."""
    ends, days = agreement.ends_at, max(1, terms.renewal_objection_days or 1)
    return terms.period.renewal == "automatic" and ends is not None and at < ends - days * access.LAST_DAY
