"""Everything that reads agencies and officers."""
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from .models import Agency, Department, Liaison, Officer


def actor(officer: Officer, *, at: datetime, exercise: UUID | None = None) -> Actor:
    """The officer as an actor at this moment."""
    return Actor(officer.pk, officer.agency_id, at, officer.department_id, officer.clearance,
                 frozenset(officer.roles), exercise)


def officer(pk: UUID) -> Officer | None:
    """An active officer by key, with agency and department."""
    return Officer.objects.select_related("agency", "department").filter(pk=pk, is_active=True).first()


def names(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of agencies by key."""
    return dict(Agency.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


def officer_names(keys: Iterable[UUID]) -> dict[UUID, str]:
    """The names of officers by key."""
    return dict(Officer.objects.filter(pk__in=set(keys)).values_list("pk", "name"))


def agency(pk: UUID) -> Agency:
    """One agency by key."""
    return Agency.objects.select_related("parent").get(pk=pk)


def agencies() -> QuerySet[Agency]:
    """Every agency, in the order of its code."""
    return Agency.objects.select_related("parent").order_by("code")


def by_name(name: str) -> Agency | None:
    """The agency of exactly that name, if it is on the platform."""
    return Agency.objects.filter(name=name).first()


def departments(of: UUID) -> QuerySet[Department]:
    """The departments of an agency."""
    return Department.objects.filter(agency=of).order_by("name")


def officers(of: UUID) -> QuerySet[Officer]:
    """The officers of an agency, in the order of their numbers."""
    return Officer.objects.filter(agency=of).select_related("department").order_by("police_number")


def liaisons(of: UUID, partner: UUID) -> QuerySet[Liaison]:
    """The liaison officers an agency has named for that partner."""
    return Liaison.objects.filter(agency=of, partner=partner, until=None).select_related("officer", "officer__department")
