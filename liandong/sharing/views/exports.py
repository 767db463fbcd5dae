"""Take records out: say what for, wait while the file is made, fetch it."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel import lists
from liandong.kernel.errors import Refused
from liandong.kernel.moments import local
from liandong.kernel.pages import download, page, refused_in

from .. import actions, forms, queries, words
from ..models import Export
from ..rules import exporting, standard
from ..rules.exporting import LOOKS, Stage


@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest) -> HttpResponse:
    """The officer's files, and the form for another one: the list it is asked from stands in the address."""
    most = exporting.limit(request.actor.roles)
    if not most:
        raise Http404
    to, tab = forms.Filter(request.GET).narrowing(), request.GET.get("tab", "all")
    form = forms.ExportForm(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            made = actions.exports.ask(request.actor, purpose=got["purpose"], media=got["media"],
                                       asked=queries.exports.said(to, tab) | form.third_party())
        except Refused as refused:
            refused_in(request, form, refused)
        else:
            return redirect("sharing:one_export", pk=made.pk)
    shown = lists.paged(request, queries.exports.own(request.actor))
    return page(request, "sharing/exports", status=422 if form.is_bound else 200, form=form, page=shown, most=most,
                told=_told(to, tab), rows=[_row(one) for one in shown])


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One file: being made, ready, fetched or withdrawn."""
    made = _own(pk)
    is_over = made.until is not None and request.actor.at >= made.until
    return page(request, "sharing/export", live=f"export:{pk}", it=made, **_row(made), is_over=is_over,
                may_fetch=made.stage in (Stage.READY, Stage.FETCHED) and not is_over, most=exporting.limit(request.actor.roles))


@require_POST
def fetch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The file, if everything in it is still open to the officer; else it is withdrawn and that is said."""
    made = _own(pk)
    content = actions.exports.fetch(request.actor, made)
    if content is None:
        messages.warning(request, _("A record in it was recalled or is no longer open to you, so the file was withdrawn. Ask "
                                    "for it again."))
        return redirect("sharing:one_export", pk=pk)
    return download(content, name=f"records-{local(made.at):%Y%m%d-%H%M}.{made.media}", media=made.media)


def _own(pk: UUID) -> Export:
    made = queries.exports.of(pk)
    if made is None:
        raise Http404
    return made


def _told(to: queries.Narrowing, tab: str) -> list[str]:
    """The list it is asked from, in words."""
    tabs = {"all": _("All"), "shared": _("Shared with us"), "ours": _("Ours"), "week": _("New this week")}
    kind = standard.kinds().get(to.kind)
    said = [tabs.get(tab, tabs["all"]), words.said(kind.label) if kind else "", words.of_code("region", to.region),
            words.of_code("category", to.category), str(to.since or ""), str(to.until or ""), to.text]
    return [one for one in said if one]


def _row(made: Export) -> dict[str, object]:
    return {"it": made, "stage": _(Stage(made.stage).label), "look": LOOKS[Stage(made.stage)].value}
