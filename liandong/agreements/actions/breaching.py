"""A breach: claim it with the missed duties, answer it, have it cured, or let something else come of it."""
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import connection

from liandong.agencies import queries as agencies
from liandong.duties import actions as duties, rules as duty_rules
from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import queries
from ..models import Agreement, Breach
from ..rules import breaches, notice, stepping
from ..rules.breaches import BreachStage
from ..rules.lifecycle import DESK
from ..rules.terms import Limit
from . import closing, steps

if TYPE_CHECKING:
    from liandong.duties.models import Duty

NOT_A_PARTY = _("A breach is claimed by a party, against another party, of an agreement that was in force.")
NOT_MISSED = _("Choose among what this party did not do in time.")
NO_DESK = _("Breaches are claimed by clerks, liaison officers and signatories; ask a colleague who is one.")


def claim_breach(actor: Actor, agreement: Agreement, *, respondent: UUID, text: str, duties: Iterable[UUID] = (),
                 clause: str = "",
                 cure: Limit = breaches.CURE) -> Breach:
    """Claim that another party did not keep the agreement; its clocks to answer and to cure begin."""
    if not actor.roles & DESK:
        raise Refused(NO_DESK, concerns=agreement.parties)
    if not {actor.agency, respondent} <= set(agreement.parties) or respondent == actor.agency or agreement.starts_at is None:
        raise Refused(NOT_A_PARTY, concerns=agreement.parties)
    if not text.strip():
        raise Refused(breaches.WRITE, field="text", concerns=agreement.parties)
    named = sorted(set(duties))
    known = set(queries.breaches.missed(actor, agreement).filter(agency=respondent, pk__in=named).values_list("pk",
                                                                                                              flat=True))
    if known != set(named):
        raise Refused(NOT_MISSED, field="duties", concerns=agreement.parties)
    terms = queries.terms_at(agreement, actor.at)
    if breaches.is_too_short(terms, cure):
        raise Refused(breaches.TOO_SHORT, field="cure_amount", days=breaches.LEAST, concerns=agreement.parties)
    limit = breaches.period(terms, cure)
    breach = Breach.objects.create(
        agreement=agreement, claimant_id=actor.agency, respondent_id=respondent, officer=actor.officer, at=actor.at,
        clause=clause.strip()[:60], text=text.strip()[:2000], duties=named, cure_amount=limit.amount or 0, cure_unit=limit.unit)
    _begin(actor, breach, "reply", *breaches.ANSWER, started_by="claim")
    due = _begin(actor, breach, "cure", breach.cure_amount, breach.cure_unit).due_at
    name = agencies.agency(respondent).name
    facts = {"number": agreement.number, "respondent": name, "count": str(len(named))}
    steps.note(actor, "claim_breach", agreement, facts=facts, change={"breach": str(breach.pk), "text": breach.text})
    steps.tell(actor, "claim_breach", agreement, to=[respondent], urgent=True, about=("breach", breach.pk),
               day=notice.last_day(due).isoformat())
    return breach


def answer_breach(actor: Actor, breach: Breach, *, admits: bool, text: str, version: int) -> Breach:
    """Admit or deny it, in writing."""
    verb, stage = ("admit", BreachStage.ADMITTED) if admits else ("deny", BreachStage.DENIED)
    _allowed(actor, verb, breach, text)
    breach = change_as_seen(breach, version, stage=stage, answer=text.strip()[:2000], answered_at=actor.at,
                            answered_by=actor.officer)
    duties.meet_by_event(actor, "claim", subject_kind="breach", subject=breach.pk, evidence=text.strip())
    return _said(actor, verb, breach)


def confirm_cured(actor: Actor, breach: Breach, *, version: int, text: str = "") -> Breach:
    """Confirm that it is cured: the breach is over."""
    _allowed(actor, "confirm", breach, text)
    return _over(actor, "confirm", breach, BreachStage.CURED, text, version)


def reject_cure(actor: Actor, breach: Breach, *, text: str, version: int) -> Breach:
    """Say that what the other party calls cured is not."""
    _allowed(actor, "reject", breach, text)
    breach = change_as_seen(breach, version, rejected_at=actor.at, rejected_why=text.strip()[:500])
    return _said(actor, "reject", breach, why=text.strip()[:200])


def ask_damages(actor: Actor, breach: Breach, *, amount: Decimal, days: int, text: str, version: int) -> Breach:
    """Ask for an amount, to be paid within so many days of the other party's consent."""
    _allowed(actor, "ask_damages", breach, text, amount=amount > 0 and days > 0)
    breach = change_as_seen(breach, version, damages=amount, pay_days=days, damages_why=text.strip()[:500])
    return _said(actor, "ask_damages", breach, amount=f"{amount:.2f}")


def agree_damages(actor: Actor, breach: Breach, *, version: int, text: str = "") -> Breach:
    """Agree to the amount asked for: a payment duty begins, and the breach is over with it."""
    _allowed(actor, "agree_damages", breach, text)
    breach = _over(actor, "agree_damages", breach, BreachStage.DAMAGES, text, version, amount=f"{breach.damages:.2f}")
    _begin(actor, breach, "payment", breach.pay_days or 0, "day")
    return breach


def waive_breach(actor: Actor, breach: Breach, *, text: str, version: int) -> Breach:
    """Let it be: nothing follows from it any more."""
    _allowed(actor, "waive", breach, text)
    return _over(actor, "waive", breach, BreachStage.WAIVED, text, version)


def retract_claim(actor: Actor, breach: Breach, *, text: str, version: int) -> Breach:
    """Take the claim back."""
    _allowed(actor, "retract", breach, text)
    return _over(actor, "retract", breach, BreachStage.RETRACTED, text, version)


def rescind(actor: Actor, breach: Breach, *, text: str, version: int) -> Breach:
    """End the agreement at once, where its terms name rescission and the time to cure ran out without a cure."""
    _allowed(actor, "rescind", breach, text)
    change_as_seen(breach, version)
    closing.rescind(actor, breach.pk, breach.agreement, uuid7(), text.strip()[:500])
    breach.refresh_from_db()
    return _said(actor, "rescind", breach)


def _allowed(actor: Actor, verb: str, breach: Breach, text: str, amount: object = 1) -> None:
    sides = breaches.sides(claimant=breach.claimant_id, respondent=breach.respondent_id, agency=actor.agency)
    stepping.take(breaches.BREACH, verb, breach.stage, sides=sides, roles=actor.roles, concerns=breach.agreement.parties,
                  missing=queries.breaches.missing(actor, breach, text=text, amount=amount))


def _over(actor: Actor, verb: str, breach: Breach, stage: BreachStage, text: str, version: int,
          amount: str = "") -> Breach:
    breach = change_as_seen(breach, version, stage=stage, closed_at=actor.at, closed_by=actor.officer,
                            closed_why=text.strip()[:500])
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_let_go(%s)", [breach.pk])
    return _said(actor, verb, breach, amount=amount)


def _said(actor: Actor, verb: str, breach: Breach, *, why: str = "", amount: str = "") -> Breach:
    """The line in the ledger, for all parties, and the word to the other side."""
    other = breach.respondent_id if actor.agency == breach.claimant_id else breach.claimant_id
    steps.note(actor, f"breach_{verb}", breach.agreement, facts={"number": breach.agreement.number, "amount": amount},
               change={"breach": str(breach.pk), "stage": str(breach.stage)})
    live.changed(f"breach:{breach.pk}")
    steps.tell(actor, f"breach_{verb}", breach.agreement, to=[other], about=("breach", breach.pk), why=why,
               amount=amount)
    return breach


def _begin(actor: Actor, breach: Breach, kind: str, amount: int, unit: str, started_by: str = "") -> "Duty":
    return duties.start(actor, basis_kind="breach", basis=breach.pk, number=breach.agreement.number, clause=breach.clause,
                        kind=kind,
                        agency=breach.respondent_id, parties=[breach.claimant_id,
                                                              breach.respondent_id], subject_kind="breach",
                        subject=breach.pk, topic=breach.text[:200], allowance=duty_rules.Allowance(amount, unit),
                        started_by=started_by)
