"""How much of what an agreement gives is used, each way: a panel on its page, and the rows behind each figure."""
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_GET

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel import lists
from liandong.kernel.actor import Actor
from liandong.kernel.pages import page

from .. import queries, words
from ..rules import uses
from ..rules.uses import Way
from .lists import rows

OPEN = "open"


@dataclass(frozen=True)
class Figure:
    """One figure and the list behind it."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Line:
    """One category of one direction."""

    way: str
    category: str
    clauses: str
    figures: list[Figure]
    usage: queries.Usage
    idle: int
    is_idle: bool


@require_GET
def panel(request: HttpRequest, deed: UUID) -> HttpResponse:
    """What runs under the agreement and how much is used; the same answer where there is none or it is not one's own."""
    actor = request.actor
    found = queries.usage(actor, deed)
    named = {agency.pk: agency.short_name for agency in agencies.agencies().filter(
        pk__in={key for one in found for key in (one.owner, one.agency)})}
    lines = [_line(actor, deed, one, named) for one in sorted(found, key=lambda one: (
        one.owner != actor.agency, named.get(one.agency, ""), named.get(one.owner, ""), one.named))]
    return render(request, "sharing/_use_panel.html", {"lines": lines, "heads": _heads(), "kept": _kept(actor, deed)})


@require_GET
def list_(request: HttpRequest, deed: UUID) -> HttpResponse:
    """The rows behind one figure: records that stand open, or who used which."""
    actor, asked = request.actor, request.GET
    found, owner, agency = access.deed(deed), _key(asked.get("owner", "")), _key(asked.get("agency", ""))
    if found is None or actor.agency not in (owner, agency):
        raise Http404
    to = {"owner": owner, "agency": agency, "named": asked.get("named", "")}
    way = next((one for one in Way if one.value == asked.get("way")), None)
    shown = lists.paged(request, queries.uses(deed, **to, way=way.value) if way else queries.open_now(actor, deed, **to))
    names = agencies.names([owner, agency])
    context = {"page": shown, "deed": found, "owner": names.get(owner, ""), "agency": names.get(agency, ""),
               "category": words.named(to["named"]), "way": _(way.label) if way else _("Open now")}
    if way:
        officers = agencies.officer_names(one.officer for one in shown)
        return page(request, "sharing/uses", uses=[(one, officers.get(one.officer, "")) for one in shown], **context)
    return page(request, "sharing/uses", rows=rows(actor, shown), **context)


def _line(actor: Actor, deed: UUID, one: queries.Usage, named: dict[UUID, str]) -> Line:
    counts = {OPEN: one.opened} | {way.value: one.used.get(way.value, 0) for way in Way}
    address, to = reverse("sharing:uses", args=[deed]), {"owner": one.owner, "agency": one.agency, "named": one.named}
    figures = [Figure(label, counts[name], f"{address}?{urlencode(to | {'way': name})}") for name, label in _heads()]
    return Line(f"{named.get(one.owner, '')} → {named.get(one.agency, '')}", words.named(one.named),
                "、".join(filter(None, one.clauses)), figures, one, uses.idle_days(one.last, one.begun, actor.at),
                uses.is_idle(one.last, one.begun, actor.at))


def _heads() -> list[tuple[str, str]]:
    return [(OPEN, _("Open now")), *((way.value, _(way.label)) for way in Way)]


def _kept(actor: Actor, deed: UUID) -> list[tuple[str, list[Figure]]]:
    """How the duties of the agreement came out until now, ours and theirs, each with its list."""
    heads = (("kept", _("Kept")), ("late", _("Kept late")), ("missed", _("Missed")), ("open", pgettext("duty", "Open")))
    told, sides = duties.tallies_of(actor, deed), []
    for way, label in (("ours", _("Our duties")), ("theirs", _("Their duties"))):
        if any(told[way].values()):
            sides.append((label, [Figure(said, told[way][name], f"{reverse('duties:list')}?" + urlencode(
                {"tab": "all", "basis": deed, "way": way, "outcome": name})) for name, said in heads]))
    return sides


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error
