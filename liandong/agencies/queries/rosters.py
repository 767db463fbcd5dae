"""Reads duty rosters: the month, the editions, who is on duty now."""
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import rules
from ..models import Roster, RosterAcknowledgement, RosterEdition, Shift

PRESENT = Q(added_in__isnull=False, dropped_in=None)  # of the edition that holds
PLANNED = Q(dropped_in=None, going=False)  # as the next edition would be


def rosters(of: UUID) -> QuerySet[Roster]:
    """The rosters of an agency that the actor may see, newest month first."""
    return Roster.objects.filter(agency=of).select_related("agency", "department").order_by("-month", "department__name", "pk")


def roster(pk: UUID) -> Roster | None:
    """One roster, if the actor may see it: one's own, or a partner's that is published."""
    return Roster.objects.select_related("agency", "department").filter(pk=pk).first()


def planned(roster: Roster) -> list[Shift]:
    """The shifts of one's own roster as the next edition would hold them."""
    return list(_shifts(roster.shifts.filter(PLANNED)))


def published(roster: Roster) -> list[Shift]:
    """The shifts of one's own roster in the edition that holds."""
    return list(_shifts(roster.shifts.filter(PRESENT)))


def waiting(roster: Roster) -> list[rules.Change]:
    """What the next edition would change."""
    return rules.changes(published(roster), planned(roster))


def on_duty(of: UUID, at: datetime) -> list[Shift]:
    """Who of an agency is on duty at the actor's moment by its published rosters; leaders first."""
    running = Shift.objects.filter(PRESENT, agency=of, starts_at__lte=at, ends_at__gt=at)
    return rules.on_duty(running.select_related("officer", "roster__department"), at)


def on_duty_everywhere(actor: Actor) -> list[Shift]:
    """Who is on duty at the actor's moment in the own agency, then at every partner."""
    running = Shift.objects.filter(PRESENT, starts_at__lte=actor.at, ends_at__gt=actor.at)
    found = running.select_related("officer", "agency", "roster__department").order_by("starts_at")
    return sorted(found, key=lambda s: (s.agency_id != actor.agency, s.agency.code, str(s.roster.department or ""),
                                       rules.POSTS.index(s.post)))


def unread_everywhere(actor: Actor) -> list[RosterEdition]:
    """The same of every partner."""
    return _unread(actor, RosterEdition.objects.exclude(agency=actor.agency))


def own_shifts(actor: Actor, since: datetime, until: datetime) -> QuerySet[Shift]:
    """The officer's own shifts in published rosters between two moments; for the calendar."""
    found = Shift.objects.filter(PRESENT, officer=actor.officer, starts_at__lt=until, ends_at__gt=since)
    return found.select_related("roster__department").order_by("starts_at")


def agency_shifts(actor: Actor, since: datetime, until: datetime) -> QuerySet[Shift]:
    """The published shifts of the actor's whole agency between two moments; for the calendar."""
    found = Shift.objects.filter(PRESENT, agency=actor.agency, starts_at__lt=until, ends_at__gt=since)
    return found.select_related("officer", "roster__department").order_by("starts_at")


def busy(agency: UUID, officers: Iterable[UUID], since: datetime, until: datetime) -> list[Shift]:
    """The planned shifts of these officers between two moments, in any roster of their agency."""
    found = Shift.objects.filter(PLANNED, agency=agency, officer__in=set(officers), starts_at__lt=until, ends_at__gt=since)
    return list(found.select_related("officer", "roster__department", "roster__agency"))


def between(roster: Roster, first: date, last: date) -> list[Shift]:
    """The planned shifts of that agency and department which begin on these days, in whichever month's roster."""
    start, end = moments.day_end(first - timedelta(days=1)), moments.day_end(last)
    found = Shift.objects.filter(PLANNED, roster__agency=roster.agency_id, roster__department=roster.department_id,
                                 starts_at__gte=start, starts_at__lt=end)
    return list(_shifts(found))


def editions(roster: Roster) -> QuerySet[RosterEdition]:
    """What was published, newest first."""
    return roster.editions.order_by("-number")


def acknowledgements(roster: Roster) -> QuerySet[RosterAcknowledgement]:
    """Which partners have acknowledged the present edition; a partner sees its own."""
    found = RosterAcknowledgement.objects.filter(edition__roster=roster, edition__number=roster.edition)
    return found.select_related("agency").order_by("at")


def unread(actor: Actor, of: UUID) -> list[RosterEdition]:
    """The newest changes of a partner's rosters which the actor's agency has not acknowledged, of this month and the next."""
    return _unread(actor, RosterEdition.objects.filter(agency=of)) if of != actor.agency else []


def _shifts(found: QuerySet[Shift]) -> QuerySet[Shift]:
    return found.select_related("officer").order_by("starts_at", "pk")


def _unread(actor: Actor, found: QuerySet[RosterEdition]) -> list[RosterEdition]:
    month = rules.month_of(moments.local(actor.at).date())
    newest = found.filter(number__gt=1, roster__month__gte=month).select_related("roster__agency", "roster__department")
    mine = set(RosterAcknowledgement.objects.filter(agency=actor.agency, edition__roster__month__gte=month)
               .values_list("edition", flat=True))
    return [edition for edition in newest.order_by("roster", "-number").distinct("roster") if edition.pk not in mine]
