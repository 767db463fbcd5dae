"""Lists that stay flat as tables grow: one page of rows, and a count that stops at a thousand."""
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

CAP = 1000


@dataclass(frozen=True)
class Paged:
    """One page of a list: its rows, where it stands and how many there are (`1000+` when capped)."""

    rows: list[Any]
    number: int
    size: int
    total: int
    capped: bool
    has_next: bool

    def __iter__(self) -> Iterator[Any]:
        """The rows of the page."""
        return iter(self.rows)

    def __bool__(self) -> bool:
        """Whether the page has rows."""
        return bool(self.rows)

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before."""
        return self.number > 1

    @property
    def previous(self) -> int:
        """The number of the page before."""
        return self.number - 1

    @property
    def following(self) -> int:
        """The number of the page after."""
        return self.number + 1

    @property
    def first(self) -> int:
        """The number of the first row on the page."""
        return (self.number - 1) * self.size + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row on the page."""
        return (self.number - 1) * self.size + len(self.rows)

    @property
    def count(self) -> str:
        """The count as it is shown."""
        return capped(self.total + self.capped)


def capped_count(rows: QuerySet[Any], cap: int = CAP) -> int:
    """How many rows, counted no further than `cap` + 1: a full count under row-level security costs too much."""
    return rows.order_by().values("pk")[: cap + 1].count()


def capped(count: int) -> str:
    """The count as a tab shows it."""
    return f"{CAP}+" if count > CAP else str(count)


def paged(request: HttpRequest, rows: QuerySet[Any], *, size: int = 50, total: int | None = None) -> Paged:
    """The page that `?page=` asks for; two queries, however long the table, and one where the last page is shown or the total
    is known already."""
    asked = request.GET.get("page", "1")
    number = max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
    found = list(rows[(number - 1) * size : number * size + 1])
    if total is None:
        is_last = len(found) <= size and (found or number == 1)
        total = (number - 1) * size + len(found) if is_last else capped_count(rows)
    return Paged(found[:size], number, size, min(total, CAP), total > CAP, len(found) > size)
