"""Who is acting, signed for the database, and the transaction in which the database shows only what they may see."""
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

NOBODY = UUID(int=0)  # the platform itself: what a job does without an officer
STAMP = "SELECT pg_backend_pid(), (extract(epoch FROM transaction_timestamp()) * 1000000)::bigint"


@dataclass(frozen=True, slots=True)
class Actor:
    """An officer at one moment, the only clock there is; passed to every rule and action."""

    officer: UUID
    agency: UUID
    at: datetime
    department: UUID | None = None
    clearance: int = 1
    roles: frozenset[str] = frozenset()
    exercise: UUID | None = None

    def body(self) -> str:
        """The text that is signed."""
        return json.dumps(asdict(self) | {"roles": sorted(self.roles)}, default=str)


def key() -> bytes:
    """The key of this installation, derived from its secret."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"liandong.actor", "sha256")


def pads() -> tuple[bytes, bytes]:
    """The key as HMAC's two padded blocks, so that the database needs nothing but sha256()."""
    block = key().ljust(64, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def sign(actor: Actor, pid: int, started: int) -> str:
    """The token that is good for this transaction of this connection, and for nothing else."""
    body = actor.body()
    return hmac.digest(key(), f"{body}/{pid}/{started}".encode(), "sha256").hex() + body


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Open the actor's transaction: the outermost one, always; row-level security does the rest."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute(STAMP)
        cursor.execute("SELECT set_config('liandong.actor', %s, true)", [sign(actor, *cursor.fetchone())])
        yield
