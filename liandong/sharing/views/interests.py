"""Shared interests: whom to call about which of our records, and what came of the call; liaison officers alone see them."""
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.agencies import queries as agencies
from liandong.kernel import lists
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import InterestForm
from ..models import Interest


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """Those to call about, or all; 404 for whoever holds no liaison post."""
    _liaison_or_404(request)
    is_open = request.GET.get("all") != "1"
    shown = lists.paged(request, queries.interests.shared(request.actor, is_open=is_open))
    return page(request, "sharing/interests", page=shown, is_open=is_open)


@require_http_methods(["GET", "POST"])
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One interest: our record, whom to call, and the form for what came of it."""
    _liaison_or_404(request)
    found = queries.interests.interest(pk)
    if found is None:
        raise Http404
    if request.method == "GET":
        actions.interests.read(request.actor, found)
        return _page(request, found, InterestForm())
    form = InterestForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        actions.interests.settle(request.actor, found, note=form.cleaned_data["note"])
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, found, form, status=422)
    messages.success(request, _("Written down. Only liaison officers of your agency read it."))
    return redirect("sharing:interests")


def _page(request: HttpRequest, found: Interest, form: forms.Form, *, status: int = 200) -> HttpResponse:
    by = agencies.officer_names([found.settled_by]).get(found.settled_by, "") if found.settled_by else ""
    return page(request, "sharing/interest", status=status, interest=found, form=form, by=by,
                calls=queries.interests.whom(request.actor, found.other_id), sees=queries.of(found.record_id) is not None)


def _liaison_or_404(request: HttpRequest) -> None:
    if actions.interests.LIAISON not in request.actor.roles:
        raise Http404
