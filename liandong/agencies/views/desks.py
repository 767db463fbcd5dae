"""Counterpart desks: the panel beside a partner, and entering, changing and removing one's own."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import refused_in

from .. import actions, forms, queries
from ..models import Desk
from . import words
from .agencies import administrators_only, answer_form


@require_GET
def desks_panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The desks of one agency, to be laid beside it on any page."""
    agency, at = get_object_or_404(queries.agencies(), pk=pk), request.actor.at
    return render(request, "agencies/_desks.html", {
        "desks": words.desk_lines(queries.desks(pk), at), "agency": agency, "is_own": pk == request.actor.agency})


@require_http_methods(["GET", "POST"])
def add_desk(request: HttpRequest) -> HttpResponse:
    """Enter a counterpart desk."""
    administrators_only(request)
    form = forms.DeskForm(request.POST or None, actor=request.actor, initial={"partner": request.GET.get("partner")})
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=_("New counterpart desk"), verb=_("Enter the desk"))
    try:
        actions.add_desk(request.actor, **_given(form), hours=form.hours())
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=_("New counterpart desk"), verb=_("Enter the desk"))
    messages.success(request, _("The desk is entered; partners see it beside your agency."))
    return redirect("agencies:detail", pk=request.actor.agency)


@require_http_methods(["GET", "POST"])
def set_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a counterpart desk."""
    desk = _desk(request, pk)
    now = {name: getattr(desk, name) for name in ("function", "name", "phone", "days", "opens", "closes", "version")} | {
        "department": desk.department_id, "officer": desk.officer_id, "partner": desk.partner_id,
        "staffed": "always" if desk.opens is None else "hours"}
    form = forms.DeskForm(request.POST or None, actor=request.actor, initial=now)
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=desk.name, desk=desk)
    try:
        actions.set_desk(request.actor, desk, **_given(form), hours=form.hours(), version=form.cleaned_data["version"])
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=desk.name, desk=desk)
    return redirect("agencies:detail", pk=request.actor.agency)


@require_POST
def remove_desk(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a counterpart desk."""
    actions.remove_desk(request.actor, _desk(request, pk))
    return redirect("agencies:detail", pk=request.actor.agency)


def _desk(request: HttpRequest, pk: UUID) -> Desk:
    administrators_only(request)
    desk = queries.desk(request.actor, pk)
    if desk is None:
        raise Http404
    return desk


def _given(form: forms.DeskForm) -> dict[str, object]:
    return {name: form.cleaned_data[name] for name in ("function", "name", "department", "officer", "phone", "partner")}
