"""Rules of documents: what is kept, under which name and for how long; the sentences of the ledger."""
from .files import KINDS, Kind, kept_until, kind_of, suggested
from .words import REASONS, VERBS

__all__ = ["KINDS", "Kind", "REASONS", "VERBS", "kept_until", "kind_of", "suggested"]
