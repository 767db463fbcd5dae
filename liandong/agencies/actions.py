"""Everything that changes who works where, and as what."""
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from . import rules
from .models import Agency, Liaison, Officer


def appoint(actor: Actor, officer: Officer, *, department: UUID | None, post: str, clearance: int, roles: Iterable[str],
            version: int) -> None:
    """Give an officer of the actor's agency department, post, clearance and roles."""
    given = frozenset(roles)
    rules.check_appointment(own_clearance=actor.clearance, clearance=clearance, roles=given)
    values = [officer.pk, department, post, clearance, sorted(given), officer.is_active, version]
    if not _call("agencies_appoint(%s, %s, %s, %s, %s::text[], %s, %s)", values):
        raise Stale(_("Somebody changed this while you were editing. Both texts are shown below; nothing is lost."),
                    mine={"post": post}, theirs={"post": Officer.objects.get(pk=officer.pk).post}, version=officer.version)
    audit.record(actor, "agencies.appoint", officer.pk, kind="officer", facts={"name": officer.name},
                 change={"department": str(department), "post": post, "clearance": clearance, "roles": sorted(given)})


def set_account(actor: Actor, officer: Officer, *, active: bool, version: int) -> None:
    """Close an officer's account, or open it again; a closed account cannot sign in."""
    if officer.pk == actor.officer:
        raise Refused(_("You cannot close your own account; another administrator does it."))
    values = [officer.pk, officer.department_id, officer.post, officer.clearance, list(officer.roles), active, version]
    if not _call("agencies_appoint(%s, %s, %s, %s, %s::text[], %s, %s)", values):
        raise Refused(_("Somebody changed this officer meanwhile; look at it again."))
    audit.record(actor, "agencies.open_account" if active else "agencies.close_account", officer.pk, kind="officer",
                 facts={"name": officer.name})


def add_officer(actor: Actor, *, police_number: str, name: str, department: UUID | None, post: str, clearance: int,
                roles: Iterable[str], first_password: str) -> UUID:
    """Add an officer to the actor's agency; `first_password` is already hashed and must be changed at first sign-in."""
    given, key = frozenset(roles), uuid7()
    rules.check_appointment(own_clearance=actor.clearance, clearance=clearance, roles=given)
    if not rules.POLICE_NUMBER.fullmatch(police_number):
        raise Refused(_("A police number has 4 to 12 digits or capital letters."), field="police_number")
    if Officer.objects.filter(police_number=police_number).exists():
        raise Refused(_("Police number %(number)s is already in use."), field="police_number", number=police_number)
    _call("agencies_add_officer(%s, %s, %s, %s, %s, %s, %s::text[], %s)",
          [key, police_number, name, department, post, clearance, sorted(given), first_password])
    audit.record(actor, "agencies.add_officer", key, kind="officer", facts={"name": name})
    return key


def name_liaison(actor: Actor, officer: Officer, partner: Agency) -> Liaison:
    """Name an officer of the actor's agency as the one `partner` calls."""
    if officer.agency_id != actor.agency:
        raise Refused(_("A liaison officer is one of your own agency."), field="officer")
    post, new = Liaison.objects.get_or_create(agency_id=actor.agency, partner=partner, officer=officer, until=None,
                                              defaults={"since": actor.at})
    if new:
        audit.record(actor, "agencies.name_liaison", post.pk, kind="liaison", audience=[partner.pk],
                     facts={"name": officer.name, "partner": partner.name})
    return post


def end_liaison(actor: Actor, post: Liaison) -> None:
    """End a liaison post at this moment; the partner is told who is left by the page itself."""
    Liaison.objects.filter(pk=post.pk, agency=actor.agency, until=None).update(until=actor.at)
    audit.record(actor, "agencies.end_liaison", post.pk, kind="liaison", audience=[post.partner_id],
                 facts={"name": post.officer.name, "partner": post.partner.name})


def _call(function: str, values: Sequence[Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        [found] = cursor.fetchone()
    return bool(found)
