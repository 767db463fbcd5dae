"""Who takes out how much at once, how a file stands, and the sentences of the ledger."""
from collections.abc import Collection
from datetime import timedelta

from liandong.kernel.errors import Refused
from liandong.kernel.terms import State, Term, gettext_noop as _

LIMITS = {"clerk": 500, "officer": 2000, "liaison": 5000, "leader": 5000, "inspector": 5000}  # records a file, by post
KEPT = timedelta(hours=24)
PURPOSE_LEAST, PURPOSE_MOST = 4, 200
MEDIA = ("xlsx", "csv", "json")


class Stage(Term):
    """Where a file stands."""

    WAITING = "waiting", _("Being made")
    READY = "ready", _("Ready to be fetched")
    FETCHED = "fetched", _("Fetched")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    FAILED = "failed", _("Not made")


LOOKS = {Stage.WAITING: State.HAND, Stage.READY: State.NEED, Stage.FETCHED: State.DONE, Stage.WITHDRAWN: State.END,
         Stage.FAILED: State.LATE}
VERBS = {
    "sharing.export_fetch": _("fetched a file of %(rows)s records"),
    "sharing.export_withdraw": _("lost a file of %(rows)s records before it was fetched: one of them had closed"),
}


def limit(roles: Collection[str]) -> int:
    """How many records one of these posts takes out at once; nothing where none of them works with records."""
    return max((rows for role, rows in LIMITS.items() if role in roles), default=0)


def check_asked(roles: Collection[str], purpose: str, media: str) -> None:
    """Refused unless the post takes records out, says for what, and in a form there is."""
    if not limit(roles):
        raise Refused(_("Your post does not take records out. Ask a case officer, clerk or liaison officer of your agency."))
    if len(purpose.strip()) < PURPOSE_LEAST:
        raise Refused(_("Write what it is for, such as the number of the case; every owner reads it in the ledger."),
                      field="purpose")
    if media not in MEDIA:
        raise Refused(_("Choose one of the list."), field="media")
