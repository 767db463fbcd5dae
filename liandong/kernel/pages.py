"""Render a whole page, or only its inner part when htmx asks; show a refusal beside the field it is about."""
from urllib.parse import quote

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from .errors import Refused


def page(request: HttpRequest, name: str, *, status: int = 200, **context: object) -> HttpResponse:
    """`page(request, "sharing/detail", …)` renders detail.html, or _detail.html when htmx asks for a part."""
    folder, _, leaf = name.rpartition("/")
    inner = request.headers.get("HX-Request") == "true" and not request.headers.get("HX-Boosted")
    return render(request, f"{folder}/{'_' if inner else ''}{leaf}.html", context, status=status)


def in_words(error: Refused) -> str:
    """The refusal as the officer reads it: its sentence in the language of the moment, its places filled."""
    said = gettext(error.message)
    return said % error.values if error.values else said


def refused_in(request: HttpRequest, form: BaseForm, error: Refused) -> None:
    """Put the refusal into the form, so that what was typed stays; the middleware still writes its ledger line.

    Answer such a form with status 422: the request's transaction is then rolled back.
    """
    form.add_error(error.field if error.field in form.fields else None, in_words(error))
    request.refusal = error  # type: ignore[attr-defined]  # read by ActorMiddleware


DOWNLOADS = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "pdf": "application/pdf",
             "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8",
             "json": "application/json", "png": "image/png", "jpg": "image/jpeg"}


def download(content: bytes, *, name: str, media: str) -> HttpResponse:
    """A file that browsers save and never run: by its own type, sandboxed, not to be guessed at or kept on the way."""
    answer = HttpResponse(content, content_type=DOWNLOADS[media])
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer
