"""Every table of agreements."""
from .agreement import Agreement, Consent, Source, Version
from .breaches import Breach
from .disputes import Dispute, Filing
from .endings import Answer, Ending
from .negotiation import Comment, Note
from .signing import Original, Review, ReviewStep

__all__ = ["Agreement", "Answer", "Breach", "Comment", "Consent", "Dispute", "Ending", "Filing", "Note", "Original",
           "Review", "ReviewStep", "Source", "Version"]
