"""What lies beside a record, and what may be laid there: found by number or title among what the actor sees."""
from django.db.models import Q, QuerySet

from liandong.kernel.actor import Actor

from ..models import Record, Relation
from ..rules import relations
from ..rules.relations import CASES, MEMBER
from .records import Narrowing, narrowed, newest

FOUND = 12  # of a search; who seeks more writes more


def related(record: Record) -> list[Relation]:
    """The relations of a record that the actor sees whole, with both ends, whichever of the two it is."""
    return list(Relation.objects.filter(Q(record=record) | Q(other=record))
                .select_related("record__owner", "other__owner", "agency").order_by("at"))


def relatable(actor: Actor, record: Record, text: str) -> list[Record]:
    """The newest records the actor sees that a text finds and that can be laid beside this one; nothing for no text."""
    if not text.strip():
        return []
    rows = narrowed(newest(actor), Narrowing(text=text)).filter(kind__in=relations.partners(record.kind))
    return list(rows.exclude(pk=record.pk)[:FOUND])


def is_in_case(person: Record) -> bool:
    """Whether the person is related to a case that the actor sees."""
    return _cases(person).exists()


def holds_membership(relation: Relation) -> bool:
    """Whether it is the one relation to a case by which a person is a member of a group."""
    person = relation.record
    if person.kind != "person" or relation.other.kind not in CASES:
        return False
    return Relation.objects.filter(record=person, nature=MEMBER).exists() and not _cases(person).exclude(
        pk=relation.pk).exists()


def _cases(person: Record) -> QuerySet[Relation]:
    return Relation.objects.filter(record=person, other__kind__in=CASES)
