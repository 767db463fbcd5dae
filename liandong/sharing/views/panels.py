"""What runs under an agreement today: a panel on the agreement's page."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from .. import queries, words

MONTH = timedelta(days=30)


@dataclass(frozen=True)
class Bars:
    """One category as it is drawn: both counts, their bars in percent, the clauses."""

    label: str
    gives: int
    gets: int
    give_width: float
    give_from: float
    get_width: float
    clauses: str


@dataclass(frozen=True)
class Side:
    """What runs between the officer's agency and one partner."""

    partner: str
    rows: list[Bars]
    gives: int
    gets: int
    loses: int
    pace: list[str]  # how fast records came lately, each way


@require_GET
def under_deed(request: HttpRequest, deed: UUID) -> HttpResponse:
    """Today's giving and getting under the deed; the same answer where there is none or it is not one's own."""
    found = access.deed(deed)
    sides = _sides(request.actor, deed, found.parties) if found and found.starts_at else []
    own = agencies.agency(request.actor.agency).short_name
    return render(request, "sharing/_deed_panel.html", {"sides": sides, "own": own})


def _sides(actor: Actor, deed: UUID, parties: list[UUID]) -> list[Side]:
    named = {a.pk: a.short_name for a in agencies.agencies().filter(pk__in=parties)}
    lost, delays = queries.lost(actor, deed, parties), queries.delays(deed, actor.at - MONTH)
    sides = []
    for partner in (p for p in parties if p != actor.agency):
        flows = queries.under(deed, partner)
        if flows:
            gives, gets = sum(f.gives for f in flows), sum(f.gets for f in flows)
            sides.append(Side(named[partner], _bars(flows), gives, gets, lost[partner],
                              _pace(delays.get(partner, {}), named[partner])))
    return sides


def _pace(delays: Mapping[bool, queries.Delay], partner: str) -> list[str]:
    said = {True: _("In the last 30 days %(n)s records stood open to %(partner)s by themselves, half of them %(time)s."),
            False: _("In the last 30 days %(n)s records of %(partner)s stood open to us by themselves, half of them %(time)s.")}
    return [words % {"n": delays[gives].records, "partner": partner, "time": _time(delays[gives].seconds)}
            for gives, words in said.items() if gives in delays]


def _time(seconds: int) -> str:
    minutes = seconds // 60
    if minutes < 1:
        return _("at once on entry")
    return _("within %(n)d minutes of entry") % {"n": minutes} if minutes < 120 else \
        _("within %(n)d hours of entry") % {"n": minutes // 60}


def _bars(flows: list[queries.Flow]) -> list[Bars]:
    most = max(1, *(max(f.gives, f.gets) for f in flows))
    return [_bar(flow, most) for flow in sorted(flows, key=lambda f: -max(f.gives, f.gets))]


def _bar(flow: queries.Flow, most: int) -> Bars:
    give, get = round(100 * flow.gives / most, 1), round(100 * flow.gets / most, 1)
    return Bars(words.named(flow.named), flow.gives, flow.gets, give, round(100 - give, 1), get, "、".join(flow.clauses))
