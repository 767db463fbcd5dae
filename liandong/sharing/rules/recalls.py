"""Calling a record back, and telling of corrections: what is asked of whom it reached, and how that is answered. Pure."""
from datetime import datetime

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

ANSWER_AMOUNT, ANSWER_UNIT = 3, "working_day"  # where no agreement says otherwise
REASON_LIMIT = 400


class Asked(Term):
    """What follows from what happened to a record."""

    RECALL = "recall", _("Confirm the recall")
    CORRECTION = "correction", _("Take note of a correction")


class Answer(Term):
    """What the agency did with its copies; of a correction, that it took note."""

    OPEN = "", _("Not answered yet")
    DELETED = "deleted", _("Deleted")
    SEALED = "sealed", _("Sealed away")
    KEPT = "kept", _("A copy is kept")
    SEEN = "seen", _("Taken note")


ANSWERS = {"recall": (Answer.DELETED, Answer.SEALED, Answer.KEPT), "correction": (Answer.SEEN,)}

VERBS = {
    "sharing.recall_all": _("recalled %(number)s from everybody; %(count)s agencies are asked"),
    "sharing.share_anew": _("shared %(number)s anew"),
    "sharing.answer_deleted": _("confirmed that copies of %(number)s are deleted"),
    "sharing.answer_sealed": _("confirmed that copies of %(number)s are sealed"),
    "sharing.answer_kept": _("keeps copies of %(number)s, with a reason"),
    "sharing.answer_seen": _("took note of the correction of %(number)s"),
    "sharing.correct": _("corrected %(number)s; %(count)s agencies that read it are told"),
}
NOTICES = {
    "sharing.recalled_all": _("%(owner)s recalled %(number)s. Confirm whether copies are deleted, sealed or kept."),
    "sharing.recall_answered": _("%(agency)s answered the recall of %(number)s."),
    "sharing.corrected": _("%(owner)s corrected %(number)s, which your agency read. Take note of it."),
}


def said(answer: str) -> str:
    """The answer in words, to be translated."""
    return next(one.label for one in Answer if one.value == answer)


def check_reason(reason: str) -> str:
    """The reason as it is kept; refused when there is none."""
    if not reason.strip():
        raise Refused(_("Write the reason: it stays on record."), field="note")
    return reason.strip()[:REASON_LIMIT]


def check_answer(kind: str, answer: str, words: str, answered_at: datetime | None) -> None:
    """Refused unless it is still to be answered, in one of the ways asked for; keeping a copy asks for a reason."""
    if answered_at is not None:
        raise Refused(_("It is answered already. Ask the owner if something changed since."))
    if answer not in {one.value for one in ANSWERS[kind]}:
        raise Refused(_("Choose one of the list."), field="answer")
    if answer == Answer.KEPT and not words.strip():
        raise Refused(_("Say on what ground a copy is kept, such as the file of a case in which it is evidence."),
                      field="words")
