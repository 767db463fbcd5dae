"""Schedules, which make duties again and again; duties with their clocks; what stops, reminds and releases."""
from .duty import Duty, Schedule
from .steps import Fired, Pause, Waiver

__all__ = ["Duty", "Fired", "Pause", "Schedule", "Waiver"]
