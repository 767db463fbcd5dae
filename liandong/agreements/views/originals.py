"""Signed on paper: the drafter lays scan and days down, a party's signatory looks at the scan or turns it down."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.documents import queries as documents
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import OriginalForm
from ..models import Agreement
from ..rules import original as rules
from . import draw
from .found import own as found

PICTURES = {"png": "image/png", "jpg": "image/jpeg"}
SHOWN = PICTURES | {"pdf": "application/pdf"}
BESIDE = "default-src 'none'; frame-ancestors 'self'"  # a pdf in a sandbox is not shown at all; our own pages alone frame it


@require_http_methods(["GET", "POST"])
def original(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Upload the scan of the sealed original and say on which day each party signed."""
    agreement = found(request, pk)
    offer = next((one for one in queries.original_offers(request.actor, agreement) if one.step.verb == "lay_paper"), None)
    if offer is None or offer.reason:
        raise Refused(offer.reason if offer else actions.NOT_AGREED, concerns=agreement.parties)
    form = OriginalForm(request.POST or None, request.FILES or None, parties=draw.names_of(agreement), order=agreement.parties)
    if request.method == "GET" or not form.is_valid():
        return _page(request, agreement, form)
    try:
        actions.lay_paper(request.actor, agreement, name=form.name, content=form.content, days=form.days())
    except Refused as refusal:
        refused_in(request, form, refusal)
        return _page(request, agreement, form)
    messages.success(request, _("Laid down. The signatories were told to compare the scan and confirm it."))
    return redirect("agreements:detail", pk=pk)


@require_GET
def scan(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The scan as it is shown on the page where it is confirmed: a picture, or a pdf in the browser's own viewer."""
    kept = queries.original(found(request, pk))
    file = documents.file(kept.file) if kept else None
    if file is None or file.media not in SHOWN:
        raise Http404
    answer = HttpResponse(documents.content(file.pk), content_type=SHOWN[file.media])
    is_picture = file.media in PICTURES
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox" if is_picture else BESIDE
    answer["X-Frame-Options"], answer["X-Content-Type-Options"] = "DENY" if is_picture else "SAMEORIGIN", "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def turn_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Not confirm the paper original, and say why."""
    actions.turn_down(request.actor, found(request, pk), why=request.POST.get("note", ""))
    messages.success(request, _("Turned down. The drafter was told why."))
    return redirect("agreements:detail", pk=pk)


def shown(request: HttpRequest, agreement: Agreement) -> dict[str, object] | None:
    """The paper original for the page: its state, its days, its scan, and what was turned down before."""
    kept = queries.original(agreement)
    if kept is None:
        return None
    names, said = draw.names_of(agreement), queries.said_of(kept)
    file = documents.file(kept.file)
    stage = queries.original_stage(agreement, kept)
    return {"kept": kept, "stage": stage, "label": _(stage.label), "file": file, "last_day": said.last_day,
            "days": [(names.get(party, ""), said.days.get(party)) for party in agreement.parties],
            "is_picture": bool(file) and file.media in PICTURES,
            "is_pdf": bool(file) and file.media == "pdf", "turned_by": names.get(kept.turned_by, ""),
            "look": {rules.Stage.LAID: "wait", rules.Stage.TURNED: "late"}.get(stage, "done")}


def offers(request: HttpRequest, agreement: Agreement) -> dict[str, draw.Button]:
    """The steps towards the paper original, by verb."""
    return {offer.step.verb: draw.Button(offer.step.verb, _(offer.step.label), _(offer.reason) if offer.reason else "",
                                         _(offer.step.consequence), offer.step.weight)
            for offer in queries.original_offers(request.actor, agreement)}


def _page(request: HttpRequest, agreement: Agreement, form: OriginalForm) -> HttpResponse:
    return page(request, "agreements/original", agreement=agreement, form=form, status=422 if form.is_bound else 200,
                before=shown(request, agreement))
