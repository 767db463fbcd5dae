"""Everything that reads why records may be seen."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet, prefetch_related_objects

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from .models import Attachment, Deed, Grant, Participation, Release, Signature
from .rules import deeds, sight


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
    """The grants of a deed that the actor gives or gets."""
    return Grant.objects.filter(deed=pk).select_related("owner", "agency").order_by("owner_id", "named", "category")


def releases(record: UUID, at: datetime) -> QuerySet[Release]:
    """To whom the record is released by name now, as its owner sees it."""
    return Release.objects.filter(record_id=record, ends_at__gt=at).select_related("agency").order_by("at")


def in_force(actor: Actor) -> QuerySet[Deed]:
    """The deeds to which the actor's agency is a party and that are in force now, oldest first."""
    return Deed.objects.filter(starts_at__lte=actor.at, ends_at__gt=actor.at).order_by("starts_at", "pk")


def partners(actor: Actor) -> set[UUID]:
    """The agencies with which a deed in force gives or gets something now."""
    return {party for parties in in_force(actor).values_list("parties", flat=True) for party in parties} - {actor.agency}


def _world(actor: Actor, records: list[sight.Record]) -> tuple[sight.World, dict[UUID, Deed]]:
    other = [r for r in records if r.owner != actor.agency or r.kept_to not in (None, actor.department)]
    keys, owners = [r.id for r in other], {r.owner for r in other}
    given = list(Grant.objects.filter(agency=actor.agency, owner__in=owners, starts_at__lte=actor.at, ends_at__gt=actor.at)
                 .select_related("deed")) if owners else []
    releases = Release.objects.filter(record_id__in=keys, agency=actor.agency) if owners else []
    attachments = list(Attachment.objects.filter(record_id__in=keys)) if owners else []
    world = sight.World(
        grants=[_grant(g) for g in given],
        releases=[sight.Release(x.record_id, x.owner_id, x.agency_id, x.ends_at) for x in releases],
        attachments=[sight.Attachment(t.record_id, t.owner_id, t.subject_id, t.lead_id) for t in attachments],
        participations=[sight.Participation(p.subject_id, p.lead_id, p.agency_id, p.since, p.until)
                        for p in Participation.objects.filter(subject_id__in=[t.subject_id for t in attachments])]
        if attachments else [],
        kinds={actor.agency: agencies.agency(actor.agency).kind},
    )
    return world, {g.deed_id: g.deed for g in given}


def _grant(row: Grant) -> sight.Grant:
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
