"""End an agreement before its time: propose it to all, give notice where a clause allows it, answer, take back."""
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from liandong.access import queries as deeds
from liandong.agencies import queries as agencies
from liandong.duties import actions as duties, rules as duty_rules
from liandong.kernel import live, moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused

from .. import queries
from ..models import Agreement, Answer, Ending
from ..rules import endings, stepping
from ..rules.endings import Kind, Word
from . import closing, steps


def give_notice(actor: Actor, agreement: Agreement, *, why: str, form: str = endings.Form.PLATFORM,
                letter: str = "") -> Ending:
    """Give notice of termination to every other party; the days of the clause run from the last receipt."""
    _may_begin(actor, "give_notice", agreement, endings.forbidden_notice(
        queries.running(actor, agreement), form=form, letter=letter))
    clause = queries.terms_at(agreement, actor.at).termination
    ending = _begun(actor, agreement, Kind.NOTICE, why, form=form, letter=letter.strip()[:60],
                    clause=clause.clause if clause else "")
    for party in (key for key in queries.staying(agreement, actor.at) if key != actor.agency):
        _ask_receipt(actor, ending, party)
    steps.note(actor, "give_notice", agreement, facts={"number": agreement.number}, change=_said(ending))
    steps.tell(actor, "serve_notice", agreement, urgent=True, about=("ending", ending.pk))
    return ending


def propose_end(actor: Actor, agreement: Agreement, *, last_on: date, why: str) -> Ending:
    """Propose to every other party that the agreement ends with that day."""
    _may_begin(actor, "propose_end", agreement, endings.forbidden_proposal(
        queries.running(actor, agreement), last_on=last_on))
    ending = _begun(actor, agreement, Kind.CONSENT, why, last_on=last_on)
    facts = {"number": agreement.number, "day": last_on.isoformat()}
    steps.note(actor, "propose_end", agreement, facts=facts, change=_said(ending))
    steps.tell(actor, "propose_end", agreement, about=("ending", ending.pk), day=last_on.isoformat(), why=ending.why[:200])
    return ending


def consent_end(actor: Actor, ending: Ending, *, text: str = "") -> Ending:
    """Consent to a proposed end; with the last consent the agreement ends on that day."""
    _answer(actor, "consent", ending, Word.CONSENT, text)
    day = ending.last_on.isoformat() if ending.last_on else ""
    _note(actor, "consent_end", ending, text, day=day)
    steps.tell(actor, "consent_end", ending.agreement, about=("ending", ending.pk), day=day)
    answered = queries.endings.answers(ending)
    if set(queries.staying(ending.agreement, actor.at)) <= {ending.agency_id, *answered} and ending.last_on:
        closing.settle(actor, ending, moments.day_end(ending.last_on))
    return ending


def decline_end(actor: Actor, ending: Ending, *, text: str) -> Ending:
    """Decline a proposed end, in writing; the agreement goes on."""
    _answer(actor, "decline", ending, Word.DECLINE, text)
    closing.close(ending)
    _note(actor, "decline_end", ending, text)
    steps.tell(actor, "decline_end", ending.agreement, about=("ending", ending.pk), why=text.strip()[:200])
    return ending


def receive_notice(actor: Actor, ending: Ending, *, text: str = "") -> Ending:
    """Confirm that a notice was received; the days of its clause run from the day of the last receipt."""
    _answer(actor, "receive", ending, Word.RECEIPT, text)
    duties.meet_by_event(actor, "receipt", subject_kind="ending", subject=ending.pk,
                         evidence=text.strip() or ending.agreement.number)
    _note(actor, "receive_notice", ending, text)
    steps.tell(actor, "receive_notice", ending.agreement, to=[ending.agency_id], about=("ending", ending.pk))
    moment = closing.by_notice(actor, ending, queries.endings.answers(ending))
    if moment:
        closing.settle(actor, ending, moment)
    return ending


def withdraw_end(actor: Actor, ending: Ending, *, text: str = "") -> Ending:
    """Take back a proposal, or a notice nobody has received."""
    _allowed(actor, "withdraw", ending, text)
    closing.close(ending)
    _note(actor, "withdraw_end", ending, text)
    steps.tell(actor, "withdraw_end", ending.agreement, about=("ending", ending.pk))
    return ending


def _may_begin(actor: Actor, verb: str, agreement: Agreement, forbidden: endings.Forbidden | None) -> None:
    """Refused with the clause where the agreement forbids it, else as the lifecycle says."""
    if forbidden:
        raise Refused(forbidden.message, field=forbidden.field, concerns=agreement.parties, **forbidden.values)
    steps.allowed(actor, verb, agreement)


def _begun(actor: Actor, agreement: Agreement, kind: Kind, why: str, **fields: object) -> Ending:
    if not why.strip() or deeds.deed(agreement.pk) is None:
        raise Refused(endings.WHY, field="why", concerns=agreement.parties)
    try:
        with transaction.atomic():
            return Ending.objects.create(agreement=agreement, kind=kind, agency_id=actor.agency, officer=actor.officer,
                                         at=actor.at, why=why.strip()[:500], **fields)
    except IntegrityError as error:
        raise Refused(endings.ONE_OPEN, concerns=agreement.parties) from error


def _ask_receipt(actor: Actor, ending: Ending, party: UUID) -> None:
    amount, unit = endings.RECEIPT
    duties.start(actor, basis_kind="notice", basis=ending.pk, number=ending.agreement.number, clause=ending.clause,
                 kind=duty_rules.Imposed.ACKNOWLEDGEMENT, agency=party, parties=[actor.agency, party], subject_kind="ending",
                 subject=ending.pk, topic=agencies.agency(actor.agency).name, allowance=duty_rules.Allowance(amount, unit),
                 started_by="receipt")


def _allowed(actor: Actor, verb: str, ending: Ending, text: str) -> None:
    stepping.take(endings.ENDING, verb, ending.stage, sides=queries.endings.sides_of(actor, ending), roles=actor.roles,
                  missing=queries.endings.missing(actor, ending, text=text), concerns=ending.agreement.parties)


def _answer(actor: Actor, verb: str, ending: Ending, word: Word, text: str) -> None:
    _allowed(actor, verb, ending, text)
    Answer.objects.create(ending=ending, agency_id=actor.agency, officer=actor.officer, at=actor.at, word=word,
                          text=text.strip()[:500])


def _note(actor: Actor, verb: str, ending: Ending, text: str, **facts: str) -> None:
    live.changed(f"ending:{ending.pk}")
    steps.note(actor, verb, ending.agreement, facts={"number": ending.agreement.number} | facts,
               change={"ending": str(ending.pk), "text": text.strip()})


def _said(ending: Ending) -> dict[str, str]:
    return {"ending": str(ending.pk), "why": ending.why, "form": str(ending.form), "letter": ending.letter}
