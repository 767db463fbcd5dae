"""Pages of duties, of what partners did of theirs, and of the calendar they are reckoned by."""
from .acts import answer, ask, keep, order, reopen, waive
from .calendar import calendar, load_calendar
from .detail import detail
from .listing import list_
from .partners import partners
from .rows import Row, rows

__all__ = ["Row", "answer", "ask", "calendar", "detail", "keep", "list_", "load_calendar", "order", "partners", "reopen",
           "rows", "waive"]
