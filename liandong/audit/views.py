"""Pages of the ledger: what happened, the timeline of a subject, sealed heads, the check and the export."""
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterator
from typing import IO
from uuid import UUID

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel.actor import Actor
from liandong.kernel.moments import local
from liandong.kernel.pages import page

from . import actions, export as files, forms, names, queries, words

EXPORT_CAP, TIMELINE, PIECE = 5000, 30, 1 << 20


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """The lines the officer's agency may read, narrowed by act, agency, period and subject."""
    agencies = names.agencies()
    asked = forms.Filter(request.GET, verbs=words.choices(), agencies=agencies)
    asked.is_valid()  # a field that is not understood is left out of cleaned_data
    found = queries.lines(
        verb=asked.cleaned_data.get("verb") or "", agency=asked.cleaned_data.get("agency"),
        refused=bool(asked.cleaned_data.get("refused")), subject=asked.cleaned_data.get("subject"),
        since=forms.midnight(asked, "since"), until=forms.midnight(asked, "until", end=True))
    if request.GET.get("format") == "csv":
        return _csv(request.actor, words.said(found[:EXPORT_CAP]))
    entries, newer, older = queries.around(found, before=_seq(request, "before"), after=_seq(request, "after"))
    return page(request, "audit/list", rows=words.said(entries), newer=newer, older=older, asked=asked,
                is_narrowed=any(asked.cleaned_data.values()), period=forms.Period())


@require_GET
def timeline(request: HttpRequest, subject: UUID) -> HttpResponse:
    """The newest lines about a subject, as a part for its page."""
    found = list(queries.timeline(subject)[: TIMELINE + 1])
    return render(request, "audit/_timeline.html", {"events": words.said(found[:TIMELINE]), "subject": subject,
                                                    "has_more": len(found) > TIMELINE})


@require_GET
def heads(request: HttpRequest) -> HttpResponse:
    """Every sealed head, newest first: what partners keep of each other."""
    found = queries.heads(_seq(request, "before"), limit=51)
    return page(request, "audit/heads", heads=found[:50], older=len(found) > 50, is_newest="before" not in request.GET)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Check the chain of heads and every line the agency may read, by the very rules of the offline check."""
    checked = files.verify_rows(files.build(request.actor, name=""))
    actions.verified(request.actor, checked.lines)
    return page(request, "audit/verified", checked=checked, words=words.result(checked))


@require_POST
def export(request: HttpRequest) -> StreamingHttpResponse | HttpResponse:
    """The agency's part of the ledger as a file that anybody can check offline."""
    asked = forms.Period(request.POST)
    if not asked.is_valid():
        return page(request, "audit/period", period=asked, status=422)
    actor, count = request.actor, -2  # neither the header nor the end is a line
    file = tempfile.TemporaryFile()  # noqa: SIM115  # closed when the answer is
    name = names.of("agency", [actor.agency]).get(actor.agency, "")
    for row in files.build(actor, name=name, since=forms.midnight(asked, "since"),
                           until=forms.midnight(asked, "until", end=True)):
        count += not row.startswith(b'{"kind":"head"')
        file.write(row)
    actions.exported(actor, count)
    file.seek(0)
    pieces = _later(file) if isinstance(request, ASGIRequest) else _pieces(file)
    return StreamingHttpResponse(pieces, content_type="application/jsonl", headers={
        "Content-Disposition": f'attachment; filename="ledger-{local(actor.at):%Y%m%d-%H%M}.jsonl"'})


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while piece := file.read(PIECE):
            yield piece


async def _later(file: IO[bytes]) -> AsyncIterator[bytes]:
    for piece in _pieces(file):
        yield piece


def _seq(request: HttpRequest, name: str) -> int | None:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 19 else None


def _csv(actor: Actor, rows: list[words.Said]) -> HttpResponse:
    """The lines as a sheet; no cell begins with a sign that a spreadsheet would reckon with."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([_("Line"), _("Moment"), _("Agency"), _("Officer"), _("What happened"), _("Note"), _("Subject")])
    for row in rows:
        cells = [str(row.seq), local(row.at).isoformat(timespec="seconds"), row.agency, row.officer, row.did, row.note,
                 str(row.subject or "")]
        writer.writerow([f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells])
    actions.exported(actor, len(rows))
    return HttpResponse(f"\ufeff{sheet.getvalue()}", content_type="text/csv; charset=utf-8", headers={
        "Content-Disposition": f'attachment; filename="ledger-{local(actor.at):%Y%m%d-%H%M}.csv"'})
