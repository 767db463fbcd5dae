"""The calendar of working days as it is known now."""
from datetime import date

from liandong.duties.models import CalendarDay
from liandong.duties.rules import Calendar


def calendar() -> Calendar:
    """Which days are working days: what was loaded, over what came with the platform. One query; ask once an act."""
    return Calendar(dict(CalendarDay.objects.filter(source="loaded").values_list("day", "is_working")))


def days_of(year: int) -> dict[date, CalendarDay]:
    """Every day of the year of which something is known, by day."""
    return {found.day: found for found in CalendarDay.objects.filter(day__year=year)}
