"""Answer what the last version changed, passage by passage and term by term: take over, turn down, or some of each."""
from collections.abc import Collection

from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import answering
from ..rules.answering import Verdict
from ..rules.talking import Nature
from ..rules.terms import Terms
from . import negotiating, steps

WHY = _("Say why you turn changes down: the other parties read it.")
NATURES = {Verdict.COUNTER: Nature.COUNTER, Verdict.REJECT: Nature.REJECT}


def answer(actor: Actor, agreement: Agreement, *, passages: Collection[int], rows: Collection[str], why: str,
           edition: int) -> Agreement:
    """Take over these passages and rows of the last version: all is consent, none turns it down, some is a counter-proposal."""
    found = queries.changes(agreement)
    if found is None or agreement.edition != edition:
        raise Refused(queries.NO_EARLIER if found is None else steps.CHANGED, concerns=agreement.parties)
    every, all_rows = {one.number for one in found.passages}, {row.path for row in found.rows}
    verdict = answering.verdict(every, all_rows, passages, rows)
    if verdict == Verdict.AGREE:
        return negotiating.agree(actor, agreement, edition=edition)
    steps.allowed(actor, verdict.value, agreement)
    if not why.strip():
        raise Refused(WHY, field="why", concerns=agreement.parties)
    before, after = Terms.model_validate(found.before.terms), Terms.model_validate(found.after.terms)
    return _laid(actor, agreement, verdict, why.strip(),
                 text=answering.text(found.before.text, found.after.text, passages),
                 terms=answering.terms(before, after, rows))


def _laid(actor: Actor, agreement: Agreement, verdict: Verdict, why: str, *, text: str, terms: Terms) -> Agreement:
    before = str(agreement.edition)
    agreement = negotiating.lay(actor, agreement, text=text, terms=terms, why=why, version=agreement.version,
                                nature=NATURES[verdict])
    facts = {"before": before, "edition": str(agreement.edition), "why": why[:200]}
    steps.note(actor, verdict.value, agreement, facts=facts, change={"text": agreement.text, "terms": agreement.terms})
    steps.tell(actor, verdict.value, agreement, edition=str(agreement.edition), why=why[:200])
    return agreement
