"""Everything that reads duties; the database shows each agency only those it is a party to, or that were escalated to it."""
from .basis import clause_text, papers
from .calendar import calendar, days_of
from .clocks import begins, following, measure, missed, paused, reckoned, rhythm, rungs
from .duties import (
    NEAR,
    OUTCOMES,
    TABS,
    WAYS,
    Kept,
    about,
    clock_counts,
    counts,
    due_this_week,
    duties,
    kept_by_week,
    laid_before,
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
from .narrowing import near, standing
from .reciprocity import Reciprocity, Tally, reciprocity, tallies_of
from .steps import Step, asked_of, fired, ladder, orders, pauses, waivers

__all__ = ["NEAR", "OUTCOMES", "TABS", "WAYS", "Kept", "Reciprocity", "Step", "Tally", "about", "asked_of", "begins",
           "calendar", "clause_text", "clock_counts", "counts", "days_of", "due_this_week", "duties", "fired", "following",
           "kept_by_week", "ladder", "laid_before", "listed", "measure", "missed", "near", "of_basis", "open_ones",
           "orders", "outcomes", "overdue", "owed_by", "owed_soon", "owed_to", "papers", "partners", "paused", "pauses",
           "reciprocity", "reckoned", "rhythm", "rungs", "schedules_of", "standing", "tallies_of", "waiting",
           "waivers", "week_of"]
