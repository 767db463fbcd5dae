"""Bring a file of records in: take it, say what its columns are, then part by part, each part in a transaction of its own."""
import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.engines.papers import Unreadable
from liandong.engines.papers.table import Row, Table, table_of
from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import ColumnMapping, Import, ImportPart
from ..queries import imports as queries
from ..rules import forbidden, imports, records, standard
from ..rules.importing import PART_ROWS, SHOWN, Stage
from . import arriving
from .records import may_write

GIVE_UP = _("The import is running already, or has ended.")
SAID = {
    "empty": _("There are no rows in this file."),
    "too_long": _("The file holds more than 200,000 rows. Divide it."),
    "too_wide": _("The file has more than 80 columns. Take out what is not needed."),
    "zip_bomb": _("This file unpacks to far more data than a list can hold; it was not opened."),
    "wrong_type": _("This is neither CSV, nor an Excel sheet (.xlsx), nor JSON. Save it as one of them."),
    "not_text": _("The letters of this file could not be read. Save it as CSV in UTF-8, or as .xlsx."),
    "xml_entities": _("This file declares XML entities, which no Excel sheet needs; save it again in Excel."),
    "encrypted": _("This file is protected by a password. Remove the password and upload it again."),
    "no_list": _("This JSON is not a list of flat objects, one a record."),
    "broken": _("The file is damaged. Open it, save it again, and choose that file."),
}


def take(actor: Actor, kind: str, *, name: str, content: bytes) -> Import:
    """Take a file: its type by its content, its headings and first rows; nothing is entered."""
    may_write(actor)
    records.check_kind(agencies.agency(actor.agency).kind, kind)
    try:
        table = table_of(content)
        head = list(islice(table.rows, SHOWN))
    except Unreadable as reason:
        raise Refused(SAID.get(reason.reason_code, SAID["broken"]), field="file") from reason
    if not head:
        raise Refused(SAID["empty"], field="file")
    made = Import.objects.create(
        agency_id=actor.agency, officer=actor.officer, kind=kind, name=name[-200:], media=table.media, size=len(content),
        digest=sha256(content).hexdigest(), content=content, headings=table.headings, at=actor.at,
        head=_without(table.headings, head),
        dropped=list(forbidden.sorted_out(table.headings)))
    if made.dropped:
        audit.record(actor, "sharing.import_drop", None, kind="record",
                     facts={"name": made.name, "columns": "、".join(made.dropped)[:200]})
    return made


def say_columns(actor: Actor, given: Import, columns: Mapping[int, str], *, defaults: Mapping[str, Any], source: str,
                updates: bool, save_as: str = "") -> Import:
    """Say what each column is and what holds for rows that do not say otherwise; under a name it is kept for later files."""
    _hold(given)
    imports.check_columns(standard.kinds()[given.kind], given.headings, columns)
    records.check_level(int(defaults.get("level", 1)), clearance=actor.clearance)
    said = {str(place): name for place, name in columns.items() if name}
    source = source.strip()[:imports.SOURCE_LIMIT]
    Import.objects.filter(pk=given.pk).update(columns=said, defaults=dict(defaults), source=source, updates=updates,
                                              stage=Stage.READY.value)
    if save_as.strip():
        by_heading = {given.headings[int(place)]: name for place, name in said.items()}
        ColumnMapping.objects.update_or_create(
            agency_id=actor.agency, kind=given.kind, name=save_as.strip()[:60],
            defaults={"columns": by_heading, "defaults": dict(defaults), "source": source, "by": actor.officer, "at": actor.at})
    given.refresh_from_db()
    return given


def start(actor: Actor, given: Import, *, is_dry: bool) -> None:
    """Let the job begin, for a trial without entering anything or in earnest; what stopped goes on where it was."""
    may_write(actor)
    held = _hold(given)
    goes_on = held.stage != Stage.READY and held.is_dry == is_dry and held.begun_at is not None
    fresh = {} if goes_on else {"part": 0, "done": 0, "entered": 0, "changed": 0, "known": 0, "faulty": 0, "odd": 0}
    Import.objects.filter(pk=given.pk).update(
        stage=Stage.RUNNING.value, is_dry=is_dry, begun_at=actor.at, beat_at=actor.at, ended_at=None, reason="", **fresh)
    audit.record(actor, "sharing.import_try" if is_dry else "sharing.import_start", None, kind="record",
                 facts={"name": given.name}, change={"import": str(given.pk), "digest": given.digest})
    app.configure_task("sharing.import").defer(
        pk=str(given.pk), officer=str(actor.officer), exercise=str(actor.exercise) if actor.exercise else None)


def stop(actor: Actor, given: Import) -> None:
    """Stop after the part that is under way; what was entered stays."""
    if not Import.objects.filter(pk=given.pk, stage=Stage.RUNNING.value).update(stage=Stage.STOPPED.value, ended_at=actor.at):
        raise Refused(GIVE_UP)
    live.changed(f"import:{given.pk}")


def forget(actor: Actor, given: Import) -> None:
    """Delete the file and what is left of its rows; records that were entered stay."""
    if given.stage == Stage.RUNNING:
        raise Refused(GIVE_UP)
    ImportPart.objects.filter(of=given.pk).delete()
    Import.objects.filter(pk=given.pk).delete()


def fail(actor: Actor, pk: UUID, reason: str) -> None:
    """Write down why the job stopped."""
    Import.objects.filter(pk=pk, stage=Stage.RUNNING.value).update(stage=Stage.FAILED.value, reason=reason[:300],
                                                                   ended_at=actor.at)
    live.changed(f"import:{pk}")


def proceed(actor: Actor, pk: UUID) -> bool:
    """Do the next piece of a running import in this transaction; returns whether more is to do.

    Two jobs at once are harmless: the row is held, and each takes the piece that follows.
    """
    held = Import.objects.select_for_update().defer("content").filter(pk=pk, stage=Stage.RUNNING.value).first()
    if held is None:
        return False
    may_write(actor)
    if held.parts is None:
        _divide(actor, held)
    else:
        _take_part(actor, held)
    live.changed(f"import:{pk}")
    return held.stage == Stage.RUNNING


def _divide(actor: Actor, held: Import) -> None:
    """Lay the rows of the file into parts; the file itself is not kept."""
    numbers, rows = 0, 0
    for part in _parts(table_of(bytes(held.content or b"")), held.headings):
        ImportPart.objects.create(of=held, number=numbers, rows=zlib.compress(json.dumps(part, ensure_ascii=False).encode(), 1))
        numbers, rows = numbers + 1, rows + len(part)
    Import.objects.filter(pk=held.pk).update(parts=numbers, rows=rows, content=None, beat_at=actor.at)


def _parts(table: Table, headings: list[str]) -> Iterator[list[list[object]]]:
    while part := list(islice(table.rows, PART_ROWS)):
        yield _without(headings, part)


def _without(headings: list[str], rows: list[Row]) -> list[list[object]]:
    """Rows without what stands in forbidden columns."""
    shut = {place for place, heading in enumerate(headings) if forbidden.is_forbidden(heading)}
    return [[number, ["" if place in shut else value for place, value in enumerate(cells)] if shut else cells]
            for number, cells in rows]


def _take_part(actor: Actor, held: Import) -> None:
    part = ImportPart.objects.filter(of=held, number=held.part).first()
    if part is not None:
        rows: list[Row] = [(int(number), cells) for number, cells in json.loads(zlib.decompress(bytes(part.rows)))]
        plan = queries.plan(actor, held)
        came = arriving.arrive(actor, plan.kind, [imports.read(plan, number, cells, actor.at) for number, cells in rows],
                               arriving.Door(held.source, held.pk, updates=held.updates, is_dry=held.is_dry))
        part.faults = queries.as_json(came.faulty)
        part.save(update_fields=["faults"])
        held.done, held.entered, held.changed = held.done + len(rows), held.entered + came.entered, held.changed + came.changed
        held.known, held.faulty, held.odd = held.known + came.known, held.faulty + len(came.faulty), held.odd + came.odd
        held.part += 1
    if part is None or held.part >= (held.parts or 0):
        _end(actor, held)
    held.beat_at = actor.at
    held.save(update_fields=["done", "entered", "changed", "known", "faulty", "odd", "part", "stage", "ended_at", "beat_at"])


def _end(actor: Actor, held: Import) -> None:
    held.stage, held.ended_at = (Stage.READY if held.is_dry else Stage.DONE).value, actor.at
    if not held.is_dry:
        ImportPart.objects.filter(of=held, faults=[]).delete()
        audit.record(actor, "sharing.import", None, kind="record", facts={
            "name": held.name, "entered": str(held.entered), "changed": str(held.changed), "faulty": str(held.faulty)})


def _hold(given: Import) -> Import:
    held = Import.objects.select_for_update().defer("content").get(pk=given.pk)
    if held.stage in (Stage.RUNNING, Stage.DONE):
        raise Refused(GIVE_UP)
    return held


def sweep(at: datetime) -> int:
    """Delete what is left of old files, as the role of the jobs, which reads nothing of them; returns how many went."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sharing_importpart WHERE of_id IN (SELECT id FROM sharing_import WHERE at < %s)", [at])
        cursor.execute("DELETE FROM sharing_import WHERE at < %s", [at])
        return int(cursor.rowcount)
