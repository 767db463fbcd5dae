"""The list of records the officer sees, and its export."""
import csv
import io
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
from liandong.kernel.moments import local
from liandong.kernel.pages import page
from liandong.kernel.terms import Level, State

from .. import actions, forms, queries, words
from ..models import Record
from ..rules import standard
from ..rules.records import may_hold
from ..rules.stages import DECIDERS, LOOKS, WRITERS, Stage

EXPORT_CAP = 5000
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
    if request.GET.get("format") == "csv":
        return _csv(actor, found[:EXPORT_CAP])
    counts = queries.tab_counts(actor, to, within)
    shown = lists.paged(request, found, total=counts[tab])
    return page(request, "sharing/list", page=shown, rows=rows(actor, shown), tab=tab, sort=sort, asked=asked, to=to,
                tabs=_tabs(request, tab, counts), columns=_columns(), chips=_chips(to),
                owners=_owners(actor), kinds=_kinds(actor), empty=_empty(tab, to != queries.Narrowing()))


def rows(actor: Actor, records: Iterable[Record]) -> list[Row]:
    """The records with what is said of them; the reasons cost a fixed number of queries."""
    found = list(records)
    reasons = queries.reasons(actor, found)
    return [_row(actor, record, reasons[record.pk]) for record in found]


def look(actor: Actor, record: Record) -> str:
    """The look of the stage: open records of one's own need somebody who decides."""
    if record.stage == Stage.OPEN and record.owner_id == actor.agency and DECIDERS & actor.roles:
        return State.NEED.value
    return LOOKS[Stage(record.stage)].value  # type: ignore[call-arg]  # a Term is made from its value


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
            {"label": _("Stage"), "width": 124}, {"label": _("Entered"), "width": 100, "sort": "entered_at"},
            {"label": _("Visible by"), "width": 180, "css": "leave"}]


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


def _empty(tab: str, narrowed: bool) -> tuple[str, str]:
    if narrowed:
        return _("No record fits this filter"), _("Take a filter away, or choose another tab.")
    if tab == "shared":
        return (_("Nobody shares records with your agency yet"),
                _("Records appear here when an agreement with sharing comes into force, or when one is released to you."))
    return _("There are no records yet"), _("What your agency enters appears here; others see it only by agreement or release.")


def _csv(actor: Actor, found: Iterable[Record]) -> HttpResponse:
    """The list as a sheet with its marks, never a protected detail; no cell begins with a sign that would be reckoned."""
    lines = rows(actor, found)
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([_("Number"), _("Kind"), _("Title"), _("Owner"), _("Level"), _("Handling"), _("Stage"), _("Region"),
                     _("Class of case"), _("Entered"), _("Visible by")])
    levels = {int(level): _(level.label) for level in Level}
    for row in lines:
        record = row.record
        cells = [record.number, row.kind, record.title, record.owner.name, levels[record.level], row.handling, row.stage,
                 words.of_code("region", record.region), words.of_code("case_class", record.case_class),
                 f"{local(record.entered_at):%Y-%m-%d %H:%M}", row.why]
        writer.writerow([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in cells])
    actions.export(actor, [row.record for row in lines])
    name = f"records-{local(actor.at):%Y%m%d-%H%M}.csv"
    return HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})
