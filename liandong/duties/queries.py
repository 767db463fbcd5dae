"""Everything that reads duties; the database shows each agency only those it is a party to."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncWeek

from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .models import Duty, Schedule


@dataclass(frozen=True)
class Kept:
    """How duties of a stretch of time came out."""

    kept: int
    late: int
    missed: int

    @property
    def share(self) -> int | None:
        """Of a hundred that fell due, how many were kept in time; None when none fell due."""
        total = self.kept + self.late + self.missed
        return round(100 * self.kept / total) if total else None


def duties() -> QuerySet[Duty]:
    """Every duty the actor's agency is a party to, with who owes it."""
    return Duty.objects.select_related("agency")


def owed_by(agency: UUID) -> QuerySet[Duty]:
    """What that agency owes, soonest first."""
    return duties().filter(agency=agency).order_by("due_at", "pk")


def owed_to(agency: UUID) -> QuerySet[Duty]:
    """What the partners of that agency owe it, soonest first; the actor's own agency, since others' are not seen."""
    return duties().filter(parties__contains=[agency]).exclude(agency=agency).order_by("due_at", "pk")


def of_basis(key: UUID) -> QuerySet[Duty]:
    """The duties that one agreement imposed, soonest first."""
    return duties().filter(basis=key).order_by("due_at", "pk")


def schedules_of(key: UUID) -> QuerySet[Schedule]:
    """The recurring duties that one agreement imposed."""
    return Schedule.objects.filter(basis=key).select_related("agency").order_by("agency__code", "kind")


def open_ones(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Those of `rows` that are neither kept nor lapsed."""
    return rows.filter(outcome="")


def overdue(rows: QuerySet[Duty], at: datetime) -> QuerySet[Duty]:
    """Those of `rows` that are open after their due moment."""
    return rows.filter(outcome="", due_at__lt=at)


def waiting(actor: Actor, days: int = 14) -> QuerySet[Duty]:
    """What the actor's agency has to do by clock: overdue first, then what falls due within `days`."""
    return open_ones(owed_by(actor.agency)).filter(due_at__lte=actor.at + timedelta(days=days))


def due_this_week(actor: Actor) -> QuerySet[Duty]:
    """What the actor's agency owes from this Monday to the 24:00 of Sunday, kept or not; what lapsed is left out."""
    monday, ending = week_of(actor.at)
    return owed_by(actor.agency).filter(due_at__gt=monday, due_at__lte=ending).exclude(outcome="lapsed")


def clock_counts(actor: Actor) -> tuple[int, int]:
    """How many of the agency's open duties fall due today, and how many are overdue; one query."""
    tonight = moments.day_end(moments.local(actor.at).date())
    today = Q(due_at__gte=actor.at, due_at__lte=tonight)
    found = Duty.objects.filter(agency=actor.agency, outcome="", due_at__lte=tonight).aggregate(
        today=Count("pk", filter=today), overdue=Count("pk", filter=Q(due_at__lt=actor.at)))
    return found["today"], found["overdue"]


def outcomes(actor: Actor, since: datetime) -> Kept:
    """How what the actor's agency owed from `since` until now came out; one query."""
    fallen = Q(due_at__lt=actor.at) | ~Q(outcome="")
    found = Duty.objects.filter(fallen, agency=actor.agency, due_at__gt=since).exclude(outcome="lapsed").aggregate(
        kept=Count("pk", filter=Q(outcome="kept")), late=Count("pk", filter=Q(outcome="late")),
        missed=Count("pk", filter=Q(outcome="")))
    return Kept(**found)


def kept_by_week(actor: Actor, since: datetime) -> dict[datetime, tuple[int, int]]:
    """For each week since, by its Monday: how many of the agency's duties fell due, and how many were kept in time."""
    rows = Duty.objects.filter(agency=actor.agency, due_at__gt=since, due_at__lte=week_of(actor.at)[1])
    weeks = rows.exclude(outcome="lapsed").annotate(
        week=TruncWeek("due_at", tzinfo=moments.BEIJING)).values("week").annotate(
        due=Count("pk"), kept=Count("pk", filter=Q(outcome="kept")))
    return {row["week"]: (row["due"], row["kept"]) for row in weeks}


def week_of(at: datetime) -> tuple[datetime, datetime]:
    """The first moment of the week of `at`, and of the next one."""
    day = moments.local(at).date()
    monday = day - timedelta(days=day.weekday())
    return moments.day_end(monday - timedelta(days=1)), moments.day_end(monday + timedelta(days=6))
