"""Duty rosters (值班表): posts, shifts, who is on duty, who would be in two places at once, and copying. Pure."""
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .officers import Role

KEEPERS = frozenset({Role.ADMINISTRATOR.value, Role.CLERK.value, Role.HEAD.value})  # who keeps rosters
LONGEST = timedelta(hours=24)
MOST_DAYS = 31


class Post(Term):
    """What an officer on duty is there for."""

    LEADER = "leader", _("Duty leader")
    LEAD = "lead", _("Shift lead")
    OFFICER = "officer", _("Duty officer")


POSTS = tuple(post.value for post in Post)


class Spell(Protocol):
    """A shift, wherever it is stored."""

    @property
    def officer_id(self) -> UUID:
        """Whose."""

    @property
    def post(self) -> str:
        """As what."""

    @property
    def starts_at(self) -> datetime:
        """From when."""

    @property
    def ends_at(self) -> datetime:
        """To when."""

    @property
    def phone(self) -> str:
        """Where one calls."""


S = TypeVar("S", bound=Spell)
N = TypeVar("N", bound=Spell)


@dataclass(frozen=True, slots=True)
class Planned:
    """A shift that is not stored yet."""

    officer_id: UUID
    post: str
    starts_at: datetime
    ends_at: datetime
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one shift: who went, who came; either may be missing."""

    day: date
    post: str
    starts_at: datetime
    ends_at: datetime
    before: tuple[UUID, ...]
    after: tuple[UUID, ...]


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def month_end(month: date) -> date:
    """The first day of the month after."""
    return (month.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_days(month: date) -> list[date]:
    """Every day of the month."""
    return [month + timedelta(days=n) for n in range((month_end(month) - month).days)]


def weeks(month: date) -> list[list[date]]:
    """The month as whole weeks from Monday, with the days of its neighbours at both ends."""
    first = month - timedelta(days=month.weekday())
    last = month_end(month)
    count = (last - first).days
    return [[first + timedelta(days=n + m) for m in range(7)] for n in range(0, count, 7)]


def span(day: date, start: time, end: time) -> tuple[datetime, datetime]:
    """The moments of a shift that begins on that day in Beijing; an end not after the start is on the next day."""
    starts = datetime.combine(day, start, moments.BEIJING)
    return starts, datetime.combine(day + timedelta(days=end <= start), end, moments.BEIJING)


def planned(officer: UUID, post: str, first: date, last: date, start: time, end: time, phone: str) -> list[Planned]:
    """One shift a day from first to last."""
    days = range((last - first).days + 1)
    return [Planned(officer, post, *span(first + timedelta(days=n), start, end), phone) for n in days]


def check_days(month: date, first: date, last: date) -> None:
    """Refused unless both days lie in the roster's month, in their order."""
    if last < first:
        raise Refused(_("The last day lies before the first."), field="last")
    if month_of(first) != month or month_of(last) != month:
        raise Refused(_("This roster is for %(month)s; shifts begin in that month."), field="first", month=f"{month:%Y-%m}")


def overlapping(new: Iterable[N], there: Iterable[S]) -> list[tuple[N, S]]:
    """Each new shift with the one that has the same officer at the same time."""
    by_officer: dict[UUID, list[S]] = {}
    for spell in there:
        by_officer.setdefault(spell.officer_id, []).append(spell)
    return [(spell, other) for spell in new for other in by_officer.get(spell.officer_id, ())
            if spell.starts_at < other.ends_at and other.starts_at < spell.ends_at]


def on_duty(shifts: Iterable[S], at: datetime) -> list[S]:
    """Those that run at the moment, leaders first."""
    return sorted((s for s in shifts if s.starts_at <= at < s.ends_at), key=lambda s: (POSTS.index(s.post), s.starts_at))


def moved(spell: Spell, days: int) -> Planned:
    """The same shift so many days later, at the same hours in Beijing."""
    start, end = moments.local(spell.starts_at), moments.local(spell.ends_at)
    step = timedelta(days=days)
    return Planned(spell.officer_id, spell.post, _again(start, step), _again(end, step), spell.phone)


def copied_week(shifts: Iterable[Spell], monday: date) -> Iterator[Planned]:
    """The shifts of the week before that Monday, a week later."""
    for spell in shifts:
        if monday - timedelta(days=7) <= moments.local(spell.starts_at).date() < monday:
            yield moved(spell, 7)


def copied_month(shifts: Sequence[Spell], month: date) -> Iterator[Planned]:
    """The shifts of the month before, weekday by weekday: four weeks earlier, or five where four would be the same month."""
    before = month_of(month - timedelta(days=1))
    for day in month_days(month):
        back = 28 if month_of(day - timedelta(days=28)) == before else 35
        for spell in shifts:
            if moments.local(spell.starts_at).date() == day - timedelta(days=back):
                yield moved(spell, back)


def changes(before: Iterable[Spell], after: Iterable[Spell]) -> list[Change]:
    """What differs between two states of a roster, by day, hours and post; in their order."""
    gone, come = _by_slot(before), _by_slot(after)
    found = []
    for slot in sorted(gone.keys() | come.keys(), key=lambda s: (s[1], POSTS.index(s[0]), s[2])):
        old, new = gone.get(slot, {}), come.get(slot, {})
        if old != new:  # another phone is a change as well: the names then stand on both sides
            changed = {who for who in old.keys() | new.keys() if old.get(who) != new.get(who)}
            found.append(Change(moments.local(slot[1]).date(), slot[0], slot[1], slot[2],
                                tuple(who for who in old if who in changed), tuple(who for who in new if who in changed)))
    return found


def check_keeper(roles: frozenset[str]) -> None:
    """Refused unless the officer keeps rosters."""
    if not KEEPERS & roles:
        raise Refused(_("Rosters are kept by clerks, heads of departments and administrators; ask one of them."))


def _again(at: datetime, step: timedelta) -> datetime:
    return datetime.combine(at.date() + step, at.time(), moments.BEIJING)


def _by_slot(shifts: Iterable[Spell]) -> dict[tuple[str, datetime, datetime], dict[UUID, str]]:
    slots: dict[tuple[str, datetime, datetime], dict[UUID, str]] = {}
    for spell in shifts:
        slots.setdefault((spell.post, spell.starts_at, spell.ends_at), {})[spell.officer_id] = spell.phone
    return slots
