"""The data standard as officers read it: every kind of record with its elements, code tables and where they come from."""
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.kernel.pages import page
from liandong.kernel.terms import gettext_noop

from .. import words
from ..rules import standard
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
    return page(request, "sharing/standard", families=families)


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
                retention=found.retention_years)


def _summary(kind: Kind) -> dict[str, object]:
    return {"kind": kind.kind, "label": words.said(kind.label), "icon": kind.icon, "series": kind.series,
            "count": len(kind.elements), "version": kind.version, "effective_on": kind.effective_on,
            "masked": sum(1 for e in kind.elements if e.mask)}


def _row(element: Element) -> dict[str, object]:
    origin = standard.origins().get(element.format)
    return {"label": words.said(element.label), "name": element.name, "type": _(TYPES[element.type]),
            "required": element.required, "for": [words.of_code("role", role) for role in element.required_for],
            "mask": bool(element.mask), "search": _(SEARCHED[element.search]), "help": words.said(element.help),
            "origin": origin.source if origin else "", "codes": element.codes}


def _table(name: str) -> dict[str, object]:
    origin = standard.origins()[name]
    return {"name": name, "source": origin.source, "status": _(STATUS[origin.status]),
            "rows": [(code, words.of_code(name, code)) for code in standard.codes(name)]}
