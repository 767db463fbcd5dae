"""Reads agreements: what is visible, where one stands, what waits for whom, what is missing."""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer
from liandong.kernel.terms import gettext_noop as _

from ..models import Agreement, Consent, Version
from ..rules import blanks, citing, endings, stages
from ..rules.force import REMINDERS
from ..rules.lifecycle import DRAFTER, LIFECYCLE, Stage, sides
from ..rules.terms import Terms
from . import signing

INCOMPLETE = _("Blanks or undecided terms are left; open text and terms and settle them first.")
UNSIGNED = "NOT EXISTS (SELECT FROM access_signature s WHERE s.deed_id = agreements_agreement.id AND s.agency_id = %s)"
TABS = ("all", "mine", "negotiating", "in_force", "ended", "below")

# What each other party would no longer see of ours if the deed ended now: told by modules above, wired in web/wiring.py.
Counter = Callable[[Actor, UUID, Iterable[UUID]], Mapping[UUID, int]]
counters: list[Counter] = []
# What a deed that has just come into force opened to each party, as far as the actor's agency may know; wired there as well.
gains: list[Counter] = []


@dataclass(frozen=True)
class Loss:
    """How many records a party would no longer see."""

    name: str
    count: int


def visible() -> QuerySet[Agreement]:
    """Every agreement whose audience the actor's agency is in, those of agencies below it with them, newest first; without
    its long texts. Figures, conflicts and dry runs ask `own` instead: what a superior reads is not its own affair."""
    return Agreement.objects.select_related("drafter").defer("text", "signed_text").order_by("-made_at")


def own(actor: Actor) -> QuerySet[Agreement]:
    """Those the actor's agency drafted or is a party to."""
    return visible().filter(_own(actor))


def below(actor: Actor) -> QuerySet[Agreement]:
    """Signed ones of agencies below the actor's, to which it is no party: it only reads them."""
    return visible().exclude(_own(actor))


def is_own(actor: Actor, agreement: Agreement) -> bool:
    """Whether the actor's agency drafted it or is a party to it, and so reads how it came about and takes steps."""
    return agreement.drafter_id == actor.agency or actor.agency in agreement.parties


def of(pk: UUID) -> Agreement | None:
    """One agreement, if the actor may see it."""
    return Agreement.objects.select_related("drafter").filter(pk=pk).first()


def in_force(actor: Actor) -> QuerySet[Agreement]:
    """What the actor's agency has running at this moment, those under notice included."""
    return own(actor).filter(stage=Stage.SIGNED, starts_at__lte=actor.at, ends_at__gt=actor.at)


def waiting_for(actor: Actor) -> QuerySet[Agreement]:
    """What the actor's agency must do next: finish its drafts, answer what is on the table, sign what is agreed."""
    agreed = Consent.objects.filter(agreement=OuterRef("pk"), edition=OuterRef("edition"), agency=actor.agency)
    mine = own(actor).filter(Q(stage=Stage.DRAFT, drafter=actor.agency)
                            | Q(parties__contains=[actor.agency], stage__in=(Stage.SENT, Stage.AGREED, Stage.SIGNING)))
    return mine.annotate(unsigned=RawSQL(UNSIGNED, [actor.agency], output_field=BooleanField())).filter(
        Q(stage=Stage.DRAFT) | Q(stage=Stage.SENT) & ~Exists(agreed)
        | Q(stage__in=(Stage.AGREED, Stage.SIGNING), unsigned=True))


def tab(name: str, actor: Actor) -> QuerySet[Agreement]:
    """The agreements under one tab of the list."""
    return {
        "mine": lambda: waiting_for(actor),
        "negotiating": lambda: own(actor).filter(stage__in=(Stage.SENT, Stage.AGREED, Stage.SIGNING)),
        "in_force": lambda: in_force(actor),
        "ended": lambda: own(actor).filter(Q(stage=Stage.WITHDRAWN) | Q(stage=Stage.SIGNED, ends_at__lte=actor.at)),
        "below": lambda: below(actor),
    }.get(name, lambda: own(actor))()


def terms_of(agreement: Agreement) -> Terms:
    """The terms as the rules know them."""
    return Terms.model_validate(agreement.terms)


def moments_of(agreement: Agreement) -> stages.Moments:
    """What its stage depends on."""
    it = agreement
    return stages.Moments(it.stage, it.made_at, it.sent_at, it.agreed_at, it.signed_at, it.starts_at, it.ends_at,
                          it.notice_at, it.withdrawn_at, it.closing_at)


def stage_of(agreement: Agreement, at: datetime) -> Stage:
    """Where it stands at that moment."""
    return stages.stage(moments_of(agreement), at)


def needs_of(agreement: Agreement, terms: Terms | None = None) -> list[blanks.Need]:
    """What must be filled in, decided or looked at."""
    known = terms or terms_of(agreement)
    found = agencies.agencies().filter(pk__in=known.agencies())
    return blanks.needs(known, drafter=agreement.drafter_id,
                        sides={agency.pk: blanks.Side(agency.name, agency.kind) for agency in found})


def stops_of(actor: Actor, agreement: Agreement, terms: Terms | None = None) -> list[blanks.Need]:
    """All that an officer is led through: what needs_of says, and the laws cited that are out of date."""
    known = terms or terms_of(agreement)
    return [*needs_of(agreement, known), *citing.needs(agreement.text, known, moments.local(actor.at).date())]


def missing(agreement: Agreement) -> dict[str, str]:
    """The papers of the lifecycle that are missing, each with the sentence that says so."""
    terms = terms_of(agreement)
    return {} if agreement.stage not in (Stage.DRAFT, Stage.SENT) or not blanks.blocking(needs_of(agreement, terms)) \
        else {"complete": INCOMPLETE}


def staying(agreement: Agreement, at: datetime) -> list[UUID]:
    """The parties that have not left by then."""
    left = access.leavings(agreement.amends_id or agreement.pk) if agreement.signed_at else {}
    return [party for party in agreement.parties if party not in left or left[party] > at]


def sides_of(actor: Actor, agreement: Agreement) -> set[str]:
    """On which sides of the agreement the actor's agency stands."""
    if agreement.sent_at is None:
        return {DRAFTER} if agreement.drafter_id == actor.agency else set()
    return sides(agency=actor.agency, drafter=agreement.drafter_id, parties=staying(agreement, actor.at),
                 agreed=agreed_by(agreement), signed=signed_by(agreement))


def offers(actor: Actor, agreement: Agreement) -> list[Offer]:
    """The steps to draw as buttons; one that the agreement forbids is drawn with the clause."""
    found = LIFECYCLE.offers(stage_of(agreement, actor.at), sides=sides_of(actor, agreement), roles=actor.roles,
                             missing=missing(agreement) | signing.lacking(actor, agreement))
    return [_barred(actor, agreement, offer) if offer.step.verb == "give_notice" and offer.is_open else offer
            for offer in found]


def running(actor: Actor, agreement: Agreement) -> endings.Running:
    """What decides whether the agreement may be ended before its time now."""
    rests = access.pauses(agreement.pk).filter(owner=None, since__lte=actor.at, until=None).exists()
    return endings.Running(terms_at(agreement, actor.at), agreement.starts_at, agreement.ends_at, actor.at, rests)


def terms_at(agreement: Agreement, at: datetime) -> Terms:
    """The terms in effect at that moment: its own, or those of the supplement that changed them."""
    deed = access.effective_deed(agreement.pk, at)
    other = of(deed.pk) if deed is not None and deed.pk != agreement.pk else None
    return terms_of(other or agreement)


def agreed_by(agreement: Agreement) -> set[UUID]:
    """The parties that agreed to what is on the table."""
    return set(Consent.objects.filter(agreement=agreement, edition=agreement.edition).values_list("agency_id", flat=True))


def signed_by(agreement: Agreement) -> set[UUID]:
    """The parties that signed."""
    if agreement.stage not in (Stage.AGREED, Stage.SIGNING, Stage.SIGNED):
        return set()
    return {signature.agency_id for signature in access.signatures(agreement.pk)}


def versions(agreement: Agreement) -> QuerySet[Version]:
    """What was on the table, newest first."""
    return Version.objects.filter(agreement=agreement).select_related("agency").order_by("-edition")


def opened(actor: Actor, agreement: Agreement) -> dict[UUID, int]:
    """How many records of ours each other party sees by the agreement, and how many of theirs we see."""
    found: dict[UUID, int] = {}
    for counter in gains:
        for agency, count in counter(actor, agreement.pk, agreement.parties).items():
            found[agency] = found.get(agency, 0) + count
    return found


def would_lose(actor: Actor, agreement: Agreement) -> list[Loss]:
    """What each other party would no longer see of ours if the agreement ended now."""
    counts: dict[UUID, int] = {}
    for counter in counters:
        for agency, count in counter(actor, agreement.pk, agreement.parties).items():
            counts[agency] = counts.get(agency, 0) + count
    names = agencies.names(counts)
    return [Loss(names[agency], count) for agency, count in counts.items() if agency in names]


def beginning(at: datetime) -> QuerySet[Agreement]:
    """Signed agreements whose start nobody was told of yet; for the job."""
    return Agreement.objects.filter(stage=Stage.SIGNED, begun_told_at=None, starts_at__lte=at, ends_at__gt=at)


def ending(at: datetime) -> QuerySet[Agreement]:
    """Signed agreements whose end nobody was told of yet; for the job."""
    return Agreement.objects.filter(stage=Stage.SIGNED, amends=None, end_told_at=None, ends_at__lte=at)


def near_end(at: datetime) -> QuerySet[Agreement]:
    """What runs and ends within ninety days; for the job."""
    return Agreement.objects.filter(stage=Stage.SIGNED, amends=None, notice_at=None, starts_at__lte=at, ends_at__gt=at,
                                    ends_at__lte=at + timedelta(days=max(REMINDERS)))


def _own(actor: Actor) -> Q:
    return Q(drafter=actor.agency) | Q(parties__contains=[actor.agency])


def _barred(actor: Actor, agreement: Agreement, offer: Offer) -> Offer:
    """A notice as a button: what forbids it says so."""
    found = endings.forbidden_notice(running(actor, agreement))
    return Offer(offer.step, found.message, found.values) if found else offer
