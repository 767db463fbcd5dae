"""Command centres (指挥中心) of three levels: their duties and powers as data (centres.toml)."""
import tomllib
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

FILE = Path(__file__).parents[1] / "centres.toml"
NOT_ITS = _("A centre of this level has no such duty or power: %(words)s.")


class Item(NamedTuple):
    """A duty or a power, in both languages, and the levels it may belong to."""

    code: str
    zh: str
    en: str
    levels: tuple[int, ...]

    def in_(self, language: str) -> str:
        """Its words in that language; Chinese unless English is asked for."""
        return self.en if language.startswith("en") else self.zh


@cache
def items(table: str) -> tuple[Item, ...]:
    """The rows of `duty` or `power`, in their order."""
    rows = tomllib.loads(FILE.read_text("utf-8"))[table]
    return tuple(Item(code, row["zh"], row["en"], tuple(row["levels"])) for code, row in rows.items())


@cache
def levels() -> tuple[Item, ...]:
    """The three levels, highest first."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["level"]
    return tuple(Item(code, row["zh"], row["en"], (int(code),)) for code, row in rows.items())


def level_of(tier: str) -> int:
    """The level of a centre of an agency of that tier."""
    rows = tomllib.loads(FILE.read_text("utf-8"))["level"]
    return next((int(code) for code, row in rows.items() if tier in row["tiers"]), len(rows))


def of_level(table: str, level: int) -> list[Item]:
    """The duties or powers that a centre of that level may have."""
    return [item for item in items(table) if level in item.levels]


def check(level: int, *, duties: Collection[str], powers: Collection[str]) -> None:
    """Refused where a duty or power does not belong to that level."""
    for table, given in (("duty", duties), ("power", powers)):
        if foreign := set(given) - {item.code for item in of_level(table, level)}:
            raise Refused(NOT_ITS, words=", ".join(sorted(foreign)), field="duties" if table == "duty" else "powers")


def said(table: str, codes: Iterable[str], language: str) -> list[str]:
    """The words of these codes, in the order of the file; a code that is no longer there says itself."""
    known = {item.code: item for item in items(table)}
    order = list(known)
    return [known[code].in_(language) if code in known else code
            for code in sorted(codes, key=lambda code: order.index(code) if code in known else len(order))]
