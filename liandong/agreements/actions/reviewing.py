"""Approve or return an edition inside one's own agency, and set who does."""
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from liandong.agencies.rules import Role
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement, Review, ReviewStep
from ..rules import reviewing
from ..rules.lifecycle import DESK, SIGNATORY
from . import steps, talking

NOT_ASKED = _("This version does not wait for your approval.")
WHY = _("Say why it is returned: your colleagues mend it by that.")
ADMINISTRATORS = _("Only an administrator of the agency sets who approves; ask a colleague who holds the role.")


def review(actor: Actor, agreement: Agreement, *, edition: int, is_approved: bool, why: str = "") -> Review:
    """Approve the edition on the table for one's post, or return it with a reason; nobody outside the agency learns it."""
    if agreement.edition != edition:
        raise Refused(steps.CHANGED)
    place = queries.approvals(actor, agreement).waiting
    if place is None or place.role.value not in actor.roles or agreement.stage not in queries.OPEN_TO_REVIEW:
        raise Refused(NOT_ASKED)
    if not is_approved and not why.strip():
        raise Refused(WHY, field="why")
    made = Review.objects.create(agreement=agreement, edition=edition, agency_id=actor.agency, role=place.role,
                                 officer=actor.officer, at=actor.at, is_approved=is_approved, why=why.strip()[:500])
    facts = {"edition": str(edition), "role": place.role.label, "why": why.strip()[:200]}
    talking.inside(actor, "approve" if is_approved else "return", agreement, facts)
    _tell(actor, agreement, is_approved, facts)
    return made


def set_chain(actor: Actor, roles: Sequence[str]) -> None:
    """Set which posts approve before the agency signs, in their order; none leaves it to the signatory."""
    if Role.ADMINISTRATOR not in actor.roles:
        raise Refused(ADMINISTRATORS)
    reviewing.check_chain(roles)
    ReviewStep.objects.filter(agency=actor.agency).delete()
    ReviewStep.objects.bulk_create(ReviewStep(agency_id=actor.agency, order=place, role=role)
                                   for place, role in enumerate(roles, 1))
    audit.record(actor, "agreements.set_chain", actor.agency, kind="agency",
                 facts={"chain": " → ".join(reviewing.NAMED[role].label for role in roles) or "—"})


def begin_chains(actor: Actor, founded: Sequence[UUID]) -> None:
    """Give agencies that were just founded the usual chain: legal reviewer, then leader."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_first_chain(%s::uuid[])", [list(founded)])


def _tell(actor: Actor, agreement: Agreement, is_approved: bool, facts: dict[str, str]) -> None:
    """The next post, or when all have approved the signatories; what was returned goes to the desk."""
    following = queries.approvals(actor, agreement).waiting
    if not is_approved:
        talking.tell_inside(actor, "return", agreement, roles=DESK, edition=facts["edition"], why=facts["why"])
    elif following:
        talking.tell_inside(actor, "asked", agreement, roles=(following.role.value,), edition=facts["edition"])
    else:
        talking.tell_inside(actor, "approved", agreement, roles=SIGNATORY | DESK, edition=facts["edition"])
