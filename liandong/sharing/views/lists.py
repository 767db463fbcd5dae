"""The list of records the officer sees."""
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.access import queries as access
from liandong.access.queries import Explanation
from liandong.agencies import queries as agencies
from liandong.kernel import filters, lists
from liandong.kernel.actor import Actor
from liandong.kernel.pages import page
from liandong.kernel.terms import State

from .. import actions, forms, queries, words
from ..models import Record
from ..rules import exporting, standard
from ..rules.records import may_hold
from ..rules.stages import DECIDERS, LOOKS, WRITERS, Stage

TABS = ("all", "shared", "ours", "week")


@dataclass(frozen=True)
class Row:
    """A record as a line of the list."""

    record: Record
    kind: str
    look: str
    stage: str
    handling: str
    why: str
    why_whole: str
    is_ours: bool


@require_GET
@filters.opens_with_default
def list_(request: HttpRequest) -> HttpResponse:
    """The records the officer sees: all, shared with us, ours, this week's; narrowed and sorted."""
    actor, asked = request.actor, forms.Filter(request.GET)
    to = asked.narrowing()
    tab = request.GET.get("tab") if request.GET.get("tab") in TABS else "all"
    sort = request.GET.get("sort") if request.GET.get("sort") in queries.SORTS else queries.SORTS[0]
    within = queries.reach(actor)
    found = _found(actor, tab, to, sort, within)
    counts = queries.tab_counts(actor, to, within)
    shown = lists.paged(request, found, total=counts[tab])
    return page(request, "sharing/list", live_page=f"access:{actor.agency}", page=shown, rows=rows(actor, shown), tab=tab,
                sort=sort, asked=asked, to=to, tabs=_tabs(request, tab, counts), columns=_columns(), chips=_chips(to),
                owners=_owners(actor), kinds=_kinds(actor), interests=_interests(actor),
                may_export=exporting.limit(actor.roles) > 0, empty=_empty(tab, to != queries.Narrowing()))


def rows(actor: Actor, records: Iterable[Record]) -> list[Row]:
    """The records with what is said of them; the reasons cost a fixed number of queries."""
    found = list(records)
    reasons = queries.reasons(actor, found)
    return [_row(actor, record, reasons[record.pk]) for record in found]


def look(actor: Actor, record: Record) -> str:
    """The look of the stage: open records of one's own need somebody who decides."""
    if record.stage == Stage.OPEN and record.owner_id == actor.agency and DECIDERS & actor.roles:
        return State.NEED.value
    return LOOKS[Stage(record.stage)].value


def _row(actor: Actor, record: Record, reasons: list[Explanation]) -> Row:
    handling = "·".join(h["short"] for h in words.handling(record.handling))
    return Row(record, words.said(standard.kinds()[record.kind].label), look(actor, record),
               words.stage(record.kind, record.stage), handling, words.why(reasons[0]),
               " ".join(words.why_whole(reason) for reason in reasons), record.owner_id == actor.agency)


def _found(actor: Actor, tab: str, to: queries.Narrowing, sort: str, within: queries.Reach) -> Any:
    side = tab if tab in ("shared", "ours") else "all"
    found = queries.narrowed(queries.newest(actor, side=side, sort=sort, within=within), to)
    return queries.narrowed(found, queries.Narrowing(since=queries.week_start(actor))) if tab == "week" else found


def _tabs(request: HttpRequest, current: str, counts: dict[str, int]) -> list[dict[str, object]]:
    labels = {"all": _("All"), "shared": _("Shared with us"), "ours": _("Ours"), "week": _("New this week")}
    kept, tabs = request.GET.copy(), []
    for name in ("page", "format"):
        kept.pop(name, None)
    for name, label in labels.items():
        kept["tab"] = name
        tabs.append({"label": label, "url": f"?{kept.urlencode()}", "current": name == current,
                     "count": lists.capped(counts[name])})
    return tabs


def _columns() -> list[dict[str, object]]:
    return [{"label": _("Number"), "width": 124}, {"label": _("Title")}, {"label": _("Owner"), "width": 136},
            {"label": _("Level"), "width": 112}, {"label": _("Handling"), "width": 104, "css": "leave"},
            {"label": _("Stage"), "width": 132}, {"label": _("Entered"), "width": 124, "sort": "entered_at"},
            {"label": _("Visible by"), "width": 156, "css": "leave"}]


def _chips(to: queries.Narrowing) -> list[tuple[str, str]]:
    """The filters that hold and are not drawn as a field with its own empty choice."""
    return [("q", to.text)] if to.text else []


def _owners(actor: Actor) -> list[tuple[str, str]]:
    named = agencies.names(access.partners(actor) | {actor.agency})
    return [(str(key), name) for key, name in sorted(named.items(), key=lambda one: one[1])]


def _kinds(actor: Actor) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """What this officer may enter, by family: kind, label, icon."""
    if not WRITERS & actor.roles:
        return []
    ours = agencies.agency(actor.agency).kind
    found = [(words.of_code("family", family), [(kind.kind, words.said(kind.label), kind.icon) for kind in kinds
                                                if may_hold(ours, kind.kind)]) for family, kinds in standard.families().items()]
    return [(family, kinds) for family, kinds in found if kinds]


def _interests(actor: Actor) -> int | None:
    """How many shared interests wait for a call; None for whoever holds no liaison post."""
    return queries.interests.shared(actor).count() if actions.interests.LIAISON in actor.roles else None


def _empty(tab: str, narrowed: bool) -> tuple[str, str]:
    if narrowed:
        return _("No record fits this filter"), _("Take a filter away, or choose another tab.")
    if tab == "shared":
        return (_("Nobody shares records with your agency yet"),
                _("Records appear here when an agreement with sharing comes into force, or when one is released to you."))
    return _("There are no records yet"), _("What your agency enters appears here; others see it only by agreement or release.")
