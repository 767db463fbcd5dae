"""Passing a record on: ask its owner, read what was asked, answer in writing, withdraw."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.kernel import lists
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import OnwardForm, OpinionForm
from ..models import Onward
from ..rules import onward
from ..rules.onward import LIFECYCLE, LOOKS, Stage
from ..rules.stages import DECIDERS
from .subjects import record_or_404

SIDES = ("of_us", "by_us")


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """What others ask of us, and what we asked."""
    side = request.GET.get("side") if request.GET.get("side") in SIDES else SIDES[0]
    shown = lists.paged(request, queries.onward.requests(request.actor, side))
    tabs = [{"label": label, "url": f"?side={name}", "current": name == side, "count": str(queries.onward.requests(
        request.actor, name).filter(stage=Stage.ASKED.value).count() or "")}
        for name, label in (("of_us", _("Asked of us")), ("by_us", _("Asked by us")))]
    return page(request, "sharing/onwards", page=shown, rows=[_row(one) for one in shown], tabs=tabs, side=side)


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask the owner whether a record one sees may go to a third party."""
    record = record_or_404(pk)
    if record.owner_id == request.actor.agency or not DECIDERS & request.actor.roles:
        raise Http404
    form = OnwardForm(request.actor, record, request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return page(request, "sharing/onward_ask", status=422 if form.is_bound else 200, form=form, record=record)
    got = form.cleaned_data
    try:
        asked = actions.onward.ask(request.actor, record, third=form.third_key(), third_name=got["third_name"],
                                   purpose=got["purpose"], until=form.last_moment())
    except Refused as error:
        refused_in(request, form, error)
        return page(request, "sharing/onward_ask", status=422, form=form, record=record)
    messages.success(request, _("Asked. %(owner)s answers in writing.") % {"owner": record.owner.name})
    return redirect("sharing:onward", pk=asked.pk)


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One request, with what one may do about it."""
    return _page(request, _of(pk))


@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take a step; an answer is given in writing, and what was typed stays when it is refused."""
    asked = _of(pk)
    if LIFECYCLE.of(verb) is None:
        raise Http404
    form = OpinionForm(request.POST)
    try:
        actions.onward.take(request.actor, asked, verb, words=form["words"].data or "")
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, asked, form=form, status=422)
    messages.success(request, _("Written down; the other side is told."))
    return redirect("sharing:onward", pk=pk)


@require_GET
def panel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The requests about a record, and the way to a new one: a panel on its page."""
    record = record_or_404(pk)
    may_ask = record.owner_id != request.actor.agency and bool(DECIDERS & request.actor.roles)
    return render(request, "sharing/_onward_panel.html", {
        "rows": [_row(one) for one in queries.onward.about(record)], "record": record, "may_ask": may_ask,
        "is_bound": onward.MARK in record.handling})


def _of(pk: UUID) -> Onward:
    found = queries.onward.of(pk)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, asked: Onward, *, form: OpinionForm | None = None, status: int = 200) -> HttpResponse:
    names = agencies.officer_names([key for key in (asked.officer, asked.answered_by, asked.ended_by) if key])
    return page(request, "sharing/onward", status=status, live_page=f"onward:{asked.pk}", **_row(asked),
                offers=_offers(request.actor, asked), by=names.get(asked.officer, ""),
                answered=names.get(asked.answered_by, "") if asked.answered_by else "",
                ended=names.get(asked.ended_by, "") if asked.ended_by else "", sees=queries.of(asked.record_id) is not None,
                form=form or OpinionForm())


def _offers(actor: Actor, asked: Onward) -> list[object]:
    side = "owner" if asked.owner_id == actor.agency else "holder"
    return [offer for offer in LIFECYCLE.offers(asked.stage, sides={side}, roles=actor.roles) if offer.is_open]


def _row(asked: Onward) -> dict[str, object]:
    stage = Stage(asked.stage)
    return {"it": asked, "stage": _(stage.label), "look": LOOKS[stage].value}
