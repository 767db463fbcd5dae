"""What a reader says is wrong with another agency's record, and what its owner owes then. Pure."""
from datetime import datetime

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

ANSWER_AMOUNT, ANSWER_UNIT = 5, "working_day"
WORDS_LIMIT = 1000


class Ground(Term):
    """What is wrong with it."""

    WRONG = "wrong", _("Wrong")
    OUTDATED = "outdated", _("Outdated")
    DUPLICATE = "duplicate", _("Duplicate")


class Outcome(Term):
    """How its owner answered."""

    OPEN = "", _("Not answered yet")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Not accepted")


VERBS = {
    "sharing.report_wrong": _("reported %(number)s as wrong"),
    "sharing.report_outdated": _("reported %(number)s as outdated"),
    "sharing.report_duplicate": _("reported %(number)s as a duplicate"),
    "sharing.report_accepted": _("accepted what was reported about %(number)s"),
    "sharing.report_refused": _("did not accept what was reported about %(number)s"),
}
NOTICES = {
    "sharing.reported": _("%(agency)s says that something is wrong with %(number)s of your agency. Answer it."),
    "sharing.report_answered": _("%(owner)s answered what your agency reported about %(number)s."),
}


def check_report(ground: str, words: str) -> None:
    """Refused unless it says what is wrong, and in which way."""
    if ground not in {one.value for one in Ground}:
        raise Refused(_("Choose one of the list."), field="ground")
    if not words.strip():
        raise Refused(_("Write what is wrong and from what you know it: the owner answers that."), field="words")


def check_outcome(outcome: str, words: str, answered_at: datetime | None) -> None:
    """Refused unless it is still open, and answered in words."""
    if answered_at is not None:
        raise Refused(_("It is answered already."))
    if outcome not in (Outcome.ACCEPTED, Outcome.REFUSED):
        raise Refused(_("Choose one of the list."), field="answer")
    if not words.strip():
        raise Refused(_("Write the answer: what was corrected, or why it is right as it stands."), field="words")
