"""The API of relations: what lies beside a record, laying something there, taking it back."""
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status

from .. import actions, queries
from ..models import Record, Relation

router = Router(tags=["relations"])


class Related(Schema):
    """One relation; it reads from the record to the other."""

    id: UUID
    record: UUID
    other: UUID
    nature: str
    source: str
    note: str
    agency: UUID
    at: datetime


class Given(Schema):
    """A relation to make, read from this record to the other."""

    other: UUID
    nature: str
    source: str
    note: str = ""


@router.get("/{uuid:pk}/relations/", response=list[Related])
def list_relations(request: HttpRequest, pk: UUID) -> list[dict[str, Any]]:
    """The relations of a record whose other end the officer sees as well."""
    return [_said(one) for one in queries.related(_record(pk))]


@router.post("/{uuid:pk}/relations/", response={201: Related})
def relate(request: HttpRequest, pk: UUID, given: Given) -> Status[dict[str, Any]]:
    """Lay another record the officer sees beside this one."""
    made = actions.relate(request.actor, _record(pk), _record(given.other), nature=given.nature, source=given.source,
                          note=given.note)
    return Status(201, _said(made))


@router.post("/{uuid:pk}/relations/{uuid:one}/end/", response={204: None})
def unrelate(request: HttpRequest, pk: UUID, one: UUID) -> Status[None]:
    """Take back a relation the officer's agency made."""
    taken = next((each for each in queries.related(_record(pk)) if each.pk == one), None)
    if taken is None:
        raise Http404
    actions.unrelate(request.actor, taken)
    return Status(204, None)


def _record(pk: UUID) -> Record:
    record = queries.of(pk)
    if record is None:
        raise Http404
    return record


def _said(one: Relation) -> dict[str, Any]:
    return {"id": one.pk, "record": one.record_id, "other": one.other_id, "nature": one.nature, "source": one.source,
            "note": one.note, "agency": one.agency_id, "at": one.at}
