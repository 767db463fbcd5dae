"""The list of agreements: tabs, filter, order, and the same as a table for a spreadsheet."""
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.kernel import filters, lists, moments, sheets
from liandong.kernel.actor import Actor
from liandong.kernel.pages import download, page
from liandong.kernel.terms import State

from .. import actions, queries
from ..forms import FilterForm
from ..forms.listing import COLUMNS, KINDS, columns
from ..models import Agreement
from ..rules import notice, stages
from ..rules.lifecycle import DESK, Stage

CAP = 5000
MEDIA = ("csv", "xlsx")
SORTS = {"number": "number", "title": "title", "made": "made_at", "ends": "ends_at", "stage": "stage",
         "drafter": "drafter__code"}
FOLDED = {"kind", "category", "until"}  # filters that the bar folds away
BY = {"number": "number", "period": "ends", "made": "made", "drafter": "drafter"}
WIDTHS = {"number": 190, "partners": 210, "drafter": 160, "kind": 110, "period": 190, "made": 110}
CSS = {"number": "opt num nowrap", "partners": "cut", "drafter": "opt cut", "kind": "opt",
       "period": "opt leave num nowrap mute", "made": "opt num nowrap mute"}


@dataclass(frozen=True)
class Line:
    """An agreement as a row of the list."""

    agreement: Agreement
    stage: Stage
    word: str
    look: str
    partners: list[str]
    last_day: date | None
    kind: str
    cells: list[tuple[str, str, str]] = field(default_factory=list)  # of the chosen columns: name, css, words


@require_GET
@filters.opens_with_default
def list_(request: HttpRequest) -> HttpResponse:
    """What the agency drafted or is a party to; under a tab of its own, what agencies below it have signed."""
    actor, tab = request.actor, request.GET.get("tab", "all")
    partners = _partners(actor)
    form = FilterForm(request.GET, partners=partners)
    asked, sort = form.asked(), request.GET.get("sort", "")
    rows = _sorted(narrowed(queries.tab(tab, actor), asked, actor.at), sort)
    if (media := request.GET.get("format")) in MEDIA:
        return _sheet(actor, rows, partners, str(media))
    waiting = set(queries.waiting_for(actor).values_list("pk", flat=True))
    shown, chosen = lists.paged(request, rows), columns(request.GET)
    rests = queries.resting(shown.rows, actor.at)
    lines = [line(actor, agreement, partners, needs_me=agreement.pk in waiting, rests=agreement.pk in rests)
             for agreement in shown.rows]
    for drawn in lines:
        drawn.cells.extend(_cells(drawn, chosen))
    return page(request, "agreements/list", form=form, page=shown, lines=lines,
                tabs=_tabs(request, actor, tab), tab=tab, columns=_columns(chosen), sort=sort, asked=asked,
                choices=[(name, label, name in chosen) for name, label in COLUMNS.items()], is_chosen="cols" in request.GET,
                may_import=bool(DESK & actor.roles), is_filtered=bool(asked), is_folded=bool(FOLDED & set(asked)))


def narrowed(rows: QuerySet[Agreement], asked: dict[str, Any], at: datetime) -> QuerySet[Agreement]:
    """The rows a filter leaves, at that moment, without what a list does not show."""
    text = {"text" if name == "q" else name: value for name, value in asked.items()}
    return queries.found(rows, at=at, **text).defer("text", "signed_text", "terms")


def line(actor: Actor, agreement: Agreement, names: dict[UUID, str], *, needs_me: bool, rests: bool = False) -> Line:
    """One row: its stage by the clock, or that it rests, and the other parties by name."""
    stage = queries.stage_of(agreement, actor.at)
    ends = agreement.ends_at
    word, look = (_("Suspended"), State.WAIT) if rests else (_(stage.label), stages.look(stage, needs_me=needs_me))
    return Line(agreement, stage, word, look,
                [names.get(key, "") for key in agreement.parties if key != actor.agency],
                notice.last_day(ends) if ends and ends.year < 9999 else None, _kind(agreement))


def _kind(agreement: Agreement) -> str:
    """What kind of agreement it is, and whether it stands on paper."""
    kind = "supplement" if agreement.amends_id else "successor" if agreement.follows_id else "agreement"
    labels = dict(KINDS)
    return "·".join(str(labels[name]) for name in (kind, "paper") if name != "paper" or agreement.on_paper)


def _cells(it: Line, chosen: list[str]) -> list[tuple[str, str, str]]:
    """The chosen columns of one row: name, css, words."""
    one = it.agreement
    period = f"{moments.local(one.starts_at):%Y-%m-%d} — {it.last_day or ''}" if one.starts_at else "—"
    said = {"number": one.number or "—", "partners": "、".join(it.partners) or "—", "drafter": one.drafter.name,
            "kind": it.kind, "period": period, "made": _day(one.made_at)}
    return [(name, CSS[name], said[name]) for name in chosen]


def _partners(actor: Actor) -> dict[UUID, str]:
    """Every agency that is a party to something the actor sees, those below it included."""
    keys = {key for parties in queries.visible().order_by().values_list("parties", flat=True).distinct() for key in parties}
    return dict(sorted(agencies.names(keys - {actor.agency}).items(), key=lambda item: item[1]))


def _sorted(rows: QuerySet[Agreement], asked: str) -> QuerySet[Agreement]:
    column = SORTS.get(asked.removeprefix("-"))
    return rows.order_by(f"-{column}" if asked.startswith("-") else column, "-made_at") if column else rows


def _tabs(request: HttpRequest, actor: Actor, current: str) -> list[dict[str, object]]:
    labels = {"all": _("All"), "mine": _("Need me"), "negotiating": _("In negotiation"), "in_force": _("In force"),
              "ended": _("Ended"), "below": _("Of agencies below us")}
    kept = {name: value for name, value in request.GET.items() if name not in ("tab", "page", "format", "stage") and value}
    counts = {name: lists.capped_count(queries.tab(name, actor)) for name in labels}
    return [{"label": label, "url": f"?{urlencode({'tab': name} | kept)}", "current": name == current, "count": counts[name]}
            for name, label in labels.items() if name != "below" or counts[name] or name == current]


def _columns(chosen: list[str]) -> list[dict[str, object]]:
    found = [{"label": COLUMNS[name], "width": WIDTHS[name], "css": CSS[name]} | ({"sort": BY[name]} if name in BY else {})
             for name in chosen]
    return [{"label": _("Agreement"), "sort": "title"}, *found, {"label": _("Stage"), "sort": "stage", "width": 136}]


def _sheet(actor: Actor, rows: QuerySet[Agreement], names: dict[UUID, str], media: str) -> HttpResponse:
    """The list as a file, no longer than the cap; the export is a line in the ledger."""
    found = list(rows[:CAP])
    rests = queries.resting(found, actor.at)
    head = [_("Number"), _("Agreement"), _("Drafted by"), _("Partners"), _("Stage"), _("Kind of agreement"), _("Begins"),
            _("Last day")]
    drawn = [line(actor, agreement, names, needs_me=False, rests=agreement.pk in rests) for agreement in found]
    cells = [(it.agreement.number, it.agreement.title, it.agreement.drafter.name, "、".join(it.partners), it.word, it.kind,
              _day(it.agreement.starts_at), it.last_day or "") for it in drawn]
    actions.list_exported(actor, len(found))
    return download(sheets.file(head, cells, media=media, title=_("Agreements")), name=f"agreements.{media}", media=media)


def _day(moment: datetime | None) -> str:
    return f"{moments.local(moment):%Y-%m-%d}" if moment else ""
