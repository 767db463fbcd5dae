"""Which of one's own records an agreement would open to a partner, before it is signed."""
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.agreements import queries as agreements
from liandong.kernel import lists
from liandong.kernel.pages import page

from .. import queries, words
from .lists import rows


@require_GET
def would_open(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The records of the last thirty days that one category of the draft would open to one partner; one's own only."""
    actor, agreement = request.actor, agreements.of(pk)
    if agreement is None or not agreements.has_preview(actor, agreement):
        raise Http404
    partner, named = _key(request.GET.get("agency", "")), request.GET.get("named", "")
    grants = agreements.would_grant(actor, agreement)
    if (partner, named) not in {(grant.agency, grant.named) for grant in grants if grant.owner == actor.agency}:
        raise Http404
    found = queries.would_be_open(actor, grants, actor.at - agreements.BACK, agency=partner, named=named)
    shown = lists.paged(request, found)
    return page(request, "sharing/would_open", page=shown, rows=rows(actor, shown), agreement=agreement,
                partner=agencies.agency(partner), category=words.named(named), columns=_columns())


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


def _columns() -> list[dict[str, object]]:
    return [{"label": _("Number"), "width": 124}, {"label": _("Title")}, {"label": _("Level"), "width": 112},
            {"label": _("Handling"), "width": 120, "css": "leave"}, {"label": _("Stage"), "width": 124},
            {"label": _("Entered"), "width": 120}]
