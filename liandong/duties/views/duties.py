"""Pages of duties: the list, one duty with its clock, keeping it and taking that back."""
import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liandong.agencies import queries as agencies
from liandong.kernel import filters, lists, panels, subjects
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.lifecycle import Offer
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries, rules
from ..models import Duty

EXPORT_CAP = 5000


@dataclass(frozen=True)
class Row:
    """A duty as the list and the workbench draw it."""

    duty: Duty
    look: str
    word: str
    partners: str
    is_ours: bool


def rows(actor: Actor, duties: Iterable[Duty]) -> list[Row]:
    """The duties with what is said of them; one query for the names."""
    found = list(duties)
    names = agencies.names({party for duty in found for party in duty.parties})
    return [Row(duty, rules.state(duty, actor.at).value, _(rules.standing(duty, actor.at).label),
                "、".join(names[p] for p in duty.parties if p != duty.agency_id), duty.agency_id == actor.agency)
            for duty in found]


@require_GET
@filters.opens_with_default
def list_(request: HttpRequest) -> HttpResponse:
    """The duties the agency is a party to, by tab, partner and kind."""
    asked = forms.Filter(request.GET)
    asked.is_valid()  # a field that is not understood is left out of cleaned_data
    tab = request.GET.get("tab") if request.GET.get("tab") in queries.TABS else "ours"
    sort = asked.cleaned_data.get("sort") or ("-due" if tab == "kept" else "due")
    partner, kind = asked.cleaned_data.get("partner"), asked.cleaned_data.get("kind")
    found = queries.listed(request.actor, tab, partner=partner, kind=kind, sort=sort)
    if request.GET.get("format") == "csv":
        return _csv(request.actor, rows(request.actor, found[:EXPORT_CAP]))
    shown = lists.paged(request, found)
    return page(request, "duties/list", page=shown, rows=rows(request.actor, shown), tab=tab, sort=sort, partner=partner,
                kind=kind, tabs=_tabs(request, tab), columns=_columns(tab), partners=queries.partners(request.actor),
                kinds=[(k.value, _(k.label)) for k in rules.Kind], empty=_empty(tab, bool(partner or kind)))


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One duty: whose, to whom, by when, on what basis, and how it came out."""
    return _detail(request, _duty(pk))


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a duty is kept, with its evidence."""
    duty, form = _duty(pk), forms.Keep(request.POST)
    if not form.is_valid():
        return _detail(request, duty, form=form, status=422)
    try:
        kept = actions.keep(request.actor, duty, evidence=form.cleaned_data["evidence"], version=form.cleaned_data["version"])
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return _detail(request, duty, form=form, status=422)
    text = _("Kept late, and written down. The other parties are told.") if kept.outcome == rules.Outcome.LATE else _(
        "Kept in time, and written down. The other parties are told.")
    messages.success(request, text)
    return redirect("duties:detail", pk=pk)


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own word of the same day."""
    duty, form = _duty(pk), forms.Reopen(request.POST)
    if not form.is_valid():
        return _detail(request, duty, status=422)
    actions.reopen(request.actor, duty, reason=form.cleaned_data["note"], version=form.cleaned_data["version"])
    messages.success(request, _("Taken back. The duty is open again; the other parties are told."))
    return redirect("duties:detail", pk=pk)


def _duty(pk: UUID) -> Duty:
    return get_object_or_404(queries.duties(), pk=pk)


def _detail(request: HttpRequest, duty: Duty, *, form: forms.Keep | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    [row] = rows(actor, [duty])
    offers = _offers(actor, duty)
    keeping = offers.get("keep")
    form = form or forms.Keep(initial={"version": duty.version, "evidence": duty.evidence})
    return page(request, "duties/detail", status=status, live=f"duty:{duty.pk}", row=row, duty=duty, form=form,
                keep=keeping, blocked=_(keeping.reason) if keeping and keeping.reason else "", reopen=offers.get("reopen"),
                reopen_words=_(rules.LIFE.of("reopen").consequence), basis_url=subjects.address(duty.basis_kind, duty.basis),
                keeper=agencies.officer_names([duty.kept_by]).get(duty.kept_by) if duty.kept_by else "",
                facts=_facts(row), panels=panels.of("duty"), aside_panels=panels.of("duty", "aside"))


def _offers(actor: Actor, duty: Duty) -> dict[str, Offer]:
    lacking = rules.missing(duty, officer=actor.officer, at=actor.at, text="to be written")
    offers = rules.LIFE.offers(duty.outcome, sides=rules.sides(duty, actor.agency), roles=actor.roles, missing=lacking)
    return {offer.step.verb: offer for offer in offers}


def _facts(row: Row) -> list[tuple[str, str]]:
    return [(_("Owed by"), row.duty.agency.name), (_("Owed to"), row.partners), (_("Period"), row.duty.period),
            (_("Due"), _("24:00 of %(day)s") % {"day": row.duty.due_on.isoformat()})]


def _tabs(request: HttpRequest, current: str) -> list[dict[str, object]]:
    counts, kept = queries.counts(request.actor), request.GET.copy()
    labels = {"ours": _("Ours, open"), "overdue": _("Ours, overdue"), "owed": _("Theirs, open"), "kept": _("Kept"),
              "all": _("All")}
    for name in ("page", "sort", "format"):
        kept.pop(name, None)
    tabs = []
    for name, label in labels.items():
        kept["tab"] = name
        tabs.append({"label": label, "url": f"?{kept.urlencode()}", "current": name == current, "count": counts[name]})
    return tabs


def _columns(tab: str) -> list[dict[str, object]]:
    last = _("Kept at") if tab == "kept" else _("Time left")
    return [{"label": _("State"), "width": 104}, {"label": _("Duty")}, {"label": _("Owed by"), "width": 144},
            {"label": _("Owed to"), "width": 152, "css": "leave"}, {"label": _("Basis"), "width": 192, "css": "leave"},
            {"label": _("Due"), "width": 104, "sort": "due"}, {"label": last, "width": 120}]


def _empty(tab: str, narrowed: bool) -> tuple[str, str]:
    if narrowed:
        return _("No duty fits this filter"), _("Take a filter away, or choose another tab.")
    found = {
        "ours": (_("Nothing is open on our side"),
                 _("Duties appear here when an agreement with times in it comes into force.")),
        "overdue": (_("Nothing of ours is overdue"), ""),
        "owed": (_("Partners owe us nothing now"), _("What partners promised for certain days appears here.")),
        "kept": (_("Nothing has been kept yet"), _("Open a duty, write what was done, and say it is kept.")),
    }
    return found.get(tab, (_("There are no duties yet"), _("They come from agreements in force.")))


def _csv(actor: Actor, found: list[Row]) -> HttpResponse:
    """The list as a sheet; no cell begins with a sign that a spreadsheet would reckon with."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([_("Duty"), _("State"), _("Owed by"), _("Owed to"), _("Basis"), _("Due"), _("Kept at"), _("Evidence")])
    for row in found:
        duty = row.duty
        cells = [duty.title, row.word, duty.agency.name, row.partners, duty.basis_words, duty.due_on.isoformat(),
                 duty.kept_at.isoformat(timespec="seconds") if duty.kept_at else "", duty.evidence]
        writer.writerow([f"'{cell}" if cell[:1] in "=+-@\t\r" and cell else cell for cell in cells])
    actions.exported(actor, len(found))
    name = f"duties-{actor.at:%Y%m%d-%H%M}.csv"
    return HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})
