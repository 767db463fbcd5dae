"""Everything that reads why records may be seen."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Coalesce

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from .models import Attachment, Deed, Grant, Leaving, Participation, Release, Signature, Suspension
from .rules import deeds, sight

LAST_DAY = timedelta(hours=24)


@dataclass(frozen=True)
class Explanation:
    """Why the actor sees a record, as the page says it: by `own`, `grant`, `release` or `attachment`."""

    kind: str
    deed: UUID | None = None
    number: str = ""
    title: str = ""
    clause: str = ""
    named: str = ""
    since: datetime | None = None
    until: datetime | None = None


def explain(actor: Actor, record: sight.Record) -> list[Explanation]:
    """Every reason for which the actor sees the record, naming clause and agreement; empty when they do not see it."""
    return explain_all(actor, [record])[record.id]


def explain_all(actor: Actor, records: Iterable[sight.Record]) -> dict[UUID, list[Explanation]]:
    """The reasons for each of several records, in a fixed number of queries."""
    found = list(records)
    world, numbers = _world(actor, found)
    viewer = sight.Viewer(actor.agency, actor.clearance, actor.at, actor.department)
    return {record.id: [_said(reason, numbers) for reason in sight.reasons(world, record, viewer)] for record in found}


def unsigned(deed: Deed) -> set[UUID]:
    """The parties whose signature is missing."""
    return set(deed.parties) - set(deed.signatures.values_list("agency_id", flat=True))


def deed(pk: UUID) -> Deed | None:
    """What the parties of that agreement sign, once it is laid down."""
    return Deed.objects.filter(pk=pk).first()


def signatures(pk: UUID) -> QuerySet[Signature]:
    """The signatures under a deed, in the order they were given."""
    return Signature.objects.filter(deed=pk).select_related("agency", "key").order_by("at")


def shown(pk: UUID) -> tuple[Deed | None, list[Signature]]:
    """A deed and the signatures under it, in the order they were given, as its parties read it, and once it was opened
    the agencies above them: what they need to see what was signed and by whom."""
    found = next(iter(Deed.objects.raw("SELECT * FROM access_deed_shown(%s)", [pk])), None)
    signed = list(Signature.objects.raw("SELECT * FROM access_signatures_shown(%s)", [pk])) if found else []
    prefetch_related_objects(signed, "agency", "key")
    return found, signed


def is_valid(signature: Signature, terms: str) -> bool:
    """Whether the signature still holds over these terms."""
    message = deeds.statement(deed=signature.deed_id, terms=terms, agency=signature.agency_id, officer=signature.officer,
                              at=signature.at)
    return deeds.holds(bytes(signature.key.public), message, bytes(signature.value))


def grants(pk: UUID) -> QuerySet[Grant]:
    """The grants of a deed and its amendments that the actor gives or gets."""
    found = Grant.objects.filter(Q(deed=pk) | Q(deed__amends=pk)).select_related("owner", "agency")
    return found.order_by("owner_id", "named", "category")


def flows(actor: Actor) -> list[tuple[UUID, UUID, str]]:
    """What the actor's agency gives and gets now: owner, receiver and the agreement's own category, each once."""
    rows = Grant.objects.filter(Q(owner=actor.agency) | Q(agency=actor.agency), starts_at__lte=actor.at, ends_at__gt=actor.at)
    return list(rows.values_list("owner_id", "agency_id", "named").distinct().order_by("owner_id", "agency_id", "named"))


def releases(record: UUID, at: datetime) -> QuerySet[Release]:
    """To whom the record is released by name now, as its owner sees it."""
    return Release.objects.filter(record_id=record, ends_at__gt=at).select_related("agency").order_by("at")


def in_force(actor: Actor) -> QuerySet[Deed]:
    """The deeds to which the actor's agency is a party and that are in force now, as amended and also while they rest,
    oldest first."""
    root = Coalesce(OuterRef("amends"), OuterRef("pk"))
    later = Deed.objects.filter(amends=root, serial__gt=OuterRef("serial"), starts_at__lte=actor.at)
    left = Leaving.objects.filter(deed=root, agency=actor.agency, at__lte=actor.at)
    return Deed.objects.filter(~Exists(later), ~Exists(left), serial__isnull=False, starts_at__lte=actor.at,
                               ends_at__gt=actor.at).order_by("starts_at", "pk")


def running(actor: Actor) -> QuerySet[Deed]:
    """Those of them that do not rest: what they promise begins."""
    root = Coalesce(OuterRef("amends"), OuterRef("pk"))
    resting = Suspension.objects.filter(deed=root, owner=None, since__lte=actor.at)
    return in_force(actor).filter(~Exists(resting.filter(Q(until=None) | Q(until__gt=actor.at))))


def series(root: UUID) -> list[Deed]:
    """The deed and its amendments, in the order they were opened; who has left does not see later ones."""
    return list(Deed.objects.filter(Q(pk=root) | Q(amends=root), serial__isnull=False).order_by("serial"))


def effective_deed(root: UUID, at: datetime) -> Deed | None:
    """The deed of the series that is in effect at that moment; before it begins the first, after it has ended the last."""
    found = series(root)
    begun = [deed for deed in found if deed.starts_at and deed.starts_at <= at]
    return begun[-1] if begun else found[0] if found else None


def pauses(root: UUID) -> QuerySet[Suspension]:
    """What was paused or asked to be, newest first; of a pause between two others the actor knows nothing."""
    return Suspension.objects.filter(deed=root).select_related("owner", "agency", "asked_by").order_by("-asked_at", "-pk")


def pause(pk: UUID) -> Suspension | None:
    """One of them."""
    return Suspension.objects.select_related("deed", "owner", "agency").filter(pk=pk).first()


def leavings(root: UUID) -> dict[UUID, datetime]:
    """Who leaves the series, and when."""
    return dict(Leaving.objects.filter(deed=root).order_by("at").values_list("agency_id", "at"))


def resting() -> QuerySet[Suspension, UUID]:
    """The root deeds that rest now; for the job."""
    return Suspension.objects.filter(owner=None, since__isnull=False, until=None).values_list("deed_id", flat=True)


def resting_at(at: datetime) -> QuerySet[Suspension, UUID]:
    """The root deeds that rest at that moment by consent of all, as far as the actor is a party to them."""
    found = Suspension.objects.filter(Q(until=None) | Q(until__gt=at), owner=None, since__lte=at)
    return found.values_list("deed_id", flat=True)


def to_renew(at: datetime) -> QuerySet[Deed]:
    """The deeds in the last day of their period to which nobody objected; for the job."""
    return Deed.objects.filter(amends=None, serial=0, objected_at=None, ends_at__gt=at, ends_at__lte=at + LAST_DAY)


def given(actor: Actor, records: Iterable[sight.Record]) -> dict[UUID, list[sight.Grant]]:
    """By record of the actor's agency: the grants by which it stands open now, one a partner and deed; one query."""
    rows = Grant.objects.filter(owner=actor.agency, starts_at__lte=actor.at, ends_at__gt=actor.at).select_related("agency")
    limits = sight.ceilings()
    open_ones = [(as_rule(row), limits.get((row.agency.kind, row.category), -1)) for row in rows.order_by("pk")]
    return {record.id: list({(one.agency, one.deed): one for one, limit in open_ones if limit >= record.level
                             and sight.reaches(one, record, actor.at)}.values()) for record in records}


def partners(actor: Actor) -> set[UUID]:
    """The agencies with which a deed in force gives or gets something now."""
    return agencies.partners(actor)


def _world(actor: Actor, records: list[sight.Record]) -> tuple[sight.World, dict[UUID, Deed]]:
    other = [r for r in records if r.owner != actor.agency or r.kept_to not in (None, actor.department)]
    keys, owners = [r.id for r in other], {r.owner for r in other}
    given = list(Grant.objects.filter(agency=actor.agency, owner__in=owners, starts_at__lte=actor.at, ends_at__gt=actor.at)
                 .select_related("deed")) if owners else []
    releases = Release.objects.filter(record_id__in=keys, agency=actor.agency) if owners else []
    attachments = list(Attachment.objects.filter(record_id__in=keys)) if owners else []
    world = sight.World(
        grants=[as_rule(g) for g in given],
        releases=[sight.Release(x.record_id, x.owner_id, x.agency_id, x.ends_at) for x in releases],
        attachments=[sight.Attachment(t.record_id, t.owner_id, t.subject_id, t.lead_id) for t in attachments],
        participations=[sight.Participation(p.subject_id, p.lead_id, p.agency_id, p.since, p.until)
                        for p in Participation.objects.filter(subject_id__in=[t.subject_id for t in attachments])]
        if attachments else [],
        kinds={actor.agency: agencies.agency(actor.agency).kind},
    )
    return world, {g.deed_id: g.deed for g in given}


def as_rule(row: Grant) -> sight.Grant:
    """The grant as the rule of sight knows it."""
    return sight.Grant(row.owner_id, row.agency_id, row.category, row.level, row.starts_at, row.ends_at,
                       None if row.regions is None else tuple(row.regions),
                       None if row.classes is None else tuple(row.classes),
                       row.since, row.concerned, row.deed_id, row.named, row.clause)


def _said(reason: sight.Reason, deeds_by_key: dict[UUID, Deed]) -> Explanation:
    source = reason.source
    if isinstance(source, sight.Grant) and source.deed:
        found = deeds_by_key[source.deed]
        return Explanation("grant", source.deed, found.number, found.title, source.clause, source.named,
                           source.starts_at, source.ends_at)
    if isinstance(source, sight.Release):
        return Explanation("release", until=source.ends_at)
    if isinstance(source, sight.Participation):
        return Explanation("attachment", source.subject_id, since=source.since, until=source.until)
    return Explanation(reason.kind)
