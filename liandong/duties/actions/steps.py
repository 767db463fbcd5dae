"""What every verb on a duty does: ask the lifecycle, write the line for all who see it, tell the other parties."""
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import connection

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import live, moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen
from liandong.notices import actions as notices

from .. import rules
from ..models import Duty, Waiver

NAMED = {verb for verb, sentence in rules.NOTICES.items() if "%(agency)s" in sentence}  # who did it is asked for these
CHANGED = _("The duty changed while you were reading it. Look at it again, then decide.")


def take(verb: str, actor: Actor, duty: Duty, text: str, version: int, roles: Iterable[str] | None = None) -> None:
    """Refused unless the lifecycle lets the actor take this step now on the duty as they saw it."""
    if version != duty.version:
        change_as_seen(duty, 0, evidence=text.strip())  # no row has it: raises Stale with both texts
    waived = set(Waiver.objects.filter(duty=duty).values_list("agency_id", flat=True)) if verb == "waive" else ()
    lacking = rules.missing(duty, officer=actor.officer, at=actor.at, text=text, agency=actor.agency, waived=waived)
    rules.LIFE.take(verb, duty.outcome, sides=rules.sides(duty, actor.agency), missing=lacking, concerns=concerned(duty),
                    roles=actor.roles if roles is None else frozenset(roles))


def call(function: str, duty: Duty, values: Sequence[Any]) -> None:
    """Let the database do what concerns the other side's row; Refused when the duty changed meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        [done] = cursor.fetchone()
    if not done:
        raise Refused(CHANGED, concerns=concerned(duty))
    duty.refresh_from_db()


def concerned(duty: Duty) -> set[UUID]:
    """Every agency that sees the duty."""
    return {*duty.parties, *duty.watchers}


def facts(duty: Duty) -> dict[str, str]:
    """What the sentences of ledger and notices name."""
    return {"basis": duty.basis_words or duty.topic, "due": said(duty.due_at)}


def said(due: datetime) -> str:
    """The due as it is said: the day where it ends with the day, else the minute."""
    here = moments.local(due)
    return rules.due_on(due).isoformat() if here.time() == time() else f"{here:%Y-%m-%d %H:%M}"


def note(actor: Actor, verb: str, duty: Duty, *, change: object = None, purpose: str = "") -> None:
    """The ledger line, for all who see the duty; their desks, lists and calendars hear of it, a colleague's act included."""
    live.changed(*(f"agency:{agency}" for agency in concerned(duty)))
    audit.record(actor, verb, duty.pk, kind="duty", audience=concerned(duty), purpose=purpose[:200], facts=facts(duty),
                 change=change)


def tell(actor: Actor, verb: str, duty: Duty, *, to: Iterable[UUID] | None = None, roles: Iterable[str] = rules.DESK,
         urgent: bool = False, said: Mapping[str, str] | None = None) -> None:
    """A notice to the desks of the others who see the duty, or of those named; a bound on liberty is always urgent."""
    values = _values(duty, _name(actor, verb)) | dict(said or {})
    notices.tell(actor, verb, agencies=concerned(duty) - {actor.agency} if to is None else to, subject_kind="duty",
                 subject=duty.pk, values=values, roles=sorted(roles), urgent=urgent or duty.liberty)


def tell_all(actor: Actor, verb: str, duties: Sequence[Duty], *, to: UUID, roles: Iterable[str], urgent: bool) -> None:
    """A notice to one agency about each of these duties."""
    name = _name(actor, verb)
    notices.tell_all(actor, verb, agency=to, subject_kind="duty", roles=sorted(roles), urgent=urgent,
                     about={duty.pk: _values(duty, name) for duty in duties})


def _values(duty: Duty, name: str) -> dict[str, str]:
    return facts(duty) | {"agency": name, "topic": duty.topic}


def _name(actor: Actor, verb: str) -> str:
    return agencies.names([actor.agency]).get(actor.agency, "") if verb in NAMED else ""
