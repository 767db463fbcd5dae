"""The ladder of a duty: who is reminded before it falls due, and to whom it goes after; delays from ladder.toml. Pure."""
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from liandong.kernel import moments
from liandong.kernel.terms import Term, gettext_noop as _

from .calendar import ONE, Calendar, Reading, Roll
from .clock import LENGTHS, Allowance

PLAN: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "ladder.toml").read_text("utf-8"))
MINUTE = timedelta(minutes=1)


class Nudge(Term):
    """What happens to a duty by the clock alone, in order."""

    REMIND_7D = "remind_7d", _("Reminder, seven days before")
    REMIND_3D = "remind_3d", _("Reminder, three days before")
    REMIND_1D = "remind_1d", _("Reminder, the day before")
    REMIND_HALF = "remind_half", _("Reminder at half time")
    REMIND_LAST = "remind_last", _("Last reminder")
    DUE = "due", _("Overdue: the liaison officer")
    HEAD = "head", _("Overdue: the head of department")
    LEADER = "leader", _("Overdue: the leader of the agency")
    SUPERIOR = "superior", _("Overdue: the superior agency")


STEPS: dict[str, str] = {nudge.value: nudge.label for nudge in Nudge}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step and its moment."""

    step: str
    at: datetime


def ladder(start: datetime, due: datetime, measure: Allowance | str, calendar: Calendar) -> tuple[Rung, ...]:
    """The steps of a clock that ends at `due`, in order of their moments; `measure` is its allowance, or its period.

    A reminder that would come before the start is left out, and of two that come together only the nearer to the due stays.
    """
    if length := _length(measure):
        before, after = _by_share(due, length)
    else:
        before, after = _by_day(due, due - start, calendar)
    moments_of = {at: Rung(step, at) for step, at in before if start < at < due}
    return *moments_of.values(), Rung(Nudge.DUE.value, due), *(Rung(step, at) for step, at in after)


def missed_at(due: datetime, next_due: datetime | None, measure: Allowance | str, calendar: Calendar) -> datetime:
    """From when on a duty that is still open counts as missed: once its next occurrence falls due; without one, thirty days
    after the last step. It can still be kept late."""
    if next_due is not None and next_due > due:
        return next_due
    return ladder(due, due, measure, calendar)[-1].at + timedelta(days=PLAN["days"]["missed_after"])


def reached(rungs: Sequence[Rung], at: datetime) -> tuple[Rung | None, tuple[str, ...]]:
    """The latest step whose moment has come, and the earlier ones it overtook."""
    past = [rung for rung in rungs if rung.at <= at]
    return (past[-1], tuple(rung.step for rung in past[:-1])) if past else (None, ())


def upcoming(rungs: Sequence[Rung], at: datetime) -> Rung | None:
    """The next step whose moment has not come."""
    return next((rung for rung in rungs if rung.at > at), None)


Moments = list[tuple[str, datetime]]


def _length(measure: Allowance | str) -> timedelta | None:
    """The length of a clock in minutes or hours; None where it runs in days."""
    unit = LENGTHS.get(measure.unit) if isinstance(measure, Allowance) else None
    return measure.amount * unit if unit and isinstance(measure, Allowance) else None


def _by_share(due: datetime, length: timedelta) -> tuple[Moments, Moments]:
    plan = PLAN["hours"]
    before = [(row["step"], due - length * row["share"]) for row in plan["before"] if length >= row["from_minutes"] * MINUTE]
    after = [(row["step"], due + min(max(length * row["share"], row["least_minutes"] * MINUTE), row["most_minutes"] * MINUTE))
             for row in plan["after"]]
    return before, after


def _by_day(due: datetime, length: timedelta, calendar: Calendar) -> tuple[Moments, Moments]:
    plan, reading = PLAN["days"], Reading(calendar)
    last = moments.local(due - timedelta(microseconds=1)).date()
    before = [(row["step"], _morning(reading.rolled(last - timedelta(days=row["days"]), Roll.BEFORE, date.min)))
              for row in plan["before"] if length >= timedelta(days=row["from_days"])]
    after = [(row["step"], _morning(reading.after(last, row["working_days"]))) for row in plan["after"]]
    return before, after


def _morning(day: date) -> datetime:
    """The hour at which desks are told."""
    return moments.day_end(day - ONE) + timedelta(hours=PLAN["days"]["at"])
