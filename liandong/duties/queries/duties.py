"""Duties by whose they are, how they stand and when they fall due; how they came out."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncWeek

from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Duty, Schedule
from ..models.duty import RUNNING, WATCHED

NEAR = timedelta(days=30)
GONE = ("lapsed", "waived")  # owed no more, by nobody's doing or by the other side's will


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
    """Every duty the actor's agency is a party to or that was escalated to it, with who owes it."""
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


def about(key: UUID) -> QuerySet[Duty]:
    """The duties that an event at this subject began, soonest first."""
    return duties().filter(subject=key).exclude(started_by="").order_by("due_at", "pk")


def schedules_of(key: UUID) -> QuerySet[Schedule]:
    """The recurring duties that one agreement imposed."""
    return Schedule.objects.filter(basis=key).select_related("agency").order_by("agency__code", "kind")


def open_ones(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    """Those of `rows` that are still owed: not kept, lapsed or waived; also while their clock stands still."""
    return rows.filter(outcome="")


def overdue(rows: QuerySet[Duty], at: datetime) -> QuerySet[Duty]:
    """Those of `rows` that are open after their due moment, their clock running."""
    return rows.filter(RUNNING, due_at__lt=at)


TABS: dict[str, Callable[[Actor], Q]] = {
    "ours": lambda actor: Q(agency=actor.agency, outcome=""),
    "overdue": lambda actor: RUNNING & Q(agency=actor.agency, due_at__lt=actor.at),
    "owed": lambda actor: Q(outcome="", parties__contains=[actor.agency]) & ~Q(agency=actor.agency),
    "watched": lambda actor: WATCHED & Q(watchers__contains=[actor.agency]),
    "kept": lambda actor: Q(outcome__in=["kept", "late"]),
    "all": lambda actor: Q(),
}
WAYS: dict[str, Callable[[Actor], Q]] = {  # ours whatever it rests on; and what agreements ask, as `reciprocity` counts it
    "mine": lambda actor: Q(agency=actor.agency),
    "ours": lambda actor: Q(basis_kind="agreement", agency=actor.agency),
    "theirs": lambda actor: Q(basis_kind="agreement", parties__contains=[actor.agency]) & ~Q(agency=actor.agency),
}
OUTCOMES: dict[str, Callable[[datetime], Q]] = {
    "kept": lambda at: Q(outcome="kept"),
    "late": lambda at: Q(outcome="late"),
    "missed": lambda at: RUNNING & Q(missed_at__lte=at),
    "open": lambda at: Q(outcome="") & (Q(paused_at__isnull=False) | Q(missed_at=None) | Q(missed_at__gt=at)),
    "paused": lambda at: Q(outcome="", paused_at__isnull=False),
    "judged": lambda at: Q(outcome__in=["kept", "late"]) | RUNNING & Q(due_at__lt=at),  # what `outcomes` counts
    "waived": lambda at: Q(outcome="waived"),
    "lapsed": lambda at: Q(outcome="lapsed"),
}


def listed(actor: Actor, tab: str, *, partner: UUID | None = None, kind: str | None = None, sort: str = "due",
           way: str | None = None, outcome: str | None = None, since: datetime | None = None,
           until: datetime | None = None, basis: UUID | None = None) -> QuerySet[Duty]:
    """The duties of one tab of the list by due moment, narrowed to a partner, a kind, ours or theirs, how they came out, and
    those that fall due after `since` up to `until`; of a partner's way only what is owed between it and the actor's agency."""
    rows = duties().filter(TABS[tab](actor))
    rows = rows.filter(parties__contains=[partner]) if partner else rows
    rows = rows.filter(basis=basis) if basis else rows
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(WAYS[way](actor)) if way else rows
    rows = rows.filter(agency=partner) if way == "theirs" and partner else rows
    rows = rows.filter(OUTCOMES[outcome](actor.at)) if outcome else rows
    rows = rows.filter(due_at__gt=since) if since else rows
    rows = rows.filter(due_at__lte=until) if until else rows
    return rows.order_by(f"{sort}_at", "pk")


def counts(actor: Actor) -> dict[str, int]:
    """How many duties each tab holds, and how many are `near`; one query."""
    tabs = {tab: Count("pk", filter=chosen(actor)) if tab != "all" else Count("pk") for tab, chosen in TABS.items()}
    found: dict[str, int] = Duty.objects.aggregate(near=Count("pk", filter=is_near(actor.at)), **tabs)
    return found


def is_near(at: datetime) -> Q:
    """Open, and due within thirty days or overdue."""
    return Q(outcome="", due_at__lte=at + NEAR)


def partners(actor: Actor) -> list[tuple[UUID, str]]:
    """With whom the actor's agency has duties, by name."""
    found = [*Schedule.objects.values_list("parties", flat=True).distinct(),
             *Duty.objects.filter(schedule=None).values_list("parties", flat=True).distinct()]
    parties = {party for row in found for party in row} - {actor.agency}
    return sorted(agencies.names(parties).items(), key=lambda found: found[1])


def waiting(actor: Actor, days: int = 14) -> QuerySet[Duty]:
    """What the actor's agency has to do by clock: overdue first, then what falls due within `days`."""
    return open_ones(owed_by(actor.agency)).filter(due_at__lte=actor.at + timedelta(days=days))


def laid_before(actor: Actor) -> QuerySet[Duty]:
    """What an agency below has not done in time and the actor's agency has not ordered yet, the longest overdue first."""
    ordered = Duty.objects.filter(basis_kind="order", basis=OuterRef("pk"), outcome="")
    rows = duties().filter(TABS["watched"](actor), RUNNING, ~Exists(ordered), due_at__lt=actor.at)
    return rows.exclude(parties__contains=[actor.agency]).order_by("due_at", "pk")


def owed_soon(actor: Actor, days: int = 14) -> QuerySet[Duty]:
    """What partners owe the actor's agency by clock: overdue first, then what falls due within `days`."""
    return open_ones(owed_to(actor.agency)).filter(due_at__lte=actor.at + timedelta(days=days))


def due_this_week(actor: Actor) -> QuerySet[Duty]:
    """What the actor's agency owes from this Monday to the 24:00 of Sunday, kept or not, without what is owed no more."""
    monday, ending = week_of(actor.at)
    return owed_by(actor.agency).filter(due_at__gt=monday, due_at__lte=ending).exclude(outcome__in=GONE)


def clock_counts(actor: Actor) -> tuple[int, int]:
    """How many of the agency's open duties fall due today, and how many are overdue; one query."""
    tonight = moments.day_end(moments.local(actor.at).date())
    today = Q(due_at__gte=actor.at, due_at__lte=tonight)
    found = Duty.objects.filter(RUNNING, agency=actor.agency, due_at__lte=tonight).aggregate(
        today=Count("pk", filter=today), overdue=Count("pk", filter=Q(due_at__lt=actor.at)))
    return found["today"], found["overdue"]


def outcomes(actor: Actor, since: datetime) -> Kept:
    """How what the actor's agency owed from `since` until now came out; one query."""
    found = Duty.objects.filter(OUTCOMES["judged"](actor.at), agency=actor.agency, due_at__gt=since).aggregate(
        kept=Count("pk", filter=Q(outcome="kept")), late=Count("pk", filter=Q(outcome="late")),
        missed=Count("pk", filter=Q(outcome="")))
    return Kept(**found)


def kept_by_week(actor: Actor, since: datetime) -> dict[datetime, tuple[int, int, int]]:
    """For each week since, by its Monday: how many of the agency's duties are due in it, how many of these were kept in
    time, and how many have come to their end (kept, late or overdue) by now."""
    rows = Duty.objects.filter(agency=actor.agency, due_at__gt=since, due_at__lte=week_of(actor.at)[1])
    ended = ~Q(outcome="") | Q(due_at__lt=actor.at, paused_at=None)
    # what is due at 24:00 of Sunday belongs to the week that ends then
    week = TruncWeek(ExpressionWrapper(F("due_at") - timedelta(microseconds=1), DateTimeField()), tzinfo=moments.BEIJING)
    weeks = rows.exclude(outcome__in=GONE).annotate(week=week).values("week").annotate(
        due=Count("pk"), kept=Count("pk", filter=Q(outcome="kept")), ended=Count("pk", filter=ended))
    return {row["week"]: (row["due"], row["kept"], row["ended"]) for row in weeks}


def week_of(at: datetime) -> tuple[datetime, datetime]:
    """The first moment of the week of `at`, and of the next one."""
    day = moments.local(at).date()
    monday = day - timedelta(days=day.weekday())
    return moments.day_end(monday - timedelta(days=1)), moments.day_end(monday + timedelta(days=6))
