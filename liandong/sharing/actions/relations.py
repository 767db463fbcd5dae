"""Lay one record beside another, saying how and from what that is known; and take it back."""
from django.db import IntegrityError, transaction

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Record, Relation
from ..rules import relations, values
from ..rules.relations import MEMBER
from ..rules.stages import WRITERS
from .records import NOT_A_WRITER

TWICE = _("Your agency has related these two already.")
LIMIT = 200


def relate(actor: Actor, record: Record, other: Record, *, nature: str, source: str, note: str = "") -> Relation:
    """Lay the record beside the other; whoever sees both sees the relation, and from whom it comes."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER)
    if record.pk == other.pk:
        raise Refused(_("A record is not related to itself."), field="other")
    relations.check(nature, record.kind, other.kind)
    _check_texts(source, note)
    relations.check_member(nature, is_in_case=nature != MEMBER or queries.is_in_case(record))
    if relations.natures()[nature].mutual and Relation.objects.filter(agency=actor.agency, record=other, other=record,
                                                                      nature=nature).exists():
        raise Refused(TWICE, field="other")
    relation = Relation(record=record, other=other, nature=nature, source=source.strip()[:LIMIT], note=note.strip()[:LIMIT],
                        agency_id=actor.agency, officer=actor.officer, at=actor.at)
    try:
        with transaction.atomic():
            relation.save(force_insert=True)
    except IntegrityError:
        raise Refused(TWICE, field="other") from None
    _line(actor, "sharing.relate", record, other)
    return relation


def unrelate(actor: Actor, relation: Relation) -> None:
    """Take back a relation that the actor's own agency made."""
    if relation.agency_id == actor.agency and queries.holds_membership(relation):
        raise Refused(_("The person is a member of a group only by this case. Take the membership back first."))
    removed, _each = Relation.objects.filter(pk=relation.pk, agency=actor.agency).delete()
    if not removed:
        raise Refused(_("Only the agency that related them takes it back."), concerns=[relation.agency_id])
    _line(actor, "sharing.unrelate", relation.record, relation.other)


def _check_texts(source: str, note: str) -> None:
    if not source.strip():
        raise Refused(_("Write from what this is known, such as an interview or a camera."), field="source")
    for field, text in (("source", source), ("note", note)):
        if wrong := values.unfit(text):
            raise wrong.refused(field)


def _line(actor: Actor, verb: str, record: Record, other: Record) -> None:
    """A line for the subject, told to both owners."""
    audit.record(actor, verb, record.pk, kind="record", audience=[record.owner_id, other.owner_id],
                 facts={"number": record.number, "case": other.number})
