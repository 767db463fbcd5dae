"""The dry run of an agreement as a tab of its page: what would open, what would be owed, what it runs into, in words."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from liandong.agencies import queries as agencies
from liandong.kernel import subjects

from .. import actions, queries
from ..models import Agreement
from ..rules import blanks, conflicts, keeping, year
from ..rules.terms import DutyTerm, Share
from . import words

MANY = 6  # days of a month that are drawn one by one
DAYS = 200  # of the list of a year


@dataclass(frozen=True)
class Given:
    """What one partner would see of ours under one category."""

    partner: str
    category: str
    count: int
    url: str


@dataclass(frozen=True)
class Cell:
    """One month of one promise: its days in words, and whether days off are not known yet."""

    text: str
    is_provisional: bool
    title: str


@dataclass(frozen=True)
class Row:
    """One promise of one agency over the year."""

    name: str
    who: str
    when: str
    clause: str
    cells: list[Cell]
    count: int
    is_ours: bool


def context(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """Everything the tab shows."""
    actor, terms = request.actor, queries.terms_of(agreement)
    found = queries.preview(actor, agreement)
    if request.headers.get("X-Liandong-Passive") != "1":  # a page that brings itself up to date asks nothing new
        actions.dry_run(actor, agreement)
    names = agencies.names({*terms.agencies(), *(agency for one in found.conflicts for agency in one.paper.terms.agencies())})
    listed = [_row(promise, names, actor.agency, found.months) for promise in found.promises]
    days = sorted(((fall, row) for row, promise in zip(listed, found.promises, strict=True) for fall in promise.falls),
                  key=lambda one: (one[0].day, one[1].name, one[1].who))
    weighed = sorted(found.conflicts, key=lambda one: ORDER.index(one.kind))
    return {
        "since": found.since, "given": [_given(one, names, agreement) for one in found.given],
        "given_all": sum(one.count for one in found.given),
        "got": [(names.get(one.owner, ""), words.label(words.v.Category, one.named),
                 _("up to %(level)s") % {"level": words.level(one.level)}, one.clause) for one in found.got],
        "months": found.months, "starts": found.starts, "timed": [row for row in listed if row.count],
        "by_event": [row for row, promise in zip(listed, found.promises, strict=True) if not promise.every],
        "days": days[:DAYS], "more_days": max(0, len(days) - DAYS), "laws_count": len(found.laws),
        "is_provisional": any(cell.is_provisional for row in listed for cell in row.cells),
        "conflicts": [_conflict(group, names) for group in _together(weighed)], "laws": [words.hint(law) for law in found.laws],
        "needs": [(words.name(need.path, terms), _need(need)) for need in found.needs],
        "unkept": [(_named(one), _(one.message)) for one in found.unkept],
    }


def _need(need: blanks.Need) -> str:
    values = {name: _(value) if isinstance(value, str) and value else value for name, value in need.values.items()}
    return _(need.message) % values if values else _(need.message)


def _given(one: queries.Opening, names: Mapping[UUID, str], agreement: Agreement) -> Given:
    address = subjects.address("opening", agreement.pk)
    query = urlencode({"agency": one.agency, "named": one.named})
    return Given(names.get(one.agency, ""), words.label(words.v.Category, one.named), one.count,
                 f"{address}?{query}" if address else "")


def _row(promise: year.Promise, names: Mapping[UUID, str], ours: UUID, months: list[date]) -> Row:
    return Row(words.label(words.v.DutyKind, promise.kind), names.get(promise.agency, ""), when(promise), promise.clause,
               [_cell(promise, month) for month in months] if promise.every else [], len(promise.falls), promise.agency == ours)


def when(promise: year.Promise) -> str:
    """How often, or after which event, and within how long."""
    amount, unit = promise.within or (None, "")
    limit = _("within %(amount)s %(unit)s") % {"amount": amount, "unit": words.label(words.v.Unit, unit)} if amount else ""
    event = _("after %(event)s") % {"event": words.label(words.v.Event, promise.started_by)} if promise.started_by else ""
    said = [event or words.occasion(promise.every, promise.on), limit]
    return words.DOT.join(part for part in said if part) or _("not timed")


def _cell(promise: year.Promise, month: date) -> Cell:
    """The days of that month; more than a few are counted."""
    falls = [fall for fall in promise.falls if (fall.day.year, fall.day.month) == (month.year, month.month)]
    days = "、".join(str(fall.day.day) for fall in falls) if len(falls) <= MANY else _("%(n)d times") % {"n": len(falls)}
    return Cell(days, any(fall.provisional for fall in falls), " ".join(fall.day.isoformat() for fall in falls[:40]))


def _together(found: Iterable[conflicts.Conflict]) -> list[list[conflicts.Conflict]]:
    """What an agreement forbids under one clause to give on to the same partners is one point, however many categories."""
    groups: dict[object, list[conflicts.Conflict]] = {}
    for place, one in enumerate(found):
        alike = (one.kind, one.paper.key, one.clause, tuple(one.pairs)) if one.kind == conflicts.Clash.ONWARD else place
        groups.setdefault(alike, []).append(one)
    return list(groups.values())


def _conflict(group: list[conflicts.Conflict], names: Mapping[UUID, str]) -> dict[str, object]:
    one = group[0]
    what = "、".join(dict.fromkeys(_what(each) for each in group))
    values = {"what": what, "who": _who(one, names), "ours": _said(one.mine), "theirs": _said(one.theirs)}
    return {"key": one.paper.key, "number": one.paper.number, "title": one.paper.title, "clause": one.clause,
            "label": _(one.kind.label), "look": LOOKS[one.kind], "words": _(one.message) % values}


def _what(one: conflicts.Conflict) -> str:
    """What both speak of; where they call it differently, both words."""
    if one.kind == conflicts.Clash.ONWARD and isinstance(one.theirs, Share):  # what was got there, by its word there
        return f"“{words.label(words.v.Category, one.theirs.category)}”"
    if isinstance(one.mine, Share) and isinstance(one.theirs, Share):
        called = dict.fromkeys(words.label(words.v.Category, row.category) for row in (one.mine, one.theirs))
        return " / ".join(f"“{name}”" for name in called)
    return words.label(words.v.DutyKind, one.mine.kind) if isinstance(one.mine, DutyTerm) else ""


def _who(one: conflicts.Conflict, names: Mapping[UUID, str]) -> str:
    if isinstance(one.mine, DutyTerm):
        return "、".join(names.get(agency, "") for agency, _same in one.pairs)
    return "、".join(f"{names.get(owner, '')}→{names.get(taker, '')}" for owner, taker in one.pairs)


def _said(row: Share | DutyTerm | None) -> str:
    if isinstance(row, DutyTerm):
        event = _("after %(event)s") % {"event": words.label(words.v.Event, row.started_by)} if row.started_by else ""
        return words.DOT.join(part for part in (event or words.occasion(row.every, row.on), words.limit(row.within)) if part)
    if row is None:
        return ""
    far = "" if row.level is None else _("up to %(level)s") % {"level": words.level(row.level)}
    return words.DOT.join(part for part in (words.label(words.v.Timing, row.timing), far, *words.scope(row)) if part)


def _named(one: keeping.Unkept) -> str:
    return words.label(FAMILIES[one.family], one.value)


ORDER = (conflicts.Clash.ONWARD, conflicts.Clash.DROPPED, conflicts.Clash.SECRECY, conflicts.Clash.DIFFERENT,
         conflicts.Clash.DOUBLED, conflicts.Clash.TWICE)  # what weighs most first
LOOKS = {conflicts.Clash.DIFFERENT: "need", conflicts.Clash.TWICE: "wait", conflicts.Clash.DROPPED: "need",
         conflicts.Clash.ONWARD: "late", conflicts.Clash.SECRECY: "need", conflicts.Clash.DOUBLED: "wait"}
FAMILIES = {"category": words.v.Category, "duty": words.v.DutyKind, "cooperation": words.v.Cooperation,
            "mechanism": words.v.Mechanism}
