"""Keep a file, and write down who took one out."""
from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from liandong.audit import actions as audit
from liandong.engines.papers import Unreadable, intake
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused

from .models import File
from .rules import REASONS, kept_until, kind_of, words


def keep(actor: Actor, *, kind: str, subject_kind: str, subject: UUID, audience: Iterable[UUID], name: str, content: bytes,
         follows: File | None = None) -> File:
    """Keep a file beside a subject for the actor's agency and the audience; refused where its content may not be kept.

    `follows` is the version that this one replaces; both stay.
    """
    media = _media(actor, kind, content)
    if follows is not None and follows.agency_id != actor.agency:
        raise Refused(words.OF_OTHERS)
    told = sorted({*audience} - {actor.agency})
    try:
        with transaction.atomic():
            kept = File.objects.create(
                kind=kind, subject_kind=subject_kind, subject=subject, agency_id=actor.agency, audience=told,
                name=intake.name_of(name, media), media=media, size=len(content), digest=sha256(content).hexdigest(),
                content=content, at=actor.at, by=actor.officer, follows=follows,
                kept_until=kept_until(kind_of(kind), moments.local(actor.at).date()),
                edition=follows.edition + 1 if follows else 1)
    except IntegrityError as error:
        raise Refused(words.REPLACED) from error
    audit.record(actor, "documents.keep", subject, kind=subject_kind, audience=told, facts={"name": kept.name},
                 change={"file": str(kept.pk), "digest": kept.digest})
    return kept


def took_out(actor: Actor, file: File) -> None:
    """Write down that a file left the platform, for everybody who may see it."""
    audit.record(actor, "documents.read", file.subject, kind=file.subject_kind, audience=[file.agency_id, *file.audience],
                 facts={"name": file.name}, change={"file": str(file.pk), "digest": file.digest})


def _media(actor: Actor, kind: str, content: bytes) -> intake.Kept:
    try:
        media = intake.media_of(content, megabytes=settings.UPLOAD_MB)
    except Unreadable as reason:
        raise Refused(REASONS[reason.reason_code], field="file", megabytes=settings.UPLOAD_MB) from reason
    allowed = kind_of(kind).media
    if media not in allowed:
        raise Refused(words.WRONG_MEDIUM, field="file", kind=kind_of(kind).zh, media="、".join(one.upper() for one in allowed))
    return media
