"""What an officer writes about a duty, how the list is narrowed, and an arrangement of days off."""
from .calendar import Arrangement
from .duties import Filter, Keep, Reopen

__all__ = ["Arrangement", "Filter", "Keep", "Reopen"]
