"""Emergency contacts: entered, changed, removed, called by either side, and the reminder when a test call is due."""
from collections import defaultdict
from datetime import datetime
from uuid import UUID

from liandong.audit import actions as audit
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries, rules
from ..models import Contact, TestCall, TestPlan
from .telling import ADMINISTRATORS, LIAISONS, tell


def add_contact(actor: Actor, *, function: str, name: str, phone: str, backup_phone: str) -> Contact:
    """Enter an emergency contact of the actor's agency; its first test call is due the day after."""
    _check(actor, actor.agency, phone, backup_phone)
    contact = Contact.objects.create(agency_id=actor.agency, function=function, name=name, phone=phone,
                                     backup_phone=backup_phone, changed_at=actor.at)
    _note(actor, "agencies.set_contact", contact)
    return contact


def set_contact(actor: Actor, contact: Contact, *, function: str, name: str, phone: str, backup_phone: str,
                version: int) -> Contact:
    """Change an emergency contact; another number is to be tested anew."""
    _check(actor, contact.agency_id, phone, backup_phone)
    dialled = (phone, backup_phone) != (contact.phone, contact.backup_phone)
    contact = change_as_seen(contact, version, function=function, name=name, phone=phone, backup_phone=backup_phone,
                             changed_at=actor.at if dialled else contact.changed_at)
    _note(actor, "agencies.set_contact", contact)
    return contact


def end_contact(actor: Actor, contact: Contact, *, version: int) -> None:
    """Remove an emergency contact; its test calls stay."""
    rules.check_administrator(actor, agency=contact.agency_id)
    _note(actor, "agencies.end_contact", change_as_seen(contact, version, ended_at=actor.at))


def call_contact(actor: Actor, contact: Contact, *, backup: bool, answer: str, seconds: int | None, note: str) -> TestCall:
    """Record a test call by the actor's side; a wrong number is told to the owner's administrators at once."""
    rules.check_caller(actor.roles)
    rules.check_call(answer, seconds)
    if backup and not contact.backup_phone:
        raise Refused(_("This contact has no backup number."), field="backup")
    call = TestCall.objects.create(contact=contact, owner_id=contact.agency_id, agency_id=actor.agency, officer=actor.officer,
                                   at=actor.at, backup=backup, answer=answer, seconds=seconds, note=note.strip())
    facts = {"contact": contact.name, "caller": queries.agency(actor.agency).name}
    audit.record(actor, "agencies.call_contact", contact.pk, kind="contact", audience=[contact.agency_id], facts=facts,
                 change={"backup": backup, "answer": answer, "seconds": seconds, "note": note.strip()})
    if answer == rules.Answer.WRONG_NUMBER:
        tell(actor, "agencies.wrong_number", to=[contact.agency_id], values=facts, subject_kind="contact", subject=contact.pk,
             roles=ADMINISTRATORS, urgent=True)
    return call


def plan_tests(actor: Actor, *, every_days: int, version: int) -> TestPlan:
    """Set every how many days the contacts of the actor's agency are called."""
    rules.check_administrator(actor, agency=actor.agency)
    rules.check_every(every_days)
    plan, new = TestPlan.objects.get_or_create(agency_id=actor.agency, defaults={"every_days": every_days})
    if not new:
        plan = change_as_seen(plan, version, every_days=every_days)
    audit.record(actor, "agencies.plan_tests", actor.agency, kind="agency", facts={"days": str(every_days)})
    return plan


def remind_tests(at: datetime) -> int:
    """Remind each agency, once a due day, of the test calls that are due; returns how many contacts. A job's work."""
    waiting: dict[UUID, list[queries.Due]] = defaultdict(list)
    for row in queries.due(queries.tested(), at):
        if row.is_due and row.contact.reminded_on != row.next_on:
            waiting[row.contact.agency_id].append(row)
    for agency, rows in waiting.items():
        facts = {"count": str(len(rows)), "contact": rows[0].contact.name}
        tell(Actor(NOBODY, agency, at), "agencies.tests_due", to=[agency], values=facts, subject_kind="agency", subject=agency,
             roles=ADMINISTRATORS | LIAISONS)
        for row in rows:
            Contact.objects.filter(pk=row.contact.pk).update(reminded_on=row.next_on)
    return sum(len(rows) for rows in waiting.values())


def _check(actor: Actor, agency: UUID, phone: str, backup_phone: str) -> None:
    rules.check_administrator(actor, agency=agency)
    rules.check_phone(phone)
    if backup_phone:
        rules.check_phone(backup_phone, field="backup_phone")
        if backup_phone == phone:
            raise Refused(_("The backup number is the same as the first."), field="backup_phone")


def _note(actor: Actor, verb: str, contact: Contact) -> None:
    audit.record(actor, verb, contact.pk, kind="contact", facts={"contact": contact.name},
                 change={"function": contact.function, "phone": contact.phone, "backup_phone": contact.backup_phone})
