"""What falls on the days of a calendar: duties of the agency and of its partners, and shifts."""
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, DateTimeField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, TruncDate
from django.urls import reverse
from django.utils.translation import gettext

from liandong.agencies import queries as agencies
from liandong.agencies.models import Shift
from liandong.agencies.rules import Post
from liandong.duties import queries as duties, views as duty_pages
from liandong.duties.models import Duty
from liandong.kernel import moments
from liandong.kernel.actor import Actor

GONE = ("lapsed", "waived")
ROOM = {"month": 3, "week": 14, "list": 12}  # how many of a day are shown; the rest is a number that opens them


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of them: whose, with which partner, of which kind."""

    side: str = ""
    partner: UUID | None = None
    kind: str = ""

    def __bool__(self) -> bool:
        """Whether anything is narrowed."""
        return bool(self.side or self.partner or self.kind)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing on a day: its hour where it has one, what it is, whose and how it stands."""

    key: UUID
    day: date
    clock: str
    title: str
    under: str
    who: str
    url: str
    look: str
    word: str
    is_ours: bool
    is_shift: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """What a day shows, and how much more there is."""

    events: list[Event]
    more: int = 0


def by_day(actor: Actor, first: date, last: date, wanted: Wanted, *, room: int) -> dict[date, Day]:
    """The days that hold something, at most `room` each: shifts, then what is open before what is kept, by the clock."""
    counts: Counter[date] = Counter()
    found: dict[date, list[Event]] = defaultdict(list)
    for shift in shifts(actor, first, last, wanted):
        event = _shift(actor, shift)
        counts[event.day] += 1
        found[event.day].append(event)
    rows = between(actor, first, last, wanted)
    counts.update(dict(rows.order_by().values("on").annotate(n=Count("pk")).values_list("on", "n")))
    place = Window(RowNumber(), partition_by=F("on"), order_by=[~Q(outcome=""), "due_at", "pk"])
    shown = rows.annotate(place=place).filter(place__lte=room).order_by("on", "place") if counts else []
    for event in events(actor, shown):
        found[event.day].append(event)
    return {day: Day(found[day][:room], n - len(found[day][:room])) for day, n in counts.items()}


def shifts(actor: Actor, first: date, last: date, wanted: Wanted) -> Iterable[Shift]:
    """The officer's own shifts that begin on these days; those of the whole agency where they are asked for."""
    since, until = moments.day_end(first - timedelta(days=1)), moments.day_end(last)
    if wanted.side == "shifts":
        return agencies.agency_shifts(actor, since, until).filter(starts_at__gte=since)
    return agencies.own_shifts(actor, since, until).filter(starts_at__gte=since) if not wanted else []


def between(actor: Actor, first: date, last: date, wanted: Wanted) -> QuerySet[Duty]:
    """The duties due from the first to the last day; each row says `on` which. What is owed no more is left out."""
    since, until = moments.day_end(first - timedelta(days=1)), moments.day_end(last)
    rows = duties.duties().filter(due_at__gt=since, due_at__lte=until).exclude(outcome__in=GONE)
    if wanted.side == "shifts":
        rows = rows.none()
    elif wanted.side:
        ours = Q(agency=actor.agency)
        rows = rows.filter(ours if wanted.side == "ours" else ~ours)
    rows = rows.filter(parties__contains=[wanted.partner]) if wanted.partner else rows
    rows = rows.filter(kind=wanted.kind) if wanted.kind else rows
    # what is due at 24:00 belongs to the day that ends then
    moment = ExpressionWrapper(F("due_at") - timedelta(microseconds=1), DateTimeField())
    return rows.annotate(on=TruncDate(moment, tzinfo=moments.BEIJING))


def events(actor: Actor, rows: Iterable[Duty]) -> list[Event]:
    """The duties as a calendar draws them."""
    return [_event(row) for row in duty_pages.rows(actor, rows)]


def _event(row: duty_pages.Row) -> Event:
    duty = row.duty
    under = "·".join(text for text in (duty.period, duty.topic, duty.basis_words) if text)
    return Event(duty.pk, duty.due_on, clock(duty.due_at), duty.name, under, row.partners if row.is_ours else
                 duty.agency.short_name, reverse("duties:detail", args=[duty.pk]), row.look, row.word, row.is_ours)


def _shift(actor: Actor, shift: Shift) -> Event:
    starts, ends, is_mine = moments.local(shift.starts_at), moments.local(shift.ends_at), shift.officer_id == actor.officer
    post, place = gettext(Post(shift.post).label), str(shift.roster.department or "")
    hours = f"{starts:%H:%M}–{ends:%H:%M}"
    return Event(shift.pk, starts.date(), f"{starts:%H:%M}", gettext("On duty: %(post)s") % {"post": post},
                 "·".join(filter(None, (hours, place))), "" if is_mine else shift.officer.name,
                 reverse("agencies:roster", args=[shift.roster_id]), "wait", gettext("On duty"), True, True)


def clock(due: datetime) -> str:
    """The hour in Beijing; nothing where it is the end of the day, as limits in days are."""
    here = moments.local(due)
    return "" if (here.hour, here.minute, here.second) == (0, 0, 0) else f"{here:%H:%M}"
