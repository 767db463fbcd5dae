"""Duty rosters: begun, filled, copied, published, and acknowledged by partners."""
from collections.abc import Iterable, Sequence
from datetime import date, time
from uuid import UUID

from django.db import connection
from django.db.models import F

from liandong.audit import actions as audit
from liandong.kernel import events, moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries, rules
from ..models import Officer, Roster, RosterAcknowledgement, RosterEdition, Shift
from .telling import LIAISONS, tell

LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"  # two clerks fill rosters of one agency one after the other
GONE = _("This shift was taken out already.")


def open_roster(actor: Actor, *, month: date, department: UUID | None) -> Roster:
    """Begin the roster of the actor's agency, or of one of its departments, for a month: a draft."""
    rules.check_keeper(actor.roles)
    if department and not queries.departments(actor.agency).filter(pk=department).exists():
        raise Refused(_("The department is one of your own agency."), field="department")
    _one_by_one(actor)
    first = rules.month_of(month)
    there = queries.rosters(actor.agency).filter(month=first)
    found = there.filter(department=department).first() if department else there.filter(department=None).first()
    if found is None:
        found = Roster.objects.create(agency_id=actor.agency, department_id=department, month=first)
        audit.record(actor, "agencies.open_roster", found.pk, kind="roster", facts={"roster": str(found)})
    return found


def add_shifts(actor: Actor, roster: Roster, *, officer: Officer, post: str, first: date, last: date, start: time, end: time,
               phone: str) -> int:
    """Put an officer on duty, a shift a day from first to last, unless they are on duty then. Returns how many."""
    _check(actor, roster)
    rules.check_days(roster.month, first, last)
    if officer.agency_id != actor.agency or not officer.is_active:
        raise Refused(_("On duty is an officer of your own agency, with an open account."), field="officer")
    if phone:
        rules.check_phone(phone)
    new = rules.planned(officer.pk, post, first, last, start, end, phone)
    clashes = _clashes(actor, new)
    if clashes:
        mine, other = clashes[0]
        raise Refused(_("%(name)s is on duty already at that time: %(roster)s, %(start)s to %(end)s."), field="officer",
                      name=officer.name, roster=str(other.roster), start=f"{moments.local(other.starts_at):%m-%d %H:%M}",
                      end=f"{moments.local(other.ends_at):%m-%d %H:%M}")
    return _lay(actor, roster, new)


def copy_week(actor: Actor, roster: Roster, *, monday: date) -> tuple[int, int]:
    """Copy the week before that Monday into it; returns how many shifts came, and how many were left out as conflicts."""
    _check(actor, roster)
    days = queries.between(roster, _back(monday, 7), _back(monday, 1))
    new = [spell for spell in rules.copied_week(days, monday) if _in_month(roster, spell)]
    return _copy(actor, roster, new)


def copy_month(actor: Actor, roster: Roster) -> tuple[int, int]:
    """Copy the month before, weekday by weekday; returns how many shifts came, and how many were left out as conflicts."""
    _check(actor, roster)
    days = queries.between(roster, rules.month_of(_back(roster.month, 1)), _back(roster.month, 1))
    return _copy(actor, roster, list(rules.copied_month(days, roster.month)))


def drop_shift(actor: Actor, shift: Shift) -> None:
    """Take a shift out: at once from a draft, with the next edition from what is published."""
    roster = shift.roster
    _check(actor, roster)
    found = Shift.objects.filter(pk=shift.pk).first()  # as it is now: a colleague may have published it meanwhile
    if found is None:
        raise Refused(GONE)
    if found.added_in is None:
        found.delete()
    elif not Shift.objects.filter(pk=shift.pk, dropped_in=None, going=False).update(going=True):
        raise Refused(GONE)
    _touch(roster)
    audit.record(actor, "agencies.drop_shift", roster.pk, kind="roster",
                 facts={"name": shift.officer.name, "roster": str(roster)})


def publish(actor: Actor, roster: Roster, *, version: int) -> RosterEdition:
    """Publish the roster as it is planned; partners read who is on duty, and from the second edition on what changed."""
    _check(actor, roster)
    changes, planned = queries.waiting(roster), queries.planned(roster)
    if not planned and not roster.edition:
        raise Refused(_("There is no shift in it yet. Put officers on duty first, then publish."))
    if not changes:
        raise Refused(_("Nothing has changed since the last edition."))
    number = roster.edition + 1
    roster = change_as_seen(roster, version, edition=number, published_at=actor.at)
    roster.shifts.filter(going=True, dropped_in=None).update(dropped_in=number, going=False)
    roster.shifts.filter(added_in=None).update(added_in=number)
    edition = RosterEdition.objects.create(roster=roster, agency_id=actor.agency, number=number, at=actor.at,
                                           officer=actor.officer, shifts=len(planned),
                                           changes=_told(changes) if number > 1 else [])
    _tell_partners(actor, roster, len(changes))
    events.tell("agencies.roster_changed", actor, roster)
    return edition


def acknowledge_roster(actor: Actor, edition: RosterEdition) -> None:
    """A partner has read what an edition changed; its owner is told. Again is harmless."""
    roster = edition.roster
    if roster.agency_id == actor.agency:
        raise Refused(_("A roster is acknowledged by partners, not by its own agency."))
    if edition.number != roster.edition:
        raise Refused(_("There is a newer edition meanwhile; read that one and acknowledge it."))
    if RosterAcknowledgement.objects.filter(edition=edition, agency=actor.agency).exists():
        return
    RosterAcknowledgement.objects.create(edition=edition, owner_id=roster.agency_id, agency_id=actor.agency,
                                         officer=actor.officer, at=actor.at)
    facts = {"roster": str(roster), "edition": str(edition.number), "agency": queries.agency(actor.agency).name}
    audit.record(actor, "agencies.acknowledge_roster", roster.pk, kind="roster", audience=[roster.agency_id], facts=facts)
    tell(actor, "agencies.roster_acknowledged", to=[roster.agency_id], values=facts, subject_kind="roster", subject=roster.pk,
         roles=LIAISONS)
    events.tell("agencies.roster_acknowledged", actor, roster)


def _check(actor: Actor, roster: Roster) -> None:
    rules.check_keeper(actor.roles)
    if roster.agency_id != actor.agency:
        raise Refused(_("A roster is kept by its own agency."))
    _one_by_one(actor)


def _one_by_one(actor: Actor) -> None:
    """Wait until a colleague who changes a roster of the agency has ended."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [f"agencies.shifts/{actor.agency}"])


def _clashes(actor: Actor, new: Sequence[rules.Planned]) -> list[tuple[rules.Planned, Shift]]:
    if not new:
        return []
    since, until = min(spell.starts_at for spell in new), max(spell.ends_at for spell in new)
    return rules.overlapping(new, queries.busy(actor.agency, {spell.officer_id for spell in new}, since, until))


def _copy(actor: Actor, roster: Roster, new: Sequence[rules.Planned]) -> tuple[int, int]:
    active = set(queries.officers(actor.agency).filter(is_active=True).values_list("pk", flat=True))
    taken = {spell for spell, other in _clashes(actor, new)}
    free = [spell for spell in new if spell not in taken and spell.officer_id in active]
    return _lay(actor, roster, free) if free else 0, len(new) - len(free)


def _lay(actor: Actor, roster: Roster, new: Iterable[rules.Planned]) -> int:
    rows = [Shift(roster=roster, agency_id=actor.agency, officer_id=one.officer_id, post=one.post, starts_at=one.starts_at,
                  ends_at=one.ends_at, phone=one.phone) for one in new]
    Shift.objects.bulk_create(rows)
    _touch(roster)
    audit.record(actor, "agencies.add_shifts", roster.pk, kind="roster", facts={"count": str(len(rows)), "roster": str(roster)})
    return len(rows)


def _touch(roster: Roster) -> None:
    Roster.objects.filter(pk=roster.pk).update(version=F("version") + 1)


def _back(day: date, days: int) -> date:
    return date.fromordinal(day.toordinal() - days)


def _in_month(roster: Roster, spell: rules.Planned) -> bool:
    return rules.month_of(moments.local(spell.starts_at).date()) == roster.month


def _told(changes: Iterable[rules.Change]) -> list[dict[str, object]]:
    """The changes as partners read them: days, hours, posts and names."""
    found = list(changes)
    names = queries.officer_names({who for one in found for who in one.before + one.after})
    return [{"day": one.day.isoformat(), "post": one.post, "from": one.starts_at.isoformat(), "to": one.ends_at.isoformat(),
             "before": [names[who] for who in one.before], "after": [names[who] for who in one.after]} for one in found]


def _tell_partners(actor: Actor, roster: Roster, count: int) -> None:
    partners = queries.partners(actor)
    facts = {"agency": roster.agency.name, "roster": str(roster), "edition": str(roster.edition), "count": str(count)}
    audit.record(actor, "agencies.publish_roster", roster.pk, kind="roster", audience=partners, facts=facts)
    kind = "agencies.roster_published" if roster.edition == 1 else "agencies.roster_changed"
    if partners:
        tell(actor, kind, to=partners, values=facts, subject_kind="roster", subject=roster.pk, roles=LIAISONS)
