"""The list of duties, by tab and filters, on the page and as a sheet."""
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.kernel import filters, lists, moments
from liandong.kernel.actor import Actor
from liandong.kernel.pages import page

from .. import forms, queries, rules
from ..models import Duty
from . import sheets
from .rows import rows

TABS = ("near", *queries.TABS)
ENDED = ("kept", "late", "waived", "lapsed")  # no tab of open duties holds these
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What the list is asked for; what was not understood is nothing."""

    tab: str
    sort: str
    partner: UUID | None
    kind: str
    outcome: str
    way: str
    since: date | None
    until: date | None
    basis: UUID | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set beside the tab."""
        return any((self.basis, self.partner, self.kind, self.outcome, self.way, self.since, self.until))

    @property
    def is_dated(self) -> bool:
        """Whether one of the filters is set that the bar folds away."""
        return any((self.way, self.since, self.until))

    def rows(self, actor: Actor) -> QuerySet[Duty]:
        """The duties that fit; a day counts whole."""
        found = queries.listed(
            actor, "all" if self.tab == "near" else self.tab, partner=self.partner, kind=self.kind, sort=self.sort,
            basis=self.basis, way=self.way, since=moments.day_end(self.since - ONE) if self.since else None,
            until=moments.day_end(self.until) if self.until else None)
        found = queries.standing(found, self.outcome, actor.at) if self.outcome else found
        return queries.near(found, actor.at) if self.tab == "near" else found


@require_GET
@filters.opens_with_default
def list_(request: HttpRequest) -> HttpResponse:
    """The duties the agency is a party to, by tab, how they stand, whose, with whom, of which kind and period."""
    actor, asked = request.actor, _asked(request.GET)
    found = asked.rows(actor)
    if (media := request.GET.get("format")) in sheets.MEDIA:
        return sheets.duties(actor, rows(actor, found[:sheets.CAP]), str(media))
    counts = queries.counts(actor)
    shown = lists.paged(request, found, total=None if asked.is_narrowed else counts[asked.tab])
    form = forms.Filter(initial={"since": asked.since, "until": asked.until})
    return page(request, "duties/list", live_page=f"agency:{actor.agency}", page=shown, rows=rows(actor, shown), asked=asked,
                form=form, tabs=_tabs(request, asked.tab, counts), columns=_columns(asked.tab), sort=asked.sort,
                partners=queries.partners(actor), kinds=[(key, _(label)) for key, label in rules.KINDS.items()],
                standings=[(key, _(label)) for key, label in forms.STANDINGS],
                ways=[("mine", _("All we owe")), ("ours", _("Ours under agreements")),
                      ("theirs", _("Theirs under agreements"))],
                empty=_empty(asked))


def _asked(query: QueryDict) -> Asked:
    form = forms.Filter(query)
    form.is_valid()  # a field that is not understood is left out of cleaned_data
    clean = form.cleaned_data
    tab, outcome = query.get("tab", ""), clean.get("outcome") or ""
    tab = tab if tab in TABS else "near"
    if outcome in ENDED and tab != "kept":
        tab = "all"
    return Asked(tab, clean.get("sort") or ("-due" if tab == "kept" else "due"), clean.get("partner"), clean.get("kind") or "",
                 outcome, clean.get("way") or "", _known(clean.get("since")), _known(clean.get("until")),
                 clean.get("basis"))


def _known(day: date | None) -> date | None:
    return day if day and 1900 < day.year < 2200 else None


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[dict[str, object]]:
    """The tabs with their counts; what was escalated to us only where there is any, and no filter that a tab shuts out."""
    kept = request.GET.copy()
    labels = {"near": _("Next 30 days"), "ours": _("Ours, open"), "overdue": _("Ours, overdue"), "owed": _("Theirs, open"),
              "watched": _("Laid before us"), "kept": _("Kept"), "all": _("All")}
    for name in ("page", "sort", "format", *(["outcome"] if kept.get("outcome") in ENDED else [])):
        kept.pop(name, None)
    tabs = []
    for name, label in labels.items():
        kept["tab"] = name
        if name != "watched" or counts[name] or name == current:
            tabs.append({"label": label, "url": f"?{kept.urlencode()}", "current": name == current, "count": counts[name]})
    return tabs


def _columns(tab: str) -> list[dict[str, object]]:
    last = _("Kept at") if tab == "kept" else _("Time left")
    return [{"label": _("State"), "width": 112}, {"label": _("Duty")}, {"label": _("Owed by"), "width": 130},
            {"label": _("Owed to"), "width": 140, "css": "leave"}, {"label": _("Basis"), "width": 212, "css": "leave"},
            {"label": _("Due"), "width": 124, "sort": "due"}, {"label": last, "width": 120}]


def _empty(asked: Asked) -> tuple[str, str]:
    if asked.is_narrowed:
        return _("No duty fits this filter"), _("Take a filter away, or choose another tab.")
    found = {
        "near": (_("Nothing falls due in the next thirty days"), _("What falls due later is under “All”.")),
        "ours": (_("Nothing is open on our side"),
                 _("Duties appear here when an agreement with times in it comes into force.")),
        "overdue": (_("Nothing of ours is overdue"), ""),
        "owed": (_("Partners owe us nothing now"), _("What partners promised for certain days appears here.")),
        "watched": (_("No overdue duty lies before us"),
                    _("What an agency below has not done in time, after its leader was told, appears here.")),
        "kept": (_("Nothing has been kept yet"), _("Open a duty, write what was done, and say it is kept.")),
    }
    return found.get(asked.tab, (_("There are no duties yet"), _("They come from agreements in force.")))
