"""What the platform itself does from time to time, as the role of the jobs."""
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from procrastinate.contrib.django import app

from liandong.audit import actions as audit
from liandong.kernel.models import Receipt

KEPT = timedelta(days=1)  # a POST is not repeated after a day


@app.periodic(cron="* * * * *", periodic_id="seal")
@app.task(name="web.seal", queueing_lock="web.seal", lock="web.seal")
def seal(timestamp: int) -> int:
    """Every minute: seal the ledger up to the horizon; a minute that was missed is made up by the next."""
    return audit.seal(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="40 3 * * *", periodic_id="sweep")
@app.task(name="web.sweep", queueing_lock="web.sweep", lock="web.sweep")
def sweep(timestamp: int) -> None:
    """Once a night: receipts nobody will ask for again, and sessions that have ended."""
    at = datetime.fromtimestamp(timestamp, UTC)
    Receipt.objects.filter(at__lt=at - KEPT).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
