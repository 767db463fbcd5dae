"""Persons stand in the shared view until their review day: what is due, and what renewing it asks for. Pure."""
from datetime import date, timedelta

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

SOON = timedelta(days=7)  # so long before the day its owner is told
VERBS = {"sharing.renew": _("renewed %(number)s until %(day)s")}
NOTICES = {
    "sharing.review_soon": _("%(count)s of your records are due for review within seven days, the first on %(day)s. What is "
                             "not renewed is no longer seen by others after its day."),
    "sharing.review_due": _("%(count)s of your records have reached their review day. Others no longer see them after it, "
                            "unless you renew them with a reason."),
}


class Standing(Term):
    """How near the review day is."""

    OVERDUE = "overdue", _("No longer shared")
    TODAY = "today", _("Shared until tonight")
    SOON = "soon", _("Review is near")
    FAR = "far", _("Not due")


def standing(review_on: date, today: date) -> Standing:
    """How near the review day is on this day; the record is shared up to its end."""
    if review_on < today:
        return Standing.OVERDUE
    if review_on == today:
        return Standing.TODAY
    return Standing.SOON if review_on <= today + SOON else Standing.FAR


def check_renewal(before: date | None, until: date, reason: str) -> None:
    """Refused unless the record has a review day, the new one is later, and a reason is given."""
    if before is None:
        raise Refused(_("Only what has a review date is renewed."))
    if until <= before:
        raise Refused(_("Choose a day after the present review date."), field="until")
    if not reason.strip():
        raise Refused(_("Write why the record is still needed; without that it leaves the shared view."), field="reason")
