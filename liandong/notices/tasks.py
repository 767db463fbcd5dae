"""The jobs of notices: raising what nobody acknowledged, and mails."""
from datetime import UTC, datetime

from procrastinate.contrib.django import app

from . import actions


@app.periodic(cron="* * * * *", periodic_id="escalate")
@app.task(name="notices.escalate", queueing_lock="notices.escalate", lock="notices.escalate")
def escalate(timestamp: int) -> int:
    """Every minute: what was not acknowledged in time goes a post higher; a minute that was missed is made up by the next."""
    return actions.escalate(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="* * * * *", periodic_id="mail")
@app.task(name="notices.mail", queueing_lock="notices.mail", lock="notices.mail")
def mail(timestamp: int) -> int:
    """Every minute: lay new mails into the outbox and hand over what is due."""
    at = datetime.fromtimestamp(timestamp, UTC)
    actions.queue_mail(at)
    return actions.send_mail(at)
