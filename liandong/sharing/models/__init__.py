"""Every table of sharing."""
from .exports import Export, ExportedRecord
from .imports import ColumnMapping, Import, ImportPart, SourceKey
from .interests import Interest, Match, Token
from .records import Record, Relation
from .uses import Arrival, Reveal, Use

__all__ = [
    "Arrival", "ColumnMapping", "Export", "ExportedRecord", "Import", "ImportPart", "Interest", "Match", "Record",
    "Relation", "Reveal", "SourceKey", "Token", "Use",
]
