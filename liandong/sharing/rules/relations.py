"""How two records may be related: which pairs make sense is data (standard/codes.toml, relation)."""
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from . import standard
from .standard import Text

MEMBER = "member_of"
CASES = ("case", "forest")  # what makes a person one involved in a case
ALONE = ("same_thing",)  # between two of one kind


@dataclass(frozen=True, slots=True)
class Nature:
    """One way of being related: how it reads from either end, and between which kinds."""

    code: str
    forward: Text
    back: Text
    starts: frozenset[str]
    ends: frozenset[str]
    mutual: bool

    def fits(self, kind: str, other: str) -> bool:
        """Whether a record of that kind is related to one of the other in this way."""
        return kind in self.starts and other in self.ends and (self.code not in ALONE or kind == other)


@cache
def natures() -> Mapping[str, Nature]:
    """Every way of being related."""
    return {code: Nature(code, Text(row["zh"], row["en"]), Text(**row.get("back", {"zh": row["zh"], "en": row["en"]})),
                         frozenset(row["from"]), frozenset(row["to"]), row.get("mutual", False))
            for code, row in standard.load("codes")["relation"].items()}


def between(kind: str, other: str) -> dict[str, Text]:
    """How a record of that kind may be related to one of the other, in the words of the first; `<` before a code that reads
    from the other end."""
    found = {code: one.forward for code, one in natures().items() if one.fits(kind, other)}
    return found | {f"<{code}": one.back for code, one in natures().items() if one.fits(other, kind) and not one.mutual}


def partners(kind: str) -> list[str]:
    """The kinds of records one of that kind may be related to."""
    return [other for other in standard.KINDS if between(kind, other)]


def check(nature: str, kind: str, other: str) -> None:
    """Refused unless records of these kinds are related so."""
    if nature not in natures():
        raise Refused(_("Choose one of the list."), field="nature")
    if not natures()[nature].fits(kind, other):
        raise Refused(_("Records of these two kinds are not related in this way. Choose one of the list."), field="nature")


def check_member(nature: str, *, is_in_case: bool) -> None:
    """Refused where a group would hold somebody who is not involved in a case."""
    if nature == MEMBER and not is_in_case:
        raise Refused(_("A group holds nobody but persons involved in cases. Relate the person to a case first."),
                      field="nature")
