"""Every change is kept; a correction reaches whoever read the record; a reader's report is answered by its owner."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from conftest import NOON
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.sharing import actions, queries

from .cast import ID, LEAD, SUSPECT, entered

BETTER = replace(LEAD, title="临港区废旧金属市场凌晨收购电池")


@pytest.fixture
def lead(cast):
    """A lead of the north, released to the south by name."""
    return released(cast, LEAD)


def released(cast, entry):
    with acting(cast.north):
        record = entered(cast.north, entry)
        actions.release(cast.north, record, cast.south.agency, purpose="并案核查", until=NOON + timedelta(days=9))
        return record


def changes(actor, record):
    with acting(actor):
        found = queries.of(record.pk)
        return [queries.differences(actor, found, queries.editions(found))[one.pk] for one in queries.editions(found)]


def test_every_change_is_kept_with_what_it_changed(cast, lead):
    with acting(cast.north):
        actions.edit(cast.north, lead, BETTER, version=1)
        actions.set_level(cast.north, queries.of(lead.pk), 2, reason="", version=2)
        assert [(one.version, one.verb, one.officer) for one in queries.editions(lead)] == [
            (3, "level", cast.north.officer), (2, "edit", cast.north.officer)]
    level, title = changes(cast.north, lead)
    assert [(one.before, one.after) for one in title] == [(LEAD.title, BETTER.title)]
    assert [(one.before, one.after) for one in level] == [("内部", "工作秘密")]


def test_what_it_said_at_a_level_that_is_not_ones_own_is_not_read(cast, lead):
    with acting(cast.north):
        actions.set_level(cast.north, lead, 2, reason="", version=1)
        actions.edit(cast.north, queries.of(lead.pk), BETTER, version=2)
        actions.set_level(cast.north, queries.of(lead.pk), 1, reason="已公开通报", version=3)
    assert [len(one) for one in changes(cast.north, lead)] == [1, 1, 1]
    assert changes(cast.south, lead) == [[]]  # from internal to secret, and nothing of what stood there meanwhile


def test_differences_are_masked_as_the_page_is(cast):
    record = released(cast, SUSPECT)
    entry = replace(SUSPECT, elements=SUSPECT.elements | {"phone": "13900006621"})
    with acting(cast.north):
        actions.edit(cast.north, record, entry, version=1)
    told = str(changes(cast.south, record)) + str(changes(cast.north, record))
    assert "1390000" not in told and ID not in told and "6621" in told


def test_a_correction_asks_whoever_read_it_to_take_note(cast, lead):
    with acting(cast.north):
        _record, [ask] = actions.correct(cast.north, lead, BETTER, reason="时间有误", version=1)
    with acting(cast.south):
        assert (ask.kind, ask.why, Duty.objects.get(subject=ask.pk).agency_id) == ("correction", "时间有误", cast.south.agency)
        actions.answer(cast.south, queries.ask(ask.pk), answer="seen")
        assert Duty.objects.get(subject=ask.pk).outcome == "kept"
    with acting(cast.north), pytest.raises(Refused, match="reason"), transaction.atomic():
        actions.correct(cast.north, queries.of(lead.pk), LEAD, reason="", version=2)


def test_a_plain_edit_asks_nobody(cast, lead):
    with acting(cast.north):
        actions.edit(cast.north, lead, BETTER, version=1)
    with acting(cast.south):
        assert not queries.asks(cast.south).exists()


def test_the_owner_owes_an_answer_to_a_readers_report(cast, lead):
    with acting(cast.south):
        made = actions.report(cast.south, lead, ground="outdated", words="市场已于上月关闭")
    with acting(cast.north):
        duty = Duty.objects.get(subject=made.pk)
        assert (duty.agency_id, duty.amount, duty.unit) == (cast.north.agency, 5, "working_day")
        with pytest.raises(Refused, match="Write the answer"), transaction.atomic():
            actions.answer_report(cast.north, queries.report(made.pk), answer="refused", words="")
        actions.answer_report(cast.north, queries.report(made.pk), answer="accepted", words="已更正")
        assert Duty.objects.get(pk=duty.pk).outcome == "kept"
    with acting(cast.south):
        assert queries.report(made.pk).answer == "accepted"
    with acting(cast.far):
        assert queries.report(made.pk) is None


def test_nobody_reports_ones_own_record_or_anothers_unseen(cast, lead):
    with acting(cast.north), pytest.raises(Refused, match="correct it"), transaction.atomic():
        actions.report(cast.north, lead, ground="wrong", words="x")
    with acting(cast.far), pytest.raises(Exception, match="row-level security"), transaction.atomic():
        actions.report(cast.far, lead, ground="wrong", words="x")
