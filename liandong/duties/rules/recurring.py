"""Recurring duties: the days on which they fall due, and the period each belongs to. Pure."""
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .calendar import LONGEST, ONE, Calendar, Reading, Roll

HORIZON = timedelta(days=400)  # how far ahead occurrences are made


class Every(Term):
    """The period of a recurring duty."""

    DAY = "day", _("Daily")
    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF_YEAR = "half_year", _("Half-yearly")
    YEAR = "year", _("Yearly")


class DayRule(Term):
    """Which day of its period a recurring duty falls due on."""

    DAY = "day", _("on a day of the calendar")
    WORKING_DAY = "working_day", _("on a working day, counted from the first")
    LAST_WORKING_DAY = "last_working_day", _("on the last working day")


PERIODS: dict[str, str] = {every.value: every.label for every in Every}
MONTHS: dict[str, int] = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When a promise comes round: the period, the day in it, and where that day goes when it is a day off."""

    every: str
    on: int | None = None
    day_rule: str = DayRule.DAY
    roll: str = Roll.STAY


@dataclass(frozen=True, slots=True)
class Fall:
    """One occurrence: the first day of its period, the day it falls due, and the earliest that day can turn out to be."""

    period: date
    day: date
    provisional: bool
    firm: date


def falls(rhythm: Rhythm, first: date, last: date, calendar: Calendar) -> Iterator[Fall]:
    """What falls due from `first` to `last`, both counted, period by period."""
    start = period_start(rhythm.every, first - timedelta(days=LONGEST))
    while start <= last + timedelta(days=LONGEST):  # a roll may bring it here from the period before, or the next one
        found = fall(rhythm, start, calendar)
        if first <= found.day <= last:
            yield found
        start = next_start(rhythm.every, start)


def fall(rhythm: Rhythm, period: date, calendar: Calendar) -> Fall:
    """How the promise falls due in the period that begins at `period`."""
    reading, early = Reading(calendar), Reading(calendar, early=True)
    day, firm = _day(rhythm, period, reading), _day(rhythm, period, early)
    return Fall(period, day, reading.unsure or early.unsure, min(firm, day))


def occurrences(every: str, on: int | None, first: date, last: date) -> Iterator[date]:
    """The days of the calendar on which a recurring duty falls due, from `first` to `last`, both counted."""
    return (found.day for found in falls(Rhythm(every, on), first, last, Calendar()))


def period_start(every: str, day: date) -> date:
    """The first day of the period in which `day` lies; weeks begin on Monday."""
    if every == Every.DAY:
        return day
    if every == Every.WEEK:
        return day - timedelta(days=day.weekday())
    months = MONTHS[every]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def next_start(every: str, start: date) -> date:
    """The first day of the period after the one that begins at `start`."""
    if every in (Every.DAY, Every.WEEK):
        return start + timedelta(days=1 if every == Every.DAY else 7)
    months = start.month - 1 + MONTHS[every]
    return date(start.year + months // 12, months % 12 + 1, 1)


def due_day(every: str, on: int | None, start: date) -> date:
    """The due day of the period that begins at `start`: day `on` of its first month (of the week), no later than that
    month's end; without `on`, the last day of the period."""
    if on is None or every == Every.DAY:
        return next_start(every, start) - timedelta(days=1)
    if every == Every.WEEK:
        return start + timedelta(days=min(on, 7) - 1)
    return start.replace(day=min(on, monthrange(start.year, start.month)[1]))


def _day(rhythm: Rhythm, period: date, reading: Reading) -> date:
    if rhythm.day_rule == DayRule.DAY:
        return reading.rolled(due_day(rhythm.every, rhythm.on, period), rhythm.roll, date.min)
    if rhythm.day_rule == DayRule.LAST_WORKING_DAY:
        return reading.rolled(next_start(rhythm.every, period) - ONE, Roll.BEFORE, period)
    return _numbered(rhythm, period, reading)


def _numbered(rhythm: Rhythm, period: date, reading: Reading) -> date:
    """Working day number `on` of the period's first month (of the week); where it has fewer, the last it has."""
    ending = next_start(Every.WEEK if rhythm.every == Every.WEEK else Every.MONTH, period) - ONE
    last = reading.rolled(ending, Roll.BEFORE, period)
    return min(last, reading.after(period - ONE, rhythm.on or 1))


def check_recurring(every: str, on: int | None, day_rule: str = DayRule.DAY, roll: str = Roll.STAY) -> None:
    """Refused unless the period is known, `on` is a day it has, and the day rule has what it counts by."""
    if every not in set(Every):
        raise Refused(_("Choose a period: day, week, month, quarter, half year or year."), field="every")
    if on is not None and not 1 <= on <= (7 if every == Every.WEEK else 31):
        raise Refused(_("Choose a day from 1 to 31; in a week from 1 (Monday) to 7."), field="on")
    if day_rule not in set(DayRule) or (on is None) != (day_rule == DayRule.LAST_WORKING_DAY) and day_rule != DayRule.DAY:
        raise Refused(_("Say which working day: its number, or the last one."), field="day_rule")
    if roll not in set(Roll) or roll != Roll.STAY and day_rule != DayRule.DAY:
        raise Refused(_("Only a day of the calendar can be moved for a day off; a working day already is one."), field="roll")
    if every == Every.DAY and (day_rule != DayRule.DAY or roll != Roll.STAY):
        raise Refused(_("What is owed every day is owed on days off as well."), field="day_rule")


def first_day(starts_at: datetime) -> date:
    """The first day on which anything can fall due: the day of the event is not counted (Civil Code, Article 201)."""
    return moments.local(starts_at).date() + timedelta(days=1)


def last_day(ends_at: datetime) -> date:
    """The last day whose 24:00 is not after the end."""
    return moments.local(ends_at).date() - timedelta(days=1)


def due_on(due_at: datetime) -> date:
    """The day at whose 24:00 it is due."""
    return moments.local(due_at - timedelta(microseconds=1)).date()


def clock_start(every: str, day: date, starts_at: datetime) -> datetime:
    """When the clock of an occurrence begins: with its period, but not before the schedule. For a day that was moved, give
    the first day of its period (`Fall.period`) instead of the day."""
    return max(starts_at, moments.day_end(period_start(every, day) - timedelta(days=1)))


def period(every: str, day: date) -> tuple[str, dict[str, int]]:
    """The name of the period in which `day` lies: a translatable text and its values."""
    values = {"year": day.year, "month": day.month, "day": day.day, "quarter": (day.month + 2) // 3}
    if every == Every.WEEK:
        year, week, _weekday = day.isocalendar()
        return _("week %(week)d of %(year)d"), {"year": year, "week": week}
    half = _("first half of %(year)d") if day.month <= 6 else _("second half of %(year)d")
    texts: dict[str, str] = {Every.MONTH: _("%(year)d-%(month)02d"), Every.QUARTER: _("%(year)d Q%(quarter)d"),
                             Every.HALF_YEAR: half, Every.YEAR: _("year %(year)d")}
    return texts.get(every, _("%(year)d-%(month)02d-%(day)02d")), values
