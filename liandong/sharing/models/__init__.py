"""Every table of sharing."""
from .accounts import FeedRow, ServiceAccount
from .additions import Addition
from .exports import Export, ExportedRecord
from .imports import ColumnMapping, Import, ImportPart, SourceKey
from .interests import Interest, Match, Token
from .life import Ask, Edition, Recall, Report
from .onward import Onward
from .records import Record, Relation
from .uses import Arrival, Reveal, Use

__all__ = [
    "Addition", "Arrival", "Ask", "ColumnMapping", "Edition", "Export", "ExportedRecord", "FeedRow", "Import", "ImportPart",
    "Interest", "Match", "Onward", "Recall", "Record", "Relation", "Report", "Reveal", "ServiceAccount", "SourceKey", "Token",
    "Use",
]
