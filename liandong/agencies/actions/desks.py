"""Counterpart desks: whom partners call about what."""
from uuid import UUID

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries, rules
from ..models import Desk


def add_desk(actor: Actor, *, function: str, name: str, department: UUID | None, officer: UUID | None, phone: str,
             hours: rules.Hours, partner: UUID | None) -> Desk:
    """Enter a counterpart desk of the actor's agency, for all partners or for one."""
    _check(actor, actor.agency, department, officer, phone, hours, partner)
    desk = Desk.objects.create(agency_id=actor.agency, function=function, name=name, department_id=department,
                               officer_id=officer, phone=phone, days=list(hours.days), opens=hours.opens, closes=hours.closes,
                               partner_id=partner)
    _note(actor, "agencies.set_desk", desk)
    return desk


def set_desk(actor: Actor, desk: Desk, *, function: str, name: str, department: UUID | None, officer: UUID | None, phone: str,
             hours: rules.Hours, partner: UUID | None, version: int) -> Desk:
    """Change a counterpart desk of the actor's agency."""
    _check(actor, desk.agency_id, department, officer, phone, hours, partner)
    desk = change_as_seen(desk, version, function=function, name=name, department_id=department, officer_id=officer,
                          phone=phone, days=list(hours.days), opens=hours.opens, closes=hours.closes, partner_id=partner)
    _note(actor, "agencies.set_desk", desk)
    return desk


def remove_desk(actor: Actor, desk: Desk) -> None:
    """Remove a counterpart desk; the ledger keeps that it was there."""
    rules.check_administrator(actor, agency=desk.agency_id)
    _note(actor, "agencies.remove_desk", desk)
    desk.delete()


def _check(actor: Actor, agency: UUID, department: UUID | None, officer: UUID | None, phone: str, hours: rules.Hours,
           partner: UUID | None) -> None:
    rules.check_administrator(actor, agency=agency)
    rules.check_phone(phone)
    rules.check_hours(hours)
    if partner == actor.agency:
        raise Refused(_("A desk is for partners; choose one, or all of them."), field="partner")
    if officer and queries.colleague(actor, officer) is None:
        raise Refused(_("The person at a desk is an officer of your own agency."), field="officer")
    if department and not queries.departments(actor.agency).filter(pk=department).exists():
        raise Refused(_("The department is one of your own agency."), field="department")


def _note(actor: Actor, verb: str, desk: Desk) -> None:
    change = {"function": desk.function, "name": desk.name, "phone": desk.phone, "days": list(desk.days),
              "opens": str(desk.opens), "closes": str(desk.closes)}
    audit.record(actor, verb, desk.pk, kind="desk", audience=[desk.partner_id] if desk.partner_id else (),
                 facts={"desk": desk.name}, change=change)
