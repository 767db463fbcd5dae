"""Requests of agencies' own systems: a token instead of a session, one transaction under the account, a rate of its own."""
from collections.abc import Callable
from datetime import datetime

from allauth.core.internal import ratelimit  # the outer one lets every GET pass
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from liandong.audit import actions as audit
from liandong.kernel.actor import acting
from liandong.sharing import queries as shared

PLACE = "/api/exchange/"
GUESSES = {"exchange_failed": "30/m/ip"}  # wrong tokens


def is_asked(request: HttpRequest) -> bool:
    """Whether the address answers to tokens alone."""
    return request.path.startswith(PLACE)


def serve(request: HttpRequest, get_response: Callable[[HttpRequest], HttpResponse], at: datetime) -> HttpResponse:
    """The answer under the account whose token was shown; 401 without one, 429 above its rate."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    account = shared.accounts.caller(token.strip(), at) if scheme.lower() == "bearer" and token.strip() else None
    if account is None:
        within = ratelimit.consume(request, app="liandong", action="exchange_failed", config=GUESSES, limit_get=True)
        return _said("show a valid token", 401 if within else 429, {"WWW-Authenticate": "Bearer"})
    rates = {"exchange": f"{account.per_minute}/m/key"}
    if not ratelimit.consume(request, app="liandong", action="exchange", config=rates, key=str(account.id), limit_get=True):
        return _said("too many requests", 429, {"Retry-After": "60"})
    request.account, request.actor, request.outlives = account, account.actor(at), []
    with acting(request.actor), shared.standard_in_force(at):
        response = get_response(request)
        if response.status_code >= 400:
            transaction.set_rollback(True)
    if refusal := getattr(request, "refusal", None):
        with acting(request.actor):
            audit.refused(request.actor, "sharing.exchange", None, refusal)
    return response


def _said(detail: str, status: int, headers: dict[str, str]) -> HttpResponse:
    return JsonResponse({"detail": detail}, status=status, headers=headers)
