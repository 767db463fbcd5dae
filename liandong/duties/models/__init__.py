"""Schedules, which make duties again and again; duties with their clocks; what stops, reminds and releases."""
from .calendar import CalendarDay
from .duty import Duty, Schedule
from .steps import Fired, Pause, Waiver

__all__ = ["CalendarDay", "Duty", "Fired", "Pause", "Schedule", "Waiver"]
