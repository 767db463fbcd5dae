"""Leave, object to renewal, renew by the terms, remind of the end, negotiate again."""
from datetime import datetime, timedelta

from liandong.access import actions as access, queries as deeds
from liandong.agencies import queries as agencies
from liandong.duties import actions as duties
from liandong.kernel import events, moments
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused

from .. import queries
from ..models import Agreement
from ..rules import force, notice, supplementing
from ..rules.lifecycle import DESK, Stage
from ..rules.terms import Termination
from . import resting, steps


def leave(actor: Actor, agreement: Agreement, *, why: str) -> Agreement:
    """The actor's agency leaves after the notice the terms ask: only what it gives and gets closes, its duties end."""
    steps.may(actor, "leave", agreement)
    deed = deeds.deed(agreement.pk)
    if not why.strip() or deed is None:
        raise Refused(resting.WHY, field="note", concerns=agreement.parties)
    terms, staying = queries.terms_of(queries.in_effect(agreement, actor.at)), queries.staying(agreement, actor.at)
    leaving = notice.ends_at(actor.at, terms.termination or Termination())
    alone = access.leave(actor, deed, leaving)
    duties.leave(actor, basis=agreement.pk)
    if alone:
        duties.end(actor, basis=agreement.pk, ending=leaving)
    agreement.refresh_from_db()
    day = notice.last_day(leaving).isoformat()
    facts = {"number": agreement.number, "day": day, "why": why.strip()[:200]}
    steps.note(actor, "leave", agreement, facts=facts, audience=staying)
    steps.tell(actor, "leave", agreement, to=[p for p in staying if p != actor.agency], roles=(), urgent=True, day=day)
    if alone:
        events.tell("agreements.ending", actor, agreement)
    return agreement


def object_to_renewal(actor: Actor, agreement: Agreement, *, why: str) -> Agreement:
    """Keep the agreement from being renewed by itself: it ends when its period is over."""
    steps.may(actor, "object", agreement)
    deed = deeds.deed(agreement.pk)
    if not why.strip() or deed is None:
        raise Refused(resting.WHY, field="note", concerns=agreement.parties)
    access.object_to_renewal(actor, deed)
    day, staying = str(queries.last_day(agreement)), queries.staying(agreement, actor.at)
    facts = {"number": agreement.number, "why": why.strip()[:200]}
    steps.note(actor, "object", agreement, facts=facts, audience=staying)
    steps.tell(actor, "object", agreement, to=[p for p in staying if p != actor.agency], roles=(), day=day)
    return agreement


def again(actor: Actor, agreement: Agreement) -> Agreement:
    """Negotiate it again: a draft with the terms in effect, from the day after the end; the pages name each other."""
    steps.may(actor, "again", agreement)
    source, last = queries.in_effect(agreement, actor.at), queries.last_day(agreement)
    starts = last + timedelta(days=1) if last and last >= moments.local(actor.at).date() else None
    terms, text = supplementing.again(queries.terms_of(source), queries.terms_of(agreement), agreement.text, agreement.number,
                                      starts=starts)
    names = agencies.names(queries.staying(agreement, actor.at))
    terms.parties = [party for party in terms.parties if party.agency in names]
    draft = Agreement.objects.create(
        title=terms.title or agreement.title, drafter_id=actor.agency, parties=terms.agencies(), text=text,
        terms=terms.model_dump(mode="json"), made_at=actor.at, made_by=actor.officer, follows=agreement)
    steps.note(actor, "again", draft, facts={"number": agreement.number}, change={"text": text})
    return draft


def renew_and_remind(at: datetime) -> int:
    """Renew what its terms renew, remind of what ends within ninety days; returns how many. A job's work, harmless twice."""
    told = 0
    for deed in deeds.to_renew(at):
        before = deed.ends_at
        agreement = Agreement.objects.filter(pk=deed.pk, stage=Stage.SIGNED).first()
        if agreement and before and access.renew(deed, at) and deed.ends_at:
            duties.renew(basis=deed.pk, before=before, ending=deed.ends_at)
            Agreement.objects.filter(pk=deed.pk).update(reminded_days=None)
            agreement.refresh_from_db()
            _say(agreement, at, "renew")
            told += 1
    return told + sum(_remind(agreement, at) for agreement in queries.near_end(at))


def _remind(agreement: Agreement, at: datetime) -> bool:
    assert agreement.starts_at and agreement.ends_at, "it is signed"
    due = force.reminder(agreement.starts_at, agreement.ends_at, at)
    if due is None or agreement.reminded_days is not None and agreement.reminded_days <= due:
        return False
    Agreement.objects.filter(pk=agreement.pk).update(reminded_days=due)
    deed = deeds.deed(agreement.pk)
    renews = queries.terms_of(queries.in_effect(agreement, at)).period.renewal == "automatic"
    _say(agreement, at, "remind_auto" if renews and deed and deed.objected_at is None else "remind",
         days=str((agreement.ends_at - at).days))
    return True


def _say(agreement: Agreement, at: datetime, verb: str, days: str = "") -> None:
    """In the platform's own name: no officer did it, the clock did."""
    platform, day = Actor(NOBODY, agreement.drafter_id, at), str(queries.last_day(agreement))
    staying = queries.staying(agreement, at)
    if verb == "renew":
        steps.note(platform, verb, agreement, facts={"number": agreement.number, "day": day}, audience=staying)
    steps.tell(platform, verb, agreement, to=staying, roles=DESK, day=day, days=days)
