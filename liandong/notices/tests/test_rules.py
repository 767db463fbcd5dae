"""Posts, escalation, quiet hours, later tries and folding, without a database."""
from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given, strategies as st

from liandong.kernel import moments
from liandong.notices import rules

NOON = datetime(2026, 11, 23, 4, tzinfo=UTC)  # noon in Shanghai


def minutes(n):
    return NOON + timedelta(minutes=n)


@pytest.mark.parametrize(("urgent", "asked", "reply"), [(True, None, 5), (False, None, None), (True, 30, 30), (False, 60, 60)])
def test_urgent_ones_and_those_that_say_so_are_to_be_acknowledged(urgent, asked, reply):
    assert rules.reply_time(urgent=urgent, asked=asked) == reply


def test_the_head_is_told_after_the_reply_time_and_the_leader_after_twice_that():
    assert [(r.role, rules.step_at(NOON, 5, r)) for r in rules.LADDER] == [("head", minutes(5)), ("leader", minutes(10))]
    assert rules.rungs_due(NOON, 5, minutes(5), minutes(9)) == rules.LADDER[:1]
    assert rules.rungs_due(NOON, 5, minutes(10), minutes(10)) == rules.LADDER[1:]
    assert rules.next_step(NOON, 5, minutes(5)) == minutes(10) and rules.next_step(NOON, 5, minutes(10)) is None


@given(st.lists(st.integers(0, 120), min_size=1, max_size=12), st.integers(1, 40))
def test_whenever_the_job_runs_each_step_comes_once_and_in_order(runs, reply):
    step, fired = NOON + timedelta(minutes=reply), []
    for now in sorted(minutes(n) for n in runs):
        if step and step <= now:
            fired += [rung.role for rung in rules.rungs_due(NOON, reply, step, now)]
            step = rules.next_step(NOON, reply, now)
    last = max(runs)
    assert fired == [role for role, times in (("head", 1), ("leader", 2)) if reply * times <= last]


def test_a_notice_reaches_posts_departments_and_single_officers():
    here, there, officer = uuid4(), uuid4(), uuid4()

    def reaches(roles=(), raised=(), department=None, held=("clerk",)):
        notice = SimpleNamespace(roles=list(roles), raised=list(raised), department_id=department)
        return rules.reaches(notice, roles=held, department=here, officer=officer)

    assert reaches() and reaches(["clerk"]) and not reaches(["signatory"])
    assert reaches(department=here) and not reaches(department=there) and not reaches(["signatory"], department=here)
    assert reaches(["signatory"], [rules.of_officer(officer)]) and not reaches(["signatory"], [rules.of_officer(uuid4())])
    assert reaches(["signatory"], ["clerk"]) and reaches(["signatory"], [rules.post("clerk", here)])
    assert not reaches(["signatory"], [rules.post("clerk", there)])


@pytest.mark.parametrize(("clock", "since", "until", "goes"), [
    ("23:00", "22:00", "07:00", "24 07:00"), ("06:59", "22:00", "07:00", "23 07:00"), ("07:00", "22:00", "07:00", "23 07:00"),
    ("12:30", "12:00", "14:00", "23 14:00"), ("14:00", "12:00", "14:00", "23 14:00"), ("11:59", "12:00", "14:00", "23 11:59"),
    ("12:30", "12:00", "12:00", "23 12:30"),
])
def test_quiet_hours_end_in_beijing_time(clock, since, until, goes):
    at = datetime.combine(date(2026, 11, 23), time.fromisoformat(clock), moments.BEIJING)
    after = rules.after_quiet(at.astimezone(UTC), time.fromisoformat(since), time.fromisoformat(until))
    assert f"{moments.local(after):%d %H:%M}" == goes


@given(st.times(), st.times(), st.integers(0, 3 * 1440))
def test_after_quiet_hours_one_is_never_in_them_and_never_a_day_late(since, until, n):
    after = rules.after_quiet(minutes(n), since, until)
    assert minutes(n) <= after <= minutes(n) + timedelta(days=1)
    assert rules.after_quiet(after, since, until) == after


def test_a_mail_is_tried_later_each_time_and_given_up_after_two_days():
    waits = [rules.retry_at(NOON, n) - NOON for n in range(1, len(rules.BACKOFF) + 1)]
    assert waits == sorted(waits) and timedelta(days=1) < sum(waits, timedelta()) < timedelta(days=3)
    assert rules.retry_at(NOON, len(rules.BACKOFF) + 1) is None


def test_urgent_ones_are_mailed_whatever_was_chosen_and_mails_about_mails_never():
    assert rules.wants_mail([], group="duties", urgent=True) and rules.wants_mail(["duties"], group="duties", urgent=False)
    assert not rules.wants_mail(["duties"], group="sharing", urgent=False)
    assert not rules.wants_mail(["notices"], group="notices", urgent=True)


def told(kind, at, urgent=False):
    return SimpleNamespace(kind=kind, at=at, urgent=urgent)


def test_the_like_of_one_day_are_folded_urgent_ones_stand_first_and_alone():
    today = [told("a", minutes(9)), told("b", minutes(8)), *(told("a", minutes(n)) for n in (7, 6)),
             told("a", minutes(5), urgent=True), told("b", minutes(4))]
    days = rules.by_day([*today, told("a", minutes(-1440))])
    assert [day.day for day in days] == [date(2026, 11, 23), date(2026, 11, 22)]
    assert [(f.first, len(f.more)) for f in days[0].folds] == [
        (today[4], 0), (today[0], 2), (today[1], 0), (today[5], 0)]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5000), st.booleans())))
def test_folding_loses_and_doubles_nothing(rows):
    notices = [told(kind, minutes(-n), urgent) for kind, n, urgent in rows]
    shown = [n for day in rules.by_day(notices) for fold in day.folds for n in (fold.first, *fold.more)]
    assert sorted(map(id, shown)) == sorted(map(id, notices))
