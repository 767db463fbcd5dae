"""Renew a record whose review day comes, with a reason; and tell owners of the day, as a job does."""
from datetime import date, datetime

from django.db import connection

from liandong.audit import actions as audit
from liandong.kernel import moments, versions
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.notices import actions as notices

from ..models import Record
from ..rules import records, reviews, values
from ..rules.stages import DECIDERS
from . import editions, reach
from .records import NOT_A_DECIDER

KEEPERS = ("officer", "liaison", "clerk")


def renew(actor: Actor, record: Record, *, until: date, reason: str, version: int) -> Record:
    """Keep the record in the shared view until another day, with a reason that stands in the ledger."""
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER)
    reviews.check_renewal(record.review_on, until, reason)
    if wrong := records.review_error(until, actor.at):
        raise wrong.refused("until")
    if wrong := values.unfit(reason):
        raise wrong.refused("reason")
    changed = versions.change_as_seen(record, version, review_on=until, updated_at=actor.at, updated_by=actor.officer)
    editions.note(actor, changed, "renew", reason)
    audit.record(actor, "sharing.renew", record.pk, kind="record", purpose=reason.strip()[:200],
                 facts={"number": record.number, "day": until.isoformat()})
    reach.changed(actor, changed)
    return changed


def tell_of_reviews(at: datetime) -> int:
    """Tell each owner of what is due within seven days and of what reached its day, once each; returns how many records."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, exercise, ahead, last, day FROM sharing_reviews_to_tell(%s)", [moments.local(at).date()])
        rows = cursor.fetchall()
    for owner, exercise, ahead, last, day in rows:
        actor = Actor(NOBODY, owner, at, exercise=exercise)
        for kind, count in (("sharing.review_soon", ahead), ("sharing.review_due", last)):
            if count:
                facts = {"count": str(count)} | ({"day": day.isoformat()} if kind == "sharing.review_soon" else {})
                notices.tell(actor, kind, agencies=[owner], values=facts, subject_kind="reviews", subject=owner, roles=KEEPERS)
    return sum(ahead + last for _owner, _exercise, ahead, last, _day in rows)
