"""Duties start with their agreement, are kept by who owes them, and end with it."""
from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, role
from liandong.access.tests.cast import ended
from liandong.audit.models import Entry
from liandong.duties import actions, queries, tasks
from liandong.duties.models import Duty, Schedule
from liandong.kernel import live
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.notices import queries as notices

from .conftest import agree, later, promise


def test_every_act_on_a_duty_is_told_to_the_desks_of_all_who_see_it(world):
    with acting(world.north), transaction.atomic():
        actions.keep(world.north, world.ours, evidence="已送达", version=1)
        [telling] = [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], live.Telling)]
    wanted = {f"duty:{world.ours.pk}", f"agency:{world.north.agency}", f"agency:{world.south.agency}"}
    assert wanted <= telling.topics


def keep(actor, duty, evidence="江公情〔2026〕11号，24条，机要送达", version=1):
    with acting(actor):
        return actions.keep(actor, duty, evidence=evidence, version=version)


def test_each_party_gets_its_own_duties_for_the_next_four_hundred_days(world):
    with acting(world.south):
        mine, theirs = queries.owed_by(world.south.agency), queries.owed_to(world.south.agency)
        assert mine.count() == theirs.count() == 14
        assert [d.due_on.isoformat() for d in mine[:2]] == ["2026-11-25", "2026-12-25"]
        assert mine[1].starts_at.isoformat() == "2026-11-30T16:00:00+00:00" and mine[0].starts_at == NOON


def test_only_the_parties_see_them(world):
    with acting(world.far):
        assert not Duty.objects.exists() and not Schedule.objects.exists()


def test_kept_in_time_is_told_to_the_partner_and_written_down(world):
    kept = keep(world.north, world.ours)
    assert (kept.outcome, kept.kept_at, kept.version) == ("kept", NOON, 2)
    with acting(world.south):
        [notice] = notices.waiting(world.south)
        assert (notice.values["basis"], notice.values["due"]) == ("江公协字〔2026〕3号 第三条", "2026-11-25")
        assert Entry.objects.filter(verb="duties.keep", subject=kept.pk).exists()


def test_the_moment_of_the_act_decides_kept_or_late(world):
    with acting(world.south):
        theirs = queries.owed_by(world.south.agency).first()
    assert keep(later(world.north, hours=60), world.ours).outcome == "kept"  # 24:00 of the 25th
    assert keep(later(world.south, hours=60, seconds=1), theirs).outcome == "late"


@pytest.mark.parametrize("who, evidence, why", [
    ("south", "已送", "not open to your agency"), ("north", "  ", "what was done"),
])
def test_only_who_owes_it_and_only_with_evidence(world, who, evidence, why):
    with pytest.raises(Refused, match=why):
        keep(getattr(world, who), world.ours, evidence)


def test_not_before_its_period_has_begun(world):
    with acting(world.north):
        next_one = queries.owed_by(world.north.agency)[1]
    with pytest.raises(Refused, match="not begun"):
        keep(world.north, next_one)


def test_two_officers_do_not_overwrite_each_other(world):
    keep(world.north, world.ours)
    with pytest.raises(Stale) as stale:
        keep(world.clerk, world.ours, "另一份")
    assert (stale.value.mine, stale.value.theirs["evidence"][:3]) == ({"evidence": "另一份"}, "江公情")


def test_taken_back_on_the_same_day_by_the_same_officer(world):
    kept = keep(world.north, world.ours)
    with acting(later(world.north, hours=2)):
        opened = actions.reopen(later(world.north, hours=2), kept, reason="发错文件", version=2)
    assert (opened.outcome, opened.kept_at) == ("", None)


@pytest.mark.parametrize("hours, who", [(13, "north"), (1, "clerk")])
def test_not_taken_back_by_another_or_on_another_day(world, hours, who):
    kept = keep(world.north, world.ours)
    actor = later(getattr(world, who), hours=hours)
    with acting(actor), pytest.raises(Refused, match="same day"):
        actions.reopen(actor, kept, reason="发错文件", version=2)


def close(actor, deed, ending):
    ended(deed, ending, actor.at)
    with acting(actor):
        return actions.end(actor, basis=deed.pk, ending=ending)


def test_ending_lapses_what_falls_due_after_it(world):
    ending = datetime.fromisoformat("2026-12-25T16:00:00+00:00")  # due on the 25th: still owed
    assert close(world.south, world.deed, ending) == 24
    with acting(world.north):
        assert queries.open_ones(queries.owed_by(world.north.agency)).count() == 2
        assert {s.ends_at for s in Schedule.objects.all()} == {ending}
        lapsed = queries.owed_by(world.north.agency).filter(outcome="lapsed").first()
    with pytest.raises(Refused, match="not open"):
        keep(later(world.north, days=40), lapsed, version=2)


def test_duties_do_not_end_before_the_deed_is_closed(world):
    with acting(world.north), pytest.raises(DatabaseError, match="close it first"), transaction.atomic():
        actions.end(world.north, basis=world.deed.pk, ending=NOON)


def test_none_falls_due_after_the_term_of_the_agreement(cast):
    agree(cast.north, cast.south, duties=[promise(cast.north)], months=3)
    with acting(cast.north):
        days = [d.due_on.isoformat() for d in Duty.objects.order_by("due_at")]
    assert days == ["2026-11-25", "2026-12-25", "2027-01-25"]  # it ends at 24:00 of 2027-02-22


def test_what_a_text_says_twice_is_owed_once(cast):
    agree(cast.north, cast.south, duties=[promise(cast.north), promise(cast.north)])
    with acting(cast.north):
        assert Schedule.objects.count() == 1


def make(at):
    with role("jobs"):
        return tasks.make_later(int(at.timestamp()))


def test_later_ones_are_made_by_the_job_once(world):
    half_a_year = NOON + timedelta(days=180)
    assert [make(NOON), make(half_a_year), make(half_a_year)] == [0, 12, 0]
    with acting(world.north):
        assert Duty.objects.count() == 40
    assert make(NOON + timedelta(days=2000)) == 0  # the term has ended
    assert make(NOON + timedelta(days=1000)) == 32  # to the end, 2029-11-22
    with acting(world.north):
        assert queries.owed_by(world.north.agency).last().due_on.isoformat() == "2029-10-25"


FORGED = {
    "another's duty": "UPDATE duties_duty SET outcome = 'kept', kept_at = actor_at(), kept_by = actor_officer()"
                      " WHERE agency_id <> actor_agency()",
    "a moment that was not": "UPDATE duties_duty SET outcome = 'kept', kept_at = starts_at, kept_by = actor_officer()",
    "another officer": "UPDATE duties_duty SET outcome = 'kept', kept_at = actor_at(), kept_by = agency_id",
    "a due moment": "UPDATE duties_duty SET due_at = due_at + interval '1 day'",
    "a lapse": "UPDATE duties_duty SET outcome = 'lapsed'",
    "a schedule's end": "UPDATE duties_schedule SET ends_at = actor_at()",
    "a deletion": "DELETE FROM duties_duty",
    "a promise nobody made": """INSERT INTO duties_schedule (id, basis_kind, basis, number, clause, kind, every, "on",
        agency_id, parties, starts_at, ends_at, made_until) SELECT gen_random_uuid(), basis_kind, basis, number, clause,
        'payment', every, "on", agency_id, parties, starts_at, ends_at, made_until FROM duties_schedule LIMIT 1""",
    "a duty out of nothing": """INSERT INTO duties_duty (id, schedule_id, basis_kind, basis, number, clause, kind, every,
        agency_id, parties, starts_at, due_at, outcome, evidence, version) SELECT gen_random_uuid(), schedule_id, basis_kind,
        basis, number, clause, 'payment', every, agency_id, parties, starts_at, due_at, '', '', 1 FROM duties_duty LIMIT 1""",
}


@pytest.mark.parametrize("statement", FORGED.values(), ids=FORGED)
def test_raw_sql_forges_nothing(world, statement):
    with acting(world.north), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement)
        except DatabaseError:
            return
        assert cursor.rowcount == 0
