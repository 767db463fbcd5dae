"""A breach (违约): claimed with the missed duties, answered, cured in a period, or otherwise ended. Pure."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

from .lifecycle import DESK, SIGNATORY
from .terms import Limit, Terms
from .vocabulary import Breach as Remedy

CLAIMANT, RESPONDENT = "claimant", "respondent"
ANSWER = (7, "day")  # within which the other party answers a claim; agreements_may_owe says the same
CURE = Limit(amount=15, unit="day")  # asked where the agreement names no time
LEAST = 7  # days that may be asked for then; agreements_may_claim says the same


class BreachStage(Term):
    """How a breach stands."""

    CLAIMED = "claimed", _("Claimed")
    ADMITTED = "admitted", _("Admitted")
    DENIED = "denied", _("Denied")
    CURED = "cured", _("Cured")
    WAIVED = "waived", _("Waived")
    DAMAGES = "damages", _("Damages agreed")
    RESCINDED = "rescinded", _("Rescinded")
    RETRACTED = "retracted", _("Claim taken back")


OPEN = (BreachStage.CLAIMED, BreachStage.ADMITTED, BreachStage.DENIED)
LOOKS = {BreachStage.CLAIMED: State.WAIT, BreachStage.ADMITTED: State.HAND, BreachStage.DENIED: State.HAND,
         BreachStage.CURED: State.DONE, BreachStage.WAIVED: State.END, BreachStage.DAMAGES: State.DONE,
         BreachStage.RESCINDED: State.LATE, BreachStage.RETRACTED: State.END}

BREACH = Lifecycle("breach", (
    Step("admit", _("Admit"), (BreachStage.CLAIMED,), BreachStage.ADMITTED, frozenset({RESPONDENT}), DESK, papers=("text",),
         ends=("reply",), weight="primary", notice=_("%(agency)s admits the breach of %(number)s"),
         consequence=_("Your agency says in writing that it did not keep the agreement. The time to cure runs on.")),
    Step("deny", _("Deny"), (BreachStage.CLAIMED,), BreachStage.DENIED, frozenset({RESPONDENT}), DESK, papers=("text",),
         ends=("reply",), notice=_("%(agency)s denies the breach of %(number)s"),
         consequence=_("Your agency says in writing that it kept the agreement. The other party may take it to a dispute.")),
    Step("confirm", _("Confirm it is cured"), OPEN, BreachStage.CURED, frozenset({CLAIMANT}), DESK, papers=("reported",),
         ends=("cure",), weight="primary", notice=_("%(agency)s confirms that the breach of %(number)s is cured"),
         consequence=_("The breach is over; nothing follows from it any more.")),
    Step("reject", _("It is not cured"), OPEN, BreachStage.CLAIMED, frozenset({CLAIMANT}), DESK,
         papers=("reported", "unrejected",
                 "text"), notice=_("%(agency)s says that the breach of %(number)s is not cured: %(why)s"),
         consequence=_("The other party reads why. When the time to cure is over, you may go on.")),
    Step("ask_damages", _("Ask for damages"), OPEN, BreachStage.CLAIMED, frozenset({CLAIMANT}), SIGNATORY,
         papers=("amount", "text"), notice=_("%(agency)s asks for damages of %(amount)s yuan under %(number)s"),
         consequence=_("The other party's signatory agrees to the amount, or does not; with consent a payment duty begins.")),
    Step("agree_damages", _("Agree to the damages"), OPEN, BreachStage.DAMAGES, frozenset({RESPONDENT}), SIGNATORY,
         papers=("asked",), starts=("payment",), ends=("cure", "reply"), weight="primary",
         notice=_("%(agency)s agrees to damages of %(amount)s yuan under %(number)s"),
         consequence=_("A payment duty begins for your agency; it stays owed also when the agreement ends.")),
    Step("waive", _("Waive"), OPEN, BreachStage.WAIVED, frozenset({CLAIMANT}), SIGNATORY, papers=("text",),
         ends=("cure", "reply"), notice=_("%(agency)s waives what follows from the breach of %(number)s"), weight="danger",
         consequence=_("Nothing follows from this breach any more; the missed duties stay on record.")),
    Step("retract", _("Take the claim back"), OPEN, BreachStage.RETRACTED, frozenset({CLAIMANT}), DESK, papers=("text",),
         ends=("cure", "reply"), notice=_("%(agency)s takes back its claim of a breach of %(number)s"), weight="danger",
         consequence=_("The claim stays on record as taken back.")),
    Step("rescind", _("Rescind the agreement"), OPEN, BreachStage.RESCINDED, frozenset({CLAIMANT}), SIGNATORY,
         papers=("rescission", "ran_out", "undisputed", "text"), ends=("recurring",), weight="danger",
         notice=_("%(agency)s rescinded %(number)s after a breach that was not cured"),
         consequence=_("The agreement ends at once: the sharing closes and what is not yet due lapses. It cannot be undone.")),
))

NO_RESCISSION = _("No clause on breach names rescission: a breach of this agreement ends nothing by itself. Agree on damages, "
                  "propose to end it by consent, or open a dispute.")
RUNS_STILL = _("%(clause)s asks that the time to cure runs out first: it runs until %(due)s.")
CURED_IN_TIME = _("%(clause)s lets you rescind only what was not cured: the other party says it is cured. Confirm it, or say "
                  "that it is not.")
DISPUTED = _("A dispute about this breach is open; it goes first.")
NOT_REPORTED = _("The other party has not said yet that it is cured.")
REJECTED = _("You have said that already.")
NOT_ASKED = _("No damages have been asked for yet.")
WRITE = _("Write it down: the other party reads it.")
TOO_SHORT = _("Where the agreement names no time to cure, give at least %(days)s days, as many as the other "
              "party has to answer.")
NO_AMOUNT = _("Say how much, and within how many days.")


@dataclass(frozen=True, slots=True)
class Cure:
    """The duty to cure, as far as it decides what may follow."""

    due_at: datetime
    is_reported: bool
    is_kept: bool  # reported in time
    is_paused: bool
    is_rejected: bool


def missing(terms: Terms, cure: Cure | None, *, at: datetime, due: str, is_disputed: bool, is_asked: bool,
            text: str | None = None, amount: object = 1) -> dict[str, tuple[str, Mapping[str, str]]]:
    """What stands in the way of each step, by the paper it lacks; without `text` it is not asked for yet."""
    clause = terms.clause_at("breach") or _("The agreement")
    reported = cure is not None and cure.is_reported
    found = {
        "rescission": "" if Remedy.RESCISSION in terms.breach else NO_RESCISSION,
        "ran_out": _before(cure, at),
        "undisputed": DISPUTED if is_disputed else "",
        "reported": "" if reported else NOT_REPORTED,
        "unrejected": REJECTED if cure and cure.is_rejected else "",
        "asked": "" if is_asked else NOT_ASKED,
        "amount": "" if amount else NO_AMOUNT,
        "text": WRITE if text is not None and not text.strip() else "",
    }
    return {paper: (sentence, {"clause": clause, "due": due}) for paper, sentence in found.items() if sentence}


def _before(cure: Cure | None, at: datetime) -> str:
    if cure is None:
        return ""
    if at <= cure.due_at or cure.is_paused:
        return RUNS_STILL
    return CURED_IN_TIME if cure.is_kept and not cure.is_rejected else ""


def period(terms: Terms, asked: Limit) -> Limit:
    """How long the other party has to cure: what the agreement says, else what is asked."""
    return terms.cure if terms.cure and terms.cure.amount else asked


def is_too_short(terms: Terms, asked: Limit) -> bool:
    """Whether the time asked for is shorter than may be asked where the agreement names none (Civil Code, Article 563)."""
    return not (terms.cure and terms.cure.amount) and (asked.unit not in ("day", "working_day") or (asked.amount or 0) < LEAST)


def sides(*, claimant: UUID, respondent: UUID, agency: UUID) -> set[str]:
    """On which side of a breach an agency stands."""
    return {side for side, key in ((CLAIMANT, claimant), (RESPONDENT, respondent)) if key == agency}


VERBS = {
    "agreements.claim_breach": _("claimed a breach of %(number)s by %(respondent)s, with %(count)s missed duties"),
    "agreements.breach_admit": _("admitted the breach of %(number)s"),
    "agreements.breach_deny": _("denied the breach of %(number)s"),
    "agreements.breach_confirm": _("confirmed that the breach of %(number)s is cured"),
    "agreements.breach_reject": _("said that the breach of %(number)s is not cured"),
    "agreements.breach_ask_damages": _("asked for damages of %(amount)s yuan under %(number)s"),
    "agreements.breach_agree_damages": _("agreed to damages of %(amount)s yuan under %(number)s"),
    "agreements.breach_waive": _("waived what follows from the breach of %(number)s"),
    "agreements.breach_retract": _("took back the claim of a breach of %(number)s"),
    "agreements.breach_rescind": _("rescinded %(number)s after a breach that was not cured"),
}
NOTICES = {f"agreements.breach_{step.verb}": step.notice for step in BREACH.steps} | {
    "agreements.claim_breach": _("%(agency)s claims a breach of %(number)s: answer within seven days, cure it by %(day)s")}
