"""What an administrator adds to the standard: elements, code tables, codes, patterns of titles. Pure.

An addition is never rewritten. A newer version changes it from a day on, a version with `until` retires it; the day says which
version counts. What was retired keeps its label, so that old records stay readable.
"""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from liandong.kernel.terms import Term, gettext_noop as _

from .standard import Element, Kind, Origin, Standard, Text

ONLY = "-"  # the name of what there is one of in its place: the words of a table, the pattern of a kind


class What(Term):
    """What can be added."""

    ELEMENT = "element", _("element")
    TABLE = "table", _("code table")
    CODE = "code", _("code")
    NAMING = "naming", _("pattern of titles")


@dataclass(frozen=True, slots=True)
class Addition:
    """One version of one addition; `place` is its kind or code table, `name` its name in data or its code."""

    what: str
    place: str
    name: str
    version: int
    since: date
    zh: str
    en: str
    until: date | None = None  # from this day on it is offered no longer
    group: str = ""
    type: str = "text"
    codes: str = ""
    format: str = ""
    required: bool = False
    mask: str = ""
    masked_for: str = ""
    search: str = "none"
    match: str = "none"
    help_zh: str = ""
    help_en: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is, whatever its version."""
        return self.what, self.place, self.name

    @property
    def label(self) -> Text:
        """Its words in both languages."""
        return Text(self.zh, self.en)

    def is_offered(self, on: date) -> bool:
        """Whether this version, being the one that counts, is offered on that day."""
        return self.until is None or on < self.until

    def element(self) -> Element:
        """The element it adds to its kind."""
        return Element(self.name, self.group, self.type, self.label, required=self.required, codes=self.codes,
                       format=self.format, mask=self.mask, masked_for=self.masked_for, search=self.search, match=self.match,
                       help=Text(self.help_zh, self.help_en))


Key = tuple[str, str, str]


def counting(additions: Iterable[Addition], on: date) -> dict[Key, Addition]:
    """The version of each addition that counts on that day, in the order they were first added."""
    found: dict[Key, Addition] = {}
    for one in sorted(additions, key=lambda each: each.version):
        if one.since <= on:
            found[one.key] = one
    return found


@lru_cache(maxsize=8)
def extended(shipped: Standard, additions: tuple[Addition, ...], on: date) -> Standard:
    """The shipped standard with what counts of the additions on that day."""
    found = counting(additions, on).values()
    of: dict[str, list[Addition]] = {what: [one for one in found if one.what == what] for what in What}
    codes, labels = _codes(shipped, of[What.CODE], of[What.TABLE], on)
    return Standard(
        {name: _kind(kind, [one for one in of[What.ELEMENT] if one.place == name], on) for name, kind in shipped.kinds.items()},
        codes, labels, _origins(shipped, of[What.TABLE]), {one.place: one.label for one in of[What.TABLE]},
        {one.place: one.zh for one in of[What.NAMING] if one.is_offered(on)})


def _kind(kind: Kind, added: list[Addition], on: date) -> Kind:
    if not added:
        return kind
    offered = tuple(one.element() for one in added if one.is_offered(on))
    retired = tuple(replace(one.element(), required=False) for one in added if not one.is_offered(on))
    return replace(kind, elements=kind.elements + offered, retired=kind.retired + retired,
                   version=kind.version + sum(one.version for one in added),
                   effective_on=max(kind.effective_on, *(one.since for one in added)))


def _codes(shipped: Standard, added: list[Addition], tables: list[Addition], on: date) -> tuple[
        Mapping[str, Mapping[str, Text]], Mapping[str, Mapping[str, Text]]]:
    codes, labels = dict(shipped.codes), dict(shipped.labels)
    for table in {one.place for one in [*added, *tables]}:
        mine = {one.name: one for one in added if one.place == table}
        every = dict(shipped.labels.get(table, {})) | {name: one.label for name, one in mine.items()}
        labels[table] = every
        codes[table] = {code: text for code, text in every.items() if code not in mine or mine[code].is_offered(on)}
    return codes, labels


def _origins(shipped: Standard, tables: list[Addition]) -> Mapping[str, Origin]:
    return dict(shipped.origins) | {one.place: Origin(one.zh, "ours") for one in tables}
