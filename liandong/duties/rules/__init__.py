"""Duties (义务): what is owed, when it falls due, how it stands at a moment, and the officer's verbs. Pure."""
from .calendar import Calendar, Roll
from .clock import Allowance, Due, Paused, Unit, check_allowance, due, earlier_bound
from .ladder import Nudge, Rung, missed_at
from .life import (
    DESK,
    EVENTS,
    KINDS,
    LIFE,
    LOOKS,
    POSTS,
    SOON,
    STANDINGS,
    DutyLike,
    Event,
    Imposed,
    Kind,
    Outcome,
    Standing,
    is_promised_for,
    is_telling,
    missing,
    outcome_at,
    owing,
    post,
    sides,
    standing,
    state,
)
from .recurring import (
    HORIZON,
    MONTHS,
    PERIODS,
    DayRule,
    Every,
    Fall,
    Rhythm,
    check_recurring,
    clock_start,
    due_day,
    due_on,
    fall,
    falls,
    first_day,
    last_day,
    next_start,
    occurrences,
    period,
    period_start,
)
from .sentences import NOTICES, VERBS

__all__ = ["DESK", "EVENTS", "HORIZON", "KINDS", "LIFE", "LOOKS", "MONTHS", "NOTICES", "PERIODS", "POSTS", "SOON", "STANDINGS",
           "VERBS", "Allowance", "Calendar", "DayRule", "Due", "DutyLike", "Event", "Every", "Fall", "Imposed",
           "Kind", "Nudge", "Outcome", "Paused", "Rhythm", "Roll", "Rung", "Standing", "Unit", "check_allowance",
           "check_recurring", "clock_start", "due", "due_day", "due_on", "earlier_bound", "fall", "falls",
           "first_day", "is_promised_for", "is_telling", "last_day", "missed_at", "missing", "next_start",
           "occurrences", "outcome_at", "owing", "period", "period_start", "post", "sides", "standing", "state"]
