"""What is given in real time or promptly is told to the partner's desk as it is entered; what is paid once begins."""
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import ProgrammingError, transaction

from conftest import NOON, role
from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.rules import templates
from liandong.agreements.rules.terms import Fee, Limit, Party
from liandong.duties.models import Duty, Schedule
from liandong.kernel import moments
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


def served(cast, *fees: Fee, starts: date | None = None):
    """A draft of a service agreement with these fees."""
    terms = templates.made(templates.templates()["service"], [
        Party(role="甲方", name="江北市公安局", agency=cast.north.agency),
        Party(role="乙方", name="江南市公安局", agency=cast.south.agency)])
    terms.fees, terms.period.starts = list(fees), starts or terms.period.starts
    with acting(cast.north):
        return agreements.start(cast.north, template=templates.templates()["service"], terms=terms)


def fee(key: str, days: int) -> Fee:
    return Fee(key=key, what=f"第{key}笔费用", amount="5000", payer="甲方", within=Limit(amount=days))


def signed(cast, it):
    """Sent, agreed and signed by both."""
    for actor, act in ((cast.north, lambda it: agreements.send(cast.north, it, version=it.version)),
                       (cast.south, lambda it: agreements.agree(cast.south, it, edition=it.edition)),
                       (cast.north, lambda it: agreements.sign(cast.north, it)),
                       (cast.south, lambda it: agreements.sign(cast.south, it))):
        with acting(actor):
            act(agreed.of(it.pk))
    return it


def payments(cast, it) -> list[tuple[object, ...]]:
    """What is to be paid by it: who, within how many days, since when."""
    with acting(cast.north):
        owed = Duty.objects.filter(kind="payment", basis=it.pk).order_by("amount")
        assert all(duty.started_by == "in_force" for duty in owed)
        return [(duty.agency_id, duty.amount, duty.starts_at) for duty in owed]


def test_a_fee_paid_once_is_owed_from_the_day_of_force(cast):
    it = signed(cast, served(cast, fee("1", 30), fee("2", 10)))
    assert payments(cast, it) == [(cast.north.agency, 10, NOON), (cast.north.agency, 30, NOON)]


def supplemented(cast, it, *fees: Fee):
    """A supplement, signed, by which these fees are paid."""
    with acting(cast.north):
        draft = agreements.supplement(cast.north, agreed.of(it.pk))
        terms = agreed.terms_of(draft)
        known = {row.what for row in terms.fees}  # said again under another clause
        terms.fees = [row.model_copy(update={"clause": "" if row.what in known else "第九条"}) for row in fees]
        draft = agreements.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    return signed(cast, draft)


def test_of_two_yearly_fees_a_supplement_adds_one_and_another_takes_one_away(cast):
    first, second = (fee(key, 30).model_copy(update={"every": "year", "within": None}) for key in "12")
    it = signed(cast, served(cast, first))

    def running_ones():
        with acting(cast.north):
            rows = Schedule.objects.filter(basis=it.pk, kind="payment", ends_at__gt=NOON)
            return sorted(row.clause.split()[-1] for row in rows)
    assert running_ones() == ["第1笔费用"]
    supplemented(cast, it, first, second)
    assert running_ones() == ["第1笔费用", "第2笔费用"]
    supplemented(cast, it, second)
    assert running_ones() == ["第2笔费用"]


def test_a_fee_that_a_supplement_adds_is_owed_from_then_and_no_other_twice(cast):
    it = signed(cast, served(cast, fee("1", 30)))
    supplemented(cast, it, fee("1", 30), fee("2", 10))
    assert payments(cast, it) == [(cast.north.agency, 10, NOON), (cast.north.agency, 30, NOON)]


def test_a_fee_of_an_agreement_that_begins_by_the_clock_is_owed_from_its_first_midnight(cast):
    it = signed(cast, served(cast, fee("1", 30), starts=date(2026, 12, 1)))
    assert payments(cast, it) == []
    midnight = datetime(2026, 12, 1, tzinfo=moments.BEIJING)
    with role("jobs"):
        assert agreements.tell_moments(midnight + timedelta(hours=30)) == 1
        assert agreements.tell_moments(midnight + timedelta(hours=31)) == 0
    assert payments(cast, it) == [(cast.north.agency, 30, midnight)]


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
        assert Arrival.objects.filter(at__gte=NOON).count() >= 2
        assert queries.delays(story.agreement, NOON)[cast.north.agency][False].records == 2
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


def test_how_long_it_took_is_counted_among_what_one_sees_and_opens_its_rows(cast, sign_in):
    running(cast)
    record = entered(cast.north, 1)
    secret = entered(cast.north, 2)
    later = replace(cast.north, at=NOON + timedelta(minutes=3))
    with acting(later):
        sharing.keep_to(later, secret, is_kept=True, version=secret.version)  # the south sees it no more
        assert queries.waits(later, NOON)[cast.south.agency][True].records == 2
    with acting(cast.south):
        assert queries.waits(cast.south, NOON)[cast.north.agency][False].records == 1
        assert record in queries.waited(cast.north.agency, cast.south.agency, NOON)
    with acting(cast.far):
        assert queries.waits(cast.far, NOON) == {} and Arrival.objects.count() == 0
    page = sign_in(cast.south).get(f"/records/waits/{cast.north.agency}/?way=theirs")
    shown = {row.record.pk for row, _took in page.context["rows"]}
    assert page.status_code == 200 and record.pk in shown and secret.pk not in shown


def test_nobody_measures_for_another_or_rewrites_the_clock(cast):
    story = running(cast)
    with acting(cast.south), pytest.raises(ProgrammingError), transaction.atomic():
        Arrival.objects.create(record_id=story.record, owner_id=cast.north.agency, agency_id=cast.south.agency,
                               deed=story.agreement, at=cast.south.at)
    with acting(cast.north):
        for change in (lambda: Arrival.objects.update(at=NOON), lambda: Arrival.objects.all().delete()):
            with pytest.raises(ProgrammingError), transaction.atomic():
                change()
