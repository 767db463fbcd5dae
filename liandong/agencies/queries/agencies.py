"""Reads agencies and officers."""
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from ..models import Agency, Department, Officer, Partnership


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


def superior(of: UUID) -> UUID | None:
    """The agency above it, if there is one on the platform."""
    return Agency.objects.filter(pk=of).values_list("parent", flat=True).first()


def holders(of: UUID, roles: Iterable[str]) -> QuerySet[Officer]:
    """The active officers of an agency who hold one of the roles: a group is a post, never a list of names."""
    return officers(of).filter(is_active=True, roles__overlap=sorted(roles))


def every() -> list[tuple[UUID, str]]:
    """Every agency with its name, in the order of its code."""
    return list(Agency.objects.order_by("code").values_list("pk", "name"))


@dataclass(frozen=True)
class Branch:
    """An agency where it stands in the tree: how deep, and how many officers where that is known."""

    agency: Agency
    depth: int
    officers: int | None = None

    @property
    def indent(self) -> str:
        """What stands before the name, a wide space for each agency above it."""
        return "\u3000" * self.depth


def tree(actor: Actor) -> list[Branch]:
    """Every agency under its parent, in the order of codes; the officers are counted for the actor's own."""
    under: dict[UUID | None, list[Agency]] = {}
    for found in agencies():
        under.setdefault(found.parent_id, []).append(found)
    own = Officer.objects.filter(agency=actor.agency, is_active=True).count()
    return list(_branches(under, None, 0, actor.agency, own))


def _branches(under: dict[UUID | None, list[Agency]], parent: UUID | None, depth: int, own: UUID,
              count: int) -> Iterator[Branch]:
    for found in under.get(parent, []):
        yield Branch(found, depth, count if found.pk == own else None)
        yield from _branches(under, found.pk, depth + 1, own, count)


def colleague(actor: Actor, pk: UUID) -> Officer | None:
    """An officer of the actor's own agency, active or not."""
    return officers(actor.agency).filter(pk=pk).select_related("agency", "department").first()


def partners(actor: Actor) -> set[UUID]:
    """The agencies with which the actor's has an agreement in force."""
    return set(Partnership.objects.filter(agency=actor.agency, starts_at__lte=actor.at, ends_at__gt=actor.at)
               .values_list("partner", flat=True))
