"""Supervision (督办): a superior to whom a duty was escalated orders that it be done, with a clock of its own."""
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import rules
from ..models import Duty
from . import events, steps

LONGEST = 400


def order(actor: Actor, duty: Duty, *, text: str, amount: int, unit: str, version: int) -> Duty:
    """Order the agency that owes the duty to do it; returns the order, which is itself a duty. Keeping it answers the order."""
    steps.take("order", actor, duty, text, version)
    if len(text.strip()) > LONGEST:
        raise Refused(_("An order is said in at most %(most)s characters; send the rest as a letter."), most=LONGEST,
                      field="text", concerns=[duty.agency_id])
    made = events.begun(actor, basis_kind="order", basis=duty.pk, number=duty.number, clause=duty.clause,
                        kind=rules.Imposed.ORDER, agency=duty.agency_id, parties=[actor.agency, duty.agency_id],
                        subject_kind="duty", subject=duty.pk, topic=text.strip(), allowance=rules.Allowance(amount, unit))
    steps.note(actor, "duties.order", duty, purpose=text.strip(), change={"order": str(made.pk)})
    steps.tell(actor, "duties.order", made, roles=rules.DESK | rules.POSTS)
    return made
