"""Which days a calendar shows, and where its arrows lead. Pure."""
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

VIEWS = ("month", "week", "list")
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)  # no further than a person plans


@dataclass(frozen=True, slots=True)
class Span:
    """What one page shows: from `first` to `last`, around `day`; `before` and `after` are days of the neighbours."""

    view: str
    day: date
    first: date
    last: date
    before: date
    after: date

    @property
    def days(self) -> list[date]:
        """Every day it shows, in order."""
        return [self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1)]

    @property
    def weeks(self) -> list[list[date]]:
        """Its days by weeks, for a grid that begins on Monday."""
        days = self.days
        return [days[n : n + 7] for n in range(0, len(days), 7)]

    def is_outside(self, day: date) -> bool:
        """Whether a day of the grid belongs to the month before or after."""
        return self.view == "month" and day.month != self.day.month


def span(view: str, day: date) -> Span:
    """The week of `day`, its month, or the month in whole weeks."""
    if view == "week":
        first = _monday(day)
        return Span(view, day, first, first + timedelta(days=6), day - timedelta(days=7), day + timedelta(days=7))
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    before, after = first - timedelta(days=1), last + timedelta(days=1)
    if view == "month":
        first, last = _monday(first), _monday(last) + timedelta(days=6)
    return Span(view, day, first, last, before.replace(day=1), after)


def asked(text: str, today: date) -> date:
    """The day that was asked for; today where nobody could have meant it."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST <= day <= LATEST else today


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
