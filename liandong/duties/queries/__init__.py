"""Everything that reads duties; the database shows each agency only those it is a party to, or that were escalated to it."""
from .calendar import calendar, days_of
from .duties import (
    TABS,
    Kept,
    clock_counts,
    counts,
    due_this_week,
    duties,
    kept_by_week,
    listed,
    of_basis,
    open_ones,
    outcomes,
    overdue,
    owed_by,
    owed_soon,
    owed_to,
    partners,
    schedules_of,
    waiting,
    week_of,
)

__all__ = ["TABS", "Kept", "calendar", "clock_counts", "counts", "days_of", "due_this_week", "duties", "kept_by_week",
           "listed", "of_basis", "open_ones", "outcomes", "overdue", "owed_by", "owed_soon", "owed_to", "partners",
           "schedules_of", "waiting", "week_of"]
