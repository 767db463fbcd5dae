"""How an agreement is ended before its time: proposed to all, by notice of one, by rescission after a breach. Pure."""
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

from .lifecycle import DESK, SIGNATORY
from .notice import last_day, months_after
from .terms import Termination, Terms

ASKED, ADDRESSED, AUTHOR = "asked_to_consent", "addressed", "author"  # the sides an agency can stand on
RECEIPT = (3, "working_day")  # within which a party confirms that it received a notice; agreements_may_owe says the same


class Kind(Term):
    """On what ground an agreement ends before its time."""

    CONSENT = "consent", _("By consent of all")
    NOTICE = "notice", _("By notice")
    RESCISSION = "rescission", _("By rescission")


class Form(Term):
    """How a notice is given."""

    PLATFORM = "platform", _("in writing, on the platform")
    LETTER = "letter", _("by letter on paper")
    ORAL = "oral", _("by word of mouth or telephone")


class EndingStage(Term):
    """How far an ending has come."""

    OPEN = "open", _("Waits for the others")
    SETTLED = "settled", _("Settled")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Word(Term):
    """What a party answers to a proposal or a notice."""

    CONSENT = "consent", _("consents")
    DECLINE = "decline", _("declines")
    RECEIPT = "receipt", _("received it")
    DEEMED = "deemed", _("counts as having received it")


LOOKS = {EndingStage.OPEN: State.WAIT, EndingStage.SETTLED: State.DONE, EndingStage.DECLINED: State.END,
         EndingStage.WITHDRAWN: State.END}

ENDING = Lifecycle("ending", (
    Step("consent", _("Consent"), (EndingStage.OPEN,), EndingStage.SETTLED, frozenset({ASKED}), SIGNATORY, papers=("day",),
         ends=("recurring",), weight="primary", notice=_("%(agency)s consents to ending %(number)s with %(day)s"),
         consequence=_("With the last consent the agreement ends on that day. A consent cannot be taken back.")),
    Step("decline", _("Decline"), (EndingStage.OPEN,), EndingStage.DECLINED, frozenset({ASKED}), SIGNATORY,
         papers=("reason",),
         weight="danger", notice=_("%(agency)s declines to end %(number)s: %(why)s"),
         consequence=_("The agreement goes on as it is. The other parties read why.")),
    Step("receive", _("Confirm receipt"), (EndingStage.OPEN,), EndingStage.SETTLED, frozenset({ADDRESSED}), DESK,
         ends=("acknowledgement",), weight="primary",
         notice=_("%(agency)s received the notice of termination of %(number)s"),
         consequence=_("The days of the notice run from the day of receipt. Confirming says only that it was received.")),
    Step("withdraw", _("Withdraw"), (EndingStage.OPEN,), EndingStage.WITHDRAWN, frozenset({AUTHOR}), SIGNATORY,
         papers=("unreceived",), ends=("acknowledgement",), weight="danger",
         notice=_("%(agency)s takes back that %(number)s is to end"),
         consequence=_("Nothing ends by it any more; the other parties are told.")),
))

NOT_RUNNING = _("Only an agreement that is signed and has not ended yet is ended before its time.")
NO_CLAUSE = _("No clause lets one party end it alone: it ends by consent of all, or when its period is over.")
BY_CONSENT = _("%(clause)s lets the agreement end early only by consent of all parties; a notice of one ends nothing.")
TOO_EARLY = _("%(clause)s allows no notice before %(day)s.")
IN_WRITING = _("%(clause)s asks for a notice in writing; what was said by word of mouth ends nothing. Give it here, or by "
               "letter.")
LETTER = _("Give the number of the letter.")
SUSPENDED = _("The agreement is suspended; no notice is given while it is. Let it go on first, or propose to end it "
              "by consent.")
ONE_OPEN = _("Your agency has one that is still open; wait for the answers, or withdraw it.")
NO_LATER = _("Choose a day from today to %(day)s: then the agreement ends anyway.")
DAY_GONE = _("The day that was proposed has gone. Propose a new one.")
RECEIVED = _("A party has received it already; a notice that was received cannot be taken back.")
WHY = _("Say why in a few words: the other parties read it.")


class Forbidden(NamedTuple):
    """Why an agreement may not be ended so: the sentence with its values, and the field it is about."""

    message: str
    values: dict[str, str]
    field: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """What decides whether an agreement may be ended so at this moment."""

    terms: Terms
    starts_at: datetime | None
    ends_at: datetime | None
    at: datetime
    is_suspended: bool = False


def forbidden_notice(known: Running, *, form: str = "", letter: str = "") -> Forbidden | None:
    """Why one party may not give notice now, by the clause; nothing when it may. Without `form` its form is not asked yet."""
    if not is_running(known):
        return Forbidden(NOT_RUNNING, {})
    row = known.terms.termination
    if row is None or not row.unilateral:
        return Forbidden(BY_CONSENT, {"clause": row.clause}) if row and row.clause else Forbidden(NO_CLAUSE, {})
    if known.is_suspended:
        return Forbidden(SUSPENDED, {})
    first = first_day(row, known.starts_at)
    if first and moments.local(known.at).date() < first:
        return Forbidden(TOO_EARLY, {"clause": row.clause or "—", "day": first.isoformat()})
    if form == Form.ORAL and row.notice_form == "written":
        return Forbidden(IN_WRITING, {"clause": row.clause or "—"}, "form")
    return Forbidden(LETTER, {}, "letter") if form == Form.LETTER and not letter.strip() else None


def forbidden_proposal(known: Running, *, last_on: date | None = None) -> Forbidden | None:
    """Why an end by consent may not be proposed now, for that day; nothing when it may."""
    if not is_running(known):
        return Forbidden(NOT_RUNNING, {})
    if last_on is not None and known.ends_at and not (
            moments.local(known.at).date() <= last_on and moments.day_end(last_on) < known.ends_at):
        return Forbidden(NO_LATER, {"day": last_day(known.ends_at).isoformat()}, "last_on")
    return None


def is_running(known: Running) -> bool:
    """Whether it is signed and has not ended."""
    return known.starts_at is not None and known.ends_at is not None and known.at < known.ends_at


def first_day(row: Termination, starts_at: datetime | None) -> date | None:
    """The first day on which notice may be given, where the clause asks for a minimum term."""
    return months_after(starts_at, row.minimum_months) if starts_at and row.minimum_months else None


def sides(*, kind: str, author: UUID, agency: UUID, parties: Collection[UUID], answered: Collection[UUID]) -> set[str]:
    """On which side of an ending an agency stands."""
    if agency == author:
        return {AUTHOR}
    if agency not in parties or agency in answered:
        return set()
    return {ASKED} if kind == Kind.CONSENT else {ADDRESSED} if kind == Kind.NOTICE else set()


def missing(*, at: datetime, last_on: date | None, text: str | None, received: bool) -> dict[str, str]:
    """The papers of the lifecycle that are missing; without `text` it is not asked for yet."""
    found = {"day": DAY_GONE} if last_on and moments.day_end(last_on) <= at else {}
    found |= {"reason": WHY} if text is not None and not text.strip() else {}
    return found | ({"unreceived": RECEIVED} if received else {})


VERBS = {
    "agreements.give_notice": _("gave notice of termination of %(number)s; the days run from receipt"),
    "agreements.propose_end": _("proposed that %(number)s ends with %(day)s"),
    "agreements.consent_end": _("consented to ending %(number)s with %(day)s"),
    "agreements.decline_end": _("declined to end %(number)s"),
    "agreements.receive_notice": _("received the notice of termination of %(number)s"),
    "agreements.deem_notice": _("the notice of termination of %(number)s counts as received by %(party)s"),
    "agreements.withdraw_end": _("took back that %(number)s is to end"),
    "agreements.settle_end": _("%(number)s ends at 24:00 of %(day)s: %(grants)s grants close, %(duties)s open duties lapse"),
    "agreements.settle_end_now": _("%(number)s ended at once: %(grants)s grants closed, %(duties)s open duties lapsed"),
}
NOTICES = {
    "agreements.serve_notice": _("%(agency)s gave notice of termination of %(number)s: confirm that you received it"),
    "agreements.give_notice": _("%(agency)s gave notice: “%(title)s” ends on %(day)s"),  # before receipt was asked for
    "agreements.propose_end": _("%(agency)s proposes that %(number)s ends with %(day)s: %(why)s"),
    "agreements.consent_end": ENDING.steps[0].notice,
    "agreements.decline_end": ENDING.steps[1].notice,
    "agreements.receive_notice": ENDING.steps[2].notice,
    "agreements.withdraw_end": ENDING.steps[3].notice,
    "agreements.deem_notice": _("%(party)s did not confirm receipt in time: by %(clause)s the notice of termination of "
                                "%(number)s counts as received"),
    "agreements.settle_end": _("%(number)s “%(title)s” ends at 24:00 of %(day)s"),
    "agreements.settle_end_now": _("%(number)s “%(title)s” has ended at once"),
}
