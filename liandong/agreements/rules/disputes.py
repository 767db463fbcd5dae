"""A dispute (争议): one step after the other in the order the terms say, each on record; what a mediator sees. Pure."""
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

from .lifecycle import DESK, SIGNATORY
from .terms import Terms
from .vocabulary import Dispute as Way

PARTY, MEDIATOR, OPENER, UNDECIDED = "party", "mediator", "opener", "undecided"


class DisputeStage(Term):
    """How a dispute stands: at one of the ways the agreement names, or over."""

    NEGOTIATION = "negotiation", _("In negotiation by the parties")
    MEDIATION = "superior_mediation", _("Before the mediator")
    ARBITRATION = "arbitration", _("In arbitration")
    LITIGATION = "litigation", _("Before the court")
    SETTLED = "settled", _("Settled")
    RULED = "ruled", _("Ruled upon")
    DROPPED = "dropped", _("Dropped")


class Part(Term):
    """What an entry of the file is."""

    STATEMENT = "statement", _("Statement")
    RESULT = "result", _("Proposed result")
    ACCEPTANCE = "acceptance", _("Acceptance")
    REFUSAL = "refusal", _("Refusal")
    FAILURE = "failure", _("Step without result")
    RULING = "ruling", _("Ruling")


TALKS = (DisputeStage.NEGOTIATION, DisputeStage.MEDIATION)
OUTSIDE = (DisputeStage.ARBITRATION, DisputeStage.LITIGATION)
OPEN = (*TALKS, *OUTSIDE)
LOOKS = dict.fromkeys(OPEN, State.HAND) | {DisputeStage.SETTLED: State.DONE, DisputeStage.RULED: State.DONE,
                                           DisputeStage.DROPPED: State.END}

DISPUTE = Lifecycle("dispute", (
    Step("state", _("Add a statement"), OPEN, DisputeStage.NEGOTIATION, frozenset({PARTY, MEDIATOR}), DESK, papers=("text",),
         notice=_("%(agency)s added to the file of the dispute “%(title)s”")),
    Step("propose", _("Propose a result"), TALKS, DisputeStage.NEGOTIATION, frozenset({PARTY, MEDIATOR}), DESK,
         papers=("mediated", "text"), notice=_("%(agency)s proposes how the dispute “%(title)s” is settled"),
         consequence=_("When every party to the dispute has accepted it, the dispute is settled by it.")),
    Step("accept", _("Accept the result"), TALKS, DisputeStage.SETTLED, frozenset({UNDECIDED}), SIGNATORY,
         papers=("proposed",),
         notice=_("%(agency)s accepts the result in the dispute “%(title)s”"), weight="primary",
         consequence=_("With the last acceptance the dispute is settled; the result is then drafted as a supplement and binds "
                       "with its signatures. An acceptance cannot be taken back.")),
    Step("refuse", _("Refuse the result"), TALKS, DisputeStage.NEGOTIATION, frozenset({UNDECIDED}), SIGNATORY,
         papers=("proposed", "text"), notice=_("%(agency)s refuses the result in the dispute “%(title)s”: %(why)s")),
    Step("go_on", _("Go on to the next step"), TALKS, DisputeStage.MEDIATION, frozenset({PARTY}), SIGNATORY,
         papers=("next", "text"), notice=_("%(agency)s takes the dispute “%(title)s” to the next step"),
         consequence=_("Say why this step brought no result. The dispute goes on in the order the agreement names.")),
    Step("rule", _("Record the ruling"), OUTSIDE, DisputeStage.RULED, frozenset({PARTY}), SIGNATORY, papers=("text",),
         notice=_("%(agency)s recorded the ruling in the dispute “%(title)s”"), weight="primary"),
    Step("draw_up", _("Draft the supplement"), (DisputeStage.SETTLED,), DisputeStage.SETTLED, frozenset({PARTY}), DESK,
         papers=("undrawn", "running"), weight="primary",
         notice=_("%(agency)s drafts the supplement from the result in the dispute “%(title)s”"),
         consequence=_("A draft opens with the terms in effect and the result in its text. Every party of the agreement signs "
                       "it; then it binds.")),
    Step("drop", _("Drop the dispute"), OPEN, DisputeStage.DROPPED, frozenset({OPENER}), SIGNATORY, papers=("text",),
         notice=_("%(agency)s dropped the dispute “%(title)s”"), weight="danger",
         consequence=_("The file stays on record; nothing follows from it.")),
))

ONLY_MEDIATOR = _("While a mediator is asked, the mediator proposes the result.")
NO_SUPERIOR = _("No agency on the platform stands above all parties to the dispute, so nobody here can mediate. Go on to what "
                "the agreement names next.")
NOTHING_PROPOSED = _("Nothing has been proposed yet.")
DRAWN = _("A party has drafted the supplement already.")
ENDED = _("The agreement does not run any more, so no supplement is added to it: the accepted result stands in this file.")
LAST = _("%(clause)s names no further step; settle it here.")
WRITE = _("Write it down: it stays in the file.")


def ways(terms: Terms) -> list[str]:
    """The steps in the order the agreement names; negotiation alone where it names none."""
    named = [way.value for way in Way if way.value in terms.disputes]
    ordered = [way for way in terms.disputes if way in named]
    return ordered or [Way.NEGOTIATION.value]


def following(order: Sequence[str], alternatives: Collection[str], stage: str) -> list[str]:
    """Where a dispute at that stage may go on: the next step, or one of those that may be taken in place of the last."""
    place = order.index(stage) + 1 if stage in order else len(order)
    if place >= len(order):
        return []
    after = [order[place]]
    return after + [way for way in alternatives if way not in after] if place == len(order) - 1 else after


def sides(*, agencies: Collection[UUID], opener: UUID, mediator: UUID | None, agency: UUID, decided: Collection[UUID],
          has_result: bool) -> set[str]:
    """On which sides of a dispute an agency stands."""
    found = {MEDIATOR} if agency == mediator else set()
    if agency in agencies:
        found |= {PARTY} | ({OPENER} if agency == opener else set())
        found |= {UNDECIDED} if has_result and agency not in decided else set()
    return found


def missing(*, stage: str, is_mediator: bool, has_mediator: bool, has_result: bool, after: Collection[str], clause: str,
            text: str | None = None, is_drawn_up: bool = False,
            is_running: bool = True) -> dict[str, tuple[str, Mapping[str, str]]]:
    """What stands in the way of each step, by the paper it lacks."""
    found = {
        "mediated": (ONLY_MEDIATOR if has_mediator else NO_SUPERIOR)
                    if stage == DisputeStage.MEDIATION and not is_mediator else "",
        "proposed": "" if has_result else NOTHING_PROPOSED,
        "next": "" if after else LAST,
        "undrawn": DRAWN if is_drawn_up else "",
        "running": "" if is_running else ENDED,
        "text": WRITE if text is not None and not text.strip() else "",
    }
    return {paper: (sentence, {"clause": clause or _("The agreement")}) for paper, sentence in found.items() if sentence}


VERBS = {
    "agreements.open_dispute": _("opened the dispute “%(title)s” under %(number)s"),
    "agreements.dispute_state": _("added to the file of the dispute “%(title)s”"),
    "agreements.dispute_propose": _("proposed a result in the dispute “%(title)s”"),
    "agreements.dispute_accept": _("accepted the result in the dispute “%(title)s”"),
    "agreements.dispute_refuse": _("refused the result in the dispute “%(title)s”"),
    "agreements.dispute_go_on": _("took the dispute “%(title)s” to the next step"),
    "agreements.dispute_ask": _("asked %(mediator)s to mediate in the dispute “%(title)s”"),
    "agreements.dispute_settle": _("the dispute “%(title)s” is settled: every party accepted the result"),
    "agreements.dispute_draw_up": _("drafted the supplement from the result in the dispute “%(title)s”"),
    "agreements.dispute_rule": _("recorded the ruling in the dispute “%(title)s”"),
    "agreements.dispute_drop": _("dropped the dispute “%(title)s”"),
}
NOTICES = {f"agreements.dispute_{step.verb}": step.notice for step in DISPUTE.steps} | {
    "agreements.open_dispute": _("%(agency)s opened the dispute “%(title)s” under %(number)s"),
    "agreements.dispute_ask": _("The parties ask you to mediate in the dispute “%(title)s”"),
    "agreements.dispute_settle": _("The dispute “%(title)s” is settled: every party accepted the result"),
}
