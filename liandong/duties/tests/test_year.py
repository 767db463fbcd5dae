"""A year of fifty thousand duties, against a plain model that walks every duty and every day: none missed, none doubled."""
import random
from bisect import bisect_left, bisect_right
from datetime import timedelta
from itertools import groupby

from django.db import connection

from conftest import NOON, owner, role
from liandong.duties import actions, queries, rules
from liandong.duties.models import Duty, Fired
from liandong.duties.rules.ladder import ladder
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7

COUNT, DAY, HOUR = 50_000, timedelta(days=1), timedelta(hours=1)
KEPT = ("UPDATE duties_duty d SET outcome = CASE WHEN k.at <= d.due_at THEN 'kept' ELSE 'late' END, kept_at = k.at,"
        " kept_by = d.agency_id FROM unnest(%s::uuid[], %s::timestamptz[]) AS k (id, at) WHERE d.id = k.id")
SHARES = (0.1, 0.2, 0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.45, 0.45, 0.95, 1.02)  # of the time allowed, when it is kept
ALLOWED = (("hour", 2), ("hour", 12), ("hour", 48), ("day", 3), ("day", 10), ("working_day", 5), ("working_day", 15))


def laid(cast, chance):
    """Duties that begin all through the year, each with the moment at which it is kept, if it is."""
    kept, made, known = {}, [], queries.calendar()
    clocks = {}
    for _ in range(COUNT):
        start = NOON + timedelta(hours=4 * chance.randrange(365 * 6))
        unit, amount = chance.choice(ALLOWED)
        allowance = rules.Allowance(amount, unit)
        if (start, allowance) not in clocks:
            due = rules.due(start, allowance, (), known)
            clocks[start, allowance] = due, ladder(start, due.at, allowance, known)
        due, rungs = clocks[start, allowance]
        duty = Duty(id=uuid7(), basis_kind="own", basis=cast.north.agency, kind="own", agency_id=cast.north.agency,
                    parties=[cast.north.agency], starts_at=start, amount=amount, unit=unit, due_at=due.at,
                    firm_due_at=due.firm, provisional=due.provisional, next_step_at=rungs[0].at, missed_at=rungs[-1].at + DAY)
        if chance.random() < 0.97:
            kept[duty.pk] = start + (due.at - start) * chance.choice(SHARES)
        made.append((duty, rungs))
    return made, kept


def copy(duties):
    """Lay them all at once: fifty thousand INSERTs would take longer than the year."""
    columns = [field.column for field in Duty._meta.concrete_fields]
    with connection.cursor() as cursor, cursor.copy(
            f"COPY duties_duty ({', '.join(columns)}) FROM STDIN") as rows:
        for duty in duties:
            rows.write_row([getattr(duty, column) for column in columns])


def expected(made, kept, runs):
    """The plain model: at each run of the job each duty that is still open tells its latest step that was not told before."""
    found = set()
    for duty, rungs in made:
        done = -1
        for _, grouped in groupby(((run, n) for n, rung in enumerate(rungs)
                                   for run in runs[bisect_left(runs, rung.at):][:1]), lambda pair: pair[0]):
            group = list(grouped)
            run, last = group[-1]
            if duty.pk in kept and kept[duty.pk] <= run:
                break
            found.add((duty.pk, rungs[last].step, tuple(rungs[n].step for n in range(done + 1, last))))
            done = last
    return found


def test_fifty_thousand_duties_of_a_year(cast):
    chance = random.Random(20261123)
    with owner():
        made, kept = laid(cast, chance)
        copy([duty for duty, _ in made])
    runs, run = [], NOON
    while run < NOON + 400 * DAY:  # every few hours, and now and then days of downtime
        run += chance.choice((5 * HOUR, DAY, DAY, 30 * HOUR)) if chance.random() < 0.97 else chance.randrange(2, 9) * DAY
        runs.append(run)
    first, waiting = 0, sorted(kept.items(), key=lambda item: item[1])
    for run in runs:
        last = bisect_right(waiting, run, key=lambda item: item[1])
        with owner(), connection.cursor() as cursor:
            cursor.execute(KEPT, [[key for key, _ in waiting[first:last]], [at for _, at in waiting[first:last]]])
        first = last
        with role("jobs"):
            actions.fire(run)
    with acting(cast.north):
        fired = [(f.duty_id, f.step, tuple(f.overtaken)) for f in Fired.objects.all()]
    assert len(fired) == len(set(fired)) and set(fired) == expected(made, kept, runs)
