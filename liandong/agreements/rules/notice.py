"""When an agreement ends by notice: days do not count the day of the notice and end at 24:00 of the last."""
from datetime import date, datetime, timedelta

import chinese_calendar

from liandong.kernel import moments

from .terms import Termination


def ends_at(given: datetime, row: Termination) -> datetime:
    """The moment at which a notice given then takes effect (Civil Code, Articles 201 and 203)."""
    day, left = moments.local(given).date(), row.notice_days or 0
    if row.notice_unit == "day":
        return moments.day_end(day + timedelta(days=left))
    while left:
        day += timedelta(days=1)
        left -= _is_working(day)
    return moments.day_end(day)


def last_day(ending: datetime) -> date:
    """The last day that still counts: an end at 24:00 is said by its day."""
    return moments.local(ending - timedelta(microseconds=1)).date()


def _is_working(day: date) -> bool:
    """A working day of the State Council's calendar; of years it does not know yet, a weekday."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
