"""The shape of input of shared records."""
from .exports import ExportForm
from .imports import ColumnsForm, ImportForm
from .interests import InterestForm
from .records import Filter, LevelForm, RecordForm, RelationForm, ReleaseForm, Section

__all__ = [
    "ColumnsForm", "ExportForm", "Filter", "ImportForm", "InterestForm", "LevelForm", "RecordForm", "RelationForm",
    "ReleaseForm", "Section",
]
