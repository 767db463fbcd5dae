"""Two agencies that look into the same learn whom to call, and nothing else; and what is alike is offered before saving."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from conftest import NOON, owner
from liandong.agencies.models import Agency
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice
from liandong.sharing import actions, queries
from liandong.sharing.actions import bulk
from liandong.sharing.models import Interest, Match, Token
from liandong.sharing.rules import interests, standard, values

from .cast import KINDS, SUSPECT, VEHICLE, entered

PHONE = replace(KINDS["account"], elements=KINDS["account"].elements | {"number": "+86 139-0000-6620"})


def enters(actor, entry, **changes):
    with acting(actor):
        return entered(actor, entry, **changes)


def shown(actor, **asked):
    with acting(actor):
        return list(queries.interests.shared(actor, **asked))


def told(actor):
    with acting(actor):
        return list(Notice.objects.filter(kind="sharing.interest"))


def test_both_liaison_officers_learn_that_there_is_an_interest_and_of_whom(cast):
    ours = enters(cast.north, VEHICLE)
    assert shown(cast.north) == []
    theirs = enters(cast.south, VEHICLE)
    (here,), (there,) = shown(cast.north), shown(cast.south)
    assert (here.record, here.other_id, there.record, there.other_id) == (ours, cast.south.agency, theirs, cast.north.agency)
    assert [n.roles for n in told(cast.north) + told(cast.south)] == [["liaison"], ["liaison"]]


def test_what_is_told_names_neither_thing_nor_record(cast):
    enters(cast.north, VEHICLE)
    theirs = enters(cast.south, VEHICLE)
    (notice,) = told(cast.north)
    assert notice.values == {} and notice.subject not in (theirs.pk, None)
    with acting(cast.north):
        assert queries.of(theirs.pk) is None
        assert [r.owner_id for r in queries.interests.alike(None, "vehicle", VEHICLE.elements)] == [cast.north.agency]


def test_nobody_but_liaison_officers_sees_an_interest(cast):
    enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    assert shown(cast.clerk) == [] and shown(cast.far) == []


@pytest.mark.parametrize("change", [{"level": 1, "role": "victim"}, {"role": "witness"}])
def test_an_interest_in_a_victim_or_witness_is_never_told(cast, change):
    enters(cast.north, replace(SUSPECT, **change))
    enters(cast.south, SUSPECT)
    assert shown(cast.north) == shown(cast.south) == []


def test_a_suspects_phone_is_anothers_swindling_account(cast):
    enters(cast.north, SUSPECT)
    enters(cast.south, PHONE)
    assert len(shown(cast.north)) == 1


def test_many_records_of_theirs_are_one_interest_of_ours(cast):
    for _each in range(3):
        enters(cast.south, VEHICLE)
    enters(cast.north, VEHICLE)
    assert len(shown(cast.north)) == 1 and len(shown(cast.south)) == 3


def test_who_sees_each_others_record_needs_no_such_notice(cast):
    ours = enters(cast.north, VEHICLE)
    theirs = enters(cast.south, replace(VEHICLE, elements=VEHICLE.elements | {"plate": "岚B00001"}))
    for actor, record, other in ((cast.north, ours, cast.south), (cast.south, theirs, cast.north)):
        with acting(actor):
            actions.release(actor, record, other.agency, purpose="串并", until=NOON + timedelta(days=3))
    with acting(cast.south):
        actions.edit(cast.south, theirs, VEHICLE, version=theirs.version)
    assert shown(cast.north) == shown(cast.south) == []


def test_it_ends_when_one_of_them_no_longer_holds_it_and_begins_again(cast):
    ours = enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        changed = actions.edit(cast.north, ours, replace(VEHICLE, elements=VEHICLE.elements | {"plate": "岚B00001"}), version=1)
    assert shown(cast.north) == shown(cast.south) == [] and len(shown(cast.north, is_open=False)) == 1
    with acting(cast.north):
        actions.edit(cast.north, changed, VEHICLE, version=changed.version)
    assert len(shown(cast.north)) == 1 and len(told(cast.south)) == 2


def test_what_is_closed_or_kept_to_a_department_meets_nobody(cast):
    ours = enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        kept = actions.keep_to(cast.north, ours, is_kept=True, version=1)
    assert shown(cast.south) == []
    with acting(cast.north):
        opened = actions.keep_to(cast.north, kept, is_kept=False, version=kept.version)
        actions.step(cast.north, opened, "close", version=opened.version)
    assert shown(cast.south) == []


def test_what_is_recalled_meets_nobody_until_it_is_shared_anew(cast):
    ours = enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        actions.recall_all(cast.north, ours, reason="录入有误", version=ours.version)
    assert shown(cast.south) == []
    with acting(cast.north):
        actions.share_anew(cast.north, queries.of(ours.pk), reason="已核对无误")
    assert len(shown(cast.south)) == 1


def test_what_is_kept_to_a_case_team_meets_nobody(cast):
    ours = enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        actions.keep_to_team(cast.north, ours, officers=[cast.north.officer], version=ours.version)
    assert shown(cast.south) == []


def test_a_liaison_officer_writes_down_what_came_of_the_call(cast):
    enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    (interest,) = shown(cast.north)
    with acting(cast.north):
        with pytest.raises(Refused), transaction.atomic():
            actions.interests.settle(cast.north, interest, note=" ")
        actions.interests.settle(cast.north, interest, note="已与对方支队电话沟通，并案研判")
    assert shown(cast.north) == [] and len(shown(cast.south)) == 1


def test_the_other_side_cannot_write_on_our_row(cast):
    enters(cast.north, VEHICLE)
    enters(cast.south, VEHICLE)
    (interest,) = shown(cast.north)
    with acting(cast.south):
        assert Interest.objects.filter(pk=interest.pk).update(note="x") == 0


@pytest.mark.parametrize("attack", [
    "SELECT * FROM sharing_match", "INSERT INTO sharing_token (id) VALUES (gen_random_uuid())",
    "DELETE FROM sharing_token", "DELETE FROM sharing_interest", "UPDATE sharing_interest SET agency_id = other_id",
    "SELECT sharing_open_to(r, r.owner_id) FROM sharing_record r", "UPDATE sharing_token SET is_silent = true"])
def test_the_web_role_reads_no_matches_and_writes_no_tokens(cast, attack):
    with acting(cast.north), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_tokens_of_what_one_does_not_see_are_not_there(cast):
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        assert not Token.objects.exists()
        actions.interests.meet(cast.north, [])
    with owner():
        assert Token.objects.count() == 1 and Match.objects.count() == 0


def test_nobody_lays_tokens_on_anothers_record(cast):
    theirs = enters(cast.south, VEHICLE)
    enters(cast.north, VEHICLE)
    with acting(cast.north), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_meet(%s)", [f'[{{"record": "{theirs.pk}", "silent": false, "marks": []}}]'])
        assert cursor.fetchall() == []
    assert len(shown(cast.south)) == 1


def test_what_is_alike_is_found_among_what_one_sees(cast):
    ours = enters(cast.north, SUSPECT)
    enters(cast.far, SUSPECT)
    with acting(cast.north):
        assert queries.interests.alike(None, "account", PHONE.elements) == [ours]
        assert queries.interests.alike(ours.pk, "person", SUSPECT.elements) == []
        assert queries.interests.alike_all("account", [PHONE.elements, {"number": "12345678"}]) == [0]


def test_what_comes_in_together_meets_as_what_is_typed(cast):
    enters(cast.south, VEHICLE)
    with acting(cast.north):
        kept = values.check(VEHICLE.standard, VEHICLE.elements, at=NOON).values
        bulk.enter_all(cast.north, [(VEHICLE, kept), (VEHICLE, kept)])
    assert len(shown(cast.north)) == 2 and len(shown(cast.south)) == 1


def test_marks_do_not_mind_how_it_was_typed():
    kind = standard.kinds()["vehicle"]
    assert interests.marks(kind, {"plate": "岚B·90x1t"}) == interests.marks(kind, {"plate": "岚B90X1T"}) == ("plate:岚B90X1T",)


def test_whom_to_call_is_the_duty_phone_where_nobody_is_named(cast):
    with owner():
        Agency.objects.filter(pk=cast.south.agency).update(duty_phone="0990-6620110")
    with acting(cast.north):
        assert [call.phone for call in queries.interests.whom(cast.north, cast.south.agency)] == ["0990-6620110"]
