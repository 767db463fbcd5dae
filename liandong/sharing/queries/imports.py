"""Imports of an officer: how each is read, what its first rows would become, which rows are faulty and why."""
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from ..models import ColumnMapping, Import, ImportPart
from ..rules import imports, standard
from ..rules.formats import Finding
from ..rules.importing import Stage
from ..rules.imports import Fault, Line, Plan


@dataclass(frozen=True)
class Bad:
    """A faulty row as it came, with what is wrong: the column it is about, and the finding."""

    number: int
    cells: list[str]
    faults: list[Fault]


def of(pk: UUID) -> Import | None:
    """One import of the actor's own, without its file."""
    return Import.objects.defer("content").filter(pk=pk).first()


def own(actor: Actor) -> QuerySet[Import]:
    """The actor's imports, newest first."""
    return Import.objects.filter(officer=actor.officer).defer("content", "head").order_by("-at", "pk")


def mappings(actor: Actor, kind: str) -> list[ColumnMapping]:
    """What the agency saved of files of that kind, by name."""
    return list(ColumnMapping.objects.filter(agency=actor.agency, kind=kind).order_by("name"))


def plan(actor: Actor, given: Import) -> Plan:
    """How its rows are read."""
    said, review = given.defaults, given.defaults.get("review_on")
    return Plan(standard.kinds()[given.kind], {int(place): name for place, name in given.columns.items()},
                int(said.get("level", 1)), said.get("region", ""), said.get("case_class", ""), said.get("legal_basis", ""),
                date.fromisoformat(review) if review else None, tuple(said.get("handling", ())), partner_names(actor),
                actor.clearance)


def partner_names(actor: Actor) -> dict[str, UUID]:
    """Partners by name and short name."""
    found = agencies.agencies().filter(pk__in=access.partners(actor))
    return {name: agency.pk for agency in found for name in (agency.name, agency.short_name)}


def preview(actor: Actor, given: Import) -> list[tuple[list[str], Line]]:
    """The first rows as they came, with what would become of each."""
    read = plan(actor, given)
    return [(cells, imports.read(read, number, cells, actor.at)) for number, cells in given.head]


def bad_rows(given: Import) -> Iterator[Bad]:
    """Every faulty row, part by part, in the order of the file."""
    for part in ImportPart.objects.filter(of=given.pk).exclude(faults=[]).order_by("number").iterator(chunk_size=20):
        yield from from_json(part)


def as_json(lines: Iterable[Line]) -> list[Any]:
    """Faulty rows as they are kept beside their part."""
    return [[line.number, [[f.target, f.finding.message, dict(f.finding.values)] for f in line.faults]] for line in lines]


def from_json(part: ImportPart) -> Iterator[Bad]:
    """The same read back, with the cells of the row."""
    cells = dict(json.loads(zlib.decompress(bytes(part.rows))))
    for number, faults in part.faults:
        yield Bad(number, cells[number], [Fault(name, Finding(message, values)) for name, message, values in faults])


def standing(before: datetime) -> list[tuple[UUID, UUID, UUID | None]]:
    """Running imports that have not come further since then: key, officer, exercise. Asked by the role of the jobs."""
    with connection.cursor() as cursor:
        cursor.execute("""SELECT id, officer, exercise_id FROM sharing_import
                          WHERE stage = %s AND (beat_at IS NULL OR beat_at < %s) ORDER BY at""", [Stage.RUNNING.value, before])
        return list(cursor.fetchall())
