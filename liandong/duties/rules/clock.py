"""When a duty with an allowance falls due: minutes and hours, days and working days, with what pauses leave of them. Pure."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .calendar import ONE, Calendar, Reading, Roll


class Unit(Term):
    """In what an allowance is counted; a pause keeps what is left in this unit."""

    MINUTE = "minute", _("minutes")
    HOUR = "hour", _("hours")
    DAY = "day", _("days")
    WORKING_DAY = "working_day", _("working days")


LENGTHS: dict[str, timedelta] = {Unit.MINUTE: timedelta(minutes=1), Unit.HOUR: timedelta(hours=1)}
MOST: dict[str, int] = {Unit.MINUTE: 14400, Unit.HOUR: 2400, Unit.DAY: 3660, Unit.WORKING_DAY: 2500}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How much time there is; `roll` says what a last day does that is a day off (days only)."""

    amount: int
    unit: str
    roll: str = Roll.STAY


@dataclass(frozen=True, slots=True)
class Paused:
    """The clock stood from a documented question to its answer; without an answer it stands still."""

    asked_at: datetime
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Last moment to keep a duty; `firm` is the earliest it can be, whatever unknown days off turn out to be."""

    at: datetime
    provisional: bool
    firm: datetime


class Bound(Protocol):
    """What is asked of a duty whose due may be provisional."""

    due_at: datetime
    provisional: bool
    firm_due_at: datetime
    liberty: bool


def due(start: datetime, allowance: Allowance, pauses: Sequence[Paused], calendar: Calendar) -> Due:
    """When it falls due.

    Minutes and hours run from the moment of the event, nights and days off included. Days and working days do not count the
    day of the event and end at 24:00 in Beijing of the last one (Civil Code, Articles 200 to 203; an agency that closes
    earlier is still reached by the platform). A last day that is a day off stays, unless the rule of the clock moves it on
    (Article 203) or forward. A pause keeps what is left in the clock's own unit: the day of asking is used up, what is left
    begins on the day after the answer; with nothing left it ends with the day of the answer. While no answer has come, this is
    the due as it stood at the question.
    """
    if allowance.unit in LENGTHS:
        at = _hours(start, allowance.amount * LENGTHS[allowance.unit], pauses)
        return Due(at, False, at)
    reading, early = Reading(calendar), Reading(calendar, early=True)
    at, firm = _days(start, allowance, pauses, reading), _days(start, allowance, pauses, early)
    return Due(at, reading.unsure or early.unsure, min(firm, at))


def earlier_bound(bound: Bound) -> datetime | None:
    """The moment that stands beside a provisional due: always for a bound on a person's liberty, else nothing.

    Nobody is held a day longer because a calendar was not known yet.
    """
    return bound.firm_due_at if bound.liberty and bound.provisional else None


def check_allowance(allowance: Allowance, *, liberty: bool = False) -> None:
    """Refused unless unit and amount make a clock. A bound on a person's liberty does not move on because its last day is a
    day off (Criminal Procedure Law, Article 105)."""
    if allowance.unit not in set(Unit):
        raise Refused(_("Choose minutes, hours, days or working days."), field="unit")
    if not 1 <= allowance.amount <= MOST[allowance.unit]:
        raise Refused(_("Choose an amount from 1 to %(most)s."), most=MOST[allowance.unit], field="amount")
    if allowance.roll not in set(Roll):
        raise Refused(_("Say what a last day does that is a day off: stay, the next working day, or the one before."),
                      field="roll")
    if liberty and allowance.roll == Roll.NEXT:
        raise Refused(_("A bound on a person's liberty ends on its last day and does not move on for a day off "
                        "(Criminal Procedure Law, Article 105). Let it stay."), field="roll")


def _hours(start: datetime, left: timedelta, pauses: Sequence[Paused]) -> datetime:
    since = start
    for asked, answered in _stretches(start, pauses):
        asked = max(asked, since)
        if answered is None or asked >= since + left:
            break
        left, since = left - (asked - since), max(asked, answered)
    return since + left


def _days(start: datetime, allowance: Allowance, pauses: Sequence[Paused], reading: Reading) -> datetime:
    working, since, left = allowance.unit == Unit.WORKING_DAY, start, allowance.amount
    for asked, answered in _stretches(start, pauses):
        asked = max(asked, since)
        if answered is None or asked >= _end(since, left, allowance, reading):
            break
        first, last = _day(since) + ONE, _day(asked)
        left -= min(left, reading.count(first, last) if working else (last - first).days + 1)
        since = max(asked, answered)
    return _end(since, left, allowance, reading)


def _end(since: datetime, left: int, allowance: Allowance, reading: Reading) -> datetime:
    """24:00 of the last day, when `left` days follow the day of `since`."""
    floor = _day(since)
    if allowance.unit == Unit.WORKING_DAY:
        return moments.day_end(reading.after(floor, left) if left else reading.after(floor - ONE, 1))
    return moments.day_end(reading.rolled(floor + timedelta(days=left), allowance.roll, floor))


def _stretches(start: datetime, pauses: Iterable[Paused]) -> list[tuple[datetime, datetime | None]]:
    """The pauses in the order of their questions, without what lay before the start."""
    found = ((pause.asked_at, pause.answered_at) for pause in sorted(pauses, key=lambda pause: pause.asked_at))
    return [(max(asked, start), answered) for asked, answered in found if answered is None or answered > start]


def _day(at: datetime) -> date:
    return moments.local(at).date()
