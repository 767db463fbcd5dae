"""The visibility rule in plain Python: the twin of the SQL function access_sees, held to it by a test."""
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

FOREVER = datetime.fromisoformat("9999-01-01T00:00:00+00:00")


class Record(NamedTuple):
    """What the rule asks of a record."""

    id: UUID
    owner: UUID
    category: str
    level: int
    region: str = ""
    case_class: str = ""
    concerns: tuple[UUID, ...] = ()
    entered_at: datetime = FOREVER
    kept_to: UUID | None = None


class Grant(NamedTuple):
    """A grant with its scope; `deed`, `named` and `clause` say where it comes from."""

    owner: UUID
    agency: UUID
    category: str
    level: int
    starts_at: datetime
    ends_at: datetime
    regions: tuple[str, ...] | None = None
    classes: tuple[str, ...] | None = None
    since: datetime | None = None
    concerned: bool = False
    deed: UUID | None = None
    named: str = ""
    clause: str = ""


class Release(NamedTuple):
    """A record named to one agency."""

    record_id: UUID
    owner: UUID
    agency: UUID
    ends_at: datetime


class Attachment(NamedTuple):
    """A record laid beside a subject that `lead` conducts."""

    record_id: UUID
    owner: UUID
    subject_id: UUID
    lead: UUID


class Participation(NamedTuple):
    """An agency admitted to a subject by its lead."""

    subject_id: UUID
    lead: UUID
    agency: UUID
    since: datetime
    until: datetime


@dataclass(frozen=True)
class World:
    """Everything of one exercise, or of real life, that decides who sees what."""

    grants: Collection[Grant] = ()
    releases: Collection[Release] = ()
    attachments: Collection[Attachment] = ()
    participations: Collection[Participation] = ()
    kinds: Mapping[UUID, str] = field(default_factory=dict)  # of agencies; police where not said
    ceilings: Mapping[tuple[str, str], int] = field(default_factory=lambda: ceilings())


class Viewer(NamedTuple):
    """Who looks, and when."""

    agency: UUID
    clearance: int
    at: datetime
    department: UUID | None = None


class Reason(NamedTuple):
    """Why a record is seen: `own`, `grant`, `release` or `attachment`, with the row that gives it."""

    kind: str
    source: Grant | Release | Participation | None = None


def reasons(world: World, record: Record, viewer: Viewer) -> list[Reason]:
    """Every reason for which the viewer sees the record now; none means that for them it does not exist."""
    if record.level > viewer.clearance:
        return []
    if record.owner == viewer.agency and record.kept_to in (None, viewer.department):
        return [Reason("own")]
    if world.ceilings.get((world.kinds.get(viewer.agency, "police"), record.category), -1) < record.level:
        return []
    return list(_foreign(world, record, viewer))


def sees(world: World, record: Record, *, agency: UUID, clearance: int, at: datetime,
         department: UUID | None = None) -> bool:
    """Own, granted, released by name, or attached to what the agency takes part in; never above clearance or ceiling."""
    return bool(reasons(world, record, Viewer(agency, clearance, at, department)))


def _foreign(world: World, record: Record, viewer: Viewer) -> Iterator[Reason]:
    agency, at = viewer.agency, viewer.at
    yield from (Reason("grant", g) for g in world.grants if g.agency == agency and reaches(g, record, at))
    yield from (Reason("release", x) for x in world.releases
                if (x.record_id, x.owner, x.agency) == (record.id, record.owner, agency) and at < x.ends_at)
    yield from (Reason("attachment", p) for t in world.attachments for p in world.participations
                if (t.record_id, t.owner) == (record.id, record.owner)
                and (p.subject_id, p.lead, p.agency) == (t.subject_id, t.lead, agency) and p.since <= at < p.until)


def reaches(grant: Grant, record: Record, at: datetime) -> bool:
    """Whether the grant, at that moment and within its scope, opens the record to the agency it names."""
    return (
        record.kept_to is None
        and (grant.owner, grant.category) == (record.owner, record.category)
        and record.level <= grant.level and grant.starts_at <= at < grant.ends_at
        and (grant.regions is None or record.region.startswith(grant.regions))
        and (grant.classes is None or record.case_class.startswith(grant.classes))
        and (grant.since is None or grant.since <= record.entered_at)
        and (not grant.concerned or grant.agency in record.concerns)
    )


@cache
def categories() -> Mapping[str, dict[str, dict[str, object]]]:
    """The table of categories (access/categories.toml): `records`, `named`, `ceilings`."""
    return tomllib.loads((Path(__file__).parents[1] / "categories.toml").read_text("utf-8"))


def ceilings() -> dict[tuple[str, str], int]:
    """How far a kind of agency may ever see a category: (kind, category) -> level."""
    return {(kind, category): int(str(level)) for kind, limits in categories()["ceilings"].items()
            for category, level in limits.items()}


def opened_by(named: str) -> tuple[list[str], list[str] | None]:
    """What a category of the agreement's language opens: categories of records, and the case classes they are narrowed to."""
    entry = categories()["named"].get(named, {})
    opens, classes = entry.get("opens", []), entry.get("classes")
    return [str(c) for c in _list(opens)], [str(c) for c in _list(classes)] if classes else None


def instead_of(named: str) -> list[str]:
    """The categories to choose from where `named` itself has no lawful kind and opens nothing."""
    return [str(c) for c in _list(categories()["named"].get(named, {}).get("instead", []))]


def category_of(kind: str, role: str = "") -> str:
    """The category of a record of that kind and, for persons, role."""
    wanted = f"{kind}:{role}" if role else kind
    return next(category for category, lawful in categories()["records"].items() if str(lawful) == wanted)


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
