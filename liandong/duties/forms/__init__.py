"""What an officer writes about a duty, how the list is narrowed, and an arrangement of days off."""
from .calendar import Arrangement
from .duties import Answer, Ask, Keep, Order, Reopen, Waive
from .listing import STANDINGS, Filter, Stretch

__all__ = ["STANDINGS", "Answer", "Arrangement", "Ask", "Filter", "Keep", "Order", "Reopen", "Stretch", "Waive"]
