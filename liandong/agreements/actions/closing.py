"""When an ending has what it needs: the agreement ends, what it gave closes, what is not yet due lapses; and the job's part."""
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from liandong.agencies import queries as agencies
from liandong.duties import queries as owed
from liandong.kernel import events
from liandong.kernel.actor import NOBODY, Actor

from .. import queries
from ..models import Agreement, Answer, Ending
from ..rules import notice
from . import steps


def settle(actor: Actor, ending: Ending, moment: datetime) -> None:
    """End the agreement by this ending at that moment; the database asks for every answer."""
    _told(actor, ending, _call("agreements_settle_ending(%s, %s)", [ending.pk, moment]))


def rescind(actor: Actor, breach: UUID, agreement: Agreement, key: UUID, why: str) -> Ending:
    """End the agreement at once after a breach that was not cured; the database asks for its ground."""
    done = _call("agreements_rescind(%s, %s, %s)", [breach, key, why])
    ending = Ending.objects.select_related("agreement", "agency").get(pk=key)
    _told(actor, ending, done)
    return ending


def close(ending: Ending) -> None:
    """Close a proposal that was declined, or what its author takes back."""
    _call("agreements_close_ending(%s)", [ending.pk])
    ending.refresh_from_db()


def by_notice(actor: Actor, ending: Ending, answered: Mapping[UUID, Answer]) -> datetime | None:
    """When the agreement ends by this notice, once every other party has received it."""
    clause = queries.terms_at(ending.agreement, ending.at).termination
    if clause is None or not set(queries.staying(ending.agreement, actor.at)) <= {ending.agency_id, *answered}:
        return None
    return notice.ends_at(max(answer.at for answer in answered.values()), clause, owed.calendar())


def deem_received(at: datetime) -> int:
    """Count notices as received whose receipt nobody confirmed to the ladder's end, where the clause says so. A job's work."""
    return sum(_deem(ending, at) for ending in queries.endings.unreceived())


def tell_moments(at: datetime) -> int:
    """Tell the parties, once, of every agreement that began or ended by the clock; returns how many. A job's work."""
    told = 0
    for agreement in queries.beginning(at):
        if Agreement.objects.filter(pk=agreement.pk, begun_told_at=None).update(begun_told_at=at):
            _say(agreement, at, "begin")
            events.tell("agreements.begun", Actor(NOBODY, agreement.parties[0], at), agreement)
            told += 1
    for agreement in queries.ending(at):
        if Agreement.objects.filter(pk=agreement.pk, end_told_at=None).update(end_told_at=at):
            _say(agreement, at, "end")
            told += 1
    return told


def _deem(ending: Ending, at: datetime) -> int:
    clause = queries.terms_at(ending.agreement, ending.at).termination
    if clause is None or not clause.deemed:
        return 0
    counted = 0
    for duty in owed.open_ones(owed.of_basis(ending.pk)):
        told = [step for step in owed.ladder(duty) if step.name == "superior" and step.fired_at]
        if told:
            served = min(told[0].at, told[0].fired_at or at)
            platform = Actor(NOBODY, ending.agency_id, at)
            _deem_one(platform, ending, duty.agency_id, served)
            counted += 1
    return counted


def _deem_one(platform: Actor, ending: Ending, party: UUID, served: datetime) -> None:
    clause = queries.terms_at(ending.agreement, ending.at).termination
    answered = queries.endings.answers(ending)
    moment = None
    if clause and set(queries.staying(ending.agreement, platform.at)) <= {ending.agency_id, party, *answered}:
        last = max([served, *(answer.at for answer in answered.values())])
        moment = notice.ends_at(last, clause, owed.calendar())
    with transaction.atomic():
        done = _call("agreements_deem(%s, %s, %s, %s, %s)", [ending.pk, party, served, moment, platform.at])
        facts = {"party": agencies.agency(party).name, "number": ending.agreement.number,
                 "clause": clause.clause if clause else ""}
        steps.note(platform, "deem_notice", ending.agreement, facts=facts)
        steps.tell(platform, "deem_notice", ending.agreement, to=ending.agreement.parties,
                   about=("ending", ending.pk), party=facts["party"], clause=facts["clause"])
        if done[0]:
            _told(platform, ending, done)


def _told(actor: Actor, ending: Ending, done: tuple[datetime, int, int]) -> None:
    """Write down and tell that the agreement ends, and what with it."""
    last, grants, lapsed = done
    ending.refresh_from_db()
    agreement = ending.agreement
    agreement.refresh_from_db()
    verb, day = ("settle_end_now" if last <= actor.at else "settle_end"), notice.last_day(last).isoformat()
    steps.note(actor, verb, agreement, facts={"number": agreement.number, "day": day, "grants": str(grants),
                                              "duties": str(lapsed)}, change={"ends_at": str(last)})
    steps.tell(actor, verb, agreement, to=agreement.parties, roles=(), urgent=True, day=day)
    events.tell("access.changed", actor, agreement.parties)
    events.tell("agreements.ending", actor, agreement)


def _say(agreement: Agreement, at: datetime, verb: str) -> None:
    """In the platform's own name: no officer did it, the clock did."""
    platform = Actor(NOBODY, agreement.drafter_id, at)
    steps.note(platform, verb, agreement, facts={"number": agreement.number})
    steps.tell(platform, verb, agreement, to=agreement.parties, roles=())


def _call(function: str, values: list[UUID | str | datetime | None]) -> tuple[datetime, int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}", values)
        found: tuple[datetime, int, int] = cursor.fetchone()
    return found
