"""Agencies (机构), officers and their posts, desks and hours, duty rosters, emergency contacts. Pure."""
from .contacts import (
    CALLERS,
    EVERY_DAYS,
    LOOKS,
    Answer,
    check_call,
    check_caller,
    check_every,
    is_due,
    is_overdue,
    next_test,
)
from .hours import DAYS, ORDER, Function, HasHours, Hours, check_hours, check_phone, is_open, runs
from .officers import (
    CODE,
    LONGEST_NAME,
    POLICE_NUMBER,
    Kind,
    Role,
    Tier,
    check_administrator,
    check_appointment,
    check_code,
    check_own_roles,
    department_name,
)
from .rosters import (
    KEEPERS,
    POSTS,
    Change,
    Planned,
    Post,
    Spell,
    changes,
    check_days,
    check_keeper,
    copied_month,
    copied_week,
    month_days,
    month_end,
    month_of,
    on_duty,
    overlapping,
    planned,
    span,
    weeks,
)
from .words import NOTICES, VERBS

__all__ = ["CALLERS", "CODE", "DAYS", "EVERY_DAYS", "KEEPERS", "LONGEST_NAME", "LOOKS", "NOTICES", "ORDER", "POLICE_NUMBER",
           "POSTS", "VERBS", "Answer", "Change", "Function", "HasHours", "Hours", "Kind", "Planned", "Post",
           "Role", "Spell", "Tier", "changes", "check_administrator", "check_appointment", "check_call",
           "check_caller", "check_code", "check_days", "check_every", "check_hours", "check_keeper",
           "check_own_roles", "check_phone", "copied_month", "copied_week", "department_name", "is_due", "is_open",
           "is_overdue", "month_days", "month_end", "month_of", "next_test", "on_duty", "overlapping", "planned",
           "runs", "span", "weeks"]
