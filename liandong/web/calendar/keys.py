"""Keys to calendar feeds: made, shown once, kept as digests, revoked; and whose feed a key opens."""
import secrets
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.models import FeedKey
from liandong.kernel.terms import gettext_noop as _

VERBS = {"web.make_feed": _("made a key to a calendar feed"), "web.revoke_feed": _("revoked the key to a calendar feed")}
OFTEN = timedelta(hours=1)  # no more exactly is it told when a key was used last


def make(actor: Actor) -> str:
    """A new key of this officer, in place of the one before; only its digest stays."""
    key = secrets.token_urlsafe(32)
    FeedKey.objects.filter(officer=actor.officer).delete()
    FeedKey.objects.create(officer=actor.officer, digest=digest(key), made_at=actor.at)
    audit.record(actor, "web.make_feed", actor.officer, kind="officer")
    return key


def revoke(actor: Actor) -> bool:
    """Let the key open nothing from now on; whether there was one."""
    gone, _rows = FeedKey.objects.filter(officer=actor.officer).delete()
    if gone:
        audit.record(actor, "web.revoke_feed", actor.officer, kind="officer")
    return bool(gone)


def of(actor: Actor) -> FeedKey | None:
    """The officer's key, if there is one."""
    return FeedKey.objects.filter(officer=actor.officer).first()


def used(actor: Actor) -> None:
    """Remember that the key was used."""
    key = of(actor)
    if key and (key.used_at is None or actor.at - key.used_at >= OFTEN):
        FeedKey.objects.filter(pk=key.pk).update(used_at=actor.at)


def officer_of(key: str) -> UUID | None:
    """Whose key this is; asked without an actor."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kernel_feed_officer(%s)", [digest(key)])
        [officer] = cursor.fetchone()
    return officer


def digest(key: str) -> bytes:
    """What is kept of a key."""
    return sha256(key.encode()).digest()


def locked(key: str) -> str:
    """The key as the session may hold it, from the act until the page that shows it."""
    return _box().encrypt(key.encode()).decode()


def opened(text: str) -> str:
    """The key again, to be shown once."""
    return _box().decrypt(text.encode(), ttl=600).decode()


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(b"liandong.feed" + settings.KEY_SECRET.encode()).digest()))
