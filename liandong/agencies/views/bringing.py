"""Bring in agencies, departments and officers from a file: template, preview with every fault, then all that is new at once."""
import csv
import io
import json
from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel import drafts
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, passwords, queries
from ..queries.bringing import world
from ..rules.bringing import COLUMNS, Line, List, lines as lines_of
from .agencies import administrators_only

PLACE, SLIPS, SHOWN = "agencies.bring", "agencies.slips", 50


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose what is listed and the file; what was read is kept for the preview."""
    administrators_only(request)
    form = forms.BringForm(request.POST or None, request.FILES or None, initial={"wanted": List.OFFICERS})
    if request.method == "POST" and form.is_valid():
        try:
            _checked(request, form.cleaned_data["wanted"], form.rows)
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            drafts.keep(request.actor, PLACE, {"list": form.cleaned_data["wanted"].value, "rows": form.rows})
            return redirect("agencies:bring_preview")
    return page(request, "agencies/bring", form=form, lists=list(List), own=queries.agency(request.actor.agency),
                status=422 if form.is_bound else 200)


@require_GET
def bring_template(request: HttpRequest, wanted: str) -> HttpResponse:
    """The headings of a list, as a file to fill in."""
    administrators_only(request)
    found = next((one for one in List if one.value == wanted), None)
    if found is None:
        raise Http404
    return _sheet(f"{wanted}.csv", [[column.heading for column in COLUMNS[found]]])


@require_http_methods(["GET", "POST"])
def bring_preview(request: HttpRequest) -> HttpResponse:
    """What would be brought in, what is known, what is wrong and why; POST brings in what is new."""
    administrators_only(request)
    wanted, lines = _kept(request)
    new = [line for line in lines if line.is_new]
    if request.method == "POST" and new:
        return _bring(request, wanted, lines)
    wrong = [line for line in lines if line.fault]
    return page(request, "agencies/bring_preview", wanted=wanted, headings=[c.heading for c in COLUMNS[wanted]],
                new=_rows(wanted, new[:SHOWN]), wrong=_rows(wanted, wrong[:SHOWN]), new_count=len(new), wrong_count=len(wrong),
                known_count=sum(1 for line in lines if line.is_known), shown=SHOWN)


@require_GET
def bring_faults(request: HttpRequest) -> HttpResponse:
    """Every faulty row as it came, with its reason, to be mended and brought in again."""
    administrators_only(request)
    wanted, lines = _kept(request)
    rows = [[*(str(line.values.get(c.name, "")) for c in COLUMNS[wanted]), _(line.fault) % line.facts]
            for line in lines if line.fault]
    return _sheet("faults.csv", [[*(column.heading for column in COLUMNS[wanted]), _("What is wrong")], *rows])


@require_POST
def bring_drop(request: HttpRequest) -> HttpResponse:
    """Give the preview up."""
    administrators_only(request)
    drafts.drop(request.actor, PLACE)
    return redirect("agencies:bring")


@never_cache
@require_GET
def bring_slips(request: HttpRequest) -> HttpResponse:
    """The first passwords of the officers who were just brought in, this once, to be printed and cut apart."""
    administrators_only(request)
    kept = request.session.pop(SLIPS, None)
    if not kept:
        messages.info(request, _("First passwords are shown once. Whoever has none is given a new one on the officer's page."))
        return redirect("agencies:detail", pk=request.actor.agency)
    return page(request, "agencies/bring_slips", slips=json.loads(passwords.opened(kept)))


def _bring(request: HttpRequest, wanted: List, lines: list[Line]) -> HttpResponse:
    new = [line for line in lines if line.is_new]
    given = {str(line.values["police_number"]): passwords.new() for line in new} if wanted == List.OFFICERS else {}
    count = actions.bring(request.actor, wanted, new,
                          sealed={number: make_password(password) for number, password in given.items()})
    drafts.drop(request.actor, PLACE)
    messages.success(request, _("%(count)s rows were brought in.") % {"count": count})
    if not given:
        return redirect("agencies:list")
    names = {str(line.values["police_number"]): line.values["name"] for line in new}
    request.session[SLIPS] = passwords.locked(json.dumps([[n, names[n], given[n]] for n in given], ensure_ascii=False))
    return redirect("agencies:bring_slips")


def _kept(request: HttpRequest) -> tuple[List, list[Line]]:
    kept = drafts.kept(request.actor, PLACE)
    if kept is None:
        raise Http404
    wanted = List(str(kept.body["list"]))
    return wanted, _checked(request, wanted, kept.body["rows"])


def _checked(request: HttpRequest, wanted: List, rows: list[list[str]]) -> list[Line]:
    return lines_of(wanted, rows, world(request.actor))


def _rows(wanted: List, lines: Iterable[Line]) -> list[tuple[int, list[str], str]]:
    return [(line.number, [_said(line.values.get(c.name, "")) for c in COLUMNS[wanted]],
             _(line.fault) % line.facts if line.fault else "") for line in lines]


def _said(value: object) -> str:
    return "、".join(value) if isinstance(value, list) else str(value)


def _sheet(name: str, rows: list[list[str]]) -> HttpResponse:
    """A CSV that spreadsheets open as it is; no cell begins with a sign that would be reckoned."""
    sheet = io.StringIO()
    csv.writer(sheet).writerows([f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell for cell in row] for row in rows)
    return HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}"'})
