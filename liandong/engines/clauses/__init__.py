"""The agreement reader (协议解读): the text of an agreement in, its terms out, each with its evidence."""

from liandong.engines.clauses.laws import Citation, cited
from liandong.engines.clauses.model import (
    Clause,
    Duty,
    Evidence,
    Limit,
    Party,
    Period,
    Reading,
    Sharing,
    Termination,
    Terms,
)
from liandong.engines.clauses.reader import read
from liandong.engines.clauses.several import split

__all__ = [
    "Citation", "Clause", "Duty", "Evidence", "Limit", "Party", "Period", "Reading", "Sharing", "Termination", "Terms",
    "cited", "read", "split",
]
