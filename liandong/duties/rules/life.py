"""How a duty stands at a moment, how it ends, and the officers' verbs on it. Pure."""
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

SOON = timedelta(days=3)
DESK = frozenset({"officer", "clerk", "liaison"})  # who says that a duty is kept
LIAISON = frozenset({"liaison"})
POSTS = LIAISON | {"head", "leader"}  # who lets a duty go, and who orders


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


class Imposed(Term):
    """What is owed by other reasons than the sentences the reader knows: an order, an event, one's own plan."""

    ORDER = "order", _("Supervision order")
    TEAM = "team", _("Proposal of a joint team")
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    OWN = "own", _("Own undertaking")
    CURE = "cure", _("Cure of a breach")


class Event(Term):
    """What starts a duty that has no period."""

    CASE = "case", _("a case")
    INCIDENT = "incident", _("a serious incident")
    REQUEST = "request", _("a request")
    ROSTER = "roster", _("a changed roster")
    IN_FORCE = "in_force", _("the entry into force")


# What is kept by an answer on the page of its subject: confirming receipt of a notice, answering a claim; confirming a recall,
# taking note of a correction, answering a reader's report.
ELSEWHERE = frozenset({"receipt", "claim", "recall", "correction", "report"})


class Outcome(Term):
    """How a duty ended; decided by the moment of the act, never by the job that notices."""

    OPEN = "", _("Not yet kept")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept late")
    LAPSED = "lapsed", _("Lapsed")
    WAIVED = "waived", _("Waived")


class Standing(Term):
    """How a duty stands at a moment: derived, never stored."""

    AHEAD = "ahead", _("Not begun")
    OPEN = "open", _("In hand")
    SOON = "soon", _("Due soon")
    PAUSED = "paused", _("Paused")
    OVERDUE = "overdue", _("Overdue")
    MISSED = "missed", _("Missed")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept late")
    LAPSED = "lapsed", _("Lapsed")
    WAIVED = "waived", _("Waived")


LOOKS = {Standing.AHEAD: State.DRAFT, Standing.OPEN: State.HAND, Standing.SOON: State.NEED, Standing.PAUSED: State.WAIT,
         Standing.OVERDUE: State.LATE, Standing.MISSED: State.LATE, Standing.KEPT: State.DONE, Standing.LATE: State.DONE,
         Standing.LAPSED: State.END, Standing.WAIVED: State.END}
KINDS: dict[str, str] = {kind.value: kind.label for kind in (*Kind, *Imposed)}
TELLING = frozenset({Kind.NOTICE, Kind.REPORT})  # what is kept by telling, owed by whom something happened to
ANSWERS = frozenset({Kind.REPLY, Imposed.ACKNOWLEDGEMENT})  # and by answering, owed by the others
EVENTS: dict[str, str] = {event.value: event.label for event in Event}
STANDINGS: dict[str, Standing] = {standing.value: standing for standing in Standing}

DEBTOR, CREDITOR, SUPERIOR = frozenset({"debtor"}), frozenset({"creditor"}), frozenset({"superior"})
LIFE = Lifecycle("duty", (
    Step("keep", _("Say it is kept"), (Outcome.OPEN,), Outcome.KEPT, DEBTOR, DESK,
         papers=("begun", "here", "evidence"), notice="duties.keep", weight="primary"),
    Step("ask", _("Ask and pause"), (Outcome.OPEN,), Outcome.OPEN, DEBTOR, DESK,
         papers=("begun", "others", "running", "question"), notice="duties.ask",
         consequence=_("The clock stands still until one of the other parties answers; question and answer stay on record.")),
    Step("answer", _("Answer"), (Outcome.OPEN,), Outcome.OPEN, CREDITOR, DESK, papers=("asked", "answer"),
         notice="duties.answer", weight="primary"),
    Step("waive", _("Waive"), (Outcome.OPEN,), Outcome.WAIVED, CREDITOR, POSTS, papers=("unwaived", "grounds"),
         notice="duties.waive", weight="danger",
         consequence=_("Your agency no longer asks for it; when every party it is owed to has said so, the duty ends.")),
    Step("order", _("Order it to be done"), (Outcome.OPEN,), Outcome.OPEN, SUPERIOR, POSTS, papers=("text",),
         starts=("order",), notice="duties.order"),
    Step("reopen", _("Take back"), (Outcome.KEPT, Outcome.LATE), Outcome.OPEN, DEBTOR, DESK,
         papers=("own", "reason"), notice="duties.reopen",
         consequence=_("The duty is open again and its clock goes on; the other parties are told.")),
))

TOLD: dict[str, frozenset[str]] = {"head": frozenset({"head"}), "leader": frozenset({"leader"}), "superior": POSTS}


class DutyLike(Protocol):
    """What a duty must have to be judged."""

    agency_id: UUID
    parties: list[UUID]
    watchers: list[UUID]
    outcome: str
    starts_at: datetime
    due_at: datetime
    paused_at: datetime | None
    missed_at: datetime | None
    kept_at: datetime | None
    kept_by: UUID | None
    started_by: str


def standing(duty: DutyLike, at: datetime) -> Standing:
    """How the duty stands at that moment."""
    if duty.outcome:
        return STANDINGS[duty.outcome]
    if duty.paused_at is not None:
        return Standing.PAUSED
    if duty.due_at < at:
        return Standing.MISSED if duty.missed_at is not None and duty.missed_at <= at else Standing.OVERDUE
    if duty.due_at - at <= SOON:
        return Standing.SOON
    return Standing.AHEAD if at < duty.starts_at else Standing.OPEN


def state(duty: DutyLike, at: datetime) -> State:
    """The look of that standing."""
    return LOOKS[standing(duty, at)]


def outcome_at(due_at: datetime, at: datetime, paused_at: datetime | None = None) -> Outcome:
    """Kept until the last moment of the last day, or while a question waits for its answer; late after it."""
    return Outcome.KEPT if at <= due_at or paused_at is not None else Outcome.LATE


def sides(duty: DutyLike, agency: UUID) -> set[str]:
    """On which side of the duty an agency stands."""
    if duty.agency_id == agency:
        return {"debtor"}
    return {side for side, keys in (("creditor", duty.parties), ("superior", duty.watchers)) if agency in keys}


def owing(kind: str, who: Iterable[UUID], happened_to: UUID) -> list[UUID]:
    """Which of `who` owe what an event starts: telling is owed by whom it happened to, an answer by the others."""
    if kind in TELLING:
        return [agency for agency in who if agency == happened_to]
    if kind in ANSWERS:
        return [agency for agency in who if agency != happened_to]
    return list(who)


def post(step: str) -> frozenset[str]:
    """The roles to which a step of the ladder is told: liaison officer, then head, leader, and the superior's desk."""
    return TOLD.get(step, LIAISON)


def is_promised_for(classes: Collection[str], promised: Collection[str]) -> bool:
    """Whether an event of these classes starts a promise narrowed to `promised` beginnings of classes (none: to nothing)."""
    return not promised or any(found.startswith(tuple(promised)) for found in classes)


def missing(duty: DutyLike, *, officer: UUID, at: datetime, text: str, agency: UUID | None = None,
            waived: Collection[UUID] = ()) -> Mapping[str, str]:
    """What stands in the way of each verb, by the paper it lacks, in the officer's words.

    `text` is what the officer writes with the verb; `waived` are the agencies that have let the duty go.
    """
    return {paper: sentence for paper, sentence in (_before(duty, officer, at, agency, waived) | _unwritten(text)).items()
            if sentence}


def _before(duty: DutyLike, officer: UUID, at: datetime, agency: UUID | None, waived: Collection[UUID]) -> dict[str, str]:
    same_day = duty.kept_at is not None and moments.local(duty.kept_at).date() == moments.local(at).date()
    paused, resting = duty.paused_at is not None, getattr(duty, "suspended_at", None) is not None
    return {
        "begun": "" if duty.starts_at <= at else _("The period of this duty has not begun; it can be kept from its first day."),
        "here": _("This one is kept by answering on the page of what it is about; open it there.")
                if duty.started_by in ELSEWHERE else "",
        "own": "" if same_day and duty.kept_by == officer else _(
            "Only the officer who said it was kept can take it back, and only on the same day; "
            "after that, tell the other parties in a letter."),
        "others": "" if len(duty.parties) > 1 else _("Nobody else is a party to this undertaking; there is nobody to ask."),
        "running": _("The agreement rests; the clock stands still until it is resumed.") if resting else
                   _("A question is open already; the clock stands still until it is answered.") if paused else
                   "" if at <= duty.due_at else _("The time has run out, so no question stops it any more; do it, then "
                                                  "say that it is kept."),
        "asked": _("The agreement rests, and no clock runs; answer when it is resumed.") if resting else
                 "" if paused else _("No question is open; there is nothing to answer."),
        "unwaived": _("Your agency has waived it already; the other parties have not yet.") if agency in waived else "",
    }


def _unwritten(text: str) -> dict[str, str]:
    if text.strip():
        return {}
    return {
        "evidence": _("Say what was done: the number of the letter, what was sent, to whom."),
        "reason": _("Say why: the other parties read the reason."),
        "question": _("Write the question: what must be known before the duty can be kept."),
        "answer": _("Write the answer; the clock goes on with it."),
        "grounds": _("Say why it is waived; the reason stays on record."),
        "text": _("Write the order: what is to be done."),
    }
