"""Duties (义务): what is owed, when it falls due, how it stands at a moment, and the officer's two verbs. Pure."""
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Protocol
from uuid import UUID

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Lifecycle, Step
from liandong.kernel.terms import State, Term, gettext_noop as _

HORIZON = timedelta(days=400)  # how far ahead occurrences are made
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


class Every(Term):
    """The period of a recurring duty."""

    DAY = "day", _("Daily")
    WEEK = "week", _("Weekly")
    MONTH = "month", _("Monthly")
    QUARTER = "quarter", _("Quarterly")
    HALF_YEAR = "half_year", _("Half-yearly")
    YEAR = "year", _("Yearly")


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
PERIODS: dict[str, str] = {every.value: every.label for every in Every}
STANDINGS: dict[str, Standing] = {standing.value: standing for standing in Standing}
MONTHS: dict[str, int] = {Every.MONTH: 1, Every.QUARTER: 3, Every.HALF_YEAR: 6, Every.YEAR: 12}

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


def occurrences(every: str, on: int | None, first: date, last: date) -> Iterator[date]:
    """The days on which a recurring duty falls due, from `first` to `last`, both counted."""
    start = period_start(every, first)
    while start <= last:
        day = due_day(every, on, start)
        if first <= day <= last:
            yield day
        start = next_start(every, start)


def period_start(every: str, day: date) -> date:
    """The first day of the period in which `day` lies; weeks begin on Monday."""
    if every == Every.DAY:
        return day
    if every == Every.WEEK:
        return day - timedelta(days=day.weekday())
    months = MONTHS[every]
    return day.replace(month=(day.month - 1) // months * months + 1, day=1)


def next_start(every: str, start: date) -> date:
    """The first day of the period after the one that begins at `start`."""
    if every in (Every.DAY, Every.WEEK):
        return start + timedelta(days=1 if every == Every.DAY else 7)
    months = start.month - 1 + MONTHS[every]
    return date(start.year + months // 12, months % 12 + 1, 1)


def due_day(every: str, on: int | None, start: date) -> date:
    """The due day of the period that begins at `start`: day `on` of its first month (of the week), no later than that
    month's end; without `on`, the last day of the period."""
    if on is None or every == Every.DAY:
        return next_start(every, start) - timedelta(days=1)
    if every == Every.WEEK:
        return start + timedelta(days=min(on, 7) - 1)
    return start.replace(day=min(on, monthrange(start.year, start.month)[1]))


def check_recurring(every: str, on: int | None) -> None:
    """Refused unless the period is known and `on` is a day it has."""
    if every not in set(Every):
        raise Refused(_("Choose a period: day, week, month, quarter, half year or year."), field="every")
    if on is not None and not 1 <= on <= (7 if every == Every.WEEK else 31):
        raise Refused(_("Choose a day from 1 to 31; in a week from 1 (Monday) to 7."), field="on")


def first_day(starts_at: datetime) -> date:
    """The first day on which anything can fall due: the day of the event is not counted (Civil Code, Article 201)."""
    return moments.local(starts_at).date() + timedelta(days=1)


def last_day(ends_at: datetime) -> date:
    """The last day whose 24:00 is not after the end."""
    return moments.local(ends_at).date() - timedelta(days=1)


def due_on(due_at: datetime) -> date:
    """The day at whose 24:00 it is due."""
    return moments.local(due_at - timedelta(microseconds=1)).date()


def clock_start(every: str, day: date, starts_at: datetime) -> datetime:
    """When the clock of an occurrence begins: with its period, but not before the schedule."""
    return max(starts_at, moments.day_end(period_start(every, day) - timedelta(days=1)))


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


def period(every: str, day: date) -> tuple[str, dict[str, int]]:
    """The name of the period in which `day` lies: a translatable text and its values."""
    values = {"year": day.year, "month": day.month, "day": day.day, "quarter": (day.month + 2) // 3}
    if every == Every.WEEK:
        year, week, _weekday = day.isocalendar()
        return _("week %(week)d of %(year)d"), {"year": year, "week": week}
    half = _("first half of %(year)d") if day.month <= 6 else _("second half of %(year)d")
    texts: dict[str, str] = {Every.MONTH: _("%(year)d-%(month)02d"), Every.QUARTER: _("%(year)d Q%(quarter)d"),
                             Every.HALF_YEAR: half, Every.YEAR: _("year %(year)d")}
    return texts.get(every, _("%(year)d-%(month)02d-%(day)02d")), values
