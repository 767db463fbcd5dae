"""What officers do to records, what the ledger and the partners learn of it, and what is refused."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from conftest import NOON
from liandong.audit import queries as audit
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.notices import queries as notices
from liandong.sharing import actions, queries
from liandong.sharing.models import Record, Relation, Reveal

from .cast import CASE, ID, LEAD, SUSPECT, VEHICLE, VICTIM, entered


def verbs(subject):
    return [entry.verb for entry in audit.timeline(subject)]


@pytest.fixture
def lead(cast):
    with acting(cast.north):
        return entered(cast.north)


def release(cast, record, **changes):
    given = {"purpose": "核查销赃市场", "until": NOON + timedelta(days=7), **changes}
    actions.release(cast.north, record, cast.south.agency, **given)


def test_a_record_is_born_restricted_and_numbered_by_kind(cast):
    with acting(cast.north):
        numbers = [entered(cast.north, entry).number for entry in (LEAD, LEAD, CASE, SUSPECT, VEHICLE)]
        assert numbers == ["XS-2026-00001", "XS-2026-00002", "AJ-2026-00001", "RY-2026-00001", "CL-2026-00001"]
        assert verbs(Record.objects.get(number="AJ-2026-00001").pk) == ["sharing.enter"]
    with acting(cast.south):
        assert not Record.objects.exists() and entered(cast.south).number == "XS-2026-00001"


def test_a_serious_incident_is_marked_once_by_who_decides_of_a_live_case_or_lead(cast, lead):
    with acting(cast.north):
        suspect = entered(cast.north, SUSPECT)
        with pytest.raises(Refused, match="Only a case or a lead"):
            actions.mark_serious(cast.north, suspect, version=suspect.version)
        with pytest.raises(Refused, match="Your post"):
            actions.mark_serious(replace(cast.north, roles=frozenset({"clerk"})), lead, version=lead.version)
        marked = actions.mark_serious(cast.north, lead, version=lead.version)
        assert marked.serious_at == NOON and verbs(lead.pk)[0] == "sharing.mark_serious"
        with pytest.raises(Refused, match="already"):
            actions.mark_serious(cast.north, marked, version=marked.version)
        with pytest.raises(DatabaseError), transaction.atomic():
            Record.objects.filter(pk=lead.pk).update(serious_at=NOON - timedelta(days=1))
        closed = actions.step(cast.north, entered(cast.north), "close", version=1)
        with pytest.raises(Refused, match="Open it again"):
            actions.mark_serious(cast.north, closed, version=closed.version)


def test_the_mark_is_withdrawn_with_a_reason_by_who_decides_and_may_be_set_again(cast, lead):
    with acting(cast.north):
        with pytest.raises(Refused, match="not marked"):
            actions.withdraw_serious(cast.north, lead, reason="误报", version=lead.version)
        marked = actions.mark_serious(cast.north, lead, version=lead.version)
        with pytest.raises(Refused, match="Your post"):
            clerk = replace(cast.north, roles=frozenset({"clerk"}))
            actions.withdraw_serious(clerk, marked, reason="误报", version=marked.version)
        for reason in (" ", "误" * 201):
            with pytest.raises(Refused, match="reason"):
                actions.withdraw_serious(cast.north, marked, reason=reason, version=marked.version)
        plain = actions.withdraw_serious(cast.north, marked, reason="误报", version=marked.version)
        assert plain.serious_at is None and verbs(lead.pk)[0] == "sharing.withdraw_serious"
        assert actions.mark_serious(cast.north, plain, version=plain.version).serious_at == NOON


def test_a_company_enters_leads_and_vehicles_but_no_cases_and_no_persons(cast):
    with acting(cast.firm):
        assert entered(cast.firm, level=0) and entered(cast.firm, VEHICLE, level=0)
        for entry in (CASE, SUSPECT):
            with pytest.raises(Refused):
                entered(cast.firm, entry, level=0)


@pytest.mark.parametrize("changes", [{"level": 3}, {"level": -1}, {"title": "机密★20年"}, {"region": "110000x"}])
def test_what_the_standard_forbids_is_refused_at_the_action_too(cast, changes):
    with acting(cast.north), pytest.raises(Refused):
        entered(cast.north, **changes)


def test_a_level_above_ones_clearance_is_refused(cast):
    with acting(cast.clerk):
        with pytest.raises(Refused):
            entered(cast.clerk, level=2)
        with pytest.raises(Refused):
            actions.set_level(cast.clerk, entered(cast.clerk), 2, reason="", version=1)


def test_a_level_goes_down_only_with_a_reason(cast, lead):
    with acting(cast.north):
        raised = actions.set_level(cast.north, lead, 2, reason="", version=1)
        with pytest.raises(Refused):
            actions.set_level(cast.north, raised, 1, reason=" ", version=2)
        assert actions.set_level(cast.north, raised, 1, reason="已公布案情", version=2).level == 1
        assert audit.timeline(lead.pk)[0].purpose == "已公布案情"


def test_two_people_editing_see_both_texts_with_masks(cast):
    with acting(cast.north):
        record = entered(cast.north, SUSPECT)
        actions.edit(cast.north, record, replace(SUSPECT, elements={**SUSPECT.elements, "facts": "涉嫌盗窃"}), version=1)
        with pytest.raises(Stale) as stale:
            actions.edit(cast.north, record, replace(SUSPECT, elements={**SUSPECT.elements, "phone": "13900006621"}), version=1)
    assert (stale.value.theirs["facts"], stale.value.mine["facts"]) == ("涉嫌盗窃", "涉嫌销赃")
    assert ID not in str(stale.value.theirs) + str(stale.value.mine) and stale.value.version == 2


def test_a_masked_detail_left_empty_stays_and_a_dash_takes_it_out(cast):
    with acting(cast.north):
        record = entered(cast.north, SUSPECT)
        blank = {**SUSPECT.elements, "credential_no": "", "phone": "-"}
        kept = actions.edit(cast.north, record, replace(SUSPECT, elements=blank), version=1).elements
    assert kept["credential_no"] == ID and "phone" not in kept


def test_a_record_kept_to_a_department_is_hidden_from_colleagues_of_another(cast, lead):
    elsewhere = replace(cast.clerk, department=None)
    with acting(cast.north):
        actions.keep_to(cast.north, lead, is_kept=True, version=1)
    with acting(elsewhere):
        assert not Record.objects.exists()
    with acting(cast.north):
        actions.keep_to(cast.north, queries.of(lead.pk), is_kept=False, version=2)
    with acting(elsewhere):
        assert Record.objects.exists()


def test_a_release_opens_one_record_for_a_time_and_the_agency_is_told(cast, lead):
    with acting(cast.north):
        release(cast, lead)
    with acting(cast.south):
        assert queries.of(lead.pk) and verbs(lead.pk) == ["sharing.release"]
        assert [n.kind for n in notices.waiting(cast.south)] == ["sharing.released"]
    with acting(replace(cast.south, at=NOON + timedelta(days=7))):
        assert queries.of(lead.pk) is None


def test_a_recall_closes_it_at_once_and_is_refused_where_nothing_is_released(cast, lead):
    later = replace(cast.north, at=NOON + timedelta(hours=1))
    with acting(cast.north):
        release(cast, lead)
    with acting(later):
        actions.recall(later, lead, cast.south.agency)
        with pytest.raises(Refused):
            actions.recall(later, lead, cast.far.agency)
    with acting(replace(cast.south, at=later.at)):
        assert queries.of(lead.pk) is None and "sharing.recall" in verbs(lead.pk)


def test_a_release_that_would_show_nothing_or_says_not_what_for_is_refused(cast, lead):
    with acting(cast.north):
        suspect = entered(cast.north, SUSPECT)
        for record, to, purpose in [(lead, cast.firm, "x"), (suspect, cast.firm, "x"), (lead, cast.south, " ")]:
            with pytest.raises(Refused):
                actions.release(cast.north, record, to.agency, purpose=purpose, until=NOON + timedelta(days=1))
        with pytest.raises(Refused):
            release(cast, lead, until=NOON)


def test_past_its_review_day_a_person_is_seen_by_the_owner_alone(cast):
    with acting(cast.north):
        record = entered(cast.north, SUSPECT)
        release(cast, record, until=NOON + timedelta(days=300))
    for days, seen in [(70, True), (71, False)]:  # the review day is the seventieth from now
        at = NOON + timedelta(days=days)
        with acting(replace(cast.south, at=at)):
            assert bool(queries.of(record.pk)) == seen
        with acting(replace(cast.north, at=at)):
            assert queries.of(record.pk)


def test_a_reveal_names_a_live_case_lasts_five_minutes_and_the_owner_sees_it(cast):
    with acting(cast.north):
        person = entered(cast.north, SUSPECT)
        release(cast, person)
    with acting(cast.south):
        case = entered(cast.south, CASE)
        until = actions.reveal(cast.south, person, "credential_no", case=case.pk)
    for minutes, shown in [(0, True), (4, True), (5, False)]:
        at = replace(cast.south, at=NOON + timedelta(minutes=minutes))
        with acting(at):
            found = queries.details(at, person, queries.reveals(at, [person.pk]))
            assert (found["credential_no"].text == ID) == shown and "*" in found["phone"].text
    with acting(cast.north):
        [line] = [e for e in audit.timeline(person.pk) if e.verb == "sharing.reveal"]
        assert (line.agency, line.purpose) == (cast.south.agency, case.number) and ID not in str(line.facts)
        assert until - NOON == timedelta(minutes=5) and not Reveal.objects.exists()


def test_a_reveal_without_a_live_case_of_ones_own_is_refused(cast):
    with acting(cast.north):
        person, victim, foreign = (entered(cast.north, entry) for entry in (SUSPECT, VICTIM, CASE))
        for record in (person, victim, foreign):
            release(cast, record)
    with acting(cast.south):
        closed = actions.step(cast.south, entered(cast.south, CASE), "close", version=1)
        live = entered(cast.south, CASE)
        for record, name, case in [(person, "phone", foreign), (person, "phone", closed), (person, "facts", live),
                                   (victim, "phone", live), (person, "nothing", live)]:
            with pytest.raises(Refused):
                actions.reveal(cast.south, record, name, case=case.pk)
        assert not Reveal.objects.exists()


def test_a_relation_is_seen_by_whoever_sees_both_ends(cast):
    with acting(cast.north):
        person, case = entered(cast.north, SUSPECT), entered(cast.north, CASE)
        release(cast, person)
        actions.relate(cast.north, person, case, nature="involved_in", source="现场勘查")
        for nature in ("used_in", "involved_in"):  # no such pair; and twice
            with pytest.raises(Refused):
                actions.relate(cast.north, person, case, nature=nature, source="视频")
        assert len(queries.related(case)) == len(queries.related(person)) == 1
    with acting(cast.south):
        assert not Relation.objects.exists()
    with acting(cast.north):
        release(cast, case)
    with acting(cast.south):
        [relation] = queries.related(case)
        with pytest.raises(Refused):
            actions.unrelate(cast.south, relation)


def test_who_may_only_read_changes_nothing_and_nobody_makes_a_row_anothers(cast, lead):
    with acting(cast.north):
        release(cast, lead)
    with acting(cast.south):
        assert Record.objects.update(title="x") == 0
        with pytest.raises(DatabaseError), transaction.atomic():
            Record.objects.all()._raw_delete("default")
        with pytest.raises(DatabaseError), transaction.atomic():
            Record.objects.filter(pk=lead.pk).update(owner=cast.south.agency)
        with pytest.raises(DatabaseError), transaction.atomic():
            lead.pk, lead.number = None, "x"
            Record(owner_id=cast.north.agency, number="x", kind="lead", category="leads", level=0, title="x",
                   entered_by=cast.south.officer, updated_by=cast.south.officer, entered_at=NOON, updated_at=NOON).save()


def test_what_a_deed_opened_is_counted_for_each_party_and_for_us(cast, lead):
    with acting(cast.north):
        assert queries.gained(cast.north, lead.pk, [cast.north.agency, cast.south.agency]) == {
            cast.north.agency: 0, cast.south.agency: 0}
