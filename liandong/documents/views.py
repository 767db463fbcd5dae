"""A file as it was kept, and the files of a subject as a part of its page."""
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from . import actions, queries

MEDIA = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
         "png": "image/png", "jpg": "image/jpeg"}


@require_GET
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file byte for byte, always as a download; a line of the ledger says who took it."""
    found = queries.file(pk)
    if found is None:
        raise Http404
    actions.took_out(request.actor, found)
    return attachment(queries.content(pk), name=found.name, media=found.media)


@require_GET
def panel(request: HttpRequest, subject: UUID) -> HttpResponse:
    """The files of a subject; the same answer where there are none or they are not one's own."""
    language = get_language() or "zh-hans"
    rows = [(row, row.kind.label(language)) for row in queries.rows(subject)]
    return render(request, "documents/_panel.html", {"rows": rows})


def attachment(content: bytes, *, name: str, media: str) -> HttpResponse:
    """An answer that browsers save and never run: by its own type, sandboxed, not to be guessed at or cached."""
    answer = HttpResponse(content, content_type=MEDIA[media])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
