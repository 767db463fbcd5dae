"""Working days (工作日): as the State Council arranged them, as loaded since, Monday to Friday where neither is known. Pure.

The arrangement of a year reaches back into the last days of the one before (29 December 2018 was a working Saturday), so the
last known year is known up to `BORDER` only, until the next one is loaded.
"""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from chinese_calendar.constants import holidays, workdays  # generated from the State Council's notices

from liandong.kernel.terms import Term, gettext_noop as _

ONE = timedelta(days=1)
BORDER = (12, 24)  # the last day of a year that the next year's arrangement has never touched
FIRST = date(min(holidays).year, 1, 1)
LAST = date(max(holidays).year, *BORDER)
LONGEST = 15  # more days off than that in a row there have never been (ten in 2020): no roll goes further


class Roll(Term):
    """What a last day does that is a day off."""

    STAY = "stay", _("stays on it")
    NEXT = "next", _("moves to the next working day")
    BEFORE = "before", _("moves to the working day before")


@dataclass(frozen=True)
class Calendar:
    """Which days are working days; what was loaded goes before what the published arrangements say."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_working(self, day: date) -> bool:
        """Whether it is a working day, as far as is known; else whether it is one of Monday to Friday."""
        found = self.overrides.get(day)
        return arranged(day) if found is None else found

    def is_provisional(self, day: date) -> bool:
        """Whether no arrangement is known for that day, so that Monday to Friday are only assumed."""
        return not FIRST <= day <= LAST and day not in self.overrides

    @cached_property
    def known_until(self) -> date:
        """The last day before which every day's arrangement is known."""
        day = LAST
        while day + ONE in self.overrides:
            day += ONE
        return day


def arranged(day: date) -> bool:
    """Whether the published arrangements make it a working day; where there is none, Monday to Friday."""
    return day in workdays or (day.weekday() < 5 and day not in holidays)


def days(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both counted."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@dataclass
class Reading:
    """One reckoning with a calendar: remembers whether it leant on an assumed day (`unsure`).

    With `early` it answers with what is earliest, whatever the unknown days turn out to be.
    """

    calendar: Calendar
    early: bool = False
    unsure: bool = False

    def works(self, day: date) -> bool:
        """Whether it is a working day; an unknown one is when that makes things earlier."""
        if not self.calendar.is_provisional(day):
            return self.calendar.is_working(day)
        self.unsure = True
        return self.early or self.calendar.is_working(day)

    def count(self, first: date, last: date) -> int:
        """How many working days there are from `first` to `last`, both counted."""
        return sum(map(self.works, days(first, last)))

    def after(self, day: date, amount: int) -> date:
        """The last of `amount` working days that follow `day`; of none, the day itself."""
        while amount:
            day += ONE
            amount -= self.works(day)
        return day

    def rolled(self, day: date, roll: str, floor: date) -> date:
        """Where a last day goes when it is a day off; before `floor` never, and further than `LONGEST` days never."""
        if roll == Roll.NEXT:
            return next(filter(self.works, days(day, day + timedelta(days=LONGEST))), day)
        if roll == Roll.BEFORE:
            return self._before(day, max(floor, day - timedelta(days=LONGEST)))
        return day

    def _before(self, day: date, floor: date) -> date:
        """The last working day up to `day`; when early, the first day that may yet turn out to be it."""
        found = day
        for earlier in reversed(list(days(floor, day))):
            assumed = self.early and self.calendar.is_provisional(earlier)
            if self.works(earlier):
                found = earlier
                if not assumed:
                    break
        return found
