"""Emergency contacts (紧急联络): test calls (拨测), when the next one is due, and who may do what. Pure."""
from datetime import date, datetime, timedelta
from typing import Protocol

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

from .officers import Role

EVERY_DAYS = 30  # unless the agency chose otherwise
LEAST_DAYS, MOST_DAYS = 1, 365
SLOWEST = 600  # seconds; nobody lets it ring longer
CALLERS = frozenset({Role.OFFICER.value, Role.CLERK.value, Role.LIAISON.value, Role.ADMINISTRATOR.value, Role.HEAD.value,
                     Role.LEADER.value})


class Answer(Term):
    """How a test call came out."""

    ANSWERED = "answered", _("Answered")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number")


LOOKS = {Answer.ANSWERED.value: "done", Answer.NO_ANSWER.value: "need", Answer.WRONG_NUMBER.value: "late"}


class Tested(Protocol):
    """What the next test depends on."""

    @property
    def changed_at(self) -> datetime:
        """When its numbers were entered or last changed."""

    @property
    def tested_at(self) -> datetime | None:
        """When it was called last, by whichever side."""

    @property
    def answer(self) -> str:
        """How that came out."""


def next_test(contact: Tested, every_days: int) -> date:
    """The day of the next test call: a new number the day after, an unanswered call again the next day, else by the plan."""
    if contact.tested_at is None or contact.tested_at < contact.changed_at:
        return moments.local(contact.changed_at).date() + timedelta(days=1)
    day = moments.local(contact.tested_at).date()
    if contact.answer == Answer.WRONG_NUMBER:
        return day  # at once, as soon as the number is put right
    return day + timedelta(days=1 if contact.answer == Answer.NO_ANSWER else every_days)


def is_due(contact: Tested, every_days: int, at: datetime) -> bool:
    """Whether a test call is due on the day of that moment, or was due before."""
    return next_test(contact, every_days) <= moments.local(at).date()


def is_overdue(contact: Tested, every_days: int, at: datetime) -> bool:
    """Whether the day of the test has passed."""
    return next_test(contact, every_days) < moments.local(at).date()


def check_call(answer: str, seconds: int | None) -> None:
    """Refused unless the result is whole: seconds when somebody answered, and then only."""
    if answer == Answer.ANSWERED and seconds is None:
        raise Refused(_("Say after how many seconds somebody answered."), field="seconds")
    if answer != Answer.ANSWERED and seconds is not None:
        raise Refused(_("Seconds are for a call that was answered; leave them empty."), field="seconds")
    if seconds is not None and not 0 <= seconds <= SLOWEST:
        raise Refused(_("From 0 to 600 seconds."), field="seconds")


def check_caller(roles: frozenset[str]) -> None:
    """Refused unless the officer may record a test call."""
    if not CALLERS & roles:
        raise Refused(_("Your post does not allow this step; ask a colleague who holds the role."))


def check_every(days: int) -> None:
    """Refused unless the plan is between a day and a year."""
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise Refused(_("From 1 to 365 days."), field="every_days")
