"""A documented question stops the clock, its answer lets it go on; who is owed may let it go."""
from datetime import timedelta

import pytest

from conftest import NOON
from liandong.audit.models import Entry
from liandong.duties import actions, queries, rules
from liandong.duties.models import Duty, Pause
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale

from .conftest import agree, by_event, later, ours_of, promise, told


def do(verb, actor, duty, text="需要说明", version=None):
    field = {"ask": "question", "answer": "answer", "waive": "reason", "keep": "evidence", "reopen": "reason"}[verb]
    with acting(actor):
        seen = Duty.objects.get(pk=duty.pk)
        return getattr(actions, verb)(actor, seen, **{field: text}, version=version or seen.version)


def test_a_monthly_duty_keeps_its_days(world):
    asked = do("ask", later(world.north, days=1), world.ours)  # 24 November, due at 24:00 of the 25th
    assert asked.paused_at == NOON + timedelta(days=1) and asked.version == 2
    with acting(world.north):
        assert rules.standing(asked, NOON + timedelta(days=90)) == "paused"
    answered = do("answer", later(world.south, days=4), world.ours)
    assert (answered.due_on.isoformat(), answered.paused_at, answered.period) == ("2026-11-28", None, "2026年11月")
    with acting(world.north):
        [pause] = queries.pauses(answered)
        assert (pause.answering_id, pause.answer) == (world.south.agency, "需要说明")
        assert Entry.objects.filter(verb="duties.answer", subject=answered.pk).exists()
    assert told(world.south) == ["duties.ask"] and told(world.north) == ["duties.answer"]


def hours(cast, amount=12):
    agree(cast.north, cast.south, duties=[by_event(who=[cast.north, cast.south], hours=amount)])
    with acting(cast.north):
        begun = actions.start_by_event(cast.north, "case", subject_kind="record", subject=cast.far.officer, topic="C-1")
    return next(duty for duty in begun if duty.agency_id == cast.north.agency)


def test_hours_go_on_to_the_minute(cast):
    duty = hours(cast)
    do("ask", later(cast.north, hours=5), duty)
    resumed = do("answer", later(cast.south, hours=50, minutes=7), duty)
    assert resumed.due_at == NOON + timedelta(hours=57, minutes=7) and not resumed.provisional


def test_kept_while_a_question_is_open_is_kept_in_time(cast):
    duty = hours(cast)
    do("ask", later(cast.north, hours=11), duty)
    assert do("keep", later(cast.north, hours=60), duty).outcome == "kept"


@pytest.mark.parametrize("who, hour, verb, why", [
    ("south", 1, "ask", "not open to your agency"), ("north", 13, "ask", "time has run out"),
    ("north", 1, "answer", "not open"), ("south", 1, "answer", "No question is open"),
])
def test_only_who_owes_asks_and_only_in_time(cast, who, hour, verb, why):
    duty = hours(cast)
    with pytest.raises(Refused, match=why):
        do(verb, later(getattr(cast, who), hours=hour), duty)


def test_one_question_at_a_time_and_none_without_words(world):
    with pytest.raises(Refused, match="Write the question"):
        do("ask", world.north, world.ours, " ")
    do("ask", world.north, world.ours)
    with pytest.raises(Refused, match="open already"):
        do("ask", world.north, world.ours)
    with pytest.raises(Refused, match="Write the answer"):
        do("answer", world.south, world.ours, "")


def test_what_changed_meanwhile_is_said(world):
    do("ask", world.north, world.ours)
    with pytest.raises(Stale):
        do("answer", world.south, world.ours, version=1)


def test_waived_once_all_it_is_owed_to_say_so(cast):
    agree(cast.north, cast.south, cast.far, duties=[promise(cast.north)])
    duty = ours_of(cast.north)
    south = later(cast.south, hours=1)
    assert do("waive", south, duty, "对方已改用系统报送").outcome == ""
    with pytest.raises(Refused, match="waived it already"):
        do("waive", south, duty)
    assert do("waive", cast.far, duty).outcome == "waived"
    with pytest.raises(Refused, match="not open"):
        do("keep", cast.north, duty)
    with acting(cast.north):
        assert queries.waivers(duty).count() == 2


@pytest.mark.parametrize("who, verb", [("north", "waive"), ("far", "waive"), ("far", "ask")])
def test_nobody_else_waives_or_asks(world, who, verb):
    actor = getattr(world, who)
    with acting(actor), pytest.raises(Refused, match="not open to your agency"):
        field = "reason" if verb == "waive" else "question"
        getattr(actions, verb)(actor, world.ours, **{field: "x"}, version=1)


def test_questions_are_read_by_the_parties_alone(world):
    do("ask", world.north, world.ours)
    for actor, count in ((world.south, 1), (world.north, 1), (world.far, 0)):
        with acting(actor):
            assert Pause.objects.count() == count
