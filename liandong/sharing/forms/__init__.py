"""The shape of input of shared records."""
from .accounts import AccountForm
from .exports import ExportForm
from .imports import ColumnsForm, ImportForm
from .interests import InterestForm
from .life import AnswerForm, OutcomeForm, PaperForm, ReportForm, TeamForm
from .onward import OnwardForm, OpinionForm
from .records import Filter, LevelForm, RecordForm, ReleaseForm, Section
from .relations import RelationForm

__all__ = [
    "AccountForm", "AnswerForm", "ColumnsForm", "ExportForm", "Filter", "ImportForm", "InterestForm", "LevelForm",
    "OnwardForm", "OpinionForm",
    "OutcomeForm", "PaperForm", "RecordForm", "RelationForm", "ReleaseForm", "ReportForm", "Section", "TeamForm",
]
