"""What a deed would open: its grants as the rule of sight knows them, and what one party would get. Pure."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from liandong.access.rules.sight import FOREVER, Grant


@dataclass(frozen=True, slots=True)
class Flow:
    """One category that one agency would give another, and how far."""

    owner: UUID
    named: str
    level: int
    clause: str


def grants(laid: Mapping[str, Any], *, at: datetime) -> list[Grant]:
    """The grants that access_open would write for a deed with these terms, had it been open at that moment already."""
    return [Grant(UUID(row["owner"]), UUID(row["agency"]), row["category"], row["level"], at, FOREVER, _tuple(row["regions"]),
                  _tuple(row["classes"]), datetime.fromisoformat(row["since"]) if row["since"] else None, row["concerned"],
                  UUID(laid["agreement"]), row["named"], row["clause"]) for row in laid["grants"]]


def got(found: Iterable[Grant], agency: UUID) -> list[Flow]:
    """What that agency would get, by who gives it and the agreement's own categories."""
    return list(dict.fromkeys(Flow(one.owner, one.named, one.level, one.clause) for one in found if one.agency == agency))


def _tuple(values: list[str] | None) -> tuple[str, ...] | None:
    return None if values is None else tuple(values)
