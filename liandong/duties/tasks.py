"""Jobs of the duties' clock."""
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="* * * * *", periodic_id="fire")
@app.task(name="duties.fire", queueing_lock="duties.fire")
def fire(timestamp: int) -> int:
    """Once a minute: reminders and escalations whose moment has come; what downtime let pass is told once, by the latest."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with transaction.atomic():
        actions.wake(at)
    return actions.fire(at)


@app.periodic(cron="20 3 * * *", periodic_id="make_later")
@app.task(name="duties.make_later", queueing_lock="duties.make_later", lock="duties.make_later")
def make_later(timestamp: int) -> int:
    """Once a night: the occurrences that have come within the horizon; a night that was missed is made up by the next."""
    with transaction.atomic():
        return actions.make_later(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="40 3 * * *", periodic_id="recompute")
@app.task(name="duties.recompute", queueing_lock="duties.recompute", lock="duties.recompute")
def recompute(timestamp: int) -> int:
    """Once a night, and when days off are loaded: dues that leant on days not yet known are reckoned anew."""
    return actions.recompute_provisional(datetime.fromtimestamp(timestamp, UTC))
