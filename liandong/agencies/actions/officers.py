"""Everything that changes who works where, and as what."""
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel import events
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from .. import rules
from ..models import Officer
from .liaison import watch


def appoint(actor: Actor, officer: Officer, *, department: UUID | None, post: str, clearance: int, roles: Iterable[str],
            version: int) -> None:
    """Give an officer of the actor's agency department, post, clearance and roles."""
    given = frozenset(roles)
    rules.check_administrator(actor, agency=officer.agency_id, clearance=officer.clearance)
    rules.check_appointment(own_clearance=actor.clearance, clearance=clearance, roles=given)
    rules.check_own_roles(own=officer.pk == actor.officer, roles=given)
    values = [officer.pk, department, post, clearance, sorted(given), officer.is_active, version]
    if not _call("agencies_appoint(%s, %s, %s, %s, %s::text[], %s, %s)", values):
        raise _stale(officer, {"department": str(department or ""), "post": post, "clearance": str(clearance),
                               "roles": " ".join(sorted(given))})
    audit.record(actor, "agencies.appoint", officer.pk, kind="officer", facts={"name": officer.name},
                 change={"department": str(department), "post": post, "clearance": clearance, "roles": sorted(given)})


def set_account(actor: Actor, officer: Officer, *, active: bool, version: int) -> None:
    """Close an officer's account, or open it again; a closed account cannot sign in."""
    rules.check_administrator(actor, agency=officer.agency_id, clearance=officer.clearance)
    if officer.pk == actor.officer:
        raise Refused(_("You cannot close your own account; another administrator does it."))
    values = [officer.pk, officer.department_id, officer.post, officer.clearance, list(officer.roles), active, version]
    if not _call("agencies_appoint(%s, %s, %s, %s, %s::text[], %s, %s)", values):
        raise Refused(_("Somebody changed this officer meanwhile; look at it again."))
    audit.record(actor, "agencies.open_account" if active else "agencies.close_account", officer.pk, kind="officer",
                 facts={"name": officer.name})
    watch(actor, [actor.agency])


def add_officer(actor: Actor, *, police_number: str, name: str, department: UUID | None, post: str, clearance: int,
                roles: Iterable[str], first_password: str) -> UUID:
    """Add an officer to the actor's agency; `first_password` is already hashed and must be changed at first sign-in."""
    given, key = frozenset(roles), uuid7()
    rules.check_administrator(actor, agency=actor.agency)
    rules.check_appointment(own_clearance=actor.clearance, clearance=clearance, roles=given)
    if not rules.POLICE_NUMBER.fullmatch(police_number):
        raise Refused(_("A police number has 4 to 12 digits or capital letters."), field="police_number")
    if Officer.objects.filter(police_number=police_number).exists():
        raise Refused(_("Police number %(number)s is already in use."), field="police_number", number=police_number)
    _call("agencies_add_officer(%s, %s, %s, %s, %s, %s, %s::text[], %s)",
          [key, police_number, name, department, post, clearance, sorted(given), first_password])
    audit.record(actor, "agencies.add_officer", key, kind="officer", facts={"name": name})
    return key


def reset_password(actor: Actor, officer: Officer, *, first_password: str) -> None:
    """Give an officer of the actor's agency a new first password, already hashed; where they are signed in they are out.

    A code at sign-in is taken off with it (web/wiring.py): who lost the phone comes to the administrator as well.
    """
    rules.check_administrator(actor, agency=officer.agency_id, clearance=officer.clearance)
    if officer.pk == actor.officer:
        raise Refused(_("You change your own password on your own page."))
    changed = Officer.objects.filter(pk=officer.pk).update(password=first_password, must_change_password=True)
    if not changed:
        raise Refused(_("Somebody changed this officer meanwhile; look at it again."))
    events.tell("agencies.password_reset", actor, officer)
    audit.record(actor, "agencies.reset_password", officer.pk, kind="officer", facts={"name": officer.name})


def set_address(actor: Actor, address: str) -> None:
    """Change the actor's own e-mail address; empty takes it away. The ledger holds that it changed, not what it is."""
    if Officer.objects.filter(pk=actor.officer).exclude(email=address).update(email=address):
        audit.record(actor, "agencies.set_address", actor.officer, kind="officer")


def _stale(officer: Officer, mine: dict[str, str]) -> Stale:
    now = Officer.objects.get(pk=officer.pk)
    theirs = {"department": str(now.department_id or ""), "post": now.post, "clearance": str(now.clearance),
              "roles": " ".join(sorted(now.roles))}
    return Stale(_("Somebody changed this while you were editing. Both texts are shown below; nothing is lost."),
                 mine=mine, theirs=theirs, version=now.version)


def _call(function: str, values: Sequence[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        [found] = cursor.fetchone()
    return bool(found)
