"""Reads emergency contacts, their test calls, and which are due."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from liandong.kernel.actor import Actor

from .. import rules
from ..models import Contact, TestCall, TestPlan


@dataclass(frozen=True)
class Due:
    """A contact with the day of its next test call."""

    contact: Contact
    every_days: int
    next_on: date
    is_due: bool
    is_overdue: bool


def contact(pk: UUID) -> Contact | None:
    """One contact, if the actor may see it."""
    return Contact.objects.select_related("agency").filter(pk=pk, ended_at=None).first()


def contacts(actor: Actor, of: UUID | None = None) -> list[Due]:
    """The contacts of one agency, or every one the actor may see, in the order of functions; what is due first."""
    found = Contact.objects.filter(ended_at=None).select_related("agency")
    return due(found.filter(agency=of) if of else found, actor.at)


def tested() -> QuerySet[Contact]:
    """Every contact that is in use, drills apart; for the job."""
    return Contact.objects.filter(ended_at=None).select_related("agency").extra(where=["agencies_contact.exercise_id IS NULL"])


def due(found: Iterable[Contact], at: datetime) -> list[Due]:
    """Contacts with their next test calls, overdue ones first."""
    rows = list(found)
    plans = every({row.agency_id for row in rows})
    reckoned = []
    for row in rows:
        days = plans.get(row.agency_id, rules.EVERY_DAYS)
        reckoned.append(Due(row, days, rules.next_test(row, days), rules.is_due(row, days, at),
                            rules.is_overdue(row, days, at)))
    return sorted(reckoned, key=lambda d: (not d.is_overdue, not d.is_due, d.contact.agency.code,
                                           rules.ORDER.index(d.contact.function), d.contact.name))


def calls(contact: Contact) -> QuerySet[TestCall]:
    """The test calls the actor may see, newest first: to one's own contacts all, to another's those one made."""
    return TestCall.objects.filter(contact=contact).select_related("agency").order_by("-at", "-pk")


def every(agencies: Iterable[UUID]) -> Mapping[UUID, int]:
    """Every how many days these agencies want their contacts called, where they chose."""
    return dict(TestPlan.objects.filter(agency__in=set(agencies)).values_list("agency", "every_days"))


def plan(of: UUID) -> TestPlan:
    """The plan of an agency; one that was never stored where it chose none."""
    return TestPlan.objects.filter(agency=of).first() or TestPlan(agency_id=of, version=0)
