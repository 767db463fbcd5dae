"""Loading an arrangement of days off: the only way the calendar of working days changes."""
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from procrastinate.contrib.django import app

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Kind, Role
from liandong.audit import actions as audit
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _

from ..queries import calendar
from ..rules import arrangement
from ..rules.arrangement import Day

LOAD = "SELECT duties_load_calendar(%s, %s, %s)"
WRITE = "SELECT duties_write_calendar(%s, %s, %s, %s)"


def may_load(actor: Actor) -> bool:
    """Whether the actor loads arrangements for the installation: an administrator of a police agency without a superior."""
    if Role.ADMINISTRATOR not in actor.roles or actor.exercise:
        return False
    own = agencies.agency(actor.agency)
    return own.parent_id is None and own.kind == Kind.POLICE


def check_loader(actor: Actor) -> None:
    """Refused unless the actor may load arrangements."""
    if not may_load(actor):
        raise Refused(_("The calendar holds for the whole installation: an administrator of the topmost police agency loads "
                        "it. Send the file there."))


def load_calendar(actor: Actor, days: Sequence[Day]) -> int:
    """Load an arrangement (rules.arrangement.whole has made it whole); returns how many days changed.

    A job then reckons anew every open duty that leaned on these days.
    """
    check_loader(actor)
    return _load(actor, days, LOAD, [])


def load_by_platform(at: datetime, days: Sequence[Day]) -> int:
    """The same for whoever runs the installation; in the ledger it is the platform's act, told to the topmost agencies."""
    top = [found.pk for found in agencies.agencies() if found.parent_id is None and found.kind == Kind.POLICE]
    return _load(Actor(NOBODY, top[0] if top else NOBODY, at), days, WRITE, [at], audience=top)


def _load(actor: Actor, days: Sequence[Day], statement: str, moment: list[datetime], audience: Sequence[UUID] = ()) -> int:
    known = calendar()
    changed, settled = arrangement.differences(days, known), arrangement.years(days, known)
    with connection.cursor() as cursor:
        columns = [each.day for each in days], [each.is_working for each in days], [each.note for each in days]
        cursor.execute(statement, [*columns, *moment])
    years = settled or sorted({each.day.year for each in days})
    audit.record(actor, "duties.load_calendar", None, kind="calendar", audience=audience,
                 facts={"years": "、".join(map(str, years)), "changed": str(len(changed))},
                 change=[[each.day.isoformat(), each.is_working] for each in days])
    # By a lock of its own: a run that is already queued may begin before this transaction is over, and miss it.
    app.configure_task("duties.recompute", queueing_lock=str(uuid7())).defer(timestamp=int(actor.at.timestamp()))
    return len(changed)
