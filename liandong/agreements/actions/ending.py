"""End an agreement by notice where a clause allows it; tell the parties when it begins and when it is over."""
from datetime import datetime

from liandong.access import actions as access, queries as deeds
from liandong.duties import actions as duties
from liandong.kernel import events
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import notice
from ..rules.lifecycle import Stage
from . import negotiating, steps

BY_CONSENT = _("%(clause)s lets the agreement end early only by consent of all parties; a notice of one ends nothing.")


def give_notice(actor: Actor, agreement: Agreement, *, why: str) -> Agreement:
    """Give notice of termination: the agreement, its grants and its duties end when the clause says."""
    clause = queries.terms_of(agreement).termination
    if clause and not clause.unilateral and clause.clause:
        raise Refused(BY_CONSENT, clause=clause.clause, concerns=agreement.parties)
    steps.allowed(actor, "give_notice", agreement)
    deed = deeds.deed(agreement.pk)
    if clause is None or deed is None or not why.strip():
        raise Refused(negotiating.WHY, field="note", concerns=agreement.parties)
    ending = notice.ends_at(actor.at, clause)
    access.close_grants(actor, deed, ending)
    duties.end(actor, basis=agreement.pk, ending=ending)
    steps.hold(agreement, stages=[Stage.SIGNED], notice_at=actor.at, notice_by=actor.agency, notice_why=why.strip()[:500],
               ends_at=deed.ends_at)
    day = notice.last_day(agreement.ends_at or ending).isoformat()
    steps.note(actor, "give_notice", agreement, facts={"number": agreement.number, "day": day},
               change={"ends_at": str(deed.ends_at), "why": why.strip()})
    steps.tell(actor, "give_notice", agreement, roles=(), urgent=True, day=day)
    events.tell("agreements.ending", actor, agreement)
    return agreement


def tell_moments(at: datetime) -> int:
    """Tell the parties, once, of every agreement that began or ended by the clock; returns how many. A job's work."""
    told = 0
    for agreement in queries.beginning(at):
        if Agreement.objects.filter(pk=agreement.pk, begun_told_at=None).update(begun_told_at=at):
            _say(agreement, at, "begin")
            told += 1
    for agreement in queries.ending(at):
        if Agreement.objects.filter(pk=agreement.pk, end_told_at=None).update(end_told_at=at):
            _say(agreement, at, "end")
            told += 1
    return told


def _say(agreement: Agreement, at: datetime, verb: str) -> None:
    """In the platform's own name: no officer did it, the clock did."""
    platform = Actor(NOBODY, agreement.drafter_id, at)
    steps.note(platform, verb, agreement, facts={"number": agreement.number})
    steps.tell(platform, verb, agreement, to=agreement.parties, roles=())
