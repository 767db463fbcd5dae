"""Accounts of systems: an agency's own, whose token this is, their names."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from ..models import ServiceAccount
from ..rules.accounts import ROLES, Scope


@dataclass(frozen=True, slots=True)
class Caller:
    """The account whose token was shown."""

    id: UUID
    agency: UUID
    source: str
    scopes: frozenset[str]
    clearance: int
    per_minute: int

    def actor(self, at: datetime) -> Actor:
        """The account as an actor: without a department, with the roles its scopes give and no other."""
        roles = frozenset(ROLES[scope] for scope in ROLES if scope.value in self.scopes)
        return Actor(self.id, self.agency, at, None, self.clearance, roles)


def digest(token: str) -> bytes:
    """What is kept of a token."""
    return sha256(token.encode()).digest()


def caller(token: str, at: datetime) -> Caller | None:
    """Whose token this is at that moment; asked without an actor, by a function that answers for one digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_account(%s, %s)", [digest(token), at])
        row = cursor.fetchone()
    return Caller(row[0], row[1], row[2], frozenset(row[3]) & {s.value for s in Scope}, row[4], row[5]) if row else None


def own(actor: Actor) -> QuerySet[ServiceAccount]:
    """The accounts of the actor's agency, those in use first."""
    return ServiceAccount.objects.filter(agency=actor.agency).order_by("revoked_at", "name")


def of(actor: Actor, pk: UUID) -> ServiceAccount | None:
    """One of them."""
    return own(actor).filter(pk=pk).first()


def named(keys: Iterable[UUID], officers: dict[UUID, str]) -> dict[UUID, str]:
    """The names of those who act: of officers as found, and of accounts the actor may know."""
    rest = set(keys) - set(officers)
    accounts = dict(ServiceAccount.objects.filter(pk__in=rest).values_list("pk", "name")) if rest else {}
    return officers | accounts
