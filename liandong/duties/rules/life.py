"""How a duty stands at a moment, how it ends, and the officer's verbs on it. Pure."""
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

SOON = timedelta(days=3)
DESK = frozenset({"officer", "clerk", "liaison"})  # who says that a duty is kept


class Kind(Term):
    """What is owed: the vocabulary in which agreements are read."""

    INTELLIGENCE_TRANSFER = "intelligence_transfer", _("Intelligence exchange")
    MEETING = "meeting", _("Joint meeting")
    EVALUATION = "evaluation", _("Evaluation")
    REPORT = "report", _("Situation report")
    REPLY = "reply", _("Reply")
    PAYMENT = "payment", _("Payment")
    TRAINING = "training", _("Training")
    NOTICE = "notice", _("Notification")
    OPERATION = "operation", _("Joint operation")
    PUBLICITY = "publicity", _("Publicity")
    RETURN = "return", _("Giving back")


class Outcome(Term):
    """How a duty ended; decided by the moment of the act, never by the job that notices."""

    OPEN = "", _("Not yet kept")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept late")
    LAPSED = "lapsed", _("Lapsed")


class Standing(Term):
    """How a duty stands at a moment: derived, never stored."""

    AHEAD = "ahead", _("Not begun")
    OPEN = "open", _("In hand")
    SOON = "soon", _("Due soon")
    OVERDUE = "overdue", _("Overdue")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept late")
    LAPSED = "lapsed", _("Lapsed")


LOOKS = {Standing.AHEAD: State.DRAFT, Standing.OPEN: State.HAND, Standing.SOON: State.NEED, Standing.OVERDUE: State.LATE,
         Standing.KEPT: State.DONE, Standing.LATE: State.DONE, Standing.LAPSED: State.END}
KINDS: dict[str, str] = {kind.value: kind.label for kind in Kind}
STANDINGS: dict[str, Standing] = {standing.value: standing for standing in Standing}

LIFE = Lifecycle("duty", (
    Step("keep", _("Say it is kept"), (Outcome.OPEN,), Outcome.KEPT, frozenset({"debtor"}), DESK,
         papers=("begun", "evidence"), notice="duties.kept", weight="primary"),
    Step("reopen", _("Take back"), (Outcome.KEPT, Outcome.LATE), Outcome.OPEN, frozenset({"debtor"}), DESK,
         papers=("own", "reason"), notice="duties.reopened",
         consequence=_("The duty is open again and its clock goes on; the other parties are told.")),
))

VERBS = {
    "duties.start": _("started %(count)s recurring duties under %(basis)s"),
    "duties.end": _("ended the recurring duties under %(basis)s; %(count)s open ones lapse"),
    "duties.keep": _("kept the duty of %(basis)s due %(due)s"),
    "duties.keep_late": _("kept the duty of %(basis)s due %(due)s, late"),
    "duties.reopen": _("took back that the duty of %(basis)s due %(due)s was kept"),
    "duties.export": _("exported %(count)s duties"),
}


class DutyLike(Protocol):
    """What a duty must have to be judged."""

    agency_id: UUID
    parties: list[UUID]
    outcome: str
    starts_at: datetime
    due_at: datetime
    kept_at: datetime | None
    kept_by: UUID | None


def standing(duty: DutyLike, at: datetime) -> Standing:
    """How the duty stands at that moment."""
    if duty.outcome:
        return STANDINGS[duty.outcome]
    if duty.due_at < at:
        return Standing.OVERDUE
    if duty.due_at - at <= SOON:
        return Standing.SOON
    return Standing.AHEAD if at < duty.starts_at else Standing.OPEN


def state(duty: DutyLike, at: datetime) -> State:
    """The look of that standing."""
    return LOOKS[standing(duty, at)]


def outcome_at(due_at: datetime, at: datetime) -> Outcome:
    """Kept until the last moment of the last day, late after it."""
    return Outcome.KEPT if at <= due_at else Outcome.LATE


def sides(duty: DutyLike, agency: UUID) -> set[str]:
    """On which side of the duty an agency stands."""
    return {"debtor"} if duty.agency_id == agency else {"creditor"} if agency in duty.parties else set()


def missing(duty: DutyLike, *, officer: UUID, at: datetime, text: str) -> Mapping[str, str]:
    """What stands in the way of keeping or taking back, by the paper it lacks, in the officer's words."""
    same_day = duty.kept_at is not None and moments.local(duty.kept_at).date() == moments.local(at).date()
    found = {
        "begun": "" if duty.starts_at <= at else _("The period of this duty has not begun; it can be kept from its first day."),
        "own": "" if same_day and duty.kept_by == officer else _(
            "Only the officer who said it was kept can take it back, and only on the same day; "
            "after that, tell the other parties in a letter."),
        "evidence": "" if text.strip() else _("Say what was done: the number of the letter, what was sent, to whom."),
        "reason": "" if text.strip() else _("Say why: the other parties read the reason."),
    }
    return {paper: sentence for paper, sentence in found.items() if sentence}
