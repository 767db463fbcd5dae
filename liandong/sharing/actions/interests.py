"""Tell two agencies that they look into the same, and nothing else; and say what came of the call."""
import json
from collections.abc import Iterable

from django.db import connection

from liandong.agencies.rules import Role
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from ..keyed import tokens
from ..models import Interest, Record
from ..rules import interests, standard, values

LIAISON = Role.LIAISON.value


def meet(actor: Actor, records: Iterable[Record]) -> None:
    """Lay down what the actor's own records can be known by; both agencies' liaison officers hear of what they meet.

    The actor learns nothing: no row, no count, no message. One statement, however many records, and a notice each.
    """
    given = [_given(actor, record) for record in records]
    with connection.cursor() as cursor:
        cursor.execute("SELECT agency, interest FROM sharing_meet(%s)", [json.dumps(given)])
        found = cursor.fetchall()
    for agency, interest in found:
        notices.tell(actor, "sharing.interest", agencies=[agency], subject_kind="interest", subject=interest, roles=[LIAISON])


def read(actor: Actor, interest: Interest) -> None:
    """The line that a liaison officer opened it; it names neither record nor thing."""
    audit.record(actor, "sharing.interest", interest.pk, kind="interest")


def settle(actor: Actor, interest: Interest, *, note: str) -> None:
    """Say what came of the call; for the own liaison officers."""
    if LIAISON not in actor.roles:
        raise Refused(_("Your post does not allow this; a liaison officer of your agency does it."))
    if interest.settled_at is not None:
        raise Refused(_("What came of it is written down already."))
    if not note.strip():
        raise Refused(_("Write what came of it: who was called, and what was agreed."), field="note")
    if wrong := values.unfit(note):
        raise wrong.refused("note")
    Interest.objects.filter(pk=interest.pk).update(settled_at=actor.at, settled_by=actor.officer, note=note.strip()[:500])
    audit.record(actor, "sharing.interest_settle", interest.pk, kind="interest", change=note.strip())


def _given(actor: Actor, record: Record) -> dict[str, object]:
    kind = standard.kinds()[record.kind]
    return {"record": str(record.pk), "silent": interests.is_silent(record.role, record.elements, actor.at),
            "marks": [token.hex() for token in tokens(interests.marks(kind, record.elements))]}
