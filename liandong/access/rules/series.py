"""What a deed, its amendments, pauses and leavings open at a moment: the twin of access_windows, held to it by a test."""
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple
from uuid import UUID


class Line(NamedTuple):
    """One line of a deed's grants, with the deed that says it."""

    deed: UUID
    owner: UUID
    agency: UUID
    category: str
    level: int
    clause: str = ""


@dataclass(frozen=True)
class Version:
    """A deed of the series: from when it is in effect, who signed it, what it gives."""

    starts_at: datetime
    parties: frozenset[UUID]
    lines: tuple[Line, ...] = ()


class Rest(NamedTuple):
    """A pause: of everything, of what `owner` gives, or of what it gives to `agency`; `until` None while it goes on."""

    owner: UUID | None
    agency: UUID | None
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Series:
    """A deed with all that befell it: versions in the order they were opened, its end, pauses, who leaves when."""

    versions: Sequence[Version]
    ends_at: datetime
    rests: Sequence[Rest] = ()
    leavings: dict[UUID, datetime] = field(default_factory=dict)


def in_effect(series: Series, at: datetime) -> Version | None:
    """The version in effect at that moment: the latest that has begun, until the end of all."""
    begun = [version for version in series.versions if version.starts_at <= at < series.ends_at]
    return begun[-1] if begun else None


def open_at(series: Series, at: datetime) -> set[Line]:
    """The lines whose grants should be open at that moment."""
    version = in_effect(series, at)
    return {line for line in version.lines if _stands(series, version, line, at)} if version else set()


def _stands(series: Series, version: Version, line: Line, at: datetime) -> bool:
    pair = {line.owner, line.agency}
    return (
        pair <= version.parties and line.owner != line.agency
        and not any(series.leavings[party] <= at for party in pair if party in series.leavings)
        and not any(_rests(rest, line, at) for rest in series.rests)
    )


def _rests(rest: Rest, line: Line, at: datetime) -> bool:
    return (rest.owner in (None, line.owner) and rest.agency in (None, line.agency)
            and rest.since <= at and (rest.until is None or at < rest.until))
