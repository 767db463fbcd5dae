"""Records due for review: the worklist, and renewing them one after another, each with its reason."""
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.kernel import lists, moments
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries, words
from ..forms.reviews import RenewalForm
from ..rules import records, reviews, standard
from ..rules.stages import DECIDERS
from .subjects import own_or_404

LOOKS = {reviews.Standing.OVERDUE: "late", reviews.Standing.TODAY: "need", reviews.Standing.SOON: "wait"}


@require_GET
def list_(request: HttpRequest) -> HttpResponse:
    """The agency's own records whose review day is near or past."""
    found, today = lists.paged(request, queries.reviews.due(request.actor)), moments.local(request.actor.at).date()
    rows = []
    for record in found:
        standing = reviews.standing(record.review_on, today)
        rows.append({"record": record, "kind": words.said(standard.kinds()[record.kind].label), "look": LOOKS[standing],
                     "standing": _(standing.label)})
    return page(request, "sharing/reviews", page=found, rows=rows, may_decide=bool(DECIDERS & request.actor.roles))


@require_GET
def of_notice(request: HttpRequest, agency: UUID) -> HttpResponse:
    """Where a notice about reviews leads."""
    return redirect("sharing:reviews")


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Renew one record; afterwards comes the next that is due, until none is left."""
    record = own_or_404(request.actor, pk)
    form = RenewalForm(record.version, records.first_review(request.actor.at), request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, record, 200 if request.method == "GET" else 422)
    got = form.cleaned_data
    try:
        actions.reviews.renew(request.actor, record, until=got["until"], reason=got["reason"], version=got["version"])
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, form, record, 422)
    left = queries.reviews.due(request.actor)
    messages.success(request, _("%(number)s is renewed until %(day)s.") % {"number": record.number, "day": got["until"]})
    following = left.first() if "following" in request.POST else None
    return redirect("sharing:renew", pk=following.pk) if following else redirect(
        "sharing:reviews" if "following" in request.POST else reverse("sharing:detail", args=[pk]))


def _page(request: HttpRequest, form: RenewalForm, record: object, status: int) -> HttpResponse:
    return page(request, "sharing/renew", status=status, form=form, record=record,
                left=lists.capped(lists.capped_count(queries.reviews.due(request.actor))))
