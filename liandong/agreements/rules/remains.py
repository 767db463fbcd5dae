"""What becomes of what is owed when an agreement ends: what fell due before stays owed, as do payments and returns. Pure."""
from datetime import datetime

from liandong.duties.rules import Kind
from liandong.kernel.terms import Term, gettext_noop as _


class Fate(Term):
    """What the end makes of a duty."""

    LAPSES = "lapses", _("lapses: it would fall due after the end")
    OWED = "owed", _("stays owed: it fell due before the end")
    PAID = "paid", _("stays owed: a payment for the time before the end")
    RETURNED = "returned", _("stays owed: what was lent is given back")


STAYS = {Kind.PAYMENT.value: Fate.PAID, Kind.RETURN.value: Fate.RETURNED}  # duties_lapse says the same


def fate(kind: str, *, starts_at: datetime, due_at: datetime, ending: datetime) -> Fate:
    """What the end makes of an open duty; what a payment or a return is for must have begun before it."""
    if due_at <= ending:
        return Fate.OWED
    return STAYS.get(kind, Fate.LAPSES) if starts_at < ending else Fate.LAPSES
