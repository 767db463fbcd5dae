"""When an agreement ends by notice: days do not count the day of receipt and end at 24:00 of the last."""
from datetime import date, datetime, timedelta

from liandong.duties.rules import Allowance, Calendar, due
from liandong.kernel import moments

from .terms import Termination

PUBLISHED = Calendar({})  # the days off that came with the platform


def ends_at(received: datetime, row: Termination, calendar: Calendar = PUBLISHED) -> datetime:
    """The moment at which a notice received then takes effect (Civil Code, Articles 201 and 203)."""
    if not row.notice_days:
        return moments.day_end(moments.local(received).date())
    return due(received, Allowance(row.notice_days, row.notice_unit), (), calendar).at


def last_day(ending: datetime) -> date:
    """The last day that still counts: an end at 24:00 is said by its day."""
    return moments.local(ending - timedelta(microseconds=1)).date()


def first_day(start: datetime) -> date:
    """The day on which it begins."""
    return moments.local(start).date()


def months_after(start: datetime, months: int) -> date:
    """The day on which so many months have run; the month's last day where it has no such day."""
    day = moments.local(start).date()
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
