"""Filters of lists that an officer keeps: saved under a label, shown as tabs, one of them opening the list."""
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.db.models import F, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from .actor import Actor
from .errors import Refused
from .models import SavedFilter
from .terms import gettext_noop as _

MOST, LONGEST = 12, 1000
PASSING = ("page", "format")  # where one stands in a list is no filter
_lists: set[str] = set()


def on(*names: str) -> None:
    """Officers may keep filters of the lists at these address names; wired once, in web/wiring.py."""
    _lists.update(names)


def lists() -> set[str]:
    """The address names of the lists whose filters may be kept."""
    return set(_lists)


def asked(query: str) -> str:
    """A query string as it is kept: without empty values and without the place in the list, in one order."""
    pairs = {name: value for name, value in parse_qsl(query) if name not in PASSING}
    return urlencode(sorted(pairs.items()))


def kept(actor: Actor, name: str) -> list[SavedFilter]:
    """The officer's filters of a list, in their order; one query."""
    return list(SavedFilter.objects.filter(officer=actor.officer, list=name))


def here(request: HttpRequest) -> list[SavedFilter]:
    """The officer's filters of the list this request is for, asked once a request."""
    rows: list[SavedFilter] | None = getattr(request, "kept_filters", None)
    if rows is None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        actor: Actor = request.actor  # type: ignore[attr-defined]  # laid there by ActorMiddleware
        rows = request.kept_filters = kept(actor, name)  # type: ignore[attr-defined]
    return rows


def one(actor: Actor, pk: UUID) -> SavedFilter | None:
    """One of the officer's filters."""
    return SavedFilter.objects.filter(officer=actor.officer, pk=pk).first()


def save(actor: Actor, name: str, *, label: str, query: str) -> SavedFilter:
    """Keep what a list shows now under a label; a label that is there already gets the new filter."""
    if name not in _lists:
        raise Refused(_("This list keeps no filters."))
    words, wanted = _label(label), asked(query)
    if not wanted:
        raise Refused(_("Nothing is filtered here. Choose a tab or a filter first, then save it."))
    if len(wanted) > LONGEST:
        raise Refused(_("This filter is too long to be kept. Take a condition away."))
    mine = SavedFilter.objects.filter(officer=actor.officer, list=name)
    if mine.exclude(label=words).count() >= MOST:
        raise Refused(_("A list keeps %(most)d filters. Remove one first."), most=MOST)
    last = mine.aggregate(last=Max("place"))["last"]
    found, _made = SavedFilter.objects.update_or_create(
        officer=actor.officer, list=name, label=words, defaults={"query": wanted},
        create_defaults={"query": wanted, "place": 0 if last is None else last + 1})
    return found


def rename(actor: Actor, row: SavedFilter, *, label: str) -> None:
    """Give it another label."""
    words = _label(label)
    if SavedFilter.objects.filter(officer=actor.officer, list=row.list, label=words).exclude(pk=row.pk).exists():
        raise Refused(_("Another filter of this list has this label. Choose a different one."), field="label")
    SavedFilter.objects.filter(pk=row.pk).update(label=words)


def remove(actor: Actor, row: SavedFilter) -> None:
    """Keep it no longer."""
    SavedFilter.objects.filter(officer=actor.officer, pk=row.pk).delete()


def first(actor: Actor, row: SavedFilter) -> None:
    """Show it before the others."""
    mine = SavedFilter.objects.filter(officer=actor.officer, list=row.list)
    mine.filter(place__lt=row.place).update(place=F("place") + 1)
    mine.filter(pk=row.pk).update(place=0)


def open_with(actor: Actor, row: SavedFilter, *, is_default: bool) -> None:
    """Let the list open with this filter, or with none."""
    SavedFilter.objects.filter(officer=actor.officer, list=row.list, is_default=True).update(is_default=False)
    if is_default:
        SavedFilter.objects.filter(officer=actor.officer, pk=row.pk).update(is_default=True)


def opens_with_default(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of a list, asked for without any query, leads to the filter its officer opens it with."""
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.META.get("QUERY_STRING") or request.method != "GET":
            return view(request, *args, **kwargs)
        chosen = next((row for row in here(request) if row.is_default), None)
        return redirect(f"{request.path}?{chosen.query}") if chosen else view(request, *args, **kwargs)

    return opened


def _label(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise Refused(_("Give the filter a label."), field="label")
    if len(words) > 30:
        raise Refused(_("A label has 30 characters at most."), field="label")
    return words
