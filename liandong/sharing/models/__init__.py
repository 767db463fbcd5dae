"""Every table of sharing."""
from .records import Record, Relation
from .uses import Arrival, Reveal, Use

__all__ = ["Arrival", "Record", "Relation", "Reveal", "Use"]
