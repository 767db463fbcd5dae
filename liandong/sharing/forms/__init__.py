"""The shape of input of shared records."""
from .imports import ColumnsForm, ImportForm
from .records import Filter, LevelForm, RecordForm, RelationForm, ReleaseForm, Section

__all__ = ["ColumnsForm", "Filter", "ImportForm", "LevelForm", "RecordForm", "RelationForm", "ReleaseForm", "Section"]
