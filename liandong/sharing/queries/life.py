"""What happened to a record: whom it reached, its editions and how they differ, recalls, what is asked and reported."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from .. import words
from ..models import Ask, Edition, Recall, Record, Report
from ..rules import masking, standard

PLAIN = ("title", "role", "level", "region", "case_class", "legal_basis", "review_on", "handling", "concerns", "stage")


@dataclass(frozen=True, slots=True)
class Reader:
    """One agency that a record reached: whether it could see it now, whether it read it or was given it, and when last."""

    agency: UUID
    sees: bool
    used: bool
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that a change changed, both texts as this officer may read them."""

    name: str
    before: str
    after: str


def readers(_actor: Actor, record: Record) -> list[Reader]:
    """Whom the record reached, for an officer of its owner who sees it; nothing for others. Ask before it is closed."""
    asked = "SELECT agency, sees, used, last FROM sharing_readers(%s) ORDER BY agency"
    return [Reader(*row) for row in _ask(asked, [record.pk])]


def recalls(record: Record) -> list[tuple[Recall, list[Ask]]]:
    """The recalls of a record, newest first, each with what was asked of whom; for its owner's eyes."""
    found = list(Recall.objects.filter(record=record).select_related("agency").order_by("-at"))
    asked: dict[UUID, list[Ask]] = {}
    for one in Ask.objects.filter(record=record, kind="recall").select_related("agency").order_by("agency__code"):
        asked.setdefault(one.cause, []).append(one)
    return [(one, asked.get(one.pk, [])) for one in found]


def asks(actor: Actor) -> QuerySet[Ask]:
    """What the actor's agency is asked about records of others, newest first."""
    return Ask.objects.filter(agency=actor.agency).select_related("owner", "agency").order_by("-at", "pk")


def ask(pk: UUID) -> Ask | None:
    """One question about a record, as who asks and who is asked see it."""
    return Ask.objects.select_related("owner", "agency").filter(pk=pk).first()


def reports(record: Record) -> QuerySet[Report]:
    """What readers reported about a record: all for its owner, for others what their own agency said."""
    return Report.objects.filter(record=record).select_related("agency", "owner").order_by("-at", "pk")


def report(pk: UUID) -> Report | None:
    """One report, as who made it and who owes the answer see it."""
    return Report.objects.select_related("owner", "agency").filter(pk=pk).first()


def editions(record: Record) -> list[Edition]:
    """The changes of a record of which the actor may read what it said before, newest first."""
    return list(Edition.objects.filter(record=record).order_by("-version"))


def differences(actor: Actor, record: Record, found: Iterable[Edition]) -> dict[UUID, list[Difference]]:
    """What each of these changes changed, field by field, masked as the page is.

    Of a change whose next one is hidden from the actor nothing is said: what it led to is hidden as well.
    """
    listed = sorted(found, key=lambda one: one.version)
    later: dict[int, dict[str, Any]] = {one.version - 1: one.before for one in listed} | {record.version: _as_it_is(record)}
    return {one.pk: _compared(actor, record, one.before, later[one.version]) if one.version in later else [] for one in listed}


def _as_it_is(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in PLAIN} | {"elements": record.elements}


def _compared(actor: Actor, record: Record, before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    old, new, labels = (_texts(actor, record, before), _texts(actor, record, after), _labels(record.kind))
    changed = [name for name in labels if _raw(before, name) != _raw(after, name)]
    return [Difference(labels[name], old.get(name, ""), new.get(name, "")) for name in changed if name in old or name in new]


def _raw(said: dict[str, Any], name: str) -> object:
    value = said.get(name) if name in PLAIN else said["elements"].get(name)
    value = sorted(map(str, value)) if isinstance(value, list) else value
    return value.isoformat() if isinstance(value, date) else value or None if value != 0 else 0


def _texts(actor: Actor, record: Record, said: dict[str, Any]) -> dict[str, str]:
    """The fields in words, as this officer may read them: whom else it concerns is the owner's to know."""
    elements, own = said["elements"], record.owner_id == actor.agency
    texts = {name: words.of_code(name, str(said[name] or "")) for name in ("role", "region", "case_class")}
    texts |= {"title": said["title"], "legal_basis": said["legal_basis"], "review_on": str(said["review_on"] or ""),
              "level": words.level(said["level"]), "stage": words.stage(record.kind, said["stage"]),
              "handling": "、".join(one["label"] for one in words.handling(said["handling"]))}
    if own:
        texts["concerns"] = "、".join(sorted(agencies.names(map(UUID, map(str, said["concerns"]))).values()))
    protected = any(masking.is_protected(role, born, actor.at) for role in (said["role"], record.role)
                    for born in (elements.get("birth_on"), record.elements.get("birth_on")))
    for element in standard.kinds()[record.kind].every:
        for role in {said["role"], record.role}:  # closed by either role is closed
            shown = masking.shown(element, words.value(element, elements.get(element.name)), role=role, is_protected=protected,
                                  is_own=own)
            if texts.get(element.name) != "***":
                texts[element.name] = "***" if shown.is_closed else shown.text
    return texts


def _labels(kind: str) -> dict[str, str]:
    return words.fields() | {e.name: words.said(e.label) for e in standard.kinds()[kind].every}


def _ask(question: str, values: list[Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return list(cursor.fetchall())
