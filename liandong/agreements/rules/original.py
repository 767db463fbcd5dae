"""An agreement signed on paper (签署于纸质文本): its scan, the days it was signed, and each party's confirmation."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import Term, gettext_noop as _

from .lifecycle import DESK, DRAFTER, SIGNATORY, UNSIGNED
from .terms import Terms

FORM = "paper"
ON_PAPER = _("Signed on paper")


class Stage(Term):
    """Where the paper original stands."""

    NONE = "none", _("Not on paper")
    LAID = "laid", _("Waits for confirmation")
    TURNED = "turned", _("Turned down")
    CONFIRMED = "confirmed", _("Confirmed by all")


@dataclass(frozen=True, slots=True)
class Original:
    """What the deed says of the paper: the digest of its scan and the day each party signed."""

    digest: str
    days: Mapping[UUID, date]

    @property
    def last_day(self) -> date:
        """The day of the last signature: months count from it."""
        return max(self.days.values())


LIFECYCLE = Lifecycle("original", (
    Step("lay_paper", _("Signed on paper"), (Stage.NONE, Stage.LAID, Stage.TURNED), Stage.LAID, frozenset({DRAFTER}), DESK,
         papers=("unsigned",), notice=_("“%(title)s” was signed on paper; compare the scan and confirm it"),
         consequence=_("Each party's signatory compares scan and terms and confirms them; then it runs.")),
    Step("turn_down", _("Return the original"), (Stage.LAID,), Stage.TURNED, frozenset({UNSIGNED}), SIGNATORY, weight="danger",
         notice=_("%(agency)s did not confirm the paper original of “%(title)s”: %(why)s"),
         consequence=_("The drafter lays scan and days anew; confirmations already given are asked for again.")),
))


def laid(deed: Mapping[str, object], original: Original) -> dict[str, object]:
    """The deed as it reads when its signatures stand on paper: months run from the last of them."""
    months = deed.get("months")
    ends = deed.get("ends_at") if not isinstance(months, int) else _months_later(original.last_day, months).isoformat()
    days = {str(agency): day.isoformat() for agency, day in sorted(original.days.items(), key=lambda item: str(item[0]))}
    return {**deed, "form": FORM, "ends_at": ends, "paper": {"sha256": original.digest, "days": days}}


def check_days(days: Mapping[UUID, date], terms: Terms, *, at: datetime) -> None:
    """Refused when a party's day is missing or still to come, or the agreement would have ended before it runs."""
    today = moments.local(at).date()
    if set(days) != set(terms.agencies()):
        raise Refused(_("Enter the day on which each party signed."), field="days")
    if max(days.values()) > today:
        raise Refused(_("A day of signing lies in the future."), field="days")
    last = terms.period.ends
    months = None if last or terms.period.is_open else terms.period.months
    ended = _months_later(max(days.values()), months) if months else moments.day_end(last) if last else None
    if ended and ended <= at:
        raise Refused(_("By its own terms the agreement has already ended. Sign a new one."), field="days")


def _months_later(day: date, months: int) -> datetime:
    """24:00 of the day before that day `months` later; a day that month lacks is its last (as the database reckons)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.combine(date(year, month + 1, last), time(), moments.BEIJING)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


VERBS = {
    "agreements.lay_paper": _("laid down the scan of the paper original of %(number)s, signed last on %(day)s"),
    "agreements.turn_down": _("did not confirm the paper original of %(number)s: %(why)s"),
    "agreements.confirm_paper": _("confirmed the paper original of %(number)s"),
}

NOTICES = {f"agreements.{step.verb}": step.notice for step in LIFECYCLE.steps} | {
    "agreements.confirm_paper": _("%(agency)s confirmed the paper original of “%(title)s”"),
}
