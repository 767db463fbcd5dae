"""Jobs of the duties' clock."""
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="20 3 * * *", periodic_id="make_later")
@app.task(name="duties.make_later", queueing_lock="duties.make_later", lock="duties.make_later")
def make_later(timestamp: int) -> int:
    """Once a night: the occurrences that have come within the horizon; a night that was missed is made up by the next."""
    with transaction.atomic():
        return actions.make_later(datetime.fromtimestamp(timestamp, UTC))
