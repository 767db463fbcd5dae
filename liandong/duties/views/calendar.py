"""The calendar of working days: a year as a grid, and loading an arrangement after its differences were looked through."""
from calendar import Calendar as Weeks
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries
from ..rules import arrangement
from ..rules.calendar import FIRST, Calendar

MONDAY_FIRST = Weeks(0)
WEEKDAYS = [pgettext_lazy("weekday", "Mo"), pgettext_lazy("weekday", "Tu"), pgettext_lazy("weekday", "We"),
            pgettext_lazy("weekday", "Th"), pgettext_lazy("weekday", "Fr"), pgettext_lazy("weekday", "Sa"),
            pgettext_lazy("weekday", "Su")]
AHEAD = 2  # years beyond the last known one


@dataclass(frozen=True)
class Cell:
    """One day of the grid: its look (on, off), a mark where it is not as the weekday says, and its words."""

    day: date
    look: str
    mark: str
    words: str
    is_today: bool


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """One year, and for those who may, the upload."""
    return _year(request, forms.Arrangement())


@require_POST
def load_calendar(request: HttpRequest) -> HttpResponse:
    """First show what a file would change; load it when that is confirmed."""
    actions.check_loader(request.actor)
    form, known = forms.Arrangement(request.POST, request.FILES), queries.calendar()
    if not form.is_valid():
        return _year(request, form, status=422)
    try:
        days = arrangement.whole(form.days, known)
    except Refused as error:
        refused_in(request, form, error)
        return _year(request, form, status=422)
    if "confirmed" in request.POST:
        changed = actions.load_calendar(request.actor, days)
        messages.success(request, _("Loaded: %(count)s days changed. Duties that leaned on these days are being reckoned anew.")
                         % {"count": changed})
        return redirect(f"{reverse('duties:calendar')}?year={days[-1].day.year}")
    text = "\n".join(f"{each.day},{int(each.is_working)},{each.note.replace(',', '，')}" for each in form.days)
    return page(request, "duties/arrangement", text=text, found=arrangement.differences(days, known), total=len(form.days),
                known=arrangement.years(days, known), back=form.days[0].day.year)


def _year(request: HttpRequest, form: forms.Arrangement, status: int = 200) -> HttpResponse:
    known, today = queries.calendar(), moments.local(request.actor.at).date()
    last = known.known_until.year + AHEAD
    asked = request.GET.get("year", "")
    year = min(max(int(asked), FIRST.year), last) if asked.isdecimal() and len(asked) == 4 else today.year
    cells = _cells(year, known, today)
    flat = [cell for month in cells for week in month for cell in week if cell]
    return page(request, "duties/calendar", status=status, form=form, year=year, may_load=actions.may_load(request.actor),
                months=[(date(year, month, 1), weeks) for month, weeks in enumerate(cells, 1)], weekdays=WEEKDAYS,
                working=sum("on" in cell.look for cell in flat), assumed=sum("assumed" in cell.look for cell in flat),
                known_until=known.known_until, before=year - 1 if year > FIRST.year else None,
                after=year + 1 if year < last else None)


def _cells(year: int, known: Calendar, today: date) -> list[list[list[Cell | None]]]:
    """The weeks of each month; days of neighbouring months are left empty."""
    notes = {day: found.note for day, found in queries.days_of(year).items()}
    return [[[_cell(day, known, notes.get(day, ""), today) if day.month == month else None for day in week]
             for week in MONDAY_FIRST.monthdatescalendar(year, month)] for month in range(1, 13)]


def _cell(day: date, known: Calendar, note: str, today: date) -> Cell:
    works, assumed = known.is_working(day), known.is_provisional(day)
    moved = works != (day.weekday() < 5)
    said = _("working day") if works else _("day off")
    words = [day.isoformat(), said, _("assumed, not published yet") if assumed else "", note]
    look = " ".join(filter(None, ("on" if works else "off", "moved" if moved else "", "assumed" if assumed else "")))
    mark = (pgettext("mark of a day", "in") if works else pgettext("mark of a day", "off")) if moved else ""
    return Cell(day, look, mark, " · ".join(filter(None, words)), day == today)
