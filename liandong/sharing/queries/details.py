"""A record's elements as they may be read: in groups, masked, or shown for a few minutes."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from liandong.kernel.actor import Actor

from .. import words
from ..models import Record, Relation
from ..rules import masking, standard
from ..rules.standard import Element

Reveals = Mapping[tuple[UUID, str], datetime]


@dataclass(frozen=True, slots=True)
class Detail:
    """One element as the page shows it now."""

    record: UUID
    name: str
    label: str
    text: str
    type: str = "text"
    is_masked: bool = False
    is_closed: bool = False
    shown_until: datetime | None = None
    seconds: int = 0  # until it is masked again


@dataclass(frozen=True, slots=True)
class Group:
    """The elements under one legend: texts, and pairs of label and value."""

    label: str
    texts: list[Detail]
    pairs: list[Detail]


@dataclass(frozen=True, slots=True)
class Line:
    """One record laid beside another, as a row of the subject page."""

    relation: Relation
    record: Record
    nature: str
    role: str
    stage: str
    details: Mapping[str, Detail]


def details(actor: Actor, record: Record, reveals: Reveals) -> dict[str, Detail]:
    """Every element of the record that holds something, as this officer may read it now."""
    kind = standard.kinds()[record.kind]
    protected = masking.is_protected(record.role, record.elements.get("birth_on"), actor.at)
    own = record.owner_id == actor.agency
    return {e.name: _detail(record, e, reveals.get((record.pk, e.name)), actor.at, protected=protected, own=own)
            for e in kind.every if record.elements.get(e.name) not in (None, "")}


def groups(actor: Actor, record: Record, reveals: Reveals) -> list[Group]:
    """The elements in the groups of the standard; empty ones are left out."""
    kind, found = standard.kinds()[record.kind], details(actor, record, reveals)
    made = []
    for key, label in kind.groups:
        inside = [found[e.name] for e in kind.every if e.group == key and e.name in found]
        if inside:
            made.append(Group(words.said(label), [d for d in inside if d.type == "long"],
                              [d for d in inside if d.type != "long"]))
    return made


def lines(actor: Actor, record: Record, relations: Iterable[Relation], reveals: Reveals) -> dict[str, list[Line]]:
    """What is laid beside the record, by kind: rows with their own masked details."""
    made: dict[str, list[Line]] = {}
    for relation in relations:
        is_first = relation.record_id == record.pk
        other = relation.other if is_first else relation.record
        made.setdefault(other.kind, []).append(Line(
            relation, other, words.nature(relation.nature, is_first=is_first), words.of_code("role", other.role),
            words.stage(other.kind, other.stage), details(actor, other, reveals)))
    return made


def _detail(record: Record, element: Element, until: datetime | None, at: datetime, *, protected: bool, own: bool) -> Detail:
    raw = words.value(element, record.elements[element.name])
    shown = masking.shown(element, raw, role=record.role, is_protected=protected, is_own=own)
    label = words.said(element.label)
    if until and shown.is_masked and not shown.is_closed:
        seconds = max(1, ceil((until - at).total_seconds()))
        return Detail(record.pk, element.name, label, raw, element.type, shown_until=until, seconds=seconds)
    return Detail(record.pk, element.name, label, shown.text, element.type, shown.is_masked, shown.is_closed)
