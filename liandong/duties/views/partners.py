"""What agreements asked of us and of each partner in a period, and how it came out, each way."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext, pgettext
from django.views.decorators.http import require_GET

from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.pages import page

from .. import actions, forms, queries, rules
from ..rules import Every, Outcome
from . import sheets

ONE = timedelta(days=1)
SPANS = (Every.MONTH, Every.QUARTER, Every.YEAR)


@dataclass(frozen=True)
class Stretch:
    """A month, quarter or year: its first and last day."""

    every: str
    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return rules.next_start(self.every, self.first) - ONE

    @property
    def name(self) -> str:
        """What it is called: 2026年第4季度."""
        text, values = rules.period(self.every, self.first)
        return _(text) % values

    def beside(self, day: date) -> str:
        """The address of the stretch of the same length around another day."""
        return f"?{urlencode({'every': self.every, 'on': day.isoformat()})}"


@dataclass(frozen=True)
class Figure:
    """One figure of a table: how many, and where they are listed."""

    name: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Side:
    """What one side owed the other: its figures, and how long keeping took half the time."""

    label: str
    figures: list[Figure]
    median: str
    seconds: int | None


@dataclass(frozen=True)
class Pair:
    """A partner with both sides."""

    partner: UUID
    name: str
    url: str
    sides: tuple[Side, Side]


@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """Reciprocity (对等履行), by partner, for one period."""
    actor, stretch = request.actor, _stretch(request.actor, request.GET)
    found = list(_pairs(actor, stretch))
    if (media := request.GET.get("format")) in sheets.MEDIA:
        return _sheet(actor, stretch, found, str(media))
    chosen = [{"label": _(rules.PERIODS[one]), "url": f"?{urlencode({'every': one.value, 'on': stretch.first.isoformat()})}",
               "current": one == stretch.every} for one in SPANS]
    return page(request, "duties/partners", live_page=f"agency:{actor.agency}", pairs=found, stretch=stretch, tabs=chosen,
                before=stretch.beside(stretch.first - ONE), after=stretch.beside(stretch.last + ONE), heads=_heads())


def _stretch(actor: Actor, query: QueryDict) -> Stretch:
    form = forms.Stretch(query)
    form.is_valid()
    every = form.cleaned_data.get("every") or Every.QUARTER.value
    return Stretch(every, rules.period_start(every, form.cleaned_data.get("on") or moments.local(actor.at).date()))


def _heads() -> list[tuple[str, str]]:
    return [("kept", _(Outcome.KEPT.label)), ("late", _(Outcome.LATE.label)), ("missed", _(rules.Standing.MISSED.label)),
            ("open", pgettext("duty", "Open"))]


def _pairs(actor: Actor, stretch: Stretch) -> Iterator[Pair]:
    since, until = moments.day_end(stretch.first - ONE), moments.day_end(stretch.last)
    for one in queries.reciprocity(actor, since, until):
        sides = (_side(_("We owed"), "ours", one.ours, one.partner, stretch),
                 _side(_("They owed"), "theirs", one.theirs, one.partner, stretch))
        yield Pair(one.partner, one.name, _listed(stretch, partner=one.partner), sides)


def _side(label: str, way: str, tally: queries.Tally, partner: UUID, stretch: Stretch) -> Side:
    figures = [Figure(name, said, getattr(tally, name), _listed(stretch, partner=partner, way=way, outcome=name))
               for name, said in _heads()]
    return Side(label, figures, _length(tally.median_seconds), tally.median_seconds)


def _listed(stretch: Stretch, **asked: object) -> str:
    """Where the duties behind a figure are listed."""
    query = {"tab": "all", **asked, "since": stretch.first.isoformat(), "until": stretch.last.isoformat()}
    return f"{reverse('duties:list')}?{urlencode(query)}"


def _length(seconds: int | None) -> str:
    """A length of time in its largest unit: 3 天, 5 小时, 20 分钟."""
    if seconds is None:
        return "—"
    if seconds >= moments.DAY:
        n = round(seconds / moments.DAY)
        return ngettext("%(n)d day", "%(n)d days", n) % {"n": n}
    if seconds >= moments.HOUR:
        n = round(seconds / moments.HOUR)
        return ngettext("%(n)d hour", "%(n)d hours", n) % {"n": n}
    n = round(seconds / moments.MINUTE)
    return ngettext("%(n)d minute", "%(n)d minutes", n) % {"n": n}


def _sheet(actor: Actor, stretch: Stretch, found: list[Pair], media: str) -> HttpResponse:
    """The table as a sheet, a line a partner and side; that it left is written down."""
    head = [_("Period"), _("Partner"), _("Whose"), *(label for _name, label in _heads()), _("Median, hours")]
    lines = [[stretch.name, pair.name, side.label, *(figure.count for figure in side.figures),
              "" if side.seconds is None else round(side.seconds / moments.HOUR, 1)]
             for pair in found for side in pair.sides]
    actions.exported(actor, sum(figure.count for pair in found for side in pair.sides for figure in side.figures))
    return sheets.sheet(actor, "partners", head, lines, media)
