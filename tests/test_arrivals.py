"""What is given in real time or promptly is told to the partner's desk as it is entered; what is paid once begins."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, transaction

from conftest import NOON
from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.rules import templates
from liandong.agreements.rules.terms import Fee, Limit, Party
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.notices.models import Notice
from liandong.sharing import actions as sharing, queries
from liandong.sharing.models import Arrival

from .story import lead, running


def told(actor) -> list[Notice]:
    with acting(actor):
        return list(Notice.objects.filter(kind="sharing.arrived", agency=actor.agency))


def entered(actor, minutes: int, **changes):
    at = replace(actor, at=NOON + timedelta(minutes=minutes))
    with acting(at):
        return sharing.enter(at, replace(lead(f"第{minutes}条线索"), **changes))


def test_a_partner_s_desk_is_told_once_a_day_that_something_was_entered(cast):
    story = running(cast)
    before = len(told(cast.south))
    for minutes in (1, 2, 30):
        entered(cast.north, minutes)
    [notice] = told(cast.south)[before:]
    assert (notice.subject, notice.roles) == (story.agreement, ["clerk", "liaison"]) and "线索" not in str(notice.values)
    entered(cast.north, 24 * 60)
    assert len(told(cast.south)) == before + 2


def test_nobody_is_told_of_what_does_not_stand_open(cast):
    running(cast)
    before = len(told(cast.south))
    entered(cast.north, 1, level=2)  # the grant goes up to internal
    assert len(told(cast.south)) == before and told(cast.far) == []


def test_a_fee_paid_once_is_owed_from_the_day_of_force(cast):
    terms = templates.made(templates.templates()["service"], [
        Party(role="甲方", name="江北市公安局", agency=cast.north.agency),
        Party(role="乙方", name="江南市公安局", agency=cast.south.agency)])
    terms.fees = [Fee(key="1", what="服务费", amount="120000", payer="甲方", within=Limit(amount=30)),
                  Fee(key="2", what="建设费", amount="5000", payer="甲方", within=Limit(amount=10))]
    with acting(cast.north):
        it = agreements.start(cast.north, template=templates.templates()["service"], terms=terms)
        agreements.send(cast.north, it, version=it.version)
    for actor, act in ((cast.south, lambda it: agreements.agree(cast.south, it, edition=it.edition)),
                       (cast.north, lambda it: agreements.sign(cast.north, it)),
                       (cast.south, lambda it: agreements.sign(cast.south, it))):
        with acting(actor):
            act(agreed.of(it.pk))
    with acting(cast.north):
        owed = Duty.objects.filter(kind="payment", basis=it.pk).order_by("due_at")
        assert [(duty.agency_id, duty.amount, duty.started_by) for duty in owed] == [
            (cast.north.agency, 10, "in_force"), (cast.north.agency, 30, "in_force")]


def test_the_clock_runs_from_entry_to_the_moment_a_partner_sees_it(cast):
    story = running(cast)
    record = entered(cast.north, 1)
    at = replace(cast.north, at=NOON + timedelta(minutes=2))
    with acting(at):
        kept = sharing.keep_to(at, sharing.enter(at, lead("暂不外传")), is_kept=False, version=1)
        assert Arrival.objects.filter(record=kept).count() == Arrival.objects.filter(record=record).count() == 1
        [given] = queries.delays(story.agreement, NOON).values()
        assert given[True].records == 2 and given[True].seconds == 0
    with acting(cast.south):
        assert Arrival.objects.count() == 0 and queries.delays(story.agreement, NOON)[cast.north.agency][False].records == 2
    with acting(cast.far):
        assert queries.delays(story.agreement, NOON) == {}


def test_a_record_kept_back_at_first_is_measured_when_it_is_opened(cast):
    story = running(cast)
    at = replace(cast.north, at=NOON + timedelta(minutes=1))
    with acting(at):
        secret = sharing.enter(at, replace(lead("先行核查"), level=2))
    later = replace(cast.north, at=NOON + timedelta(minutes=31))
    with acting(later):
        sharing.set_level(later, secret, 1, reason="核查完毕，可以通报", version=secret.version)
        assert queries.delays(story.agreement, NOON)[cast.south.agency][True].seconds == 30 * 60


def test_nobody_measures_for_another_or_rewrites_the_clock(cast):
    story = running(cast)
    with acting(cast.south), pytest.raises(ProgrammingError), transaction.atomic():
        Arrival.objects.create(record_id=story.record, owner_id=cast.north.agency, agency_id=cast.south.agency,
                               deed=story.agreement, at=cast.south.at)
    with acting(cast.north):
        for change in (lambda: Arrival.objects.update(at=NOON), lambda: Arrival.objects.all().delete()):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
