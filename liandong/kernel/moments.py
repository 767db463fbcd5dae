"""Moments as an officer reads them: pure reckoning in Beijing time; the words are made where they are shown."""
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEIJING = ZoneInfo("Asia/Shanghai")
MINUTE, HOUR, DAY = 60, 3600, 86400
MINUTES_UNDER, HOURS_UNDER, DAYS_UNDER = 4 * HOUR, 10 * DAY, 92 * DAY


@dataclass(frozen=True, slots=True)
class When:
    """A moment relative to now: `day` is today, yesterday, year (this one) or past."""

    day: str
    local: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """The time between now and what is due: at most two units, larger first; `is_late` when it has passed."""

    is_late: bool
    parts: tuple[tuple[str, int], ...]
    seconds: int


def local(at: datetime) -> datetime:
    """The moment in Beijing time."""
    return at.astimezone(BEIJING)


def when(at: datetime, now: datetime) -> When:
    """How far `at` lies from the day of `now`; another year is told by its date alone."""
    here, today = local(at), local(now).date()
    if here.date() == today:
        return When("today", here)
    if here.date() == today - timedelta(days=1):
        return When("yesterday", here)
    return When("year" if here.year == today.year else "past", here)


def day_end(day: date) -> datetime:
    """24:00 of `day`: a limit in days runs to the end of its last day (Civil Code, Article 203)."""
    return datetime.combine(day + timedelta(days=1), time(), BEIJING)


def left(due: datetime, now: datetime) -> Left:
    """What is left until `due`, or by how much it has passed, in the units an officer would say."""
    earlier, later = sorted((local(due), local(now)))
    seconds = int((due - now).total_seconds())
    return Left(due < now, _units(earlier, later, abs(seconds)), seconds)


def share(due: datetime, start: datetime | None, now: datetime) -> int | None:
    """How much of the time from `start` to `due` has gone, 0 to 100; None without a start."""
    if start is None or due <= start:
        return None
    return max(0, min(100, round(100 * (now - start) / (due - start))))


def _units(earlier: datetime, later: datetime, seconds: int) -> tuple[tuple[str, int], ...]:
    if seconds < MINUTES_UNDER:
        return _pair(("hour", seconds // HOUR), ("minute", seconds % HOUR // MINUTE))
    if seconds < HOURS_UNDER:
        return _pair(("day", seconds // DAY), ("hour", seconds % DAY // HOUR))
    if seconds < DAYS_UNDER:
        return (("day", seconds // DAY),)
    months = _months(earlier, later)
    return _pair(("year", months // 12), ("month", months % 12))


def _pair(large: tuple[str, int], small: tuple[str, int]) -> tuple[tuple[str, int], ...]:
    """Both units, without the one that is zero; nothing at all is nought of the smaller."""
    return tuple(unit for unit in (large, small) if unit[1]) or (small,)


def _months(earlier: datetime, later: datetime) -> int:
    """Whole calendar months between two moments."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return months - ((later.day, later.timetz()) < (earlier.day, earlier.timetz()))
