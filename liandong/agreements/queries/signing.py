"""Reads what comes before a signature: the agency's own approvals, and originals that were signed on paper."""
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from liandong.access import queries as access
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer
from liandong.kernel.terms import gettext_noop as _

from ..models import Agreement, Original, Review, ReviewStep
from ..rules import original as paper, reviewing
from ..rules.lifecycle import Stage, sides

OPEN_TO_REVIEW = (Stage.SENT, Stage.AGREED, Stage.SIGNING)  # while an agency can still approve
NO_EARLIER = _("There is no earlier version whose changes could be answered; agree to it, or propose a change.")
TURNED = _("The paper original was turned down. Its drafter lays scan and days anew; then it can be confirmed.")
SIGNED = _("A party has already signed on the platform. It stays an electronic agreement.")
# Of the actor's chain the step that has to act: the first without an approval, if nobody returned it there.
TURN = """COALESCE((SELECT s.role = ANY (%s) AND v.is_approved IS NULL FROM agreements_reviewstep s LEFT JOIN LATERAL (
  SELECT r.is_approved FROM agreements_review r WHERE r.agreement_id = agreements_agreement.id
  AND r.edition = agreements_agreement.edition AND r.agency_id = s.agency_id AND r.role = s.role
  ORDER BY r.at DESC, r.id DESC LIMIT 1) v ON true
  WHERE s.agency_id = %s AND v.is_approved IS NOT TRUE ORDER BY s."order" LIMIT 1), false)"""
LACKS = """EXISTS (SELECT FROM agreements_reviewstep s LEFT JOIN LATERAL (
  SELECT r.is_approved FROM agreements_review r WHERE r.agreement_id = agreements_agreement.id
  AND r.edition = agreements_agreement.edition AND r.agency_id = s.agency_id AND r.role = s.role
  ORDER BY r.at DESC, r.id DESC LIMIT 1) v ON true WHERE s.agency_id = %s AND v.is_approved IS NOT TRUE)"""
UNSIGNED = "NOT EXISTS (SELECT FROM access_signature g WHERE g.deed_id = agreements_agreement.id AND g.agency_id = %s)"


@dataclass(frozen=True)
class Approvals:
    """The agency's chain on the edition on the table, and every verdict given on it."""

    places: list[reviewing.Place]
    reviews: list[Review]

    @property
    def waiting(self) -> reviewing.Place | None:
        """The step that keeps it from being signed."""
        return reviewing.next_place(self.places)


def chain(agency: UUID) -> list[str]:
    """The posts that approve before that agency signs, in their order; of one's own agency alone."""
    return list(ReviewStep.objects.filter(agency=agency).order_by("order").values_list("role", flat=True))


def first_reviewer(agreement: Agreement, party: UUID) -> str:
    """The post that is asked first inside a party of the agreement; empty where it approves nothing inside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_first_reviewer(%s, %s)", [agreement.pk, party])
        [role] = cursor.fetchone()
    return str(role or "")


def approvals(actor: Actor, agreement: Agreement) -> Approvals:
    """Where the agreement stands on the way through the actor's agency."""
    if actor.agency not in agreement.parties or not agreement.sent_at:
        return Approvals([], [])
    found = list(Review.objects.filter(agreement=agreement, agency=actor.agency).order_by("at", "pk"))
    verdicts = {review.role: review.is_approved for review in found if review.edition == agreement.edition}
    return Approvals(reviewing.places(chain(actor.agency), verdicts), found[::-1])


def approved(actor: Actor, agreement: Agreement) -> bool:
    """Whether the actor's agency has approved the edition on the table, or approves nothing inside."""
    return approvals(actor, agreement).waiting is None


def to_review(actor: Actor) -> QuerySet[Agreement]:
    """The agreements that wait for this very officer's approval, oldest first."""
    mine = Agreement.objects.filter(parties__contains=[actor.agency], stage__in=OPEN_TO_REVIEW)
    return mine.defer("text", "signed_text", "terms").annotate(
        unsigned=RawSQL(UNSIGNED, [actor.agency], output_field=BooleanField()),
        turn=RawSQL(TURN, [sorted(actor.roles), actor.agency], output_field=BooleanField()),
    ).filter(unsigned=True, turn=True).order_by("sent_at")


def ready_to_sign(rows: QuerySet[Agreement], actor: Actor) -> QuerySet[Agreement]:
    """Without those of `rows` that can only be signed once the actor's agency has approved them inside."""
    lacks = RawSQL(LACKS, [actor.agency], output_field=BooleanField())
    return rows.annotate(lacks=lacks).exclude(stage__in=(Stage.AGREED, Stage.SIGNING), lacks=True)


def original(agreement: Agreement) -> Original | None:
    """The paper original as it was laid down last."""
    return Original.objects.filter(agreement=agreement).order_by("-number").first() if agreement.on_paper else None


def originals(agreement: Agreement) -> QuerySet[Original]:
    """Every paper original that was laid down, newest first."""
    return Original.objects.filter(agreement=agreement).order_by("-number")


def original_stage(agreement: Agreement, found: Original | None) -> paper.Stage:
    """Where the paper original stands."""
    if found is None:
        return paper.Stage.NONE
    if found.turned_at:
        return paper.Stage.TURNED
    return paper.Stage.CONFIRMED if agreement.stage == Stage.SIGNED else paper.Stage.LAID


def said_of(found: Original) -> paper.Original:
    """The paper original as the rules know it."""
    return paper.Original(found.digest, {UUID(agency): date.fromisoformat(day) for agency, day in found.days.items()})


def lacking(actor: Actor, agreement: Agreement) -> dict[str, str]:
    """The papers that a step of the actor's agency lacks besides, each with its sentence."""
    if agreement.stage == Stage.SENT:
        return {"earlier": NO_EARLIER} if agreement.edition < 2 else {}
    if agreement.stage not in (Stage.AGREED, Stage.SIGNING) or actor.agency not in agreement.parties:
        return {}
    place, scan = approvals(actor, agreement).waiting, original(agreement)
    lacks = {"approved": place.lacks} if place else {}
    return lacks | ({"original": TURNED} if scan and scan.turned_at else {})


def original_offers(actor: Actor, agreement: Agreement) -> list[Offer]:
    """The steps towards the paper original, as buttons; none before the agreement is agreed or after it is signed."""
    if agreement.stage not in (Stage.AGREED, Stage.SIGNING):
        return []
    found, signed = original(agreement), {one.agency_id for one in access.signatures(agreement.pk)}
    is_free = not signed or found is not None and found.turned_at is not None
    on = sides(agency=actor.agency, drafter=agreement.drafter_id, parties=agreement.parties, signed=signed)
    return paper.LIFECYCLE.offers(original_stage(agreement, found), sides=on, roles=actor.roles,
                                  missing={} if is_free else {"unsigned": SIGNED})
