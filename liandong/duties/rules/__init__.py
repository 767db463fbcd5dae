"""Duties (义务): what is owed, when it falls due, how it stands at a moment, and the officer's verbs. Pure."""
from .life import (
    DESK,
    KINDS,
    LIFE,
    LOOKS,
    SOON,
    STANDINGS,
    VERBS,
    DutyLike,
    Kind,
    Outcome,
    Standing,
    missing,
    outcome_at,
    sides,
    standing,
    state,
)
from .recurring import (
    HORIZON,
    MONTHS,
    PERIODS,
    Every,
    check_recurring,
    clock_start,
    due_day,
    due_on,
    first_day,
    last_day,
    next_start,
    occurrences,
    period,
    period_start,
)

__all__ = ["DESK", "HORIZON", "KINDS", "LIFE", "LOOKS", "MONTHS", "PERIODS", "SOON", "STANDINGS", "VERBS", "DutyLike", "Every",
           "Kind", "Outcome", "Standing", "check_recurring", "clock_start", "due_day", "due_on", "first_day", "last_day",
           "missing", "next_start", "occurrences", "outcome_at", "period", "period_start", "sides", "standing", "state"]
