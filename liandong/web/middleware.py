"""Bind each request to its actor and moment, do each POST once, and keep what must outlive a rollback."""
import time
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import receipts
from liandong.kernel.actor import Actor, acting
from liandong.kernel.errors import Refused
from liandong.sharing import queries as sharing

from . import errors, idle, machines

Answer = Callable[[HttpRequest], HttpResponse]
KEYED = ("/calendar/feed/key/", machines.PLACE)
REPLAYED = ("Location", "HX-Redirect", "HX-Location", "HX-Trigger", "HX-Refresh", "Content-Type")


def now() -> datetime:
    """The one clock; tests move it."""
    return timezone.now()


def is_public(request: HttpRequest) -> bool:
    """Whether the address may be asked for before anybody signed in (its view says so with `public`)."""
    return bool(request.resolver_match and getattr(request.resolver_match.func, "is_public", False))


def is_keyed(request: HttpRequest) -> bool:
    """Whether the address itself says for whom it answers: who happens to be signed in does not matter."""
    return request.path.startswith(KEYED)


class IdleMiddleware:
    """After half an hour without an act of a person the session is locked: what is posted then is kept as a draft."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 423 while the session is locked; remember the act otherwise."""
        if not request.user.is_authenticated or is_keyed(request) or idle.is_exempt(request):
            return self.get_response(request)
        moment = now()
        if idle.is_locked(request, moment):
            return idle.refuse(request, moment)
        idle.renew(request, moment)
        return self.get_response(request)


class ActorMiddleware:
    """One transaction a request, under the signed actor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The view's answer, inside the actor's transaction; nothing stays of a request that ends in an error."""
        if machines.is_asked(request):
            return machines.serve(request, self.get_response, now())
        if not request.user.is_authenticated or is_keyed(request):
            return self.get_response(request)
        request.actor = agencies.actor(request.user, at=now(), exercise=_exercise(request))
        request.outlives = []
        request.begun = f"{time.time():.3f}"  # the page shows at least what was committed before: its stream tells the rest
        with acting(request.actor), sharing.standard_in_force(request.actor.at):
            response = self._once(request)
            if response.status_code >= 400:  # Django already turned the error into a response
                transaction.set_rollback(True)
        if refusal := getattr(request, "refusal", None):  # a form that shows its refusal beside the field
            request.outlives.append(_refusal(request.actor, request.resolver_match, refusal))
        if request.outlives:
            with acting(request.actor):
                for write in request.outlives:
                    write()
        return response

    def _once(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or idle.is_passive(request) or _is_sign_in(request):
            return self.get_response(request)
        key = _key(request)
        if key is None:
            return errors.no_key(request)
        if earlier := receipts.take(request.actor, key, request.path):
            return _again(earlier.status, earlier.headers, earlier.body)
        response = self.get_response(request)
        if response.streaming or "Content-Disposition" in response:
            receipts.forget(request.actor, key)
        elif response.status_code < 400:
            headers = {name: response[name] for name in REPLAYED if name in response}
            receipts.answered(request.actor, key, status=response.status_code, headers=headers,
                              body=response.content.decode("utf-8", "replace")[:200_000])
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        """Nobody enters without being an officer."""
        if not request.user.is_authenticated:
            is_let_in = is_public(request) or hasattr(request, "account")
            return None if is_let_in else errors.signed_out(request) or redirect_to_login(request.get_full_path())
        if request.user.must_change_password and not _is_sign_in(request) and not is_keyed(request):
            return redirect("account_change_password")
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal becomes a page that says what to do, and a line in the ledger."""
        if not isinstance(error, Refused) or not hasattr(request, "actor"):
            return None
        request.outlives.append(_refusal(request.actor, request.resolver_match, error))
        return errors.refused(request, error)


def _refusal(actor: Actor, place: object, error: Refused) -> Callable[[], None]:
    kwargs = getattr(place, "kwargs", {})
    verb = f"{getattr(place, 'app_name', '') or 'web'}.{kwargs.get('verb', getattr(place, 'url_name', ''))}"
    subject = kwargs.get("pk")
    return lambda: audit.refused(actor, verb, subject if isinstance(subject, UUID) else None, error)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.headers.get("Idempotency-Key") or request.POST.get("idempotency_key", ""))
    except ValueError:
        return None


def _exercise(request: HttpRequest) -> UUID | None:
    chosen = request.session.get("exercise")
    return UUID(chosen) if chosen else None


def _is_sign_in(request: HttpRequest) -> bool:
    return request.path.startswith(("/account/", "/unlock/", "/language/"))


def _again(status: int, headers: dict[str, str], body: str) -> HttpResponse:
    response = HttpResponse(body, status=status or 200)
    for name, value in headers.items():
        response[name] = value
    return response
