"""The calendar: a month, a week or a list of what the agency owes and is owed."""
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.duties import queries as duties, rules as duty_rules
from liandong.kernel import moments
from liandong.kernel.choices import choices
from liandong.kernel.pages import page
from liandong.web.calendar import days, events, keys

from .workbench import weekday

SATURDAY = 5


class Filter(forms.Form):
    """The filter bar; what is not understood filters nothing."""

    side = forms.ChoiceField(required=False, choices=[("", ""), ("ours", ""), ("theirs", ""), ("shifts", "")])
    partner = forms.UUIDField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *choices(duty_rules.Kind), *choices(duty_rules.Imposed)])

    def wanted(self) -> events.Wanted:
        """What the officer asked to see."""
        self.is_valid()
        return events.Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


@dataclass(frozen=True, slots=True)
class Cell:
    """A day as the grid and the list draw it."""

    date: date
    name: str
    day: events.Day | None
    is_outside: bool
    is_today: bool
    is_off: bool
    sign: str  # "off" for a day off in the week, "in" for a weekend that is worked

    @classmethod
    def of(cls, span: days.Span, day: date, today: date, found: events.Day | None, working: duty_rules.Calendar) -> "Cell":
        """The cell of one day."""
        is_off, is_weekend = not working.is_working(day), day.weekday() >= SATURDAY
        return cls(day, weekday(day), found, span.is_outside(day), day == today, is_off,
                   "" if is_off == is_weekend else "off" if is_off else "in")


@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """One month, week or list, with its neighbours a key away."""
    actor, today = request.actor, moments.local(request.actor.at).date()
    view = request.GET.get("view") if request.GET.get("view") in days.VIEWS else "month"
    span, wanted = days.span(view, days.asked(request.GET.get("day", ""), today)), Filter(request.GET).wanted()
    found = events.by_day(actor, span.first, span.last, wanted, room=events.ROOM[view])
    working = duties.calendar()
    weeks = [[Cell.of(span, day, today, found.get(day), working) for day in week] for week in span.weeks]
    listed = [cell for week in weeks for cell in week if cell.day]
    return page(request, "calendar/page", span=span, weeks=weeks, listed=listed, today=today, view=view, wanted=wanted,
                title=_title(span), names=[weekday(day) for day in span.days[:7]], views=_views(request, view),
                partners=duties.partners(actor), kinds=[(k.value, _(k.label)) for k in (*duty_rules.Kind, *duty_rules.Imposed)],
                count=sum(len(day.events) + day.more for day in found.values()), key=keys.of(actor),
                live_page=f"agency:{actor.agency}")


def _title(span: days.Span) -> str:
    if span.view == "week":
        year, week, _weekday = span.day.isocalendar()
        return _("week %(week)d of %(year)d, %(first)s to %(last)s") % {
            "year": year, "week": week, "first": f"{span.first:%m-%d}", "last": f"{span.last:%m-%d}"}
    return _("%(year)d-%(month)02d") % {"year": span.day.year, "month": span.day.month}


def _views(request: HttpRequest, current: str) -> list[dict[str, object]]:
    kept, tabs = request.GET.copy(), []
    for name, label in {"month": _("Month"), "week": _("Week"), "list": _("List")}.items():
        kept["view"] = name
        tabs.append({"label": label, "url": f"?{kept.urlencode()}", "current": name == current})
    return tabs
