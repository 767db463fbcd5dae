"""A file as it was kept, and the files of a subject as a part of its page."""
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from liandong.agencies.rules import Role
from liandong.kernel.pages import download

from . import actions, queries

DESK = {Role.CLERK.value, Role.LIAISON.value, Role.SIGNATORY.value}


@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file byte for byte, always as a download; a line of the ledger says who took it."""
    found = queries.file(pk)
    if found is None:
        raise Http404
    actions.took_out(request.actor, found)
    return download(queries.content(pk), name=found.name, media=found.media)


@require_GET
def panel(request: HttpRequest, subject: UUID) -> HttpResponse:
    """The files of a subject; the same answer where there are none or they are not one's own."""
    language = get_language() or "zh-hans"
    rows = [(row, row.kind.label(language), _replace(request, row)) for row in queries.rows(subject)]
    return render(request, "documents/_panel.html", {"rows": rows})


def _replace(request: HttpRequest, row: queries.Row) -> str:
    """Where the officer keeps a newer version; nothing where the file is another agency's or is not the newest."""
    place, own = queries.replaced_at.get(row.file.subject_kind), row.file.agency_id == request.actor.agency
    may = own and row.is_current and request.actor.roles & DESK
    if not place or not may or row.file.kind == "signed_scan":
        return ""
    return f"{reverse(place, args=[row.file.subject])}?follows={row.file.pk}"
