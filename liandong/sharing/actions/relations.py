"""Lay a person, vehicle or lead beside a case, saying from what that is known; and take it back."""
from django.db import IntegrityError, transaction

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import Record, Relation
from ..rules import standard, values
from ..rules.stages import WRITERS
from .records import NOT_A_WRITER

TWICE = _("Your agency has related these two already.")


def relate(actor: Actor, record: Record, case: Record, *, nature: str, source: str) -> Relation:
    """Lay the record beside the case; whoever sees both sees the relation, and from whom it comes."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER)
    if case.kind != "case" or record.kind == "case":
        raise Refused(_("A person, vehicle or lead is related to a case."), field="case")
    if nature not in standard.codes("relation"):
        raise Refused(_("Choose one of the list."), field="nature")
    if not source.strip():
        raise Refused(_("Write from what this is known, such as an interview or a camera."), field="source")
    if wrong := values.unfit(source):
        raise wrong.refused("source")
    relation = Relation(record=record, case=case, nature=nature, source=source.strip()[:200], agency_id=actor.agency,
                        officer=actor.officer, at=actor.at)
    try:
        with transaction.atomic():
            relation.save(force_insert=True)
    except IntegrityError:
        raise Refused(TWICE, field="case") from None
    _line(actor, "sharing.relate", record, case)
    return relation


def unrelate(actor: Actor, relation: Relation) -> None:
    """Take back a relation that the actor's own agency made."""
    removed, _each = Relation.objects.filter(pk=relation.pk, agency=actor.agency).delete()
    if not removed:
        raise Refused(_("Only the agency that related them takes it back."), concerns=[relation.agency_id])
    _line(actor, "sharing.unrelate", relation.record, relation.case)


def _line(actor: Actor, verb: str, record: Record, case: Record) -> None:
    """A line for the subject, told to both owners."""
    audit.record(actor, verb, record.pk, kind="record", audience=[record.owner_id, case.owner_id],
                 facts={"number": record.number, "case": case.number})
