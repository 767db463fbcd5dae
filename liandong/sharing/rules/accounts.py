"""What an agency's own system may do over the API, for how long, and the sentences of the ledger."""
from datetime import timedelta

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

PREFIX = "ld_"
LIFE, OVERLAP = timedelta(days=365), timedelta(hours=24)
MOST_PUSHED, MOST_READ, MOST_RATE = 500, 200, 600
VERBS = {
    "sharing.account_make": _("made the service account %(name)s"),
    "sharing.account_renew": _("renewed the token of the service account %(name)s"),
    "sharing.account_revoke": _("revoked the service account %(name)s"),
}


class Scope(Term):
    """What an account may do."""

    PUSH = "push", _("Push records")
    READ = "read", _("Query records")
    FEED = "feed", _("Follow changes")


ROLES = {Scope.PUSH: "clerk"}  # what a system does is done as by a clerk, and never more


def check(name: str, source: str, scopes: list[str], clearance: int, per_minute: int, *, own_clearance: int) -> None:
    """Refused unless an account may be made so."""
    if not name.strip():
        raise Refused(_("Name the account after the system that uses it."), field="name")
    if not source.strip():
        raise Refused(_("Name the system whose keys it sends."), field="source")
    if not scopes or not set(scopes) <= {scope.value for scope in Scope}:
        raise Refused(_("Choose what the account may do."), field="scopes")
    if not 0 <= clearance <= own_clearance:
        raise Refused(_("The clearance you give cannot be above your own."), field="clearance")
    if not 1 <= per_minute <= MOST_RATE:
        raise Refused(_("Choose from 1 to 600 requests a minute."), field="per_minute")
