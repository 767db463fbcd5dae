"""Stop the clock by a documented question, and let it go on with the answer."""
from liandong.kernel.actor import Actor
from liandong.kernel.keys import uuid7

from .. import queries, rules
from ..models import Duty
from ..queries.calendar import calendar
from . import steps


def ask(actor: Actor, duty: Duty, *, question: str, version: int) -> Duty:
    """Ask those it is owed to what must be known first; the clock stands still until one of them answers."""
    steps.take("ask", actor, duty, question, version)
    steps.call("duties_ask(%s, %s, %s, %s)", duty, [duty.pk, version, uuid7(), question.strip()])
    steps.note(actor, "duties.ask", duty, change={"question": question.strip()})
    steps.tell(actor, "duties.ask", duty, to=set(duty.parties) - {actor.agency})
    return duty


def answer(actor: Actor, duty: Duty, *, answer: str, version: int) -> Duty:
    """Answer the open question; the clock goes on with what was left, so the due is never earlier than it was."""
    steps.take("answer", actor, duty, answer, version)
    known, found = calendar(), _resumed(actor, duty)
    duty.due_at, duty.firm_due_at, duty.provisional = found.at, found.firm, found.provisional
    pauses = [*queries.pauses(duty)]
    pauses[-1].answered_at = actor.at
    values = [duty.pk, version, answer.strip(), found.at, found.firm, found.provisional,
              queries.rungs(duty, pauses, known)[0].at, queries.missed(duty, known)]
    steps.call("duties_answer(%s, %s, %s, %s, %s, %s, %s, %s)", duty, values)
    steps.note(actor, "duties.answer", duty, change={"answer": answer.strip(), "due": duty.due_at.isoformat()})
    steps.tell(actor, "duties.answer", duty)
    return duty


def _resumed(actor: Actor, duty: Duty) -> rules.Due:
    pauses = queries.paused(queries.pauses(duty))
    pauses[-1] = rules.Paused(pauses[-1].asked_at, actor.at)
    found = queries.reckoned(duty, pauses, calendar())
    at = max(found.at, duty.due_at)
    return rules.Due(at, found.provisional, min(max(found.firm, duty.firm_due_at), at))
