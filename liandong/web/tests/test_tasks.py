"""What the platform does by itself, as the role of the jobs: seal, and sweep what has ended."""
import time
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from procrastinate.contrib.django import app

from conftest import NOON, owner, role
from liandong.audit import actions as audit, queries
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.kernel.models import Receipt
from liandong.web import tasks


@pytest.mark.django_db(transaction=True)
def test_the_job_seals_what_officers_did(cast):
    with acting(cast.north):
        audit.record(cast.north, "agreements.send", None)
    until = time.monotonic() + 60
    with role("jobs"):
        while not tasks.seal(int(NOON.timestamp())) and time.monotonic() < until:
            time.sleep(0.05)  # another test's transaction may hold the horizon back
        assert queries.first_break() is None and queries.last_batch().number == 1


def test_the_job_sweeps_receipts_and_sessions_that_have_ended(cast):
    for place, age in (("/old/", 25), ("/new/", 23)):
        with owner():
            Receipt.objects.create(officer=cast.north.officer, key=uuid7(), path=place, at=NOON - timedelta(hours=age))
    Session.objects.create(session_key="ended", session_data="", expire_date=NOON - timedelta(minutes=1))
    Session.objects.create(session_key="lives", session_data="", expire_date=NOON + timedelta(minutes=1))
    with role("jobs"):
        tasks.sweep(int(NOON.timestamp()))
    with owner():
        assert list(Receipt.objects.values_list("path", flat=True)) == ["/new/"]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["lives"]


def test_every_task_is_known_by_its_module_and_never_runs_twice_at_once(db):
    app.perform_import_paths()
    ours = {name: task for name, task in app.tasks.items() if not name.startswith(("builtin", "procrastinate"))}
    assert {"web.seal", "web.sweep"} <= set(ours)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)
    assert all(task.queueing_lock == name for name, task in ours.items() if name.startswith("web."))
