"""The clock of one duty: how its time is measured, when it falls due, which steps lie ahead."""
from collections.abc import Iterable
from datetime import datetime, timedelta

from liandong.kernel import moments

from ..models import Duty, Pause, Schedule
from ..rules import Allowance, Calendar, Due, Fall, Paused, Rhythm, Rung, due, fall, missed_at, next_start
from ..rules.ladder import ladder

DAY = timedelta(days=1)


def rhythm(schedule: Schedule) -> Rhythm:
    """When the promise of a schedule comes round."""
    return Rhythm(schedule.every, schedule.on, schedule.day_rule, schedule.roll)


def measure(duty: Duty) -> Allowance | str:
    """How the duty's time is measured: by its allowance, or by its period."""
    return duty.every if duty.amount is None else Allowance(duty.amount, duty.unit, duty.roll)


def begins(schedule: Schedule, found: Fall) -> datetime:
    """When the clock of an occurrence begins: with its period or with the schedule, but before it falls due."""
    return max(schedule.starts_at, moments.day_end(min(found.period, found.day) - DAY))


def following(schedule: Schedule, found: Fall, calendar: Calendar) -> datetime | None:
    """When the next occurrence falls due; nothing where the schedule ends before."""
    after = moments.day_end(fall(rhythm(schedule), next_start(schedule.every, found.period), calendar).day)
    return after if after <= schedule.ends_at else None


def reckoned(duty: Duty, pauses: Iterable[Paused], calendar: Calendar) -> Due:
    """When the duty falls due by what is known now; a pause of a recurring one keeps its days."""
    pauses = list(pauses)
    if duty.amount is not None:
        return due(duty.starts_at, Allowance(duty.amount, duty.unit, duty.roll), pauses, calendar)
    if duty.schedule is None or duty.period_on is None:
        return Due(duty.due_at, duty.provisional, duty.firm_due_at)
    found, start = fall(rhythm(duty.schedule), duty.period_on, calendar), moments.local(duty.starts_at).date()
    at, firm = (due(duty.starts_at, Allowance((day - start).days, "day"), pauses, calendar).at
                for day in (found.day, found.firm))
    return Due(at, found.provisional, min(firm, at))


def missed(duty: Duty, calendar: Calendar) -> datetime:
    """From when on the duty counts as missed, while it is open."""
    after = None
    if duty.schedule is not None and duty.period_on is not None:
        after = following(duty.schedule, fall(rhythm(duty.schedule), duty.period_on, calendar), calendar)
    return missed_at(duty.due_at, after, measure(duty), calendar)


def rungs(duty: Duty, pauses: Iterable[Pause], calendar: Calendar) -> tuple[Rung, ...]:
    """The reminders and escalations of the duty's present due, in order; what lay before the last answer is over."""
    since = max([duty.starts_at, *(pause.answered_at for pause in pauses if pause.answered_at)])
    return ladder(min(since, duty.due_at), duty.due_at, measure(duty), calendar)


def paused(pauses: Iterable[Pause]) -> list[Paused]:
    """The pauses as the rules reckon with them."""
    return [Paused(pause.asked_at, pause.answered_at) for pause in pauses]
