"""Pages that say what went wrong and what to do next."""
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import in_words


def _page(request: HttpRequest, name: str, status: int, **context: object) -> HttpResponse:
    part = request.headers.get("HX-Request") == "true"
    return render(request, f"errors/{'_refused' if part else name}.html", {"status": status, **context}, status=status)


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """409: a rule forbids it; what was typed is on the page before."""
    message = in_words(error)
    if isinstance(error, Stale):
        return _page(request, "409", 409, message=message, mine=error.mine, theirs=error.theirs)
    return _page(request, "409", 409, message=message, next_url=request.headers.get("Referer", "/"))


def no_key(request: HttpRequest) -> HttpResponse:
    """400: a POST without its idempotency key."""
    return _page(request, "400", 400, message=_("The page was out of date. Go back, reload it and send again."))


def locked(request: HttpRequest, *, path: str = "", fields: list[tuple[str, list[str]]] | None = None) -> HttpResponse:
    """423: nobody acted for the idle time; a POST that met the lock is repeated from this page after unlocking."""
    return _page(request, "423", 423, path=path, fields=fields or [],
                 message=_("The page is locked after an idle time. What you typed is kept."))


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """401 where a page would have to be replaced in parts or an API is called; None where a redirect serves."""
    if request.path.startswith("/api/"):
        return HttpResponse('{"detail": "sign in first"}', status=401, content_type="application/json")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": "/account/login/"})
    return None


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token does not fit the session."""
    return _page(request, "403_csrf", 403)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return _page(request, "400", 400, message=_("The page was out of date. Go back, reload it and send again."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not for this officer; the page does not say which."""
    return _page(request, "404", 404, message=_("There is no such page, or it is not open to you."))


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was changed."""
    return _page(request, "500", 500, message=_("Something went wrong on our side. Nothing was changed."))
