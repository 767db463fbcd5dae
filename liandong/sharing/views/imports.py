"""Bring a file of records in: choose it, say what its columns are, look at what would become of it, let the job begin."""
import csv
import io
from itertools import islice
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel import lists, sheets
from liandong.kernel.errors import Refused
from liandong.kernel.pages import download, page, refused_in

from .. import actions, forms, queries, words
from ..models import ColumnMapping, Import
from ..rules import forbidden, imports, standard
from ..rules.importing import LOOKS, SHOWN, STARTABLE, Stage
from ..rules.stages import WRITERS


@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest) -> HttpResponse:
    """The officer's imports, and the form for another file."""
    if not WRITERS & request.actor.roles:
        raise Http404
    form = forms.ImportForm(request.actor, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.imports.take(request.actor, form.cleaned_data["kind"], name=file.name, content=file.read())
        except Refused as refused:
            refused_in(request, form, refused)
        else:
            return redirect("sharing:import_columns", pk=made.pk)
    shown = lists.paged(request, queries.imports.own(request.actor))
    return page(request, "sharing/imports", status=422 if form.is_bound else 200, form=form, page=shown,
                rows=[_row(one) for one in shown])


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What each column is: as the headings suggest, or as it was saved for such files."""
    given = _own(pk)
    if given.stage in (Stage.RUNNING, Stage.DONE):
        return redirect("sharing:one_import", pk=pk)
    saved = queries.imports.mappings(request.actor, given.kind)
    form = forms.ColumnsForm(request.actor, given, request.POST or None, saved=_chosen(request, saved, given))
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            actions.imports.say_columns(request.actor, given, form.columns(), defaults=form.defaults(), source=got["source"],
                                        updates=got["updates"], save_as=got["save_as"])
        except Refused as refused:
            refused_in(request, form, refused)
        else:
            return redirect("sharing:one_import", pk=pk)
    return page(request, "sharing/import_columns", status=422 if form.is_bound else 200, form=form, it=given, saved=saved,
                kind=words.said(standard.kinds()[given.kind].label),
                dropped=[(heading, words.said(what)) for heading, what in forbidden.sorted_out(given.headings).items()])


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One import: the first rows and what would become of them, how far the job has come, what was faulty."""
    given = _own(pk)
    if given.stage == Stage.NEW:
        return redirect("sharing:import_columns", pk=pk)
    kind = standard.kinds()[given.kind]
    shown = queries.imports.preview(request.actor, given) if given.stage in STARTABLE else []
    bad = list(islice(queries.imports.bad_rows(given), SHOWN)) if given.faulty else []
    return page(request, "sharing/import", live=f"import:{pk}", it=given, kind=words.said(kind.label), stage=_stage(given),
                look=LOOKS[Stage(given.stage)].value, percent=_percent(given),
                headings=[given.headings[int(p)] for p in sorted(given.columns, key=int)],
                rows=[([cells[int(p)] if int(p) < len(cells) else "" for p in sorted(given.columns, key=int)], line.number,
                       _reasons(kind, line.faults), _reasons(kind, line.odd)) for cells, line in shown],
                wrong=sum(1 for _cells, line in shown if line.faults), bad=[(one.number, _reasons(kind, one.faults), " · ".join(
                    filter(None, one.cells))[:80]) for one in bad], may_start=given.stage in STARTABLE, shown=SHOWN,
                was_tried=given.is_dry and given.stage == Stage.READY and given.begun_at is not None)


@require_POST
def start(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let the job begin: a trial that enters nothing, or in earnest."""
    actions.imports.start(request.actor, _own(pk), is_dry=request.POST.get("dry") == "yes")
    return redirect("sharing:one_import", pk=pk)


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop after the rows under way."""
    actions.imports.stop(request.actor, _own(pk))
    messages.success(request, _("Stopped. What was entered stays; it can go on where it was."))
    return redirect("sharing:one_import", pk=pk)


@require_POST
def forget(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete the file and its rows; records stay."""
    actions.imports.forget(request.actor, _own(pk))
    messages.success(request, _("The file and its rows are deleted. Records that were entered stay."))
    return redirect("sharing:imports")


@require_GET
def faults(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every faulty row as it came, its reason beside it, to be mended and brought in again."""
    given = _own(pk)
    kind = standard.kinds()[given.kind]
    rows = ([*bare.cells, *[""] * (len(given.headings) - len(bare.cells)), _("Row %(number)s") % {"number": bare.number},
             " ".join(_reasons(kind, bare.faults))] for bare in queries.imports.bad_rows(given))
    shut = {place for place, heading in enumerate(given.headings) if forbidden.is_forbidden(heading)}
    head = [*given.headings, _("Row in the file"), _("What is wrong")]
    name = f"{given.name.rsplit('.', 1)[0]}-{_('to mend')}.xlsx"
    return download(sheets.workbook(head, rows, without=shut), name=name, media="xlsx")


@require_GET
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The headings of a kind, as a file to fill in."""
    found = standard.kinds().get(kind)
    if found is None:
        raise Http404
    sheet = io.StringIO()
    csv.writer(sheet).writerow([words.said(target.label) for target in imports.targets(found)])
    return HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{kind}.csv"'})


def _own(pk: UUID) -> Import:
    given = queries.imports.of(pk)
    if given is None:
        raise Http404
    return given


def _chosen(request: HttpRequest, saved: list[ColumnMapping], given: Import) -> ColumnMapping | None:
    """The mapping asked for; else the one that knows most of the headings, if it knows most of them."""
    if asked := request.GET.get("saved"):
        return next((one for one in saved if str(one.pk) == asked), None)
    best = max(saved, key=lambda one: len(set(one.columns) & set(given.headings)), default=None)
    return best if best and len(set(best.columns) & set(given.headings)) * 2 > len(best.columns) else None


def _reasons(kind: standard.Kind, faults: object) -> list[str]:
    labels = {target.name: words.said(target.label) for target in imports.targets(kind)}
    return [_("%(column)s: %(reason)s") % {"column": labels.get(f.target.rstrip("_0123456789"), f.target),
                                           "reason": _(f.finding.message) % f.finding.values} for f in faults]


def _stage(given: Import) -> str:
    if given.stage == Stage.RUNNING:
        return _("Reading the file") if given.parts is None else _("Trying") if given.is_dry else _("Bringing in")
    return _(Stage(given.stage).label)


def _percent(given: Import) -> int:
    return 100 * given.done // given.rows if given.rows else 0


def _row(given: Import) -> dict[str, object]:
    return {"it": given, "kind": words.said(standard.kinds()[given.kind].label), "stage": _stage(given),
            "look": LOOKS[Stage(given.stage)].value}
