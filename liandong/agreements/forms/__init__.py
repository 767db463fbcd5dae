"""The shape of what officers type about agreements; nothing here saves."""
from .endings import ClaimForm, DamagesForm, DisputeForm, NoticeForm, ProposalForm, TextForm
from .importing import ChooseForm, ImportForm
from .listing import FilterForm
from .negotiation import ChainForm, OriginalForm, TalkForm
from .reader import ReaderForm
from .starting import StartForm
from .steps import KeepForm, SignForm

__all__ = ["ChainForm", "ChooseForm", "ClaimForm", "DamagesForm", "DisputeForm", "FilterForm", "ImportForm", "KeepForm",
           "NoticeForm", "OriginalForm", "ProposalForm", "ReaderForm", "SignForm", "StartForm", "TalkForm", "TextForm"]
