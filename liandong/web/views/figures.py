"""The workbench's strip: six figures of the agency, each with its last eight weeks; computed by few grouped queries."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.db.models.functions import TruncWeek
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from liandong.agreements import queries as agreements
from liandong.duties import queries as duties
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.lists import CAP, capped_count
from liandong.notices import queries as notices
from liandong.sharing import queries as sharing
from liandong.sharing.models import Record

WEEKS, WIDTH, TOP, BOTTOM = 8, 72, 2, 18
EXPIRING = timedelta(days=90)
HOUR = 3600


@dataclass(frozen=True)
class Figure:
    """One figure: its name, its value, what is said beside it, where it leads, and its line."""

    label: str
    value: str
    note: str
    url: str
    points: str = ""
    end: tuple[str, str] | None = None


def figures(actor: Actor, unread: int) -> list[Figure]:
    """The figures that are not zero, in their order."""
    weeks = mondays(actor.at)
    counted = agreements.counted(actor, _week_ends(weeks, actor.at), ending=actor.at + EXPIRING)
    found = [_in_force(counted), _negotiating(counted.negotiating), *_duties(actor, weeks), _shared(actor, weeks),
             _notices(actor, weeks, unread)]
    return [figure for figure in found if figure]


def mondays(at: datetime) -> list[datetime]:
    """The first moments of the last eight weeks, this one last."""
    monday, _ending = duties.week_of(at)
    return [monday - timedelta(weeks=n) for n in range(WEEKS - 1, -1, -1)]


def spark(values: Sequence[float | None]) -> tuple[str, tuple[str, str] | None]:
    """The points of a line through the weeks that have a value, and its last one; nothing for less than two of them."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2 or not any(value for _place, value in known):
        return "", None
    low, high = min(v for _p, v in known), max(v for _p, v in known)
    scale = (BOTTOM - TOP) / (high - low) if high > low else 0
    spots = [(f"{place * WIDTH / (len(values) - 1):.1f}", f"{(BOTTOM - (v - low) * scale) if scale else 10:.1f}")
             for place, v in known]
    return " ".join(f"{x},{y}" for x, y in spots), spots[-1]


def _figure(label: str, value: str, note: str, url: str, line: Sequence[float | None]) -> Figure:
    return Figure(label, value, note, url, *spark(line))


def _in_force(counted: agreements.Counted) -> Figure | None:
    line = counted.running
    if not line[-1]:
        return None
    note = _("%(n)s end within 90 days") % {"n": counted.ending} if counted.ending else ""
    return _figure(_("Agreements in force"), str(line[-1]), note, _to("agreements:list", "tab=in_force"), line)


def _negotiating(line: list[int]) -> Figure | None:
    if not line[-1]:
        return None
    return _figure(_("Not yet signed"), str(line[-1]), "", _to("agreements:list", "tab=negotiating"), line)


def _duties(actor: Actor, weeks: list[datetime]) -> list[Figure]:
    by_week = duties.kept_by_week(actor, weeks[0])
    line = [by_week.get(monday, (0, 0, 0)) for monday in weeks]
    due, kept, _fallen = line[-1]
    this_month = moments.local(actor.at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    share, found = duties.outcomes(actor, this_month).share, []
    if due:
        note = _("%(n)s kept") % {"n": kept} if kept else ""
        there = _to("calendar", "view=week&side=ours")
        found.append(_figure(_("Due this week"), str(due), note, there, [week[0] for week in line]))
    if share is not None:
        rates = [100 * week[1] / week[2] if week[2] else None for week in line]
        rows = _to("duties:list", f"tab=all&way=mine&outcome=judged&since={this_month:%Y-%m-%d}")
        found.append(_figure(_("Kept in time"), f"{share}%", _("this month"), rows, rates))
    return found


def _shared(actor: Actor, weeks: list[datetime]) -> Figure | None:
    rows = sharing.newest(actor, side="shared")
    count = capped_count(rows)
    if not count:
        return None
    line = [*_past(actor, rows, weeks), rows.filter(entered_at__gte=weeks[-1]).order_by().count()]
    note = _("+%(n)s this week") % {"n": line[-1]} if line[-1] else ""
    value = f"{CAP:,}+" if count > CAP else f"{count:,}"
    return _figure(_("Records partners share"), value, note, _to("sharing:list", "tab=shared"), line)


def _past(actor: Actor, rows: QuerySet[Record], weeks: list[datetime]) -> list[int]:
    """How many were entered in each of the weeks before this one, as this actor sees them; what is past is asked hourly."""
    key = f"workbench.shared:{actor.agency}:{actor.department}:{actor.clearance}:{actor.exercise}:{weeks[-1]:%Y-%m-%d}"
    kept: list[int] | None = cache.get(key)
    if kept is None:
        past = rows.filter(entered_at__gte=weeks[0], entered_at__lt=weeks[-1]).order_by()
        grouped = past.annotate(week=TruncWeek("entered_at", tzinfo=moments.BEIJING)).values("week").annotate(count=Count("pk"))
        by_week = {row["week"]: row["count"] for row in grouped}
        kept = [by_week.get(monday, 0) for monday in weeks[:-1]]
        cache.set(key, kept, HOUR)
    return kept


def _notices(actor: Actor, weeks: list[datetime], unread: int) -> Figure | None:
    by_week = notices.by_week(actor, weeks[0])
    line = [by_week.get(monday, 0) for monday in weeks]
    if not line[-1]:
        return None
    note = _("%(n)s unread") % {"n": notices.said(unread)} if unread else ""
    there = _to("notices:list", f"tab=partners&since={weeks[-1]:%Y-%m-%d}")
    return _figure(_("Came in this week"), str(line[-1]), note, there, line)


def _week_ends(weeks: list[datetime], at: datetime) -> list[datetime]:
    return [min(monday + timedelta(weeks=1), at) for monday in weeks]


def _to(name: str, query: str = "") -> str:
    try:
        return f"{reverse(name)}{'?' if query else ''}{query}"
    except NoReverseMatch:
        return ""
