"""The clock tells each step once, to its post; a superior sees what was escalated, and orders."""
from datetime import timedelta

import pytest

from conftest import NOON, owner
from liandong.agencies.models import Officer
from liandong.audit.models import Entry
from liandong.duties import actions, queries
from liandong.duties.models import Duty, Fired
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .conftest import fire, later, ours_of, told
from .test_pausing import do, hours

DAY = timedelta(days=1)


def steps(actor, duty):
    with acting(actor):
        return [(fired.step, fired.overtaken) for fired in queries.fired(duty)]


@pytest.fixture
def officers(cast):
    """The north's officer of all trades also leads."""
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(roles=[*cast.north.roles, "head", "leader"])


def test_each_step_is_told_once_and_to_its_post(world, above):
    for at in (NOON + n * timedelta(hours=12) for n in range(25)):
        fire(at)
        fire(at)
    assert [step for step, _ in steps(world.north, world.ours)] == ["remind_1d", "due", "head", "leader", "superior"]
    with acting(world.north):
        assert set(Entry.objects.filter(subject=world.ours.pk).values_list("verb", flat=True)) == {
            "duties.head", "duties.leader", "duties.superior"}
    assert told(above) == ["duties.superior"]


def test_what_downtime_let_pass_is_told_once_by_the_latest(world):
    assert fire(NOON + 6 * DAY) == 2  # one of each side
    first, *rest = steps(world.north, world.ours)
    assert first == ("head", ["remind_1d", "due"]) and not rest
    assert fire(NOON + 6 * DAY) == 0


def test_nothing_is_told_of_what_was_kept_or_stands_still(world):
    do("keep", world.north, world.ours)
    theirs = ours_of(world.south)
    do("ask", world.south, theirs)
    fire(NOON + 9 * DAY)
    assert steps(world.north, world.ours) == steps(world.north, theirs) == []
    do("answer", later(world.north, days=9), theirs)  # two days are left
    fire(NOON + 12 * DAY)
    assert [step for step, _ in steps(world.south, theirs)] == ["due"]


def test_a_due_that_moved_has_steps_of_its_own(cast):
    duty = hours(cast, 10)
    fire(NOON + timedelta(hours=6))
    do("ask", later(cast.north, hours=7), duty)
    do("answer", later(cast.south, hours=30), duty)
    fire(NOON + timedelta(hours=31))
    fire(NOON + timedelta(hours=33))
    assert [step for step, _ in steps(cast.north, duty)] == ["remind_half", "remind_last", "due"]
    with acting(cast.north):
        ladder = [(s.name, s.fired_at is not None) for s in queries.ladder(Duty.objects.get(pk=duty.pk))]
    assert ladder == [("remind_last", True), ("due", True), ("head", False), ("leader", False), ("superior", False)]


def test_a_superior_sees_nothing_before_it_is_escalated(world, above):
    fire(NOON + 7 * DAY)
    with acting(above):
        assert not Duty.objects.exists() and not Fired.objects.exists()
    fire(NOON + 10 * DAY)
    with acting(above):
        [seen] = queries.listed(above, "watched")
        assert seen.pk == world.ours.pk and Fired.objects.exists()
        assert not queries.owed_to(above.agency).exists()


@pytest.fixture
def escalated(world, above, officers):
    fire(NOON + 10 * DAY)
    with acting(above):
        return Duty.objects.get(pk=world.ours.pk)


def order(actor, duty, text="三日内补报并说明原因", amount=3, unit="working_day"):
    with acting(actor):
        return actions.order(actor, duty, text=text, amount=amount, unit=unit, version=duty.version)


def test_the_superior_orders_and_is_answered(world, above, escalated):
    boss = later(above, days=10)
    made = order(boss, escalated)
    assert (made.kind, made.agency_id, made.due_on.isoformat()) == ("order", world.north.agency, "2026-12-08")
    assert "duties.order" in told(later(world.north, days=10))
    with acting(world.south):
        assert not Duty.objects.filter(pk=made.pk).exists()  # between the superior and who owes
    kept = do("keep", later(world.north, days=11), made, "已补报，岚公警〔2026〕9号")
    assert kept.outcome == "kept" and "duties.keep" in told(later(above, days=11))
    with acting(boss):
        assert list(queries.orders(escalated)) == [kept]


def test_only_a_superior_it_was_escalated_to_orders(world, escalated):
    for actor in (world.south, world.north):
        with pytest.raises(Refused, match="not open"):
            order(actor, escalated)


def test_an_order_has_a_ladder_of_its_own(world, above, escalated):
    made = order(later(above, days=10), escalated, amount=2, unit="hour")
    fire(made.due_at + timedelta(days=2))
    assert [step for step, _ in steps(above, made)] == ["superior"]


def test_taken_back_the_clock_goes_on(world):
    do("keep", later(world.north, hours=1), world.ours)
    fire(NOON + timedelta(hours=2))
    do("reopen", later(world.north, hours=3), world.ours)
    fire(NOON + 2.8 * DAY)
    assert steps(world.north, world.ours) == [("due", ["remind_1d"])]
