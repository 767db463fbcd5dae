"""Everything that changes duties, one function a verb, and what the clock does by itself."""
from .calendar import check_loader, load_by_platform, load_calendar, may_load
from .events import meet_by_event, start, start_by_event, withdrawn
from .firing import fire, recompute_provisional
from .keeping import exported, keep, reopen, waive
from .ordering import order
from .pausing import answer, ask
from .recurring import end, make_later, start_own, start_recurring, stop_own
from .series import amend, leave, renew, rest, resume, wake

__all__ = ["amend", "answer", "ask", "check_loader", "end", "exported", "fire", "keep", "leave", "load_by_platform",
           "load_calendar", "make_later", "may_load", "meet_by_event", "order", "recompute_provisional", "renew",
           "reopen", "rest", "resume", "start", "start_by_event", "start_own", "start_recurring", "stop_own",
           "waive", "wake", "withdrawn"]
