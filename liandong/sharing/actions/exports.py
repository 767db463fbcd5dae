"""Take records out: ask with a purpose, make the file as the officer sees it then, fetch it, withdraw what has closed."""
from collections.abc import Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from django.db import connection
from django.utils.translation import get_language
from procrastinate.contrib.django import app

from liandong.audit import actions as audit
from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import Export, ExportedRecord, Record
from ..queries import exports as queries
from ..rules import exporting
from ..rules.exporting import KEPT, Stage
from . import leaving, onward
from .records import export as tell

GONE = _("The file is there no more: a record in it closed, or a day went by. Ask for it again; what is still open to you "
         "comes with it.")


class Closed(Protocol):
    """What is asked of a record that closed."""

    pk: UUID


def ask(actor: Actor, *, purpose: str, media: str, asked: Mapping[str, str]) -> Export:
    """Ask for a file of the records of a list; a job makes it as the officer, who fetches it within a day."""
    exporting.check_asked(actor.roles, purpose, media)
    _may_go(actor, asked)
    made = Export.objects.create(agency_id=actor.agency, officer=actor.officer, at=actor.at, media=media, asked=dict(asked),
                                 purpose=purpose.strip()[:exporting.PURPOSE_MOST], language=(get_language() or "zh-hans")[:8])
    app.configure_task("sharing.export").defer(
        pk=str(made.pk), officer=str(actor.officer), exercise=str(actor.exercise) if actor.exercise else None)
    return made


def make(actor: Actor, pk: UUID) -> None:
    """Make the file of what the officer sees at this moment, with marks and masks; every owner is told by its own line."""
    held = Export.objects.select_for_update().filter(pk=pk, stage=Stage.WAITING.value).first()
    if held is None:
        return
    most = exporting.limit(actor.roles)
    exporting.check_asked(actor.roles, held.purpose, held.media)
    found = list(queries.records(actor, held.asked)[:most + 1])
    held.is_cut, rows = len(found) > most, found[:most]
    _may_go(actor, held.asked, rows)
    content = leaving.file(actor, rows, media=held.media, purpose=held.purpose, language=held.language)
    ExportedRecord.objects.bulk_create((ExportedRecord(of=held, record_id=row.pk, version=row.version) for row in rows),
                                       batch_size=1000)
    held.rows, held.content, held.digest = len(rows), content, sha256(content).hexdigest()
    held.stage, held.made_at, held.until = Stage.READY.value, actor.at, actor.at + KEPT
    held.save(update_fields=["rows", "is_cut", "content", "digest", "stage", "made_at", "until"])
    tell(actor, rows, purpose=held.purpose)
    live.changed(f"export:{pk}")


def fail(actor: Actor, pk: UUID, reason: str) -> None:
    """Write down why no file was made."""
    Export.objects.filter(pk=pk, stage=Stage.WAITING.value).update(stage=Stage.FAILED.value, reason=reason[:300])
    live.changed(f"export:{pk}")


def fetch(actor: Actor, export: Export) -> bytes | None:
    """The file, if everything in it is still open to the officer now; else it is withdrawn, and None is returned."""
    held = Export.objects.select_for_update().get(pk=export.pk)
    if held.content is None or held.until is None or actor.at >= held.until:
        raise Refused(GONE)
    owners = set(Record.objects.filter(pk__in=ExportedRecord.objects.filter(of=held).values("record_id"))
                 .values_list("owner_id", flat=True).distinct())
    facts = {"rows": str(held.rows)}
    if not queries.is_whole(held):
        _withdraw(held)
        audit.record(actor, "sharing.export_withdraw", None, kind="record", purpose=held.purpose, facts=facts)
        return None
    held.stage, held.fetched_at = Stage.FETCHED.value, held.fetched_at or actor.at
    held.save(update_fields=["stage", "fetched_at"])
    audit.record(actor, "sharing.export_fetch", None, kind="record", audience=owners, purpose=held.purpose, facts=facts,
                 change={"digest": held.digest})
    return bytes(held.content or b"")


def withdraw(_actor: Actor, record: Closed) -> None:
    """A record of the actor's agency has closed: every file of others that holds it and was not fetched yet is withdrawn."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_withdraw(%s)", [record.pk])
        for (key,) in cursor.fetchall():
            live.changed(f"export:{key}")


def sweep(at: datetime) -> int:
    """Delete the content of files nobody fetched in time, as the role of the jobs; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_sweep_exports(%s)", [at])
        [count] = cursor.fetchone()
    return int(count)


def _may_go(actor: Actor, asked: Mapping[str, str], rows: Iterable[Record] | None = None) -> None:
    """Refused where it is for a third party and an owner has not consented to that; one's own agency needs nobody's."""
    third, name = asked.get("third"), asked.get("third_name", "")
    if third or name:
        found = queries.records(actor, asked)[:exporting.limit(actor.roles)] if rows is None else rows
        onward.check_leaves(actor, found, third=UUID(third) if third else None, third_name=name)


def _withdraw(held: Export) -> None:
    held.stage, held.content = Stage.WITHDRAWN.value, None
    held.save(update_fields=["stage", "content"])
    live.changed(f"export:{held.pk}")
