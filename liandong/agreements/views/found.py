"""The agreement of an address, or 404: what the actor may not see does not exist."""
from uuid import UUID

from django.http import Http404, HttpRequest

from .. import queries
from ..models import Agreement


def agreement(pk: UUID) -> Agreement:
    """The agreement with that key, as its whole audience reads it."""
    found = queries.of(pk)
    if found is None:
        raise Http404
    return found


def own(request: HttpRequest, pk: UUID) -> Agreement:
    """The same for pages on which one acts, or reads how it came about: who is above a party has no such page."""
    found = agreement(pk)
    if not queries.is_own(request.actor, found):
        raise Http404
    return found
