"""Duties begin with an event that a deed in force names, and are met by events."""
from datetime import time, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner
from liandong.access.tests.cast import ended
from liandong.agencies import actions as rosters, queries as agencies
from liandong.agencies.models import Partnership
from liandong.audit.models import Entry as Line
from liandong.duties import actions, queries, rules
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices import queries as notices
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record
from liandong.sharing.rules.entries import Entry

from .conftest import agree, by_event, later, promise, told

CASE = uuid7()


def tell(actor, event="case", subject=CASE, **fields):
    with acting(actor):
        return actions.start_by_event(actor, event, subject_kind="record", subject=subject, topic="C-2026-00001", **fields)


def owing(duties):
    return [duty.agency_id for duty in duties]


def test_a_case_of_these_classes_begins_what_both_promised(cast):
    north, south = cast.north, cast.south
    deed = agree(north, south, duties=[by_event(who=[north, south], classes=["05"]), promise(north)])
    assert tell(north, classes=["04000100"], concerned=[south.agency]) == []
    begun = tell(north, classes=["05000200"], concerned=[south.agency])
    assert owing(begun) == [north.agency, south.agency]
    assert (begun[0].basis, begun[0].due_at, begun[0].topic) == (deed.pk, NOON + timedelta(hours=12), "C-2026-00001")
    assert told(south) == ["duties.begin"] and told(north) == []
    assert tell(north, classes=["05000200"], concerned=[south.agency]) == []  # told twice, owed once
    with acting(cast.far):
        assert not Duty.objects.exists()


def test_only_those_it_concerns_owe_and_see_it(cast):
    north, south, far = cast.north, cast.south, cast.far
    agree(north, south, far, duties=[by_event(who=[north, south, far])])
    begun = tell(north, concerned=[south.agency, cast.firm.agency])
    assert owing(begun) == [north.agency, south.agency]
    with acting(far):
        assert not Duty.objects.exists()
    assert tell(north, subject=uuid7(), concerned=[cast.firm.agency]) == []


@pytest.mark.parametrize("kind, debtor", [("notice", "north"), ("report", "north"), ("acknowledgement", "south"),
                                          ("reply", "south")])
def test_telling_is_owed_by_whom_it_happened_to_an_answer_by_the_others(cast, kind, debtor):
    agree(cast.north, cast.south, duties=[by_event("roster", 24, kind, who=[cast.north, cast.south])])
    assert owing(tell(cast.north, "roster")) == [getattr(cast, debtor).agency]


def test_a_roster_changes_again_once_the_first_change_is_settled(cast):
    agree(cast.north, cast.south, duties=[by_event("roster", 24, "acknowledgement", who=[cast.north, cast.south])])
    assert len(tell(cast.north, "roster")) == 1 and tell(later(cast.north, hours=1), "roster") == []
    south = later(cast.south, hours=2)
    with acting(south):
        [kept] = actions.meet_by_event(south, "roster", subject_kind="record", subject=CASE, evidence="已确认新值班表")
    assert kept.outcome == "kept" and len(tell(later(cast.north, hours=3), "roster")) == 1


def publish(actor, hour):
    """The actor's agency puts its officer on duty and publishes the roster of this month."""
    with acting(actor):
        roster = rosters.open_roster(actor, month=NOON.date(), department=None)
        rosters.add_shifts(actor, roster, officer=agencies.colleague(actor, actor.officer), post="lead", first=NOON.date(),
                           last=NOON.date(), start=time(hour), end=time(hour + 1), phone="")
        rosters.publish(actor, agencies.roster(roster.pk), version=agencies.roster(roster.pk).version)
        return roster.pk


def test_publishing_a_changed_roster_keeps_ones_own_duty_of_telling_and_no_other(cast):
    north, south = cast.north, cast.south
    with owner():
        for one, other in ((north, south), (south, north)):
            Partnership.objects.create(agency_id=one.agency, partner_id=other.agency, basis=north.agency, starts_at=NOON,
                                       ends_at=NOON + timedelta(days=900))
    kinds = ("notice", "acknowledgement", "team")
    agree(north, south, duties=[by_event("roster", 24, kind, who=[north, south]) for kind in kinds])
    roster = publish(north, 8)
    with acting(north):
        assert not Duty.objects.exists()  # the first edition changes nothing
    publish(north, 12)
    standing = lambda: {(duty.agency_id, duty.kind): duty.outcome for duty in Duty.objects.filter(subject=roster)}
    with acting(north):
        assert standing() == {(north.agency, "notice"): "kept", (north.agency, "team"): "", (south.agency, "team"): "",
                              (south.agency, "acknowledgement"): ""}
        assert "第 2 版" in Duty.objects.get(kind="notice").evidence
    with acting(south):
        rosters.acknowledge_roster(south, agencies.unread(south, north.agency)[0])
        assert standing()[south.agency, "acknowledgement"] == "kept" and standing()[south.agency, "team"] == ""
    publish(later(north, hours=1), 16)
    with acting(north):
        kept = Duty.objects.filter(subject=roster, kind="notice")
        assert [duty.outcome for duty in kept] == ["kept", "kept"]
        assert Duty.objects.filter(subject=roster, kind="acknowledgement", outcome="").count() == 1


def test_no_deed_in_force_begins_nothing(cast):
    deed = agree(cast.north, cast.south, duties=[by_event(who=[cast.north, cast.south])])
    begun = tell(cast.north)
    ended(deed, NOON + timedelta(hours=1), NOON)
    with acting(cast.north):
        assert actions.end(cast.north, basis=deed.pk, ending=NOON + timedelta(hours=1)) == len(begun) == 2
        assert {d.outcome for d in Duty.objects.all()} == {"lapsed"}
    assert tell(later(cast.north, hours=2), subject=uuid7()) == []


def test_what_was_sent_keeps_the_duty_of_this_period_alone(world):
    with acting(world.north):
        found = actions.meet_by_event(world.north, "intelligence_transfer", subject_kind="package", subject=uuid7(),
                                      evidence="情报包P-2026-0007，12条", partners=[world.south.agency])
        assert [(d.pk, d.outcome) for d in found] == [(world.ours.pk, "kept")]
        assert actions.meet_by_event(world.north, "intelligence_transfer", subject_kind="package", subject=uuid7(),
                                     evidence="又一包") == []


def test_a_package_for_one_partner_does_not_keep_what_is_owed_to_two(cast):
    agree(cast.north, cast.south, cast.far, duties=[promise(cast.north)])
    with acting(cast.north):
        assert actions.meet_by_event(cast.north, "intelligence_transfer", subject_kind="package", subject=uuid7(),
                                     evidence="一包", partners=[cast.south.agency]) == []


def test_a_case_that_is_entered_begins_it_by_itself(cast):
    agree(cast.north, cast.south, duties=[by_event(who=[cast.north, cast.south], classes=["05"])])
    case = Entry(kind="case", level=1, title="系列盗窃案", region="990102", case_class="05000200",
                 concerns=(cast.south.agency,),
                 elements={"occurred_from": "2026-11-20T20:00", "place": "云溪区", "summary": "入户盗窃。"})
    with acting(cast.north):
        record = sharing.enter(cast.north, case)
        assert sorted(owing(Duty.objects.filter(subject=record.pk))) == sorted([cast.north.agency, cast.south.agency])


def incident(actor, **fields):
    """A case of the actor's agency that its officer marks as a serious incident."""
    case = Entry(kind="case", level=1, title="持械抢劫案", region="990102", case_class="05000200", elements={
        "occurred_from": "2026-11-20T20:00", "place": "云溪区", "summary": "三人持械抢劫金店。"})
    with acting(actor):
        record = sharing.enter(actor, case)
        return sharing.mark_serious(actor, record, version=record.version)


def test_a_serious_incident_is_told_at_once_to_partner_and_superior(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "report", who=[cast.north, cast.south])])
    record = incident(cast.north)
    with acting(cast.north):
        [duty] = queries.about(record.pk)
    assert (duty.agency_id, duty.topic, duty.due_at) == (cast.north.agency, record.number, NOON + timedelta(hours=2))
    assert duty.watchers == [above.agency] and told(cast.north) == []
    for actor in (cast.south, above):
        assert told(actor) == ["duties.inform"]
        with acting(actor):
            [notice] = notices.unanswered(actor)
            assert notice.urgent and record.number in notice.text and record.title not in notice.text
            assert queries.duties().filter(pk=duty.pk).exists()
    with acting(above):
        assert not Record.objects.exists()  # to see the record itself is for grants and releases
        assert "duties.inform" in set(Line.objects.values_list("verb", flat=True))


def test_the_report_keeps_it_and_the_superior_reads_it(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "report", who=[cast.north, cast.south])])
    incident(cast.north)
    at = later(cast.north, minutes=40)
    with acting(at):
        duty = queries.owed_by(at.agency).get()
        actions.keep(at, duty, evidence="已电话、书面报告省厅指挥中心", version=duty.version)
    assert told(above) == ["duties.inform", "duties.keep"]
    with acting(above):
        assert queries.duties().get(pk=duty.pk).evidence.startswith("已电话")


def test_a_withdrawn_incident_lapses_what_it_began_and_tells_partner_and_superior_why(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "report", who=[cast.north, cast.south]),
                                          by_event("incident", 4, "team", who=[cast.south])])
    record = incident(cast.north)
    at = later(cast.north, minutes=30)
    with acting(at):
        sharing.withdraw_serious(at, record, reason="经核实为演练报警", version=record.version)
        assert {duty.outcome for duty in queries.about(record.pk)} == {"lapsed"}
    for actor, count in ((cast.south, 2), (above, 1)):
        assert told(actor).count("duties.withdraw") == count
        with acting(actor):
            urgent = [n for n in notices.unanswered(actor) if n.kind == "duties.withdraw"]
            assert len(urgent) == count and "经核实为演练报警" in urgent[0].text and record.number in urgent[0].text
    again = later(cast.north, hours=1)
    with acting(again):
        sharing.mark_serious(again, record, version=record.version)
        assert sorted(d.outcome for d in queries.about(record.pk)) == ["", "", "lapsed", "lapsed"]


def test_what_was_kept_before_an_incident_was_withdrawn_stays_kept(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "report", who=[cast.north])])
    record = incident(cast.north)
    at = later(cast.north, minutes=40)
    with acting(at):
        duty = queries.owed_by(at.agency).get()
        actions.keep(at, duty, evidence="已书面报告省厅指挥中心", version=duty.version)
        sharing.withdraw_serious(at, record, reason="降级处置", version=record.version)
        assert queries.about(record.pk).get().outcome == "kept"
    assert told(cast.south)[-1] == told(above)[-1] == "duties.withdraw_done"
    with acting(above):
        assert not [n for n in notices.unanswered(above) if n.kind == "duties.withdraw_done"]  # nobody moves any more: no alarm


def test_nobody_lets_themselves_off_by_the_function_that_lapses(cast):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "report", who=[cast.north])])
    record = incident(cast.north)
    with acting(cast.north), pytest.raises(DatabaseError), connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT duties_lapse_about('record', %s, 'incident')", [record.pk])


def test_a_notification_of_an_incident_stays_between_the_parties(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "notice", who=[cast.north, cast.south], classes=["05"]),
                                          by_event("incident", 6, "report", who=[cast.north], classes=["04"])])
    record = incident(cast.north)
    with acting(cast.north):
        assert [(duty.kind, duty.watchers) for duty in queries.about(record.pk)] == [("notice", [])]
    assert told(above) == [] and told(cast.south) == ["duties.inform"]


def test_only_the_act_itself_lays_a_report_before_the_superior(cast, above):
    agree(cast.north, cast.south, duties=[by_event("incident", 2, "notice", who=[cast.north]), promise(cast.north)])
    incident(cast.north)
    for actor in (cast.north, cast.south, later(cast.north, minutes=1)):
        with acting(actor), connection.cursor() as cursor:
            for duty in queries.duties():
                cursor.execute("SELECT duties_lay_before_superior(%s)", [duty.pk])
                assert cursor.fetchone() == (None,)


def test_what_an_agency_asks_of_itself_nobody_else_sees(world):
    rhythm = rules.Rhythm("month", None, "last_working_day")
    with acting(world.north):
        own = actions.start_own(world.north, basis=uuid7(), topic="应急联络试呼", rhythm=rhythm,
                                ends_at=NOON + timedelta(days=370))
        days = [d.due_on.isoformat() for d in Duty.objects.filter(schedule=own).order_by("due_at")[:3]]
        assert days == ["2026-11-30", "2026-12-31", "2027-01-29"]
    with acting(world.south):
        assert not Duty.objects.filter(basis_kind="own").exists()
    with acting(world.north):
        assert actions.stop_own(world.north, own) == 12
        with pytest.raises(Refused, match="stopped already"):
            actions.stop_own(world.north, own)
        assert not queries.open_ones(Duty.objects.filter(schedule=own)).exists()
