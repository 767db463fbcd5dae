"""Sign what was agreed; the last signature opens the sharing and starts the duties in the same transaction."""
import json
from typing import TYPE_CHECKING
from uuid import UUID

from liandong.access import actions as access, queries as deeds
from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.duties import actions as duties
from liandong.kernel import events
from liandong.kernel.actor import Actor
from liandong.kernel.canonical import canonical
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import deed as deed_of, filling, notices, original as paper, wording
from ..rules.lifecycle import SIGNATORY, Stage
from . import steps, supplementing

if TYPE_CHECKING:
    from liandong.access.models import Deed

NOT_AGREED = _("What was laid down to be signed is not what was agreed. Do not sign; withdraw it and draft it anew.")


def sign(actor: Actor, agreement: Agreement) -> Agreement:
    """Sign for the actor's agency; the officer has just authenticated again."""
    steps.allowed(actor, "sign", agreement)
    steps.hold(agreement, stages=[Stage.AGREED, Stage.SIGNING])
    supplementing.check(actor, agreement)
    deed = deeds.deed(agreement.pk)
    if deed is None or not _is_agreed(agreement, deed):
        raise Refused(NOT_AGREED, concerns=agreement.parties)
    access.sign(actor, deed)
    verb = "confirm_paper" if agreement.on_paper else "sign"
    steps.note(actor, verb, agreement, facts={"number": agreement.number})
    if deeds.unsigned(deed):
        steps.hold(agreement, stages=[Stage.AGREED, Stage.SIGNING], stage=Stage.SIGNING)
        steps.tell(actor, verb, agreement, roles=SIGNATORY)
    else:
        _open(actor, agreement, deed)
    return agreement


def _is_agreed(agreement: Agreement, deed: "Deed") -> bool:
    """Whether what is to be signed is what every party agreed to: its text, and its terms made from what is agreed again."""
    terms, laid = queries.terms_of(agreement), json.loads(deed.terms)
    text = wording.complete(filling.numbered(agreement.text, terms, agreement.number), terms)
    signers = {UUID(party["agency"]): deed_of.Signer(party["code"], party["name"]) for party in laid["parties"]}
    agreed = deed_of.of(agreement.pk, terms, text, number=agreement.number, signers=signers)
    if scan := queries.original(agreement):
        agreed = paper.laid(agreed, queries.said_of(scan))
    return text == agreement.signed_text and set(terms.agencies()) <= set(signers) and deed.terms.encode() == canonical(agreed)


def exported(actor: Actor, agreement: Agreement) -> None:
    """Write down that the signed agreement left the platform."""
    steps.note(actor, "export", agreement, facts={"number": agreement.number})


def list_exported(actor: Actor, count: int) -> None:
    """Write down that a list left the platform."""
    audit.record(actor, "agreements.list_export", None, kind="agreement", facts={"count": str(count)})


def _open(actor: Actor, agreement: Agreement, deed: "Deed") -> None:
    """Every party has signed: what it gives opens, what it asks begins, and each party is told both."""
    grants = access.open_grants(actor, deed)
    assert deed.starts_at and deed.ends_at, "open_grants sets both"
    running = deed.starts_at <= actor.at
    steps.hold(agreement, stages=[Stage.AGREED, Stage.SIGNING], stage=Stage.SIGNED, signed_at=actor.at,
               starts_at=deed.starts_at, ends_at=deed.ends_at, begun_told_at=actor.at if running else None)
    if agreement.amends_id:
        supplementing.opened(actor, agreement, deed, grants)
        return
    begun = duties.start_recurring(actor, basis=agreement.pk, number=agreement.number,
                                   duties=json.loads(deed.terms)["duties"], parties=deed.parties,
                                   starts_at=deed.starts_at, ends_at=deed.ends_at)
    facts = {"number": agreement.number, "grants": str(grants), "duties": str(begun)}
    steps.note(actor, "open", agreement, facts=facts)
    if running:
        _say_opened(actor, agreement, begun)
        events.tell("agreements.in_force", actor, agreement)
        events.tell("agreements.begun", actor, agreement)
    else:
        steps.tell(actor, "open_later", agreement, to=agreement.parties, roles=(), day=steps.said(deed.starts_at))


def _say_opened(actor: Actor, agreement: Agreement, duties: int) -> None:
    """Said once to each party: how many records the actor's agency opened to it, or was opened, and what began.

    The actor knows only what its own agency gives and gets, so nobody learns what two others show each other.
    """
    names, opened = agencies.names(agreement.parties), queries.opened(actor, agreement)
    for party in agreement.parties:
        givers = [actor.agency] if party != actor.agency else [other for other in agreement.parties if other != party]
        records = opened.get(party, 0)
        steps.tell(actor, notices.opening(records=records, duties=duties), agreement, to=[party], roles=(),
                   records=str(records), duties=str(duties), giver="、".join(names[giver] for giver in givers))
