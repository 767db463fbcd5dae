"""How the month of a roster and its changes are drawn."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from liandong.kernel import moments

from .. import queries, rules
from ..forms import WEEK
from ..models import Roster, RosterEdition, Shift
from .words import dial


@dataclass(frozen=True)
class Turn:
    """A shift as it is drawn: its post, hours in words and in figures alone, its look: new, going or nothing."""

    shift: Shift
    post: str
    hours: str
    brief: str
    look: str
    dial: str


@dataclass(frozen=True)
class Day:
    """One day of the grid; `past` days of the running month are left out on the phone."""

    day: date
    name: str
    inside: bool
    today: bool
    past: bool
    turns: list[Turn]


@dataclass(frozen=True)
class Week:
    """One week of the grid."""

    monday: date
    days: list[Day]


@dataclass(frozen=True)
class ChangeLine:
    """One change in words: the day, the post, the hours, who went and who came."""

    day: str
    post: str
    hours: str
    before: str
    after: str


def turn(shift: Shift) -> Turn:
    """A shift as it is drawn."""
    look = "going" if shift.going else "new" if shift.added_in is None else ""
    return Turn(shift, _(rules.Post(shift.post).label), hours(shift.starts_at, shift.ends_at), _figures(shift), look,
                dial(shift.phone))


def hours(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when; the next day is said."""
    start, end = moments.local(starts_at), moments.local(ends_at)
    if start.date() == end.date():
        return f"{start:%H:%M}–{end:%H:%M}"
    return _("%(start)s–next day %(end)s") % {"start": f"{start:%H:%M}", "end": f"{end:%H:%M}"}


def grid(roster: Roster, shifts: Iterable[Shift], today: date) -> list[Week]:
    """The month in weeks, each day with its shifts, leaders first."""
    by_day: dict[date, list[Turn]] = {}
    for shift in sorted(shifts, key=lambda s: (rules.POSTS.index(s.post), s.starts_at)):
        by_day.setdefault(moments.local(shift.starts_at).date(), []).append(turn(shift))
    running = rules.month_of(today) == roster.month
    return [Week(week[0], [Day(day, str(WEEK[day.weekday()]), rules.month_of(day) == roster.month, day == today,
                               running and day < today, by_day.get(day, [])) for day in week])
            for week in rules.weeks(roster.month)]


def waiting(changes: Iterable[rules.Change]) -> list[ChangeLine]:
    """The changes the next edition would bring."""
    found = list(changes)
    names = queries.officer_names({who for one in found for who in one.before + one.after})
    return [ChangeLine(f"{one.day:%m-%d}", _(rules.Post(one.post).label), hours(one.starts_at, one.ends_at),
                       _names(one.before, names), _names(one.after, names)) for one in found]


def told(edition: RosterEdition) -> list[ChangeLine]:
    """The changes of an edition as they were told."""
    return [ChangeLine(str(one["day"])[5:], _(rules.Post(one["post"]).label),
                       hours(datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["to"])),
                       "、".join(one["before"]), "、".join(one["after"])) for one in edition.changes]


def _figures(shift: Shift) -> str:
    return f"{moments.local(shift.starts_at):%H:%M}–{moments.local(shift.ends_at):%H:%M}"


def _names(who: Iterable[UUID], names: Mapping[UUID, str]) -> str:
    return "、".join(names[one] for one in who)
