"""What is masked of a person or vehicle, for whom, and how (standard/masks.toml)."""
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from liandong.kernel import moments

from . import standard
from .standard import Element

PROTECTED = ("victim", "witness")
ADULT = 18
SHOWN_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A value as it may be shown: its text; whether it is masked, or closed to other agencies altogether."""

    text: str
    is_masked: bool = False
    is_closed: bool = False


def is_protected(role: str, born: object, at: datetime) -> bool:
    """Whether the person is a victim, a witness or a minor."""
    return role in PROTECTED or _is_minor(born, at)


def shown(element: Element, value: str, *, role: str, is_protected: bool, is_own: bool) -> Shown:
    """The value as the page shows it before anybody asks for more."""
    if not value or not element.mask or element.masked_for == "protected" and not is_protected:
        return Shown(value)
    if role in element.closed_to_others and not is_own:
        return Shown("", is_masked=True, is_closed=True)
    return Shown(masked(element.mask, value, is_protected=is_protected), is_masked=True)


def masked(rule: str, value: str, *, is_protected: bool) -> str:
    """The value under a mask of that name."""
    mask = _masks()[rule]
    last = mask.get("role_keep_last" if is_protected and "role_keep_last" in mask else "keep_last", 0)
    fill = mask.get("role_fill", mask["fill"]) if is_protected else mask["fill"]
    if keep := mask.get("keep"):
        found = re.match(keep, value)
        first = found.group() if found else ""
    else:
        first = value[: min(mask.get("keep_first", 0), len(value) // 2)]
    # of a value so short that little would stay hidden, less is kept at the beginning and nothing at the end
    return f"{first}{fill}{value[-last:] if last and len(value) > 2 * last else ''}".strip()


def _is_minor(born: object, at: datetime) -> bool:
    day = date.fromisoformat(born) if isinstance(born, str) and born else born
    if not isinstance(day, date):
        return False
    today = moments.local(at).date()
    return today.year - day.year - ((today.month, today.day) < (day.month, day.day)) < ADULT


@cache
def _masks() -> Mapping[str, Any]:
    return standard.load("masks")
