"""The records behind a figure of how long sharing took: when each was entered, when the other side saw it."""
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.kernel import lists
from liandong.kernel.pages import page

from .. import queries
from .lists import rows


@require_GET
def list_(request: HttpRequest, partner: UUID) -> HttpResponse:
    """What came to stand open between one's own agency and a partner lately, one way, with how long each took."""
    actor, gives = request.actor, request.GET.get("way") != "theirs"
    other = agencies.agencies().filter(pk=partner).first()
    if other is None or partner == actor.agency:
        raise Http404
    owner, agency = (actor.agency, partner) if gives else (partner, actor.agency)
    shown = lists.paged(request, queries.waited(owner, agency, actor.at - queries.LATELY))
    took = [(record.opened_at - record.entered_at).total_seconds() for record in shown.rows]
    drawn = list(zip(rows(actor, shown.rows), took, strict=True))
    return page(request, "sharing/waits", page=shown, rows=drawn, partner=other, gives=gives, columns=_columns())


def _columns() -> list[dict[str, object]]:
    return [{"label": _("Number"), "width": 124}, {"label": _("Title")}, {"label": _("Level"), "width": 112},
            {"label": _("Entered"), "width": 120}, {"label": _("Stood open"), "width": 120},
            {"label": _("Took"), "width": 112, "css": "fig"}]
