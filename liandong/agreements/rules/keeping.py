"""Which promises of an agreement no module of the software keeps yet: a table (keeping.toml) read against the terms. Pure."""
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liandong.kernel.terms import gettext_noop as _

from .terms import DutyTerm, Share, Terms
from .vocabulary import STANDING

ON_PAPER = _("No module carries it yet: it is done on paper, and neither opened nor timed here.")
BY_HAND = _("Opens to nobody by itself: the owner releases each record by hand.")
UNTIMED = _("It has neither a period nor an event that starts it, so no clock runs for it.")
NO_EVENT = _("What starts it is not carried by any module yet, so its clock begins for nobody.")
NOT_STANDING = _("Nothing opens by itself: until packages and answers are carried here, it is handed over another way.")


@dataclass(frozen=True, slots=True)
class Unkept:
    """A promise the software does not keep: the path of its term, its vocabulary and value, and why."""

    path: str
    family: str
    value: str
    message: str


def unkept(terms: Terms) -> list[Unkept]:
    """What is promised and stays on paper, in the order of the page."""
    return [*(found for row in terms.sharing for found in _share(row)),
            *(found for row in terms.duties for found in _duty(row)),
            *(Unkept("cooperation", "cooperation", value, ON_PAPER) for value in terms.cooperation
              if not is_kept("cooperation", value)),
            *(Unkept("mechanisms", "mechanism", value, ON_PAPER) for value in terms.mechanisms
              if not is_kept("mechanism", value)),
            *(Unkept(f"reply_times.{row.key}", "duty", "reply", NO_EVENT) for row in terms.reply_times
              if not is_kept("event", "request"))]


def is_kept(family: str, value: str) -> bool:
    """Whether a module carries that value; what the table does not know nobody carries."""
    return "by" in table().get(family, {}).get(value, {})


@cache
def table() -> Mapping[str, dict[str, dict[str, object]]]:
    """The table: family -> value -> what carries it."""
    return tomllib.loads((Path(__file__).parents[1] / "keeping.toml").read_text("utf-8"))


def _share(row: Share) -> Iterator[Unkept]:
    path = f"sharing.{row.key}"
    if row.instead == []:
        return
    if row.timing and row.timing not in STANDING and not is_kept("timing", row.timing):
        yield Unkept(path, "category", row.category, NOT_STANDING)
    elif row.roads or row.by_hand:
        yield Unkept(path, "category", row.category, BY_HAND)


def _duty(row: DutyTerm) -> Iterator[Unkept]:
    path = f"duties.{row.key}"
    if not is_kept("duty", row.kind):
        yield Unkept(path, "duty", row.kind, ON_PAPER)
    elif row.started_by and not is_kept("event", row.started_by):
        yield Unkept(path, "duty", row.kind, NO_EVENT)
    elif not row.every and not row.started_by:
        yield Unkept(path, "duty", row.kind, UNTIMED)
