"""The newest lines are found alike by who reads many of the ledger's lines and by who reads few."""
import pytest

from liandong.audit import actions, queries
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7


@pytest.fixture
def ledger(cast, monkeypatch):
    """North wrote sixty lines; the third and the fortieth are for the far agency as well; only ten are walked through."""
    monkeypatch.setattr(queries, "WALK", 10)
    with acting(cast.north):
        for number in range(60):
            audience = [cast.far.agency] if number in (3, 40) else []
            actions.record(cast.north, "test.write", uuid7(), kind="duty", audience=audience, facts={"n": str(number)})


def numbers(actor, **where):
    with acting(actor):
        entries, newer, older = queries.around(queries.lines(), size=5, **where)
        return [int(entry.facts["n"]) for entry in entries], newer, older, [entry.seq for entry in entries]


def test_who_reads_everything_walks(cast, ledger):
    assert numbers(cast.north)[:3] == ([59, 58, 57, 56, 55], False, True)


def test_who_reads_little_is_led_to_it(cast, ledger):
    assert numbers(cast.far)[:3] == ([40, 3], False, False)
    assert numbers(cast.south)[:3] == ([], False, False)


@pytest.mark.parametrize("who", ["north", "far"])
def test_pages_forward_and_back_meet(cast, ledger, who):
    actor = getattr(cast, who)
    first = numbers(actor)
    last = first[3][-1]
    before = numbers(actor, before=last)
    assert before[0] == ([54, 53, 52, 51, 50] if who == "north" else [])
    assert numbers(actor, after=last)[0] == first[0][:-1]


def test_a_verb_nobody_wrote_ends_on_both_ways(cast, ledger):
    for actor in (cast.north, cast.far):
        with acting(actor):
            assert queries.newest(queries.lines(refused=True), 5) == []


def test_nobody_else_is_told_which_lines_are_whose(cast, ledger):
    from django.db import connection
    with acting(cast.far), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_mine()")
        assert cursor.fetchone() == (2,)
