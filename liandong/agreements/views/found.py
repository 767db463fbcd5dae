"""The agreement of an address, or 404: what the actor may not see does not exist."""
from uuid import UUID

from django.http import Http404

from .. import queries
from ..models import Agreement


def agreement(pk: UUID) -> Agreement:
    """The agreement with that key."""
    found = queries.of(pk)
    if found is None:
        raise Http404
    return found
