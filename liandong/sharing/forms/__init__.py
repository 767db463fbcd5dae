"""The shape of input of shared records."""
from .exports import ExportForm
from .imports import ColumnsForm, ImportForm
from .records import Filter, LevelForm, RecordForm, RelationForm, ReleaseForm, Section

__all__ = ["ColumnsForm", "ExportForm", "Filter", "ImportForm", "LevelForm", "RecordForm", "RelationForm", "ReleaseForm",
           "Section"]
