"""Liaison posts: naming, changing, handing over and ending them."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import refused_in

from .. import actions, forms, queries
from ..models import Liaison, Officer
from .agencies import administrators_only, answer_form, may


@require_http_methods(["GET", "POST"])
def name_liaison(request: HttpRequest) -> HttpResponse:
    """Name the officer whom a partner calls."""
    administrators_only(request)
    form = forms.NewLiaison(request.POST or None, actor=request.actor, initial={"partner": request.GET.get("partner")})
    said = {"title": _("Name a liaison officer"), "verb": _("Name")}
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, **said)
    given, actor = form.cleaned_data, request.actor
    try:
        actions.name_liaison(actor, _colleague(request, given["officer"]), queries.agency(given["partner"]),
                             deputy=_deputy(request, given["deputy"]), phone=given["phone"], hours=form.hours())
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, **said)
    return redirect("agencies:detail", pk=actor.agency)


@require_http_methods(["GET", "POST"])
def set_liaison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change deputy, phone and hours of a liaison post."""
    administrators_only(request)
    post = _post(request, pk)
    now = {name: getattr(post, name) for name in ("phone", "days", "opens", "closes", "version")} | {
        "deputy": post.deputy_id, "staffed": "always" if post.opens is None else "hours"}
    form = forms.PostForm(request.POST or None, actor=request.actor, initial=now)
    title = _("%(name)s for %(partner)s") % {"name": post.officer.name, "partner": post.partner.name}
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=title)
    given = form.cleaned_data
    try:
        actions.set_liaison(request.actor, post, deputy=_deputy(request, given["deputy"]), phone=given["phone"],
                            hours=form.hours(), version=given["version"])
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=title)
    return redirect("agencies:detail", pk=request.actor.agency)


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Hand a liaison post over to a colleague, with a note."""
    post = _post(request, pk)
    if not may(request) and request.actor.officer not in (post.officer_id, post.deputy_id):
        raise Http404
    form = forms.HandOver(request.POST or None, actor=request.actor, but=post.officer_id)
    said = {"title": _("Hand over: %(name)s for %(partner)s") % {"name": post.officer.name, "partner": post.partner.name},
            "verb": _("Hand over")}
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, **said)
    to = _colleague(request, form.cleaned_data["to"])
    try:
        actions.hand_over(request.actor, post, to=to, note=form.cleaned_data["note"])
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, **said)
    messages.success(request, _("Handed over to %(name)s. %(partner)s is told whom to call.") % {
        "name": to.name, "partner": post.partner.name})
    return redirect("agencies:detail", pk=request.actor.agency)


@require_POST
def end_liaison(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a liaison post."""
    actions.end_liaison(request.actor, _post(request, pk))
    return redirect("agencies:detail", pk=request.actor.agency)


def _post(request: HttpRequest, pk: UUID) -> Liaison:
    post = queries.liaison_post(request.actor, pk)
    if post is None:
        raise Http404
    return post


def _colleague(request: HttpRequest, pk: UUID) -> Officer:
    officer = queries.colleague(request.actor, pk)
    if officer is None:
        raise Http404
    return officer


def _deputy(request: HttpRequest, pk: UUID | None) -> Officer | None:
    return _colleague(request, pk) if pk else None
