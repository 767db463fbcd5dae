"""Jobs of agencies: liaison posts nobody holds, test calls that are due."""
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="0 22 * * *", periodic_id="watch")
@app.task(name="agencies.watch", queueing_lock="agencies.watch", lock="agencies.watch")
def watch(timestamp: int) -> int:
    """Once a night, at six in Beijing: posts that are vacant by now are told once; a night that was missed is made up for."""
    with transaction.atomic():
        return actions.watch_all(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="0 0 * * *", periodic_id="remind_tests")
@app.task(name="agencies.remind_tests", queueing_lock="agencies.remind_tests", lock="agencies.remind_tests")
def remind_tests(timestamp: int) -> int:
    """Every day at eight in Beijing: test calls that are due, once a due day."""
    with transaction.atomic():
        return actions.remind_tests(datetime.fromtimestamp(timestamp, UTC))
