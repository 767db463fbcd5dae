"""What the columns of a file mean: suggested by the standard's labels, forbidden ones dropped, each row read as an entry."""
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from . import entries, standard
from .entries import MISSING, Entry
from .forbidden import is_forbidden
from .formats import NARROW, Finding
from .standard import Kind, Standard, Text

KEY_LIMIT, SOURCE_LIMIT = 80, 40
SPLIT = re.compile(r"[、,，;；|]\s*")
DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
CLOCK = re.compile(r"[T\s]+(\d{1,2})[:：时](\d{1,2})?(?:[:：分](\d{1,2})?(?:\.\d+)?)?[分秒]?(Z|[+-]\d{2}:?\d{2})?")
TWICE = _("The source key %(key)s stands in the file twice.")
NOT_LISTED = _("“%(value)s” is not in the list. Write a code of the data standard or its name, such as %(example)s.")
NO_PARTNER = _("“%(value)s” is no partner of your agency. Write its name as it stands on the platform.")


class Target(NamedTuple):
    """What a column may be: its name in data, its label, whether every row needs it."""

    name: str
    label: Text
    required: bool = False


class Fault(NamedTuple):
    """What is wrong with a row, and in which column."""

    target: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Plan:
    """How a file is read: what each column is, and what holds for every row that does not say otherwise."""

    kind: Kind
    columns: Mapping[int, str]
    level: int = 1
    region: str = ""
    case_class: str = ""
    legal_basis: str = ""
    review_on: date | None = None
    handling: tuple[str, ...] = ()
    partners: Mapping[str, UUID] = field(default_factory=dict)
    clearance: int = 2


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it was read: the key it has where it comes from, the entry with its values as kept, and what is wrong."""

    number: int
    key: str
    entry: Entry | None
    kept: Mapping[str, object]
    faults: tuple[Fault, ...] = ()
    odd: tuple[Fault, ...] = ()

    @property
    def digest(self) -> str:
        """Tells whether the same key comes again with another content."""
        return digest(self.entry, self.kept) if self.entry else ""


def targets(kind: Kind) -> list[Target]:
    """What a column of a file of that kind may be: what every record has, then the elements of the kind."""
    needed = {"title": not kind.title, "role": kind.kind == "person"}
    skipped = {"role": kind.kind != "person", "title": bool(kind.title), "case_class": kind.case_class == "none",
               "legal_basis": not kind.basis, "review_on": not kind.basis}
    frame = [Target(name, Text(row["zh"], row["en"]), needed.get(name, False))
             for name, row in _doors()["frame"].items() if not skipped.get(name)]
    return frame + [Target(e.name, e.label, e.required) for e in kind.elements]


def suggest(kind: Kind, headings: Sequence[str]) -> dict[int, str]:
    """What each column is likely to be, by its heading: the standard's own label, its name in data, or one in use."""
    known = _known(kind)
    found: dict[int, str] = {}
    for place, heading in enumerate(headings):
        name = known.get(_plain(heading), "")
        if name and name not in found.values() and is_forbidden(heading) is None:
            found[place] = name
    return found


def check_columns(kind: Kind, headings: Sequence[str], columns: Mapping[int, str]) -> None:
    """Refused where a column means what is not there, two mean the same, or a forbidden one is asked for."""
    names = {target.name for target in targets(kind)}
    used = [name for name in columns.values() if name]
    for place, name in columns.items():
        if name and (name not in names or not 0 <= place < len(headings)):
            raise Refused(_("The standard has no such element. Choose one of the list."), field=f"col_{place}")
        if name and is_forbidden(headings[place]):
            raise Refused(_("“%(heading)s” is never taken in (Personal Information Protection Law, Articles 28 and 34)."),
                          field=f"col_{place}", heading=headings[place])
        if name and used.count(name) > 1:
            raise Refused(_("Two columns are said to be the same. Choose one of them."), field=f"col_{place}")
    if not used:
        raise Refused(_("Say of at least one column what it is."), field="col_0")


def read(plan: Plan, number: int, cells: Sequence[str], at: datetime) -> Line:
    """One row: every value as the standard keeps it, and everything that is wrong with it, each in words."""
    given = {name: cells[place].strip() for place, name in plan.columns.items() if name and place < len(cells) and cells[place]}
    faults: list[Fault] = []
    entry = _entry(plan, given, faults)
    found = entries.check(entry, at=at)
    wrong = {fault.target for fault in faults}
    faults += [Fault(name, finding) for name, finding in found.errors.items() if name not in wrong]
    if entry.level > plan.clearance or entry.level < 0:
        faults.append(Fault("level", Finding(_("The level is above your clearance, or is none of the three."))))
    odd = tuple(Fault(name, finding) for name, finding in found.warnings.items())
    key = _key(plan, given, faults)
    return Line(number, key, None if faults else entry, found.values, tuple(faults), odd)


def digest(entry: Entry, kept: Mapping[str, object]) -> str:
    """A short digest of all that a source says of a record."""
    whole = [entry.kind, entry.level, entry.role, entry.title, entry.region, entry.case_class, entry.legal_basis,
             str(entry.review_on), sorted(entry.handling), sorted(map(str, entry.concerns)), kept]
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:32]


def _key(plan: Plan, given: Mapping[str, str], faults: list[Fault]) -> str:
    """The source's own key; of a file without such a column the row itself is its key, so the same row is never taken twice."""
    if "source_key" not in plan.columns.values():
        return "row:" + hashlib.sha256(json.dumps(given, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:40]
    key = given.get("source_key", "")
    if not key:
        faults.append(Fault("source_key", MISSING))
    elif len(key) > KEY_LIMIT:
        faults.append(Fault("source_key", Finding(_("The key is too long; eighty characters are the most."))))
    return key[:KEY_LIMIT]


def _entry(plan: Plan, given: Mapping[str, str], faults: list[Fault]) -> Entry:
    def coded(name: str, table: str, default: str) -> str:
        return _coded(name, table, given[name], faults) if given.get(name) else default
    elements: dict[str, object] = {}
    for element in plan.kind.elements:
        if value := given.get(element.name):
            elements[element.name] = (_coded(element.name, element.codes, value, faults) if element.type == "code"
                                      else _moment(value) if element.type in ("date", "moment", "future") else value)
    review = _moment(given.get("review_on", ""))
    handling = [_coded("handling", "handling", one, faults) for one in SPLIT.split(given.get("handling", "")) if one]
    return Entry(
        plan.kind.kind, _level(given.get("level", ""), plan.level, faults), role=coded("role", "role", ""),
        title=given.get("title", ""), region=coded("region", "region", plan.region),
        case_class=coded("case_class", "case_class", plan.case_class) if plan.kind.case_class != "none" else "",
        legal_basis=given.get("legal_basis", plan.legal_basis), review_on=_date(review, faults) if review else plan.review_on,
        handling=tuple(sorted({*plan.handling, *handling})), concerns=_concerns(plan, given.get("concerns", ""), faults),
        elements=elements)


def _coded(name: str, table: str, value: str, faults: list[Fault]) -> str:
    """The code of a value that is a code or its name in either language."""
    known = _codes(table)
    found = known.get(value) or known.get(_plain(value)) or table == "region" and _place(value)
    if not found:
        example = next(iter(known.values()), "")
        words = _texts(standard.current(), table)[example].zh if example else ""
        faults.append(Fault(name, Finding(NOT_LISTED, {"value": value[:30], "example": f"{words}（{example}）"})))
        return ""
    return found


def _place(value: str) -> str:
    """The one region whose name ends so: 云溪区 for 云州市云溪区."""
    ending = {code for name, code in _codes("region").items() if name.endswith(value)}
    return ending.pop() if len(ending) == 1 and len(value) > 1 else ""


def _level(value: str, default: int, faults: list[Fault]) -> int:
    if not value:
        return default
    for level, words in _doors()["levels"].items():
        if value.lower() in words:
            return int(level)
    faults.append(Fault("level", Finding(NOT_LISTED, {"value": value[:30], "example": "内部"})))
    return default


def _concerns(plan: Plan, value: str, faults: list[Fault]) -> tuple[UUID, ...]:
    found = []
    for name in filter(None, SPLIT.split(value)):
        if name in plan.partners:
            found.append(plan.partners[name])
        else:
            faults.append(Fault("concerns", Finding(NO_PARTNER, {"value": name[:30]})))
    return tuple(dict.fromkeys(found))


def _moment(value: str) -> str:
    """A day or moment as people write it, in the form the standard reads; what is not understood stays as it is."""
    text = value.translate(NARROW).strip()
    day = DAY.match(text) or re.match(r"(\d{4})(\d{2})(\d{2})(?!\d)", text)
    if not day:
        return text
    said = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    rest = text[day.end():]
    if not rest.strip():
        return said
    clock = CLOCK.fullmatch(rest if rest[:1] in "T " else f" {rest}")
    zone = (clock[4] or "").replace("Z", "+00:00") if clock else ""
    return f"{said}T{int(clock[1]):02}:{clock[2] or '00':0>2}:{clock[3] or '00':0>2}{zone}" if clock else text


def _date(text: str, faults: list[Fault]) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        faults.append(Fault("review_on", Finding(_("Write a date such as 2026-11-23."))))
        return None


def _plain(heading: str) -> str:
    """A heading without what varies: spaces, marks of need, units in brackets, full-width forms, capitals."""
    text = re.sub(r"[(（【\[].*?[)）】\]]", "", heading.translate(NARROW))
    return re.sub(r"[\s*＊:：_\-·]", "", text).lower()


def _known(kind: Kind) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for target in targets(kind):
        also = _doors()["frame"].get(target.name, {}).get("also", ())
        for heading in (target.label.zh, target.label.en, target.name, *also):
            found.setdefault(_plain(heading), target.name)
    return found


def _codes(table: str) -> Mapping[str, str]:
    """Codes by themselves and by their names, as the standard is now."""
    return _codes_of(standard.current(), table)


@lru_cache(maxsize=256)
def _codes_of(whole: Standard, table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for code, text in _texts(whole, table).items():
        for word in (code, text.zh, text.en):
            found.setdefault(word, code)
            found.setdefault(_plain(word), code)
    return found


def _texts(whole: Standard, table: str) -> Mapping[str, Text]:
    if table == "handling":
        return {code: one.label for code, one in standard.handling().items()}
    return whole.codes[table]


@cache
def _doors() -> Mapping[str, Any]:
    return standard.load("doors")
