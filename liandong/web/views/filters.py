"""Keeping filters of lists: save the present one, rename, move, open with it, remove."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.kernel import filters


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what the list shows now, and show it under its new tab."""
    found = filters.save(request.actor, request.POST.get("list", ""), label=request.POST.get("label", ""),
                         query=request.POST.get("query", ""))
    messages.success(request, _("Saved as %(label)s, for you alone.") % {"label": found.label})
    return redirect(f"{reverse(found.list)}?{found.query}")


@require_POST
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the pressed button says: rename, first, open, plain, remove."""
    row, actor = filters.one(request.actor, pk), request.actor
    if row is None:
        raise Http404
    verb = request.POST.get("do", "rename")
    match verb:
        case "remove":
            filters.remove(actor, row)
            messages.success(request, _("%(label)s is removed.") % {"label": row.label})
            return redirect(f"{reverse(row.list)}?page=1")
        case "first":
            filters.first(actor, row)
        case "open" | "plain":
            filters.open_with(actor, row, is_default=verb == "open")
        case _unknown:
            filters.rename(actor, row, label=request.POST.get("label", ""))
    return redirect(f"{reverse(row.list)}?{row.query}")
