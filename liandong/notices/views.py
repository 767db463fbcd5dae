"""Pages of notices: the list, and reading."""
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel import lists, subjects
from liandong.kernel.pages import page

from . import actions, queries
from .models import Notice


@dataclass(frozen=True)
class Line:
    """A notice as it is drawn: what it says, where it leads, whether it was read."""

    notice: Notice
    text: str
    url: str
    is_new: bool


def lines(found: list[Notice]) -> list[Line]:
    """The notices as they are drawn, in the reader's language."""
    return [Line(n, n.text, subjects.address(n.subject_kind, n.subject), not getattr(n, "is_read", True)) for n in found]


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """What the officer was told, newest first."""
    tab = "unread" if request.GET.get("tab") == "unread" else "all"
    found = queries.waiting(request.actor) if tab == "unread" else queries.notices(request.actor)
    shown, unread = lists.paged(request, found), queries.unread_count(request.actor)
    tabs = [{"label": _("All"), "url": "?", "current": tab == "all"},
            {"label": _("Unread"), "url": "?tab=unread", "current": tab == "unread",
             "count": queries.said(unread)}]
    return page(request, "notices/list", page=shown, lines=lines(shown.rows), tabs=tabs, tab=tab, unread=unread)


@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark one notice as read; a click on the notice goes on to its subject."""
    notice = get_object_or_404(Notice, pk=pk)
    actions.read(request.actor, notice)
    url = subjects.address(notice.subject_kind, notice.subject) or reverse("notices:list")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect("notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.read_all(request.actor)
    return redirect("notices:list")
