"""Departments of an agency: added and renamed by its administrators; none is removed, since records name them."""
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from .. import rules
from ..models import Department

CHANGED = _("Somebody changed this while you were editing. Both texts are shown below; nothing is lost.")


def add_department(actor: Actor, *, name: str) -> UUID:
    """Add a department to the actor's agency; returns its key."""
    rules.check_administrator(actor, agency=actor.agency)
    key, called = uuid7(), rules.department_name(name)
    _write(called, "agencies_add_department(%s, %s)", [key, called])
    audit.record(actor, "agencies.add_department", key, kind="department", facts={"name": called})
    return key


def rename_department(actor: Actor, department: Department, *, name: str, seen: str) -> None:
    """Give a department of the actor's agency another name; officers, desks and rosters carry it from now on."""
    rules.check_administrator(actor, agency=department.agency_id)
    called = rules.department_name(name)
    if called == department.name == seen:
        return
    if not _write(called, "agencies_rename_department(%s, %s, %s)", [department.pk, seen, called]):
        now = Department.objects.get(pk=department.pk).name
        raise Stale(CHANGED, mine={"name": called}, theirs={"name": now}, version=0)
    audit.record(actor, "agencies.rename_department", department.pk, kind="department", facts={"old": seen, "name": called})


def _write(name: str, function: str, values: list[Any]) -> bool:
    """Let the database do it; Refused where the agency has a department of that name."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}", values)
            [done] = cursor.fetchone()
    except IntegrityError:
        raise Refused(_("Your agency has a department “%(name)s” already."), name=name, field="name") from None
    return done is not False
