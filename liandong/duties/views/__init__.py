"""Pages of duties, and of the calendar they are reckoned by."""
from .calendar import calendar, load_calendar
from .duties import Row, detail, keep, list_, reopen, rows

__all__ = ["Row", "calendar", "detail", "keep", "list_", "load_calendar", "reopen", "rows"]
