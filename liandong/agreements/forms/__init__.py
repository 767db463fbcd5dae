"""The shape of what officers type about agreements; nothing here saves."""
from .importing import ChooseForm, ImportForm
from .reader import ReaderForm
from .steps import FilterForm, SignForm

__all__ = ["ChooseForm", "FilterForm", "ImportForm", "ReaderForm", "SignForm"]
