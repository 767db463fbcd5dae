"""The papers of an agreement: what can be printed, each as pdf and Word; the files kept beside it."""
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.documents import queries as documents
from liandong.documents.rules import KINDS
from liandong.kernel.errors import Refused
from liandong.kernel.pages import download, page, refused_in

from .. import actions, queries
from ..forms import KeepForm
from ..models import Agreement, Source
from ..rules import papers
from ..rules.lifecycle import DESK
from ..rules.papers import Printed
from .found import own

if TYPE_CHECKING:
    from liandong.documents.models import File


@dataclass(frozen=True)
class Row:
    """A paper as it is offered: what it is, what is on it, where each form of it is."""

    label: str
    hint: str
    files: list[tuple[str, str]]


def tab(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """What the tab shows; the files are loaded beside it."""
    return {"papers": [_row(agreement, kind) for kind in queries.papers_offered(request.actor, agreement)],
            "files": reverse("documents:panel", args=[agreement.pk]),
            "keeps": bool(request.actor.roles & DESK),
            "origin": Source.objects.filter(agreement=agreement).defer("content").first()}


@require_GET
def paper(request: HttpRequest, pk: UUID, kind: str, media: str) -> HttpResponse:
    """One paper, made now; a line of the ledger says who printed it."""
    agreement = own(request, pk)
    wanted = next((one for one in Printed if one.value == kind), None)
    if wanted is None or media not in papers.MEDIA or wanted not in queries.papers_offered(request.actor, agreement):
        raise Http404
    made = actions.print_paper(request.actor, agreement, kind=wanted, media=media)
    return download(made, name=queries.paper_name(request.actor, agreement, wanted, media), media=media)


@require_http_methods(["GET", "POST"])
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a file beside the agreement."""
    agreement, language = own(request, pk), get_language() or "zh-hans"
    if not request.actor.roles & DESK:
        raise Refused(papers.NO_DESK)
    before = _before(request.GET.get("follows", ""), agreement)
    kinds = [(key, KINDS[key].label(language)) for key in ((before.kind,) if before else papers.KEPT)]
    form = KeepForm(request.POST or None, request.FILES or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.keep_file(request.actor, agreement, kind=form.cleaned_data["kind"], name=file.name or "",
                                     content=file.read(), ruled=form.cleaned_data["ruled"], follows=before)
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("“%(name)s” is kept beside the agreement.") % {"name": kept.name})
            return redirect(reverse("agreements:detail", args=[pk]) + "?tab=papers")
    return page(request, "agreements/keep", status=422 if form.is_bound else 200, agreement=agreement, form=form,
                before=before)


def _before(key: str, agreement: Agreement) -> "File | None":
    """The file that is replaced, if one is named; another agreement's does not exist here."""
    if not key:
        return None
    try:
        found = documents.file(UUID(key))
    except ValueError:
        found = None
    if found is None or found.subject != agreement.pk:
        raise Http404
    return found


def rows(request: HttpRequest, agreement: Agreement, *kinds: Printed) -> list[Row]:
    """Those of these papers that can be printed now, for the pages that speak of them."""
    found = queries.papers_offered(request.actor, agreement)
    return [_row(agreement, kind) for kind in kinds if kind in found]


def _row(agreement: Agreement, kind: Printed) -> Row:
    return Row(_(kind.label), _(papers.HINTS[kind]), [
        (label, reverse("agreements:paper", args=[agreement.pk, kind.value, media]))
        for label, media in (("PDF", "pdf"), ("Word", "docx"))])
