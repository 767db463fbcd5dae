"""The shape of input of shared records."""
from .records import Filter, LevelForm, RecordForm, RelationForm, ReleaseForm, Section

__all__ = ["Filter", "LevelForm", "RecordForm", "RelationForm", "ReleaseForm", "Section"]
