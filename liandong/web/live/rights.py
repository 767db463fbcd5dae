"""Who opens a stream, and which topics they may follow: asked in a thread, and the connection given back at once."""
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import auth
from django.db import connection
from django.http import HttpRequest, HttpResponse, parse_cookie

from liandong.agencies import queries as agencies
from liandong.kernel import live
from liandong.kernel.actor import acting
from liandong.web import middleware
from liandong.web.sessions import SignedSessionMiddleware


@dataclass(frozen=True)
class Rights:
    """Whose stream it is, and which of the topics asked for are theirs to follow."""

    officer: UUID
    agency: UUID
    topics: frozenset[str]


def rights(cookies: str, topics: Iterable[str]) -> Rights | None:
    """What the signed-in officer of these cookies may follow now; None when nobody is signed in, or no longer."""
    request = HttpRequest()
    request.COOKIES = parse_cookie(cookies)
    try:
        SignedSessionMiddleware(lambda _request: HttpResponse()).process_request(request)
        user = auth.get_user(request)
        if not user.is_authenticated or not user.is_active or user.must_change_password:
            return None
        actor = agencies.actor(user, at=middleware.now())
        with acting(actor):
            may = {topic for topic in topics if live.may_follow(topic, officer=actor.officer, agency=actor.agency)}
        return Rights(actor.officer, actor.agency, frozenset(may))
    finally:
        connection.close()
