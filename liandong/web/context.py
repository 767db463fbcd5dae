"""What every page's frame needs: who acts, where one can go, what waits."""
from dataclasses import dataclass
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from liandong.agencies import queries as agencies
from liandong.agencies.models import Officer


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    current: bool
    count: int = 0


@dataclass(frozen=True)
class Clocks:
    """How many of the agency's duties fall due today, and how many are overdue."""

    due_today: int
    overdue: int
    url: str


def frame(request: HttpRequest) -> dict[str, object]:
    """Actor, officer and navigation for the frame; nothing of them on pages before sign-in."""
    common = {"theme": "dark" if request.COOKIES.get("ld_theme") == "dark" else "light",
              "idle_minutes": settings.IDLE_MINUTES, "demo": settings.DEMO}
    actor = getattr(request, "actor", None)
    if actor is None:
        return common
    return common | {
        "actor": actor, "officer": SimpleLazyObject(lambda: _officer(request)), "nav": _nav(request),
        "clocks": SimpleLazyObject(lambda: _clocks(request)),
        "notice_count": SimpleLazyObject(lambda: _unread(request)), "notice_url": _address("notices:list"),
        "search_url": _address("sharing:list"),
    }


def _officer(request: HttpRequest) -> Officer | None:
    return agencies.officer(request.actor.officer)


def _nav(request: HttpRequest) -> list[list[Place]]:
    groups = [
        [(_("Workbench"), "home", "home"), (_("Agreements"), "agreements:list", "file-certificate"),
         (_("Shared records"), "sharing:list", "database"), (_("Duties"), "duties:list", "clock-check")],
        [(_("Agencies"), "agencies:list", "building-community"), (_("Ledger"), "audit:list", "fingerprint")],
    ]
    return [[_place(request, *entry) for entry in group if _address(entry[1])] for group in groups]


def _place(request: HttpRequest, label: str, name: str, icon: str) -> Place:
    url = _address(name)
    current = request.path == url if url == "/" else request.path.startswith(url)
    return Place(label, url, icon, current)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _clocks(request: HttpRequest) -> Clocks | None:
    if not find_spec("liandong.duties.queries"):
        return None
    from liandong.duties import queries as duties
    due_today, overdue = duties.clock_counts(request.actor)
    return Clocks(due_today, overdue, _address("duties:list"))


def _unread(request: HttpRequest) -> int:
    if not find_spec("liandong.notices.queries"):
        return 0
    from liandong.notices import queries as notices
    return notices.unread_count(request.actor)
