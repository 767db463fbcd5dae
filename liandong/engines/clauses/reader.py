"""Reads one agreement: from its text to its terms."""

from liandong.engines.clauses.model import Reading, Terms


def read(text: str) -> Reading:
    """Return the terms of the one agreement that the text holds."""
    return Reading(Terms(), (), (), "agreement")
