"""What every page's frame needs: who acts, where one can go, what waits."""
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel.actor import Actor
from liandong.notices import queries as notices
from liandong.web.demo_accounts import demo_officers


@dataclass(frozen=True)
class Place:
    """One entry of the navigation."""

    label: str
    url: str
    icon: str
    current: bool


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
        return common | {"demo_officers": SimpleLazyObject(demo_officers)}
    return common | {
        "actor": actor, "nav": _nav(request), "search_url": reverse("sharing:list"), "notice_url": reverse("notices:list"),
        # asked only by pages that draw the frame, not by the parts that htmx fetches
        "officer": SimpleLazyObject(lambda: agencies.officer(actor.officer)),
        "clocks": SimpleLazyObject(lambda: _clocks(actor)),
        "notice_count": SimpleLazyObject(lambda: notices.said(notices.unread_count(actor))),
        "urgent_notices": SimpleLazyObject(lambda: notices.urgent(actor)),
    }


def _nav(request: HttpRequest) -> list[list[Place]]:
    groups = [
        [(_("Workbench"), "home", "home"), (_("Agreements"), "agreements:list", "file-certificate"),
         (_("Shared records"), "sharing:list", "database"), (_("Duties"), "duties:list", "clock-check"),
         (_("Calendar"), "calendar", "calendar")],
        [(_("Agencies"), "agencies:list", "building-community"), (_("On duty"), "agencies:rosters", "calendar-user"),
         (_("Ledger"), "audit:list", "fingerprint")],
    ]
    places = [[(label, reverse(name), icon) for label, name, icon in group] for group in groups]
    here = max((url for group in places for _label, url, _icon in group if _holds(url, request.path)), key=len, default="")
    return [[Place(label, url, icon, url == here) for label, url, icon in group] for group in places]


def _holds(url: str, path: str) -> bool:
    """Whether the page lies under that place; of several places the closest is where one is."""
    return path == url if url == "/" else path.startswith(url)


def _clocks(actor: Actor) -> Clocks:
    due_today, overdue = duties.clock_counts(actor)
    return Clocks(due_today, overdue, reverse("duties:list"))
