"""The data standard as values: kinds of record with their elements, code tables, formats and masks (standard/*.toml)."""
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "standard"
KINDS = ("case", "person", "group", "vehicle", "item", "account", "lead", "warning", "bulletin", "trend", "method", "hazard",
         "place", "violation", "accident", "road", "forest", "condition")


@dataclass(frozen=True, slots=True)
class Text:
    """A label of the standard in both languages; it is data, so it does not pass through the catalogues."""

    zh: str
    en: str

    def in_(self, language: str) -> str:
        """The label in that language; Chinese unless English is asked for."""
        return self.en if language.startswith("en") else self.zh


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a kind: how it is typed, checked and masked."""

    name: str
    group: str
    type: str  # text, long, code, date, moment, future (a day that may lie ahead), number or coordinate
    label: Text
    required: bool = False
    required_for: tuple[str, ...] = ()  # roles
    codes: str = ""  # the table it takes its values from
    format: str = ""
    format_by: Mapping[str, str] | None = None  # the format by the value of another element, named under `element`
    mask: str = ""
    masked_for: str = ""  # `protected`: only of victims, witnesses and minors; else of everybody
    closed_to_others: tuple[str, ...] = ()  # roles of which other agencies never see it
    not_before: str = ""  # the element it cannot precede
    search: str = "none"  # how it is found: words, exact, name, plate, phone or identity
    match: str = "none"  # how two records are told to speak of the same: exact, name or plate
    help: Text = NOTHING

    def format_of(self, values: Mapping[str, object]) -> str:
        """The format this element must keep beside these values; empty where there is none."""
        if self.format_by:
            return self.format_by.get(str(values.get(self.format_by["element"])), "")
        return self.format


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record as the standard has it."""

    kind: str
    label: Text
    series: str
    icon: str
    family: str  # the group it is listed in
    title: str  # how the title is made; empty where the officer types it
    title_help: Text
    region: str
    case_class: str
    basis: bool  # whether a legal basis and a review date are asked for
    stages: Mapping[str, Text]
    groups: tuple[tuple[str, Text], ...]
    elements: tuple[Element, ...]
    version: int
    effective_on: date
    retention_years: int  # after it is closed
    retired: tuple[Element, ...] = ()  # asked for no longer; what was entered under them is still read

    @property
    def every(self) -> tuple[Element, ...]:
        """The elements a record may hold: those asked for now, and those retired."""
        return self.elements + self.retired

    def element(self, name: str) -> Element | None:
        """The element of that name, retired or not, or None."""
        return next((e for e in self.every if e.name == name), None)


@dataclass(frozen=True, slots=True)
class Handling:
    """What an owner asks of whoever uses a record."""

    code: str
    label: Text
    short: Text
    icon: str
    asks: Text


def load(name: str) -> dict[str, Any]:
    """One file of the standard."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a code table or format comes from, and whether that was seen: confirmed, secondary, unconfirmed or ours."""

    source: str
    status: str


Codes = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True, slots=True, eq=False)
class Standard:
    """All that the standard says on one day."""

    kinds: Mapping[str, Kind]
    codes: Codes  # by table: those that are offered and taken
    labels: Codes  # by table: those of every code there ever was
    origins: Mapping[str, Origin]
    tables: Mapping[str, Text]  # the names of tables an administrator added
    patterns: Mapping[str, str]  # how titles are made, by kind, where an administrator said so


_source: ContextVar[Callable[[], Standard] | None] = ContextVar("standard", default=None)


@cache
def base() -> Standard:
    """The standard as it is shipped."""
    tables = {name: rows for name, rows in load("codes").items() if name != "handling"}
    tables |= {"region": load("regions"), "case_class": load("case_classes")}
    codes = {name: {str(code): _text(row) for code, row in rows.items()} for name, rows in tables.items()}
    found = {name: _kind(load(name)) for name in KINDS}
    return Standard(found, codes, codes, _origins(found), {}, {})


def current() -> Standard:
    """The standard in force where this is asked: the shipped one, unless a source is set."""
    source = _source.get()
    return source() if source else base()


@contextmanager
def taken_from(source: Callable[[], Standard]) -> Iterator[None]:
    """Inside, the standard is what `source` says; it is asked only where the standard is used at all."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)


def kinds() -> Mapping[str, Kind]:
    """Every kind of record."""
    return current().kinds


def codes(table: str) -> Mapping[str, Text]:
    """A code table: code -> label, as it is offered now. `region` and `case_class` are tables as well."""
    return current().codes[table]


@cache
def handling() -> Mapping[str, Handling]:
    """The handling codes, in the order they are shown."""
    return {code: Handling(code, _text(row), _text(row["short"]), row["icon"], _text(row["asks"]))
            for code, row in load("codes")["handling"].items()}


def origins() -> Mapping[str, Origin]:
    """The origin of every code table and format in use."""
    return current().origins


def families() -> Mapping[str, list[Kind]]:
    """The kinds by the group they are listed in."""
    return {family: [kind for kind in kinds().values() if kind.family == family] for family in codes("family")}


def label(table: str, code: object, language: str) -> str:
    """The words of a code, retired ones too; the code itself where the table never had it."""
    found = current().labels.get(table, {}).get(str(code))
    return found.in_(language) if found else str(code)


def _origins(found: Mapping[str, Kind]) -> Mapping[str, Origin]:
    said, formats = load("sources")["codes"], load("formats")["text"]
    tables = {e.codes for kind in found.values() for e in kind.elements if e.codes} | {"role", "region", "case_class"}
    made = {table: Origin(**said.get(table, said["other"])) for table in sorted(tables)}
    return made | {name: Origin(row["source"], row["status"]) for name, row in formats.items()}


def _kind(raw: Mapping[str, Any]) -> Kind:
    return Kind(
        kind=raw["kind"], label=_text(raw), series=raw["series"], icon=raw["icon"], family=raw["family"],
        title=raw["title"],
        title_help=_text(raw.get("title_help")), region=raw["region"], case_class=raw["case_class"], basis=raw["basis"],
        stages={name: _text(words) for name, words in raw["stages"].items()},
        groups=tuple((g["key"], _text(g)) for g in raw["group"]),
        elements=tuple(_element(e) for e in raw["element"]), version=raw["version"],
        effective_on=raw["effective_on"], retention_years=raw["retention_years"])


def _element(raw: Mapping[str, Any]) -> Element:
    own = {k: v for k, v in raw.items() if k not in ("zh", "en", "help")}
    for name in ("required_for", "closed_to_others"):
        own[name] = tuple(own.get(name, ()))
    return Element(label=_text(raw), help=_text(raw.get("help")), **own)


def _text(raw: Mapping[str, Any] | None) -> Text:
    return Text(raw["zh"], raw["en"]) if raw else NOTHING
