"""The jobs of sharing: bringing files in as the officer who asked, going on with what stood still, sweeping old files."""
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from procrastinate import JobContext
from procrastinate.contrib.django import app

from liandong.agencies import queries as agencies
from liandong.kernel import logins
from liandong.kernel.actor import Actor, acting
from liandong.kernel.errors import Refused
from liandong.kernel.pages import in_words

from . import actions, queries
from .rules.importing import KEPT_DAYS

STILL = timedelta(seconds=75)
SLOTS = (6001, 6002)  # so many long jobs at once: the clocks keep their share of the worker
ATTEMPTS = 3


@app.task(name="sharing.import", pass_context=True)
def import_(context: JobContext, pk: str, officer: str, exercise: str | None = None) -> None:
    """Bring a file in as the officer who asked, until it is done, stopped, or the worker is told to end."""
    with logins.logged_in("web"):
        bring_in(UUID(pk), UUID(officer), UUID(exercise) if exercise else None, should_end=context.should_abort)


@app.task(name="sharing.export")
def export(pk: str, officer: str, exercise: str | None = None) -> None:
    """Make a file of records as the officer who asked for it."""
    with logins.logged_in("web"):
        take_out(UUID(pk), UUID(officer), UUID(exercise) if exercise else None)


@app.periodic(cron="* * * * *", periodic_id="sharing_resume")
@app.task(name="sharing.resume", queueing_lock="sharing.resume", lock="sharing.resume", pass_context=True)
def resume(context: JobContext, timestamp: int) -> None:
    """Every minute: what stood still because a worker died goes on where it was."""
    before = datetime.fromtimestamp(timestamp, UTC) - STILL
    for pk, officer, exercise in queries.exports.standing(before):
        with logins.logged_in("web"):
            take_out(pk, officer, exercise)
    for pk, officer, exercise in queries.imports.standing(before):
        with logins.logged_in("web"):
            bring_in(pk, officer, exercise, should_end=context.should_abort)


@app.periodic(cron="50 3 * * *", periodic_id="sharing_sweep")
@app.task(name="sharing.sweep", queueing_lock="sharing.sweep", lock="sharing.sweep")
def sweep(timestamp: int) -> int:
    """Once a night: what is left of files a month after they came, and files that nobody fetched."""
    actions.exports.sweep(datetime.fromtimestamp(timestamp, UTC))
    return actions.imports.sweep(datetime.fromtimestamp(timestamp, UTC) - timedelta(days=KEPT_DAYS))


@app.periodic(cron="0 0 * * *", periodic_id="sharing_reviews")
@app.task(name="sharing.reviews", queueing_lock="sharing.reviews", lock="sharing.reviews")
def tell_of_reviews(timestamp: int) -> int:
    """Every day at eight in Beijing: what is due for review within seven days, and what reached its day."""
    with transaction.atomic():
        return actions.reviews.tell_of_reviews(datetime.fromtimestamp(timestamp, UTC))


def bring_in(pk: UUID, officer: UUID, exercise: UUID | None, *, should_end=lambda: False) -> None:
    """Do piece after piece, each in its own transaction, as the officer is at that moment; a refusal ends the import."""
    if not _slot():
        return
    attempts = 0
    while not should_end():
        actor = _as(officer, exercise)
        if actor is None:
            return
        try:
            with acting(actor), queries.standard_in_force(actor.at):
                if not actions.imports.proceed(actor, pk):
                    return
        except IntegrityError:  # somebody brought the same key at this moment: it is known by now
            attempts += 1
            if attempts >= ATTEMPTS:
                _fail(actor, pk, _("The same keys came in from elsewhere at this moment. Go on later."))
                raise
        except Refused as refused:
            _fail(actor, pk, in_words(refused))
            return
        except Exception:
            _fail(actor, pk, _("The file could not be brought in: an error of the platform. Tell whoever runs it, then go on."))
            raise


def take_out(pk: UUID, officer: UUID, exercise: UUID | None) -> None:
    """Make the file in one transaction, as the officer at that moment."""
    actor = _as(officer, exercise)
    if actor is None:
        return
    try:
        with acting(actor), queries.standard_in_force(actor.at):
            actions.exports.make(actor, pk)
    except Refused as refused:
        _not_made(actor, pk, in_words(refused))
    except Exception:
        _not_made(actor, pk, _("The file could not be made: an error of the platform. Tell whoever runs it, then ask again."))
        raise


def _as(officer: UUID, exercise: UUID | None) -> Actor | None:
    """The officer as an actor at this moment; None where the account is closed by now."""
    asked = agencies.officer(officer)
    return agencies.actor(asked, at=timezone.now(), exercise=exercise) if asked else None


def _not_made(actor: Actor, pk: UUID, reason: str) -> None:
    with acting(actor):
        actions.exports.fail(actor, pk, reason)


def _fail(actor: Actor, pk: UUID, reason: str) -> None:
    with acting(actor):
        actions.imports.fail(actor, pk, reason)


def _slot() -> bool:
    """One of the few places for long jobs, held by this connection until it is closed."""
    with connection.cursor() as cursor:
        for slot in SLOTS:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [slot])
            if cursor.fetchone()[0]:
                return True
    return False
