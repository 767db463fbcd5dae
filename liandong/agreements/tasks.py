"""The job that counts notices as received and tells when agreements begin and end; the grants themselves need no job."""
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="* * * * *", periodic_id="tell_moments")
@app.task(name="agreements.tell_moments", queueing_lock="agreements.tell_moments", lock="agreements.tell_moments")
def tell_moments(timestamp: int) -> int:
    """Once a minute: what is renewed, nears its end, began or ended by the clock is told once, however long it was away."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with transaction.atomic():
        return actions.deem_received(at) + actions.renew_and_remind(at) + actions.tell_moments(at)
