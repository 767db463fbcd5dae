"""The calendar as a feed: its key made, shown once and revoked; and the feed itself, which needs no session."""
from datetime import timedelta

from allauth.core.internal import ratelimit  # the outer one lets every GET pass
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Post
from liandong.duties import views as duty_pages
from liandong.kernel import moments
from liandong.kernel.actor import Actor, acting
from liandong.kernel.pages import page
from liandong.web import middleware
from liandong.web.calendar import events, ical, keys
from liandong.web.public import public

ONCE = "web.feed_key"  # in the session, encrypted, until it is shown
BEFORE, AFTER, MOST = timedelta(days=31), timedelta(days=366), 3000
RATES = {"feed": "60/h/key,6000/h/ip"}  # calendars ask every few minutes at most; a whole bureau may share an address


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make a key in place of the one before; its address is shown once on the page after."""
    request.session[ONCE] = keys.locked(keys.make(request.actor))
    return redirect("feed_address")


@never_cache
@require_GET
def address(request: HttpRequest) -> HttpResponse:
    """The address of the feed, this once."""
    kept = request.session.pop(ONCE, None)
    if not kept:
        messages.info(request, _("The address of a feed is shown once. If it was not noted, make a new one."))
        return redirect("calendar")
    return page(request, "calendar/address", address=request.build_absolute_uri(reverse("feed", args=[keys.opened(kept)])))


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Let the address answer nobody from now on."""
    if keys.revoke(request.actor):
        messages.success(request, _("The feed is closed. Calendars that had its address get nothing from now on."))
    return redirect("calendar")


@public
@never_cache
@require_safe
def read(request: HttpRequest, key: str) -> HttpResponse:
    """The duties of the key's officer's agency, as that officer would see them now."""
    if not ratelimit.consume(request, app="liandong", action="feed", config=RATES, key=keys.digest(key).hex(), limit_get=True):
        return HttpResponse(status=429, headers={"Retry-After": "3600"})
    owner = keys.officer_of(key)
    officer = agencies.officer(owner) if owner else None
    if officer is None or officer.must_change_password:
        raise Http404
    actor = agencies.actor(officer, at=middleware.now())
    with acting(actor):
        keys.used(actor)
        name = _("Duties of %(agency)s") % {"agency": officer.agency.name}
        body = ical.write(name, _duties(actor), _shifts(actor), at=actor.at, base=request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8",
                        headers={"Content-Disposition": 'inline; filename="liandong.ics"'})


def _duties(actor: Actor) -> list[ical.Item]:
    today = moments.local(actor.at).date()
    rows = events.between(actor, today - BEFORE, today + AFTER, events.Wanted()).order_by("due_at", "pk")[:MOST]
    return [ical.Item(row.duty, row.word, reverse("duties:detail", args=[row.duty.pk])) for row in duty_pages.rows(actor, rows)]


def _shifts(actor: Actor) -> list[ical.Spell]:
    today = moments.local(actor.at).date()
    mine = events.shifts(actor, today - BEFORE, today + AFTER, events.Wanted())
    return [ical.Spell(shift, _("On duty: %(post)s") % {"post": _(Post(shift.post).label)},
                       reverse("agencies:roster", args=[shift.roster_id])) for shift in mine]
