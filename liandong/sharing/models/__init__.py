"""Every table of sharing."""
from .imports import ColumnMapping, Import, ImportPart, SourceKey
from .records import Record, Relation
from .uses import Arrival, Reveal, Use

__all__ = ["Arrival", "ColumnMapping", "Import", "ImportPart", "Record", "Relation", "Reveal", "SourceKey", "Use"]
