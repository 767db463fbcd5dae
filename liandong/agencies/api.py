"""Whom one calls, over the API: desks, who is on duty, emergency contacts; test calls and acknowledgements."""
from datetime import date, datetime
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Schema, Status

from . import actions, queries, rules
from .models import Contact, Department, Desk, Shift

router = Router(tags=["agencies"])


class AgencyOut(Schema):
    """An agency on the platform."""

    id: UUID
    code: str
    name: str
    kind: str
    tier: str
    parent: UUID | None
    duty_phone: str


class DepartmentOut(Schema):
    """A department of an agency."""

    id: UUID
    name: str


class DepartmentIn(Schema):
    """What a department of the officer's own agency is called."""

    name: str


class DepartmentSeen(DepartmentIn):
    """A new name, and the one the caller saw: where it is another by now, nothing is changed."""

    seen: str


class DeskOut(Schema):
    """A counterpart desk; around the clock where `opens` is null."""

    id: UUID
    function: str
    name: str
    department: str
    person: str
    phone: str
    days: list[int]
    opens: str | None
    closes: str | None
    is_open: bool


class OnDuty(Schema):
    """Who is on duty at the moment of the request."""

    name: str
    post: str
    department: str
    phone: str
    starts_at: datetime
    ends_at: datetime
    roster: UUID


class ContactOut(Schema):
    """An emergency contact and when it is called next."""

    id: UUID
    agency: UUID
    function: str
    name: str
    phone: str
    backup_phone: str
    tested_at: datetime | None
    answer: str
    next_test_on: date
    is_overdue: bool


class Call(Schema):
    """How a test call came out: answered (with seconds), no_answer or wrong_number."""

    answer: rules.Answer
    seconds: int | None = None
    backup: bool = False
    note: str = ""


class Edition(Schema):
    """The edition of a roster that was read."""

    edition: int


@router.get("/", response=list[AgencyOut], summary="Every agency, in the order of codes")
def listed(request: HttpRequest) -> list[dict[str, object]]:
    """The agencies on the platform."""
    return [{"id": a.pk, "code": a.code, "name": a.name, "kind": a.kind, "tier": a.tier, "parent": a.parent_id,
             "duty_phone": a.duty_phone} for a in queries.agencies()]


@router.get("/{uuid:pk}/departments/", response=list[DepartmentOut], summary="Departments of an agency, by name")
def departments(request: HttpRequest, pk: UUID) -> list[Department]:
    """404 where there is no such agency."""
    return list(queries.departments(get_object_or_404(queries.agencies(), pk=pk).pk))


@router.post("/departments/", response={201: DepartmentOut}, summary="Add a department to one's own agency")
def add_department(request: HttpRequest, given: DepartmentIn) -> Status[Department]:
    """By an administrator; no two departments of an agency have the same name."""
    return Status(201, Department.objects.get(pk=actions.add_department(request.actor, name=given.name)))


@router.post("/departments/{uuid:pk}/", response=DepartmentOut, summary="Rename a department of one's own agency")
def rename_department(request: HttpRequest, pk: UUID, given: DepartmentSeen) -> Department:
    """By an administrator; 404 for departments of other agencies. None is removed, since records name them."""
    department = get_object_or_404(queries.departments(request.actor.agency), pk=pk)
    actions.rename_department(request.actor, department, name=given.name, seen=given.seen)
    department.refresh_from_db()
    return department


@router.get("/{uuid:pk}/desks/", response=list[DeskOut], summary="Counterpart desks of an agency")
def desks(request: HttpRequest, pk: UUID) -> list[dict[str, object]]:
    """The desks the actor's agency may know."""
    return [_desk(one, request.actor.at) for one in queries.desks(pk)]


@router.get("/{uuid:pk}/on-duty/", response=list[OnDuty], summary="Who is on duty there now")
def on_duty(request: HttpRequest, pk: UUID) -> list[dict[str, object]]:
    """The running shifts of published rosters, leaders first."""
    return [_shift(one) for one in queries.on_duty(pk, request.actor.at)]


@router.get("/{uuid:pk}/contacts/", response=list[ContactOut], summary="Emergency contacts of an agency")
def contacts(request: HttpRequest, pk: UUID) -> list[dict[str, object]]:
    """The contacts the actor's agency may know, overdue tests first."""
    return [_contact(one) for one in queries.contacts(request.actor, pk)]


@router.post("/contacts/{uuid:pk}/calls/", response=ContactOut, summary="Record a test call")
def call(request: HttpRequest, pk: UUID, said: Call) -> dict[str, object]:
    """The contact after the call."""
    actions.call_contact(request.actor, _found(pk), backup=said.backup, answer=said.answer.value, seconds=said.seconds,
                         note=said.note)
    [row] = queries.due([_found(pk)], request.actor.at)
    return _contact(row)


@router.post("/rosters/{uuid:pk}/acknowledge/", response=list[OnDuty], summary="Acknowledge an edition of a partner's roster")
def acknowledge(request: HttpRequest, pk: UUID, said: Edition) -> list[dict[str, object]]:
    """Who is on duty there now."""
    roster = queries.roster(pk)
    if roster is None:
        raise Http404
    editions = queries.editions(roster).select_related("roster__agency", "roster__department")
    actions.acknowledge_roster(request.actor, get_object_or_404(editions, number=said.edition))
    return [_shift(one) for one in queries.on_duty(roster.agency_id, request.actor.at)]


def _found(pk: UUID) -> Contact:
    found = queries.contact(pk)
    if found is None:
        raise Http404
    return found


def _desk(one: Desk, at: datetime) -> dict[str, object]:
    return {"id": one.pk, "function": one.function, "name": one.name, "department": str(one.department or ""),
            "person": str(one.officer or ""), "phone": one.phone, "days": list(one.days),
            "opens": f"{one.opens:%H:%M}" if one.opens else None, "closes": f"{one.closes:%H:%M}" if one.closes else None,
            "is_open": rules.is_open(one, at)}


def _shift(one: Shift) -> dict[str, object]:
    return {"name": one.officer.name, "post": one.post, "department": str(one.roster.department or ""), "phone": one.phone,
            "starts_at": one.starts_at, "ends_at": one.ends_at, "roster": one.roster_id}


def _contact(row: queries.Due) -> dict[str, object]:
    it = row.contact
    return {"id": it.pk, "agency": it.agency_id, "function": it.function, "name": it.name, "phone": it.phone,
            "backup_phone": it.backup_phone, "tested_at": it.tested_at, "answer": it.answer, "next_test_on": row.next_on,
            "is_overdue": row.is_overdue}
