"""Lay a record beside another: sought by number or title among what one sees, then how, and from what that is known."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries, words
from ..forms import RelationForm
from ..models import Record
from ..rules import relations, standard
from .subjects import record_or_404


@require_http_methods(["GET", "POST"])
def relate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose the other record, then say how the two are related and from what that is known."""
    record = record_or_404(pk)
    other = _other(request, record)
    form = RelationForm(record.kind, other.kind, request.POST if request.method == "POST" else None) if other else None
    if form is None or request.method == "GET" or not form.is_valid():
        return _page(request, record, other, form, status=200 if request.method == "GET" else 422)
    got, nature = form.cleaned_data, form.cleaned_data["nature"]
    ends = (other, record) if nature.startswith("<") else (record, other)
    try:
        actions.relate(request.actor, *ends, nature=nature.removeprefix("<"), source=got["source"], note=got["note"])
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, record, other, form, status=422)
    messages.success(request, _("Related. Whoever sees both sees it, with your agency as its source."))
    return redirect("sharing:detail", pk=pk)


@require_GET
def found(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a text finds to lay beside the record, as it is typed."""
    record = record_or_404(pk)
    return render(request, "sharing/_relatable.html", {"record": record, **_found(request, record)})


@require_POST
def unrelate(request: HttpRequest, pk: UUID, relation: UUID) -> HttpResponse:
    """Take back a relation one's own agency made."""
    taken = next((r for r in queries.related(record_or_404(pk)) if r.pk == relation), None)
    if taken is None:
        raise Http404
    actions.unrelate(request.actor, taken)
    messages.success(request, _("Taken back."))
    return redirect("sharing:detail", pk=pk)


def _other(request: HttpRequest, record: Record) -> Record | None:
    """The other record, if one was chosen, the actor sees it and the two can be related."""
    try:
        asked = UUID(request.POST.get("other") or request.GET.get("other", ""))
    except ValueError:
        return None
    other = record_or_404(asked)
    if other.pk == record.pk or not relations.between(record.kind, other.kind):
        raise Http404
    return other


def _found(request: HttpRequest, record: Record) -> dict[str, object]:
    text = request.GET.get("q", "")[:80]
    rows = [(one, words.said(standard.kinds()[one.kind].label), words.stage(one.kind, one.stage))
            for one in queries.relatable(request.actor, record, text)]
    return {"text": text, "rows": rows}


def _page(request: HttpRequest, record: Record, other: Record | None, form: RelationForm | None, *,
          status: int) -> HttpResponse:
    kinds = [words.said(standard.kinds()[kind].label) for kind in relations.partners(record.kind)]
    return page(request, "sharing/relate", status=status, record=record, other=other, form=form, kinds=kinds,
                other_kind=words.said(standard.kinds()[other.kind].label) if other else "", **_found(request, record))
