"""Write to the ledger, and seal it; there is no way to change it."""
import os
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.canonical import digest
from liandong.kernel.errors import Refused

from . import queries, rules
from .models import Entry

COLUMNS = ("at", "officer", "agency", "verb", "kind", "subject", "purpose", "change", "audience", "salt", "digest", "facts")
ADD = f"INSERT INTO audit_entry ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"
# Written by hand: every act of every officer waits for this statement, and the ORM doubles its time.


def record(actor: Actor, verb: str, subject: UUID | None, *, kind: str = "", audience: Iterable[UUID] = (),
           purpose: str = "", facts: Mapping[str, str] | None = None, change: object = None) -> None:
    """One line in the ledger, for the actor's agency and the audience named.

    `facts` are what the verb's sentence names (all strings, no protected detail); `change` is kept as a digest only.
    """
    entry = _entry(actor, verb, subject, kind=kind, audience=audience, purpose=purpose, facts=facts, change=change)
    with connection.cursor() as cursor:
        cursor.execute(ADD, [getattr(entry, column) for column in COLUMNS[:-1]] + [Jsonb(entry.facts)])
    if subject and kind:
        live.changed(f"{kind}:{subject}")  # what is done to a subject is in the ledger, so its open pages hear of it here


def record_all(actor: Actor, verb: str, subjects: Iterable[UUID], *, kind: str, audience: Iterable[UUID] = ()) -> None:
    """One line a subject, written in one statement."""
    Entry.objects.bulk_create([_entry(actor, verb, s, kind=kind, audience=audience) for s in subjects], batch_size=1000)


def record_each(actor: Actor, verb: str, lines: Iterable[tuple[UUID, Mapping[str, str], object]], *, kind: str,
                audience: Iterable[UUID] = ()) -> None:
    """One line a subject with its own facts and change, written in one statement."""
    told = list(audience)
    Entry.objects.bulk_create([_entry(actor, verb, subject, kind=kind, audience=told, facts=facts, change=change)
                               for subject, facts, change in lines], batch_size=1000)


def refused(actor: Actor, verb: str, subject: UUID | None, error: Refused, *, kind: str = "") -> None:
    """A refusal is a line as well, its reason kept so that every reader reads it in their language.

    It is written after the work was rolled back.
    """
    facts = {name: str(value) for name, value in error.values.items()} | {"reason": error.message}
    record(actor, f"{verb}{rules.REFUSED}", subject, kind=kind, audience=error.concerns, facts=facts)


def exported(actor: Actor, lines: int) -> None:
    """Say in the ledger that it was taken out, and how much of it."""
    record(actor, "audit.export", None, kind="ledger", facts={"lines": str(lines)})


def verified(actor: Actor, lines: int) -> None:
    """Say in the ledger that it was checked."""
    record(actor, "audit.verify", None, kind="ledger", facts={"lines": str(lines)})


def seal(at: datetime) -> int:
    """Seal what no running transaction can add to any more; returns how many rows. A job's work."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('audit.seal'))")
        last = queries.last_batch()
        cursor.execute("SELECT audit_xact(pg_snapshot_xmin(pg_current_snapshot()))::text")  # the horizon first,
        [upper] = cursor.fetchone()
        leaves = queries.digests(last.to_xact, upper)  # then, in a statement of its own, what lies below it
        if leaves:
            tree = rules.root(leaves)
            head = rules.head(last.head, last.number + 1, last.to_xact, upper, tree)
            cursor.execute("INSERT INTO audit_batch VALUES (%s, %s::xid8, %s::xid8, %s, %s, %s, %s)",
                           [last.number + 1, last.to_xact, upper, len(leaves), tree, head, at])
        return len(leaves)


def _entry(actor: Actor, verb: str, subject: UUID | None, *, kind: str, audience: Iterable[UUID], purpose: str = "",
           facts: Mapping[str, str] | None = None, change: object = None) -> Entry:
    entry = Entry(at=actor.at, officer=actor.officer, agency=actor.agency, verb=verb, kind=kind, subject=subject,
                  purpose=purpose, facts=dict(facts or {}), change=None if change is None else digest(change),
                  audience=sorted({actor.agency, *audience}), salt=os.urandom(16))
    entry.digest = rules.digest(entry)
    return entry
