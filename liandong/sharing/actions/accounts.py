"""Accounts of an agency's own systems: made, renewed and revoked by its administrator; a token is shown once."""
import secrets
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from liandong.agencies import rules as agencies
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from ..models import ServiceAccount
from ..queries.accounts import digest
from ..rules import accounts
from ..rules.accounts import LIFE, OVERLAP, PREFIX


def make(actor: Actor, *, name: str, source: str, scopes: Sequence[str], clearance: int, per_minute: int) -> tuple[
        ServiceAccount, str]:
    """A new account of the actor's agency, and its token, which nothing can show again."""
    agencies.check_administrator(actor, agency=actor.agency)
    accounts.check(name, source, list(scopes), clearance, per_minute, own_clearance=actor.clearance)
    token = _token()
    try:
        with transaction.atomic():
            made = ServiceAccount.objects.create(
                agency_id=actor.agency, name=name.strip()[:60], source=source.strip()[:40], scopes=sorted(set(scopes)),
                clearance=clearance, per_minute=per_minute, digest=digest(token), made_by=actor.officer, made_at=actor.at,
                ends_at=actor.at + LIFE)
    except IntegrityError:
        raise Refused(_("Your agency has an account of this name already."), field="name") from None
    _line(actor, "sharing.account_make", made)
    return made, token


def renew(actor: Actor, account: ServiceAccount) -> str:
    """A new token for another year; the one before answers for a day, so that the system can be changed over."""
    agencies.check_administrator(actor, agency=actor.agency)
    if account.revoked_at is not None:
        raise Refused(_("The account was revoked. Make a new one."))
    token = _token()
    ServiceAccount.objects.filter(pk=account.pk).update(
        digest=digest(token), before=bytes(account.digest), before_until=actor.at + OVERLAP, ends_at=actor.at + LIFE)
    _line(actor, "sharing.account_renew", account)
    return token


def revoke(actor: Actor, account: ServiceAccount) -> None:
    """From now on none of its tokens answers."""
    agencies.check_administrator(actor, agency=actor.agency)
    if ServiceAccount.objects.filter(pk=account.pk, revoked_at=None).update(revoked_at=actor.at):
        _line(actor, "sharing.account_revoke", account)


def _token() -> str:
    return PREFIX + secrets.token_urlsafe(32)


def _line(actor: Actor, verb: str, account: ServiceAccount) -> None:
    audit.record(actor, verb, account.pk, kind="account", facts={"name": account.name})
