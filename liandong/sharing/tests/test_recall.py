"""A record is called back from everybody: it is gone for all but its owner at that moment, and whom it reached must answer."""
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from ninja.testing import TestClient

from conftest import NOON, owner
from liandong.documents import queries as documents
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice
from liandong.sharing import actions, queries
from liandong.sharing.api import router
from liandong.sharing.models import Ask, Edition, Record
from tests.story import PICTURE

from .cast import LEAD, entered

UNTIL = NOON + timedelta(days=9)


@pytest.fixture
def lead(cast):
    """A lead of the north, released to the south by name."""
    with acting(cast.north):
        record = entered(cast.north)
        actions.release(cast.north, record, cast.south.agency, purpose="并案核查", until=UNTIL)
        return record


def recalled(actor, record, reason="情况不实"):
    with acting(actor):
        return actions.recall_all(actor, queries.of(record.pk), reason=reason, version=queries.of(record.pk).version)


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def test_it_is_gone_for_all_but_its_owner_and_the_other_is_asked_within_three_working_days(cast, lead):
    [ask] = recalled(cast.north, lead)
    assert (ask.agency_id, ask.number) == (cast.south.agency, lead.number)
    with acting(cast.south):
        assert queries.of(lead.pk) is None and list(queries.newest(cast.south)) == []
        duty = Duty.objects.get(subject=ask.pk)
        assert (duty.agency_id, duty.amount, duty.unit) == (cast.south.agency, 3, "working_day")
        assert queries.ask(ask.pk).why == ""  # number and owner, no more
        assert "临港" not in str(Notice.objects.filter(subject=lead.pk).values_list("values", flat=True))
    with acting(cast.north):
        assert queries.of(lead.pk).recalled_at == NOON


def test_the_answer_keeps_the_duty_and_the_owner_reads_it(cast, lead):
    [ask] = recalled(cast.north, lead)
    with acting(cast.south):
        with pytest.raises(Refused, match="on what ground"), transaction.atomic():
            actions.answer(cast.south, ask, answer="kept")
        actions.answer(cast.south, ask, answer="kept", words="已入〔2026〕12号案卷")
        assert Duty.objects.get(subject=ask.pk).outcome == "kept"
        with pytest.raises(Refused, match="answered already"), transaction.atomic():
            actions.answer(cast.south, Ask.objects.get(), answer="deleted")
    with acting(cast.north):
        [(recall, [told])] = queries.recalls(lead)
        assert (recall.reason, told.answer, told.words) == ("情况不实", "kept", "已入〔2026〕12号案卷")


def test_it_is_not_recalled_twice_or_without_a_reason_and_not_released_while_it_is(cast, lead):
    with acting(cast.north), pytest.raises(Refused, match="reason"), transaction.atomic():
        actions.recall_all(cast.north, lead, reason=" ", version=lead.version)
    recalled(cast.north, lead)
    with acting(cast.north):
        for again in (lambda it: actions.recall_all(cast.north, it, reason="x", version=it.version),
                      lambda it: actions.release(cast.north, it, cast.south.agency, purpose="x", until=UNTIL)):
            with pytest.raises(Refused, match="recalled"), transaction.atomic():
                again(queries.of(lead.pk))


def test_it_is_shared_anew_by_an_explicit_step_with_a_reason_and_releases_stay_ended(cast, lead):
    recalled(cast.north, lead)
    with acting(cast.north):
        anew = actions.share_anew(cast.north, queries.of(lead.pk), reason="核实无误")
        assert anew.recalled_at is None and queries.recalls(anew)[0][0].anew_why == "核实无误"
        assert [(one.verb, one.why) for one in queries.editions(anew)] == [("share_anew", "核实无误"), ("recall", "情况不实")]
    with acting(cast.south):
        assert queries.of(lead.pk) is None
    with acting(cast.north):
        actions.release(cast.north, anew, cast.south.agency, purpose="再次核查", until=UNTIL)
    with acting(cast.south):
        assert queries.of(lead.pk)


def test_whom_it_reached_is_told_to_its_owner_alone(cast, lead):
    for actor, found in ((cast.north, [cast.south.agency]), (cast.south, []), (cast.far, [])):
        with acting(actor):
            assert [one.agency for one in queries.readers(actor, lead)] == found


def test_nobody_writes_recalls_answers_or_editions_past_the_functions(cast, lead):
    [ask] = recalled(cast.north, lead)
    with acting(cast.south):
        refused("SELECT sharing_call_back(%s, gen_random_uuid(), NULL, 'x')", lead.pk)
        refused("SELECT sharing_share_anew(%s, 'x')", lead.pk)
        refused("SELECT * FROM sharing_reached(%s)", lead.pk)
        refused("UPDATE sharing_ask SET answer = 'sealed', answered_at = actor_at() - interval '1 day', "
                "answered_by = actor_officer()")
        refused("INSERT INTO sharing_ask SELECT * FROM sharing_ask")
        refused("UPDATE sharing_ask SET agency_id = owner_id")
        assert not Edition.objects.exists()
    with acting(cast.north):
        assert Ask.objects.filter(pk=ask.pk).update(answer="deleted", answered_at=NOON, answered_by=cast.north.officer) == 0
        refused("DELETE FROM sharing_edition")
        refused("UPDATE sharing_edition SET before = '{}'")
        refused("UPDATE sharing_record SET recalled_at = NULL")


def test_papers_follow_the_sight_of_the_record(cast, lead):
    with acting(cast.north):
        shared = actions.keep_paper(cast.north, lead, kind="record_paper", name="照片.png", content=PICTURE)
        actions.keep_paper(cast.north, lead, kind="record_inside", name="审批.png", content=PICTURE)
    with acting(cast.south):
        assert [row.file.pk for row in documents.rows(lead.pk)] == [shared.pk]
        with pytest.raises(Refused, match="by its owner"), transaction.atomic():
            actions.keep_paper(cast.south, lead, kind="record_paper", name="x.png", content=PICTURE)
    recalled(cast.north, lead)
    with acting(cast.south):
        assert documents.rows(lead.pk) == [] and documents.file(shared.pk) is None
    with acting(cast.north):
        assert len(documents.rows(lead.pk)) == 2


def test_a_frozen_record_is_its_owners_alone_until_it_is_thawed(cast, lead):
    with acting(cast.north):
        Record.objects.filter(pk=lead.pk).update(frozen_at=NOON)
    with acting(cast.south):
        assert queries.of(lead.pk) is None
    with acting(cast.north):
        refused("UPDATE sharing_record SET frozen_at = actor_at() - interval '1 day'")
        Record.objects.filter(pk=lead.pk).update(frozen_at=None)
    with acting(cast.south):
        assert queries.of(lead.pk)


def test_a_case_team_alone_sees_what_is_kept_to_it(cast):
    with owner():
        colleague = cast.clerk
    with acting(cast.north):
        record = entered(cast.north, LEAD)
        actions.keep_to_team(cast.north, record, [], version=record.version)
        assert queries.of(record.pk) and queries.reasons(cast.north, [queries.of(record.pk)])[record.pk][0].kind == "own"
        with pytest.raises(Refused, match="your own agency"), transaction.atomic():
            actions.keep_to_team(cast.north, queries.of(record.pk), [cast.south.officer], version=2)
    with acting(colleague):
        assert queries.of(record.pk) is None


def test_the_api_recalls_and_answers_as_the_pages_do(cast, lead):
    api = TestClient(router)
    with acting(cast.north):
        [asked] = api.post(f"/{lead.pk}/recall/", json={"reason": "情况不实", "version": 1}, actor=cast.north).json()
        assert [one["verb"] for one in api.get(f"/{lead.pk}/versions/", actor=cast.north).json()] == ["recall"]
    with acting(cast.south):
        assert [one["id"] for one in api.get("/asked/", actor=cast.south).json()] == [asked["id"]]
        assert api.get(f"/{lead.pk}/versions/", actor=cast.south).status_code == 404
        assert api.post(f"/asked/{asked['id']}/", json={"answer": "deleted"}, actor=cast.south).json()["answer"] == "deleted"
    with acting(cast.far):
        assert api.post(f"/asked/{asked['id']}/", json={"answer": "deleted"}, actor=cast.far).status_code == 404
