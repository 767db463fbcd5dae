"""Two workers at the same time tell each step once, and miss none."""
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from conftest import NOON, role
from liandong.duties import actions
from liandong.duties.actions import firing
from liandong.duties.models import Duty, Fired
from liandong.kernel.actor import acting

from .conftest import agree, by_event, promise


def work(at, gate, counts):
    """One worker, with a connection of its own."""
    try:
        gate.wait()
        with role("jobs"):
            counts.append(actions.fire(at))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_tell_a_step_twice(cast, monkeypatch):
    monkeypatch.setattr(firing, "BATCH", 5)  # many short transactions, so that they meet
    agree(cast.north, cast.south, duties=[promise(cast.north, cast.south, every="day", on=None)])
    for days in (3, 30, 90):
        gate, counts = threading.Barrier(2), []
        threads = [threading.Thread(target=work, args=(NOON + timedelta(days=days), gate, counts)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(counts) == 2
    with acting(cast.north):
        fired = list(Fired.objects.values_list("duty", "step", "due_at"))
        due = set(Duty.objects.filter(due_at__lte=NOON + timedelta(days=90)).values_list("pk", flat=True))
    assert len(set(fired)) == len(fired) and due <= {duty for duty, *_ in fired} and len(due) == 178


@pytest.mark.django_db(transaction=True)
def test_what_one_worker_holds_the_other_leaves_alone(cast):
    agree(cast.north, cast.south, duties=[by_event(who=[cast.north]), promise(cast.north)])
    at, found = NOON + timedelta(days=3), []
    with role("jobs"), transaction.atomic():
        held = list(firing._waiting(at))
        other = threading.Thread(target=work, args=(at, threading.Barrier(1), found))
        other.start()
        other.join()
    assert held and found == [0]
    with role("jobs"):
        assert actions.fire(at) == len(held)
