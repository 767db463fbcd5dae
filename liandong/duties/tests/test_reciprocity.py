"""What each side did of what it owes: every figure is the count of the rows behind it."""
import random
from datetime import timedelta

from conftest import NOON
from liandong.duties import queries
from liandong.duties.models import Duty
from liandong.kernel.actor import acting

from .conftest import agree, by_event, later, promise
from .test_pausing import do

SINCE, UNTIL = NOON - timedelta(days=1), NOON + timedelta(days=60)


def lived(cast):
    """Three months of two agreements, kept, late, missed, paused and waived by chance."""
    chance = random.Random(7)
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south, every="week", on=3)])
    agree(cast.north, cast.south, cast.far, duties=[promise(cast.north, cast.far, every="week", on=5, kind="report"),
                                                    by_event(who=[cast.north])])
    for actor, other in ((cast.north, cast.south), (cast.south, cast.north), (cast.far, cast.north)):
        with acting(actor):
            found = list(queries.owed_by(actor.agency).filter(due_at__lte=UNTIL))
        for duty in found:
            at = duty.starts_at - NOON + timedelta(hours=1) + (duty.due_at - duty.starts_at) * chance.random() * 1.6
            verb = chance.choice(["keep", "keep", "keep", "", "ask", "waive"])
            if verb == "ask" and NOON + at > duty.due_at or not verb:
                continue
            do(verb, later(other if verb == "waive" else actor, seconds=at.total_seconds()), duty)


def test_every_figure_is_the_count_of_its_rows(cast):
    lived(cast)
    for actor in (later(cast.north, days=45), later(cast.south, days=45), later(cast.far, days=45)):
        with acting(actor):
            found = queries.reciprocity(actor, SINCE, UNTIL)
            assert len(found) == 2
            for row, way in ((row, way) for row in found for way in ("ours", "theirs")):
                for outcome in ("kept", "late", "missed", "open"):
                    rows = queries.listed(actor, "all", partner=row.partner, way=way, outcome=outcome, since=SINCE, until=UNTIL)
                    assert rows.count() == getattr(getattr(row, way), outcome), (row.name, way, outcome)


def test_both_sides_read_the_same(cast):
    lived(cast)
    north, south = later(cast.north, days=45), later(cast.south, days=45)
    with acting(north):
        ours = next(row for row in queries.reciprocity(north, SINCE, UNTIL) if row.partner == south.agency)
    with acting(south):
        theirs = next(row for row in queries.reciprocity(south, SINCE, UNTIL) if row.partner == north.agency)
    assert (ours.ours, ours.theirs) == (theirs.theirs, theirs.ours)
    assert ours.ours.kept and ours.ours.median_seconds and ours.theirs.late + ours.theirs.missed


def test_the_median_is_the_middle_one(world):
    with acting(world.north):
        first, second, third = Duty.objects.filter(agency=world.north.agency).order_by("due_at")[:3]
    for duty, days in ((first, 1), (second, 3), (third, 20)):
        do("keep", later(world.north, seconds=(duty.starts_at - NOON).total_seconds() + days * 86400), duty)
    actor = later(world.south, days=100)
    with acting(actor):
        [row] = queries.reciprocity(actor, SINCE, NOON + timedelta(days=100))
    assert (row.theirs.kept, row.theirs.median_seconds) == (3, 3 * 86400)
