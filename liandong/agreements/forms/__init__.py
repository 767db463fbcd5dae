"""The shape of what officers type about agreements; nothing here saves."""
from .importing import ChooseForm, ImportForm
from .listing import FilterForm
from .negotiation import ChainForm, OriginalForm, TalkForm
from .reader import ReaderForm
from .starting import StartForm
from .steps import KeepForm, SignForm

__all__ = ["ChainForm", "ChooseForm", "FilterForm", "ImportForm", "KeepForm", "OriginalForm", "ReaderForm", "SignForm",
           "StartForm", "TalkForm"]
