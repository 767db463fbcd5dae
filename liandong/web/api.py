"""The API: each module's router under its own address, for signed-in officers and by the same rules as pages."""
from importlib import import_module
from importlib.util import find_spec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.security import django_auth

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import in_words

PLACES = {"agreements": "agreements", "sharing": "records", "duties": "duties", "notices": "notices", "audit": "ledger",
          "agencies": "agencies", "documents": "documents"}

api = NinjaAPI(title="Liandong", version="1", auth=django_auth, docs_url=None, urls_namespace="api",
               description="What pages show and do, under the same row-level security. Every POST carries X-CSRFToken "
                           "and an Idempotency-Key (a UUID of your own making): the same key again gets the same answer.")

for module in settings.MODULES:
    if module in PLACES and find_spec(f"liandong.{module}.api"):
        api.add_router(f"/{PLACES[module]}/", import_module(f"liandong.{module}.api").router)
api.add_router("/exchange/", import_module("liandong.sharing.api").exchange)


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """409 with the reason in words; the middleware rolls back and writes the refusal's line."""
    request.refusal = error  # read by ActorMiddleware
    message = in_words(error)
    said: dict[str, object] = {"detail": message, "field": error.field}
    if isinstance(error, Stale):
        said |= {"mine": dict(error.mine), "theirs": dict(error.theirs), "version": error.version}
    return api.create_response(request, said, status=409)
