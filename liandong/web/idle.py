"""The idle lock: after half an hour without an act of a person the page is covered and nothing typed is lost."""
import json
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from liandong.agencies import queries as agencies
from liandong.kernel import drafts
from liandong.kernel.actor import acting

from . import errors

PLACE = "locked"  # where the POST that met the lock is kept, until it is repeated
ACTED_AT = "acted_at"
HIDDEN = ("csrfmiddlewaretoken", "password", "code", "credential")  # never kept


def is_passive(request: HttpRequest) -> bool:
    """Whether this is a poll or a stream: it renews nothing."""
    return request.headers.get("X-Liandong-Passive") == "1"


def is_exempt(request: HttpRequest) -> bool:
    """The lock itself, signing out and static files answer always."""
    return request.path in ("/unlock/", "/account/logout/", "/language/") or request.path.startswith("/static/")


def is_locked(request: HttpRequest, at: datetime) -> bool:
    """Whether nobody acted for the idle time."""
    acted = request.session.get(ACTED_AT)
    return bool(acted) and at - datetime.fromisoformat(acted) >= timedelta(minutes=settings.IDLE_MINUTES)


def renew(request: HttpRequest, at: datetime) -> None:
    """Remember an act of a person; written at most once a minute, so that reading pages does not write sessions."""
    acted = request.session.get(ACTED_AT)
    if is_passive(request) or acted and at - datetime.fromisoformat(acted) < timedelta(minutes=1):
        return
    request.session[ACTED_AT] = at.isoformat()


def unlock(request: HttpRequest, at: datetime) -> None:
    """Open the session again: the officer has just authenticated."""
    request.session[ACTED_AT] = at.isoformat()


def refuse(request: HttpRequest, at: datetime) -> HttpResponse:
    """Answer 423; a POST is kept for the officer first, with its idempotency key."""
    if request.method == "POST" and not is_passive(request):
        fields = {k: v for k, v in request.POST.lists() if k not in HIDDEN}
        actor = agencies.actor(request.user, at=at)
        with acting(actor):
            drafts.keep(actor, PLACE, {"path": request.get_full_path(), "fields": json.loads(json.dumps(fields))})
        return errors.locked(request, path=request.get_full_path(), fields=list(fields.items()))
    return errors.locked(request)
