"""What a reading consists of: terms, the evidence for each, the clauses; frozen and JSON-able."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["agreement", "plan"]


@dataclass(frozen=True)
class Evidence:
    """One thing read: the field path, its value, the words [start, end) that say so, and how sure it is."""

    field: str
    value: Any
    start: int
    end: int
    confidence: float


@dataclass(frozen=True)
class Clause:
    """A numbered clause or paragraph of the text."""

    number: str
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class Party:
    """A party by role (甲方 …); the name is None where it is left blank."""

    role: str
    name: str | None


@dataclass(frozen=True)
class Period:
    """How long the agreement runs."""

    months: int | None = None
    starts: str | None = None
    ends: str | None = None
    renewal: str | None = None


@dataclass(frozen=True)
class Sharing:
    """A category of information and how soon it is shared."""

    category: str
    timing: str


@dataclass(frozen=True)
class Limit:
    """A time limit; the amount is None where it is left blank."""

    amount: int | None
    unit: str


@dataclass(frozen=True)
class Duty:
    """A duty with a period, a day or a time limit."""

    kind: str
    every: str | None
    on: int | None
    within: Limit | None
    who: str


@dataclass(frozen=True)
class Termination:
    """How the agreement is ended before its time."""

    notice_days: int | None
    unilateral: bool
    notice_unit: str | None = None


@dataclass(frozen=True)
class Terms:
    """The terms of an agreement; sets are sorted tuples."""

    title: str | None = None
    number: str | None = None
    parties: tuple[Party, ...] = ()
    term: Period = Period()
    cooperation: tuple[str, ...] = ()
    sharing: tuple[Sharing, ...] = ()
    duties: tuple[Duty, ...] = ()
    mechanisms: tuple[str, ...] = ()
    confidentiality: Mapping[str, bool] | None = None
    termination: Termination | None = None
    breach: tuple[str, ...] = ()
    disputes: tuple[str, ...] = ()
    venue: str | None = None
    copies: int | None = None
    blanks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the terms as plain JSON data, in the order of the vocabulary."""
        plain: dict[str, Any] = _listed(asdict(self))
        if self.termination and self.termination.notice_unit is None:
            del plain["termination"]["notice_unit"]
        return plain


@dataclass(frozen=True)
class Reading:
    """All that was read from one text."""

    terms: Terms
    evidence: tuple[Evidence, ...]
    clauses: tuple[Clause, ...]
    kind: Kind

    def as_dict(self) -> dict[str, Any]:
        """Return the reading as plain JSON data."""
        return {
            "terms": self.terms.as_dict(),
            "evidence": [_listed(asdict(one)) for one in self.evidence],
            "clauses": [asdict(one) for one in self.clauses],
            "kind": self.kind,
        }


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _listed(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    return value
