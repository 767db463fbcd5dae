"""Send, change, agree, withdraw: what passes between the parties until they mean the same."""
from uuid import UUID

from django.db import connection

from liandong.access import actions as access
from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.canonical import canonical
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import blanks, deed, filling, redline, wording
from ..rules.lifecycle import SIGNATORY, Stage
from ..rules.talking import Nature
from ..rules.terms import Source, Terms
from . import drafting, steps, supplementing

WHY = _("Say why in a few words: the other parties read it.")
NOTHING = _("Nothing was changed; agree to it, or change what you do not accept.")
LOST = _("The text no longer says “%(words)s”, which the terms still do. Settle it beside the term, then propose the change.")
DROPPED = _("A party that has seen the agreement cannot be taken out. Withdraw it and draft it anew without %(name)s.")

NUMBER = _("The number is the drafter's to give: it belongs to that agency's series. Leave it as it was.")


def send(actor: Actor, agreement: Agreement, *, version: int) -> Agreement:
    """Lay a complete draft before the other parties; from now on they see it."""
    steps.allowed(actor, "send", agreement)
    supplementing.check(actor, agreement)
    steps.hold(agreement, stages=[Stage.DRAFT], seen={"version": version}, stage=Stage.SENT, sent_at=actor.at, edition=1)
    steps.lay_on_table(actor, agreement, queries.terms_of(agreement), "", Nature.SENT)
    names = agencies.names(steps.others(actor, agreement))
    steps.note(actor, "send", agreement, facts={"title": agreement.title, "parties": "、".join(names.values())},
               change={"text": agreement.text, "terms": agreement.terms})
    steps.tell(actor, "send", agreement)
    return agreement


def change(actor: Actor, agreement: Agreement, *, text: str, terms: Terms, why: str, version: int,
           settles: str = "") -> Agreement:
    """Lay a changed version on the table; every other party has to agree anew. `settles` as in drafting.edit."""
    steps.allowed(actor, "change", agreement)
    agreement = lay(actor, agreement, text=text, terms=terms, why=why, version=version, nature=Nature.CHANGE, settles=settles)
    facts = {"edition": str(agreement.edition), "why": why.strip()[:200]}
    steps.note(actor, "change", agreement, facts=facts, change={"text": agreement.text, "terms": agreement.terms})
    steps.tell(actor, "change", agreement, why=why.strip()[:200])
    return agreement


def lay(actor: Actor, agreement: Agreement, *, text: str, terms: Terms, why: str, version: int, nature: Nature,
        settles: str = "") -> Agreement:
    """Write the next version, with who laid it and why; the caller has asked the rule and writes the line."""
    if not why.strip():
        raise Refused(WHY, field="why", concerns=agreement.parties)
    before = queries.terms_of(agreement)
    text, terms = drafting.settled(agreement, text=text, terms=terms, settles=settles)
    if text == agreement.text and not redline.rows(before, terms):
        raise Refused(NOTHING, concerns=agreement.parties)
    if terms.number not in ("", agreement.number) and actor.agency != agreement.drafter_id:
        raise Refused(NUMBER, field="head-number", concerns=agreement.parties)
    _check(agreement, terms)
    supplementing.check(actor, agreement, terms)
    agreement = drafting.written(agreement, version, text=text, terms=terms, edition=agreement.edition + 1)
    drafting.name_parties(agreement, terms)
    steps.lay_on_table(actor, agreement, terms, why.strip()[:500], nature)
    return agreement


def agree(actor: Actor, agreement: Agreement, *, edition: int) -> Agreement:
    """Agree to the edition on the table; when every party has, what is to be signed is laid down."""
    steps.allowed(actor, "agree", agreement)
    supplementing.check(actor, agreement)
    steps.hold(agreement, stages=[Stage.SENT], seen={"edition": edition})
    steps.consent(actor, agreement)
    steps.note(actor, "agree", agreement, facts={"edition": str(edition)})
    if set(agreement.parties) <= queries.agreed_by(agreement):
        _fix(actor, agreement)
    else:
        steps.tell(actor, "agree", agreement)
    return agreement


def withdraw(actor: Actor, agreement: Agreement, *, why: str, version: int) -> Agreement:
    """Take the agreement off the table; nothing of it can be agreed to or signed any more."""
    steps.allowed(actor, "withdraw", agreement)
    if agreement.sent_at and not why.strip():
        raise Refused(WHY, field="note", concerns=agreement.parties)
    steps.hold(agreement, stages=[agreement.stage], seen={"version": version}, stage=Stage.WITHDRAWN, withdrawn_at=actor.at,
               withdrawn_why=why.strip()[:500])
    steps.note(actor, "withdraw", agreement, facts={"why": why.strip()[:200]})
    if agreement.sent_at:
        steps.tell(actor, "withdraw", agreement)
    return agreement


def _fix(actor: Actor, agreement: Agreement) -> None:
    """Lay down what is signed: the text with its number and annex, the terms over its digest; neither changes again."""
    terms, number = queries.terms_of(agreement), agreement.number or _issue(actor, agreement.pk)
    text = filling.numbered(agreement.text, terms, number)
    if number not in text:
        terms.sources["number"] = Source()  # the annex says it then
    terms.number = number
    text = wording.complete(text, terms)
    signers = {agency.pk: deed.Signer(agency.code, agency.name)
               for agency in agencies.agencies().filter(pk__in=agreement.parties)}
    laid = deed.of(agreement.pk, terms, text, number=number, signers=signers)
    access.lay_down(actor, agreement.pk, number=number, title=agreement.title, parties=agreement.parties,
                    terms=canonical(laid), amends=agreement.amends_id)
    steps.hold(agreement, stages=[Stage.SENT], stage=Stage.AGREED, agreed_at=actor.at, signed_text=text, number=number,
               terms=terms.model_dump(mode="json"))
    steps.note(actor, "fix", agreement, facts={"number": number}, change=laid)
    steps.tell(actor, "fix", agreement, to=agreement.parties, roles=SIGNATORY)


def _issue(actor: Actor, key: UUID) -> str:
    """The next number of the drafter's series; it is the database that gives it, whichever party agrees last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_issue_number(%s, %s)", [key, moments.local(actor.at).year])
        [number] = cursor.fetchone()
    return str(number)


def _check(agreement: Agreement, terms: Terms) -> None:
    if lost := next((one for one in terms.said if one.is_lost), None):
        raise Refused(LOST, words=lost.words[:60], concerns=agreement.parties)
    if gone := agencies.names(set(agreement.parties) - set(terms.agencies())):
        raise Refused(DROPPED, name="、".join(gone.values()), concerns=agreement.parties)
    if blanks.blocking(queries.needs_of(agreement, terms)):
        raise Refused(queries.INCOMPLETE, concerns=agreement.parties)
