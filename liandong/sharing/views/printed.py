"""The data standard as officers read it: every kind of record with its elements, code tables and where they come from."""
import csv
import io
import json

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.kernel.moments import local
from liandong.kernel.pages import page
from liandong.kernel.terms import gettext_noop

from .. import queries, words
from ..rules import adding, printed, standard, titles
from ..rules.standard import Element, Kind

TYPES = {
    "text": gettext_noop("text"), "long": gettext_noop("long text"), "code": gettext_noop("code"), "date": gettext_noop("date"),
    "moment": gettext_noop("date and time"), "future": gettext_noop("day that may lie ahead"),
    "number": gettext_noop("whole number"), "coordinate": gettext_noop("degrees"),
}
SEARCHED = {
    "words": gettext_noop("by its words"), "exact": gettext_noop("as a whole"), "name": gettext_noop("as a name"),
    "plate": gettext_noop("as a plate"), "phone": gettext_noop("as a phone number"),
    "identity": gettext_noop("as an identity number"), "none": "—",
}
STATUS = {
    "confirmed": gettext_noop("confirmed"), "secondary": gettext_noop("read in what restates it"),
    "unconfirmed": gettext_noop("unconfirmed"), "ours": gettext_noop("made for this standard"),
}


@require_GET
def standard_(request: HttpRequest) -> HttpResponse:
    """The kinds of records by family."""
    families = [(words.of_code("family", family), [_summary(kind) for kind in kinds])
                for family, kinds in standard.families().items()]
    tables = [{"name": name, "label": words.of_table(name), "count": len(rows), "is_added": name in standard.current().tables}
              for name, rows in standard.current().codes.items() if name not in printed.INSIDE]
    return page(request, "sharing/standard", families=families, tables=tables, may_add=queries.keeps_standard(request.actor))


@require_GET
def kind_(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind: its elements by group, and the code tables they take their values from."""
    found = standard.kinds().get(kind)
    if found is None:
        raise Http404
    groups = [(words.said(label), [_row(e) for e in found.elements if e.group == key]) for key, label in found.groups]
    tables = dict.fromkeys(e.codes for e in found.elements if e.codes)
    return page(request, "sharing/standard_kind", kind=_summary(found), groups=groups, tables=[_table(name) for name in tables],
                stages=[words.said(text) for text in found.stages.values()], basis=found.basis,
                retention=found.retention_years, rule=None if found.title else titles.in_words(found),
                retired=[_row(e) for e in found.retired], may_add=queries.keeps_standard(request.actor))


@require_GET
def codes_(request: HttpRequest, table: str) -> HttpResponse:
    """One code table: its codes, those no longer offered, and where it comes from."""
    now = standard.current()
    if table not in now.labels or table in printed.INSIDE:
        raise Http404
    added = {one.name for one in queries.known() if (one.what, one.place) == ("code", table)}
    rows = [{"code": code, "label": words.said(text), "is_offered": code in now.codes[table], "is_added": code in added}
            for code, text in now.labels[table].items()]
    users = [(words.said(kind.label), kind.kind, words.said(e.label)) for kind in now.kinds.values() for e in kind.elements
             if e.codes == table]
    return page(request, "sharing/standard_codes", table=table, label=words.of_table(table), rows=rows, users=users,
                origin=_origin(table), may_add=queries.keeps_standard(request.actor) and table not in adding.CLOSED_TABLES)


@require_GET
def file(request: HttpRequest, format: str) -> HttpResponse:
    """The standard in force as a file: all of it as JSON, its elements as a sheet."""
    day, now = f"{local(request.actor.at):%Y%m%d}", standard.current()
    if format == "json":
        body, media = json.dumps(printed.as_data(now), ensure_ascii=False, indent=1), "application/json"
    elif format == "csv":
        sheet = io.StringIO()
        csv.writer(sheet).writerows([printed.HEADS, *printed.as_rows(now)])
        body, media = f"\ufeff{sheet.getvalue()}", "text/csv; charset=utf-8"
    else:
        raise Http404
    return HttpResponse(body, content_type=media,
                        headers={"Content-Disposition": f'attachment; filename="standard-{day}.{format}"'})


def _origin(table: str) -> tuple[str, str]:
    origin = standard.origins().get(table)
    return (origin.source, _(STATUS[origin.status])) if origin else ("", _(STATUS["ours"]))


def _summary(kind: Kind) -> dict[str, object]:
    return {"kind": kind.kind, "label": words.said(kind.label), "icon": kind.icon, "series": kind.series,
            "count": len(kind.elements), "version": kind.version, "effective_on": kind.effective_on,
            "masked": sum(1 for e in kind.elements if e.mask)}


def _row(element: Element) -> dict[str, object]:
    origin = standard.origins().get(element.format)
    return {"label": words.said(element.label), "name": element.name, "type": _(TYPES[element.type]),
            "required": element.required, "for": [words.of_code("role", role) for role in element.required_for],
            "mask": bool(element.mask), "search": _(SEARCHED[element.search]), "help": words.said(element.help),
            "origin": origin.source if origin else "", "codes": element.codes, "is_added": element.name.startswith("x_")}


def _table(name: str) -> dict[str, object]:
    source, status = _origin(name)
    return {"name": name, "label": words.of_table(name), "source": source, "status": status,
            "rows": [(code, words.of_code(name, code)) for code in standard.codes(name)]}
