"""Everything that changes why records may be seen."""
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel import events
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from . import queries
from .models import Attachment, Deed, Key, Participation, Release, Secret, Signature, Suspension
from .rules import deeds
from .rules.sight import FOREVER


def lay_down(actor: Actor, key: UUID, *, number: str, title: str, parties: Iterable[UUID], terms: bytes,
             amends: UUID | None = None) -> Deed:
    """Lay down what the parties are to sign: `terms` are canonical JSON and never change; they name the deed they amend."""
    deed = Deed(id=key, number=number, title=title, parties=sorted(parties), terms=terms.decode(), laid_at=actor.at,
                amends_id=amends)
    deed.save(force_insert=True)
    return deed


def sign(actor: Actor, deed: Deed) -> Signature:
    """Sign this very deed for the actor's agency with its key; the database asks for the role."""
    key, private = _own_key(actor)
    message = deeds.statement(deed=deed.pk, terms=deed.terms, agency=actor.agency, officer=actor.officer, at=actor.at)
    return Signature.objects.create(deed=deed, agency_id=actor.agency, officer=actor.officer, at=actor.at, key=key,
                                    algorithm=key.algorithm, digest=sha256(deed.terms.encode()).digest(),
                                    value=deeds.sign(private, message))


def open_grants(actor: Actor, deed: Deed) -> int:
    """Give what the signed deed gives; returns how many grants. Every signature is checked first."""
    if queries.unsigned(deed):
        raise Refused(_("Not every party has signed."), concerns=deed.parties)
    if not all(queries.is_valid(signature, deed.terms) for signature in queries.signatures(deed.pk)):
        raise Refused(_("A signature does not hold over this text; nothing was opened."), concerns=deed.parties)
    count = _call("access_open(%s)", [deed.pk])
    _changed(actor, deed)
    return count


def pause(actor: Actor, deed: Deed, *, owner: UUID | None, agency: UUID | None = None, why: str) -> Suspension:
    """Pause at once what the actor's agency (`owner`) gives, to one or to all; without `owner`, ask that the whole rest."""
    key = uuid7()
    _call("access_pause_grants(%s, %s, %s, %s, %s)", [key, deed.pk, owner, agency, why])
    _changed(actor, deed)
    return Suspension.objects.get(pk=key)


def agree_pause(actor: Actor, suspension: Suspension) -> bool:
    """Agree that the whole rests; whether it rests now."""
    return _on_pause(actor, "access_agree_pause(%s)", suspension)


def resume(actor: Actor, suspension: Suspension) -> bool:
    """Open again what the actor's agency paused, or agree that the whole runs again; whether it does now."""
    return _on_pause(actor, "access_resume_grants(%s)", suspension)


def decline_pause(actor: Actor, suspension: Suspension) -> None:
    """Take back or decline what waits for the consent of all: to rest, or to run again."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_decline_pause(%s)", [suspension.pk])
    suspension.refresh_from_db()


def leave(actor: Actor, deed: Deed, leaving: datetime) -> bool:
    """The actor's agency leaves at that moment; whether the whole ends then, since fewer than two would stay."""
    alone = bool(_call("access_leave(%s, %s)", [deed.pk, leaving]))
    _changed(actor, deed)
    return alone


def object_to_renewal(actor: Actor, deed: Deed) -> None:
    """The deed is not renewed by itself: it ends when its period is over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_object(%s)", [deed.pk])
    deed.refresh_from_db()


def renew(deed: Deed, at: datetime) -> bool:
    """Renew the deed by its terms for one more period, in its last day; whether it was. A job's work, harmless twice."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_renew(%s, %s)", [deed.pk, at])
        [ending] = cursor.fetchone()
    deed.refresh_from_db()
    return ending is not None


def release(actor: Actor, record: UUID, agency: UUID, *, purpose: str = "", until: datetime = FOREVER) -> Release:
    """Show one record of ours to one agency, for a purpose and a time."""
    if agency == actor.agency:
        raise Refused(_("Your own agency sees the record already."), field="agency")
    if until <= actor.at:
        raise Refused(_("Choose an end that is still to come."), field="until")
    row = Release.objects.create(record_id=record, owner_id=actor.agency, agency_id=agency, purpose=purpose, at=actor.at,
                                 ends_at=until)
    events.tell("access.changed", actor, [agency])
    return row


def recall(actor: Actor, record: UUID, agency: UUID) -> int:
    """End every release of that record to that agency at this moment; returns how many."""
    ended = Release.objects.filter(record_id=record, agency=agency, ends_at__gt=actor.at).update(ends_at=actor.at)
    events.tell("access.changed", actor, [agency])
    return ended


def admit(actor: Actor, subject: UUID, agencies: Iterable[UUID]) -> None:
    """Let agencies take part in a subject the actor's agency leads; the caller writes the line."""
    Participation.objects.bulk_create(
        Participation(subject_id=subject, lead_id=actor.agency, agency_id=agency, since=actor.at, until=FOREVER)
        for agency in agencies)


def expel(actor: Actor, subject: UUID) -> None:
    """End every participation in the subject."""
    Participation.objects.filter(subject_id=subject, until__gt=actor.at).update(until=actor.at)


def attach(actor: Actor, record: UUID, subject: UUID, *, lead: UUID) -> None:
    """Lay one record of ours beside a subject, for all who take part in it."""
    Attachment.objects.create(record_id=record, owner_id=actor.agency, subject_id=subject, lead_id=lead)


def _on_pause(actor: Actor, function: str, suspension: Suspension) -> bool:
    done = bool(_call(function, [suspension.pk]))
    suspension.refresh_from_db()
    if done:
        _changed(actor, suspension.deed)
    return done


def _changed(actor: Actor, deed: Deed) -> None:
    """What the parties see has changed: their open pages look at their rights again, in this transaction."""
    deed.refresh_from_db()
    events.tell("access.changed", actor, deed.parties)


def _own_key(actor: Actor) -> tuple[Key, bytes]:
    """The signing key of the actor's agency, made the first time it signs, and its private half."""
    key = Key.objects.filter(agency=actor.agency, retired_at=None).order_by("-made_at").first() or _make_key(actor)
    return key, _box().decrypt(bytes(key.secret.sealed))


def _make_key(actor: Actor) -> Key:
    private = Ed25519PrivateKey.from_private_bytes(os.urandom(32))
    key = Key.objects.create(agency_id=actor.agency, public=private.public_key().public_bytes_raw(), made_at=actor.at)
    Secret.objects.create(key=key, agency_id=actor.agency, sealed=_box().encrypt(private.private_bytes_raw()))
    audit.record(actor, "access.make_key", key.pk, kind="key")
    return key


def _box() -> Fernet:
    """What private keys are encrypted under: a key of the environment, never in the database."""
    return Fernet(urlsafe_b64encode(sha256(b"liandong.keys" + settings.KEY_SECRET.encode()).digest()))


def _call(function: str, values: Sequence[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        [count] = cursor.fetchone()
    return int(count)
