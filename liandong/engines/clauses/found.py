"""A thing found in the compact text, on its way to becoming a term and its evidence."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Found:
    """A field path, its value, the compact span that decides, and how sure the rule is."""

    field: str
    value: Any
    start: int
    end: int
    confidence: float = 0.9
