"""Every table of agreements."""
from .agreement import Agreement, Consent, Source, Version
from .negotiation import Comment, Note
from .signing import Original, Review, ReviewStep

__all__ = ["Agreement", "Comment", "Consent", "Note", "Original", "Review", "ReviewStep", "Source", "Version"]
