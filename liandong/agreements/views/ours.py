"""The agreements of one's agency on one page, by partner, with what each side did; on screen and as a sheet."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_GET

from liandong.duties.queries import Tally
from liandong.kernel import moments, sheets, subjects
from liandong.kernel.actor import Actor
from liandong.kernel.pages import download, page

from .. import actions, queries
from ..models import Agreement
from ..rules import notice
from ..rules.vocabulary import Category
from . import words
from .listing import MEDIA

BACK, ONE = timedelta(days=365), timedelta(days=1)
OUTCOMES = ("kept", "late", "missed", "open")


@dataclass(frozen=True)
class Figure:
    """One figure and where its rows are listed."""

    name: str
    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Row:
    """One partner as it is drawn."""

    key: UUID
    name: str
    agreements: list[tuple[Agreement, date | None]]
    gives: str
    gets: str
    sides: list[tuple[str, list[Figure]]]
    exchange: queries.Exchange
    took: list[tuple[str, int, int, str]]  # whose, half within how many seconds, of how many records, where they are listed


@require_GET
def ours(request: HttpRequest) -> HttpResponse:
    """What runs with each partner, both ways, and how duties of the last year came out."""
    actor = request.actor
    rows = list(_rows(actor))
    if (media := request.GET.get("format")) in MEDIA:
        return _sheet(actor, rows, str(media))
    return page(request, "agreements/ours", rows=rows, since=_first(actor), live_page=f"agency:{actor.agency}",
                reads=bool(queries.exchangers), heads=_heads(),
                count=len({one.pk for row in rows for one, _last in row.agreements}))


def _rows(actor: Actor) -> Iterator[Row]:
    first, today = _first(actor), moments.local(actor.at).date()
    for one in queries.by_partner(actor, moments.day_end(first - ONE), moments.day_end(today)):
        sides = [(label, [_figure(actor, one.key, way, name, said, tally) for name, said in _heads()])
                 for label, way, tally in ((_("We owed"), "ours", one.ours), (_("They owed"), "theirs", one.theirs))]
        yield Row(one.key, one.name, [(row, _last_day(row)) for row in one.agreements], _listed(one.gives), _listed(one.gets),
                  sides, one.exchange, _took(one))


def _took(one: queries.Partner) -> list[tuple[str, int, int, str]]:
    """How long what was shared lately took each way, each figure with its rows."""
    address = subjects.address("waits", one.key)
    found = ((_("Ours to them"), "ours", one.exchange.ours_took), (_("Theirs to us"), "theirs", one.exchange.theirs_took))
    return [(label, wait.seconds, wait.records, f"{address}?way={way}") if wait and address else (label, 0, 0, "")
            for label, way, wait in found]


def _figure(actor: Actor, partner: UUID, way: str, name: str, label: str, tally: Tally) -> Figure:
    """A figure with its list: the same days on both, so that they agree."""
    query = urlencode({"tab": "all", "partner": partner, "way": way, "outcome": name, "since": _first(actor),
                       "until": moments.local(actor.at).date()})
    return Figure(name, label, getattr(tally, name), f"{reverse('duties:list')}?{query}")


def _first(actor: Actor) -> date:
    """The first day that is looked at."""
    return moments.local(actor.at - BACK).date()


def _heads() -> list[tuple[str, str]]:
    labels = {"kept": _("Kept"), "late": _("Late"), "missed": _("Missed"), "open": pgettext("duty", "Open")}
    return [(name, labels[name]) for name in OUTCOMES]


def _listed(categories: list[str]) -> str:
    return "、".join(words.label(Category, one) for one in categories)


def _last_day(agreement: Agreement) -> date | None:
    ends = agreement.ends_at
    return notice.last_day(ends) if ends and ends.year < 9999 else None


def _sheet(actor: Actor, rows: list[Row], media: str) -> HttpResponse:
    """A line a partner; that it left is written down."""
    head = [_("Partner"), _("Agreements in force"), _("We give"), _("They give"), _("Half of ours to them, minutes"),
            _("Half of theirs to us, minutes"),
            *(f"{side} {label}" for side in (_("We owed"), _("They owed")) for _name, label in _heads())]
    cells = [(row.name, "、".join(one.number for one, _last in row.agreements), row.gives, row.gets,
              *("" if wait is None else round(wait.seconds / moments.MINUTE)
                for wait in (row.exchange.ours_took, row.exchange.theirs_took)),
              *(figure.count for _label, figures in row.sides for figure in figures)) for row in rows]
    actions.list_exported(actor, len(rows))
    return download(sheets.file(head, cells, media=media, title=_("By partner")), name=f"agreements-by-partner.{media}",
                    media=media)
