"""The API of the data standard: as it is in force, what was added to it, and adding for who keeps it."""
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from .. import actions, queries
from ..rules import adding, printed, standard
from ..rules.additions import ONLY, Addition, What

router = Router(tags=["standard"])


class Added(Schema):
    """The key of the version that was added."""

    id: UUID


class Version(Schema):
    """One version of one addition."""

    what: str
    place: str
    name: str
    version: int
    zh: str
    en: str
    since: date
    until: date | None
    why: str


class Given(Schema):
    """An element, code or pattern of titles to add, or a newer version of one; a table is added with its `rows`."""

    what: str
    place: str
    name: str = ""
    zh: str
    en: str
    since: date
    why: str
    group: str = ""
    type: str = "text"
    codes: str = ""
    format: str = ""
    required: bool = False
    mask: str = ""
    search: str = "none"
    match: str = "none"
    help_zh: str = ""
    help_en: str = ""
    rows: str = ""


class Retired(Schema):
    """What is offered no longer, from which day on, and why."""

    what: str
    place: str
    name: str
    until: date
    why: str


@router.get("/", response=dict[str, Any])
def in_force(request: HttpRequest) -> dict[str, Any]:
    """The standard in force: kinds with their elements, and code tables."""
    return printed.as_data(standard.current())


@router.get("/history/", response=list[Version])
def history(request: HttpRequest) -> list[Any]:
    """The newest thousand versions of what was added."""
    return list(queries.history()[:1000])


@router.post("/", response={201: Added})
def add(request: HttpRequest, given: Given) -> Status[Added]:
    """Add to the standard; 409 where that is not allowed or something is wrong with it."""
    fields = given.dict(exclude={"rows", "why"})
    if given.what == What.ELEMENT and not given.name and given.place in standard.kinds():
        fields["name"] = adding.named("", given.en, (e.name for e in standard.kinds()[given.place].every))
    one = Addition(**fields | {"version": 0, "name": fields["name"] or ONLY})
    if given.what == What.TABLE:
        return Status(201, Added(id=actions.add_table(request.actor, one, adding.code_rows(given.rows), why=given.why)))
    return Status(201, Added(id=actions.add(request.actor, one, why=given.why)))


@router.post("/retire/", response={201: Added})
def retire(request: HttpRequest, given: Retired) -> Status[Added]:
    """Offer an element or code no longer."""
    return Status(201, Added(id=actions.retire(request.actor, given.what, given.place, given.name, until=given.until,
                                               why=given.why)))
