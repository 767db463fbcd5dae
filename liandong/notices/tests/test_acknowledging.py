"""Urgent notices are acknowledged once for the agency, or go to the head and then to the leader; never further."""
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, new_actor, owner, role
from liandong.agencies.models import Agency, Department, Officer
from liandong.audit.models import Entry
from liandong.kernel import events
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices import actions, queries
from liandong.notices.models import Notice


@pytest.fixture
def posts(cast):
    """South has a desk without other posts, two heads in two departments, and a leader."""
    with owner():
        south = Agency.objects.get(pk=cast.south.agency)
        other = Department.objects.create(agency=south, name="交警支队")
        made = {name: new_actor(south, number, name, name) for number, name in
                (("200002", "clerk"), ("200003", "head"), ("200004", "leader"))}
        traffic = new_actor(south, "200005", "traffic", "head")
        Officer.objects.filter(pk=traffic.officer).update(department=other)
    return made | {"traffic": replace(traffic, department=other.pk)}


def tell(cast, **more):
    with acting(cast.north):
        actions.tell(cast.north, "test.told", agencies=[cast.south.agency], message="Come at once", subject_kind="duty",
                     subject=uuid7(), **{"roles": ["clerk"], "urgent": True} | more)


def seen(actor):
    with acting(replace(actor, at=NOON)):
        return list(queries.unanswered(actor))


def escalate(minutes):
    with role("jobs"):
        return actions.escalate(NOON + timedelta(minutes=minutes))


def test_it_reaches_the_head_after_five_minutes_and_the_leader_after_ten_each_once(cast, posts):
    tell(cast)
    count = lambda: [len(seen(posts[name])) for name in ("clerk", "head", "traffic", "leader")]
    assert escalate(4) == 0 and count() == [1, 0, 0, 0]
    assert escalate(5) == 1 and escalate(5) == 0 and count() == [1, 1, 1, 0]
    assert escalate(10) == 1 and escalate(60) == 0 and count() == [1, 1, 1, 1]
    assert [len(seen(actor)) for actor in (cast.north, cast.far)] == [0, 0]


def test_after_a_downtime_both_are_told_at_once(cast, posts):
    tell(cast)
    assert escalate(600) == 2 and escalate(600) == 0 and [len(seen(posts[n])) for n in ("head", "leader")] == [1, 1]


def test_the_head_of_the_notices_own_department_goes_before_the_others(cast, posts):
    tell(cast, department=posts["clerk"].department)
    escalate(5)
    assert [len(seen(posts[name])) for name in ("clerk", "head", "traffic", "leader")] == [1, 1, 0, 0]


def test_what_is_acknowledged_goes_no_further_and_the_sender_reads_it(cast, posts, monkeypatch):
    tell(cast)
    told = []
    monkeypatch.setitem(events._subscribers, "notices.acknowledged", [lambda actor, notice: told.append(notice.pk)])
    [notice] = seen(posts["clerk"])
    with acting(posts["clerk"]):
        assert actions.acknowledge(posts["clerk"], notice, note="已出警") is True
    assert escalate(60) == 0 and told == [notice.pk] and seen(posts["clerk"]) == []
    with acting(cast.north):
        line = Entry.objects.get(verb="notices.acknowledge")
        assert (line.subject, line.purpose, line.officer) == (notice.subject, "已出警", posts["clerk"].officer)


def test_a_second_one_is_told_that_a_colleague_was_first(cast, posts):
    tell(cast, roles=[])
    [notice] = seen(posts["clerk"])
    for actor, first in ((posts["clerk"], True), (posts["head"], False)):
        with acting(actor):
            assert actions.acknowledge(actor, Notice.objects.get(pk=notice.pk)) is first
    with owner():
        assert Notice.objects.get().acknowledged_by == posts["clerk"].officer
        assert Entry.objects.filter(verb="notices.acknowledge").count() == 1


def test_a_routine_notice_asks_for_nothing_unless_it_says_by_when(cast, posts):
    tell(cast, urgent=False)
    with acting(posts["clerk"]), pytest.raises(Refused, match="enough to read it"):
        actions.acknowledge(posts["clerk"], Notice.objects.get())
    tell(cast, urgent=False, reply_minutes=1440)
    assert len(seen(posts["clerk"])) == 1 and escalate(1439) == 0 and escalate(1440) == 1


def test_where_nobody_holds_the_post_administrators_are_told(cast, posts):
    tell(cast, roles=["reviewer"])
    assert [len(seen(actor)) for actor in (cast.south, posts["clerk"])] == [1, 0]
    tell(cast, roles=["clerk"], department=posts["traffic"].department)  # none there, but elsewhere in the agency
    assert [len(seen(actor)) for actor in (posts["clerk"], cast.south)] == [1, 2]  # south is of all trades
    with acting(cast.south):
        actions.tell(cast.south, "test.told", agencies=[cast.north.agency], message="x", subject_kind="duty", subject=uuid7(),
                     roles=["clerk"], urgent=True)
    escalate(5)  # north has no head
    assert len(seen(cast.north)) == 1
    with owner():
        assert Notice.objects.get(agency=cast.north.agency).raised == ["administrator", "head"]


@pytest.mark.parametrize("change", [
    "acknowledged_at = NULL", "acknowledged_by = gen_random_uuid(), acknowledged_at = actor_at()", "raised = '{}'",
    "next_step_at = NULL", "acknowledged_at = actor_at() - interval '1 hour', acknowledged_by = actor_officer()",
])
def test_raw_sql_acknowledges_in_nobodys_name_and_stops_no_step(cast, posts, change):
    tell(cast)
    with acting(posts["clerk"]), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(f"UPDATE notices_notice SET {change}")


def test_who_does_not_see_it_cannot_acknowledge_it(cast, posts):
    tell(cast)
    for actor in (posts["head"], cast.north, cast.far):
        with acting(actor), connection.cursor() as cursor:
            cursor.execute("UPDATE notices_notice SET acknowledged_at = actor_at(), acknowledged_by = actor_officer()")
            assert cursor.rowcount == 0


@pytest.mark.django_db(transaction=True)
def test_two_workers_raise_nothing_twice(cast, posts):
    for _n in range(40):
        tell(cast)
    counts, start = [], threading.Barrier(2)

    def work():
        with role("jobs"):
            start.wait()
            counts.append(actions.escalate(NOON + timedelta(minutes=5)))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    with owner():
        assert sum(counts) == 40 == Entry.objects.filter(verb="notices.raise_head").count()
