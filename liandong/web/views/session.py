"""The session itself: unlocking after an idle time, keeping what is typed, the language."""
import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST
from django.views.i18n import set_language

from liandong.audit import actions as audit
from liandong.kernel import drafts
from liandong.kernel.models import Receipt
from liandong.web import idle
from liandong.web.public import public
from liandong.web.signin import Proof, asks_code, asks_passkey, challenge, prove

DRAFT_BYTES = 100_000
ASKED = {Proof.CODE: {"X-Liandong-Code": "1"}, Proof.PASSKEY: {"X-Liandong-Passkey": "1"}}

language = public(set_language)


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: HttpRequest) -> HttpResponse:
    """Ask for the password, open the session again, and give back what was posted while it was locked."""
    if request.method != "POST":
        if "passkey" in request.GET:
            return JsonResponse({"request_options": challenge(request)})
        if idle.is_locked(request, request.actor.at):
            return _page(request)
        return _repeat(request) or redirect(_next(request))
    if "forget" in request.POST and not idle.is_locked(request, request.actor.at):
        drafts.drop(request.actor, idle.PLACE)
        return redirect("/")
    page_asks = request.headers.get("Accept") == "application/json"
    proof = prove(request, *(request.POST.get(name, "") for name in ("password", "code", "credential")))
    if proof is not Proof.HELD:
        headers = ASKED.get(proof, {})  # the page then asks for that as well
        return HttpResponse(status=403, headers=headers) if page_asks else _page(request, wrong=True)
    idle.unlock(request, request.actor.at)
    audit.record(request.actor, "agencies.unlock", request.actor.officer, kind="officer")
    if page_asks:
        return HttpResponse(status=204)
    return _repeat(request) or redirect(_next(request))


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what was typed at a place; 204."""
    place, text = request.POST.get("place", ""), request.POST.get("body", "")
    if not place or len(place) > 400 or place == idle.PLACE:
        return HttpResponseBadRequest()
    if len(text.encode()) > DRAFT_BYTES:
        return HttpResponse(status=413)
    try:
        body = json.loads(text)
    except ValueError:
        return HttpResponseBadRequest()
    if not isinstance(body, dict):
        return HttpResponseBadRequest()
    drafts.keep(request.actor, place, body)
    return HttpResponse(status=204)


def _page(request: HttpRequest, *, wrong: bool = False) -> HttpResponse:
    kept = _kept(request)
    return render(request, "web/unlock.html", {
        "wrong": wrong, "asks_code": asks_code(request.user), "asks_passkey": asks_passkey(request.user),
        "next_url": _next(request), "path": kept["path"] if kept else "", "fields": kept["fields"].items() if kept else (),
    }, status=403 if wrong else 200)


def _repeat(request: HttpRequest) -> HttpResponse | None:
    kept = _kept(request)
    if kept is None:
        return None
    shown = [(name, values) for name, values in kept["fields"].items() if name not in idle.HIDDEN and any(values)]
    return render(request, "web/repeat.html", {"path": kept["path"], "fields": kept["fields"].items(), "shown": shown})


def _kept(request: HttpRequest) -> dict | None:
    """The POST that met the lock; forgotten once it has been done, by whichever page."""
    found = drafts.kept(request.actor, idle.PLACE)
    if found is None:
        return None
    [key] = found.body["fields"].get("idempotency_key") or [""]
    if not _is_key(key) or Receipt.objects.filter(officer=request.actor.officer, key=key).exists():
        drafts.drop(request.actor, idle.PLACE)
        return None
    return found.body


def _is_key(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _next(request: HttpRequest) -> str:
    asked = request.POST.get("next") or request.GET.get("next") or "/"
    return asked if url_has_allowed_host_and_scheme(asked, {request.get_host()}) else "/"
