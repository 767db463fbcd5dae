"""How another agency's record is used, and since when nothing was. Pure."""
from datetime import datetime, timedelta

from liandong.kernel.terms import Term, gettext_noop as _

IDLE = timedelta(days=30)  # without any use: the promise lies unused


class Way(Term):
    """What an officer did with it."""

    READ = "read", _("Read")
    REVEAL = "reveal", _("Details shown")
    EXPORT = "export", _("Exported")


def idle_days(last: datetime | None, begun: datetime, at: datetime) -> int:
    """For how many whole days nothing happened: since the last use, or since it was opened."""
    return max(0, (at - max(last or begun, begun)).days)


def is_idle(last: datetime | None, begun: datetime, at: datetime) -> bool:
    """Whether what is given lies unused."""
    return at - max(last or begun, begun) >= IDLE
