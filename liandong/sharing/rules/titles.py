"""How titles are named: time, place and class by default, or as the administrator says; a suggestion and a check, no duty."""
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from string import Formatter
from typing import Any

from liandong.kernel import moments
from liandong.kernel.terms import gettext_noop as _

from . import standard
from .formats import Finding
from .standard import Kind

PARTS = ("time", "place", "class", "region", "agency")
WORDS = frozenset({*PARTS, "title", "level", "handling", "concerns", "legal_basis", "review_on", "case_class", "role",
                   "version"})
SPOKEN_TIME = re.compile(r"\d{4}\s*年|\d{1,2}\s*月|\d{1,2}[·.]\d{1,2}|\d{4}-\d{2}|[今昨]日|近期|连日|夜间|凌晨|季度|[上下]半年")
ENDINGS = ("省", "市", "区", "县", "旗", "林区", "新区")
LANGUAGE = "zh"  # titles are data, kept in Chinese
MISSED = {"time": _("The title does not say when. The rule for titles is: %(pattern)s."),
          "place": _("The title does not say where. The rule for titles is: %(pattern)s."),
          "class": _("The title does not say what kind of case. The rule for titles is: %(pattern)s.")}
SAID = {"time": "时间", "place": "地点", "class": "类别", "region": "行政区划", "agency": "单位"}


@dataclass(frozen=True, slots=True)
class Typed:
    """What of a record goes into its title."""

    region: str = ""
    case_class: str = ""
    agency: str = ""
    elements: Mapping[str, object] = field(default_factory=dict)


def pattern(kind: Kind) -> str:
    """The pattern of titles of that kind in force."""
    return standard.current().patterns.get(kind.kind) or str(_rule(kind).get("pattern") or _rules()["pattern"])


def in_words(kind: Kind) -> str:
    """The pattern as an officer reads it: 时间+地点+类别."""
    labels = {e.name: e.label.zh for e in kind.every} | SAID
    return "+".join(part for text, name in _pieces(pattern(kind)) for part in (text, labels.get(name, name)) if part)


def unknown(text: str, kind: Kind) -> str:
    """The first part of a pattern that is none; empty where the pattern is sound."""
    try:
        names = [name for _text, name in _pieces(text) if name]
    except ValueError:
        return text
    known = {*PARTS, *(e.name for e in kind.elements if not e.mask and e.type != "long")}
    return next((name for name in names if name not in known), "" if names else text)


def suggested(kind: Kind, typed: Typed) -> str:
    """The title the pattern makes of what was typed so far; parts not typed yet are left out."""
    values = _values(kind, typed)
    return "".join(text + values.get(name, "") for text, name in _pieces(pattern(kind)))[:200].strip()


def findings(kind: Kind, title: str, typed: Typed) -> list[Finding]:
    """What the rule for titles misses in this one: warnings, never errors."""
    if kind.title or not title.strip():
        return []
    asked, values = [name for _text, name in _pieces(pattern(kind)) if name in MISSED], _values(kind, typed)
    return [Finding(MISSED[name], {"pattern": in_words(kind)}) for name in asked
            if not _says(name, title, values.get(name, ""))]


def _says(part: str, title: str, value: str) -> bool:
    """Whether the title says that part, in these words or in others."""
    if part == "time":
        return bool(SPOKEN_TIME.search(title))
    if not value:
        return True  # nothing to compare with
    return any(value[n : n + 2] in title for n in range(len(value) - 1)) if len(value) > 2 else value in title


def _values(kind: Kind, typed: Typed) -> dict[str, str]:
    elements = dict(typed.elements)
    said = {e.name: _text(e.codes, elements.get(e.name)) for e in kind.elements if not e.mask}
    rule = _rule(kind)
    region = standard.label("region", typed.region, LANGUAGE) if typed.region else ""
    where = next((said[name] for name in rule.get("place", ()) if said.get(name)), "")
    short = where if len(where) <= 20 else ""
    return said | {
        "time": next((_day(elements[name]) for name in rule.get("time", ()) if elements.get(name)), ""),
        "region": region, "place": short if _names_place(short) else _short(region) + short,
        "class": standard.label("case_class", typed.case_class, LANGUAGE) if typed.case_class else "", "agency": typed.agency}


def _names_place(text: str) -> bool:
    return any(ending in text for ending in ENDINGS)


def _short(region: str) -> str:
    """The last step of a region: 云溪区 of 云州市云溪区."""
    return re.split(r"(?<=[省市])(?=.)", region)[-1] if region else ""


def _text(table: str, value: object) -> str:
    if value in (None, ""):
        return ""
    return standard.label(table, value, LANGUAGE) if table else str(value).strip()


def _day(value: object) -> str:
    """A day as titles say it: 11月3日."""
    try:
        found: date = value if isinstance(value, date) else datetime.fromisoformat(str(value))
    except ValueError:
        return ""
    here = moments.local(found) if isinstance(found, datetime) and found.tzinfo else found
    return f"{here.month}月{here.day}日"


def _pieces(text: str) -> list[tuple[str, str]]:
    """Plain text and the name of the part after it, in turn."""
    return [(plain, name or "") for plain, name, _spec, _conversion in Formatter().parse(text)]


def _rule(kind: Kind) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _rules()["kind"].get(kind.kind, {})
    return found


@cache
def _rules() -> Mapping[str, Any]:
    return standard.load("naming")
