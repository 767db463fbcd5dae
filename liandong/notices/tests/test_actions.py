"""Notices reach the agency they were told to, and its officers who hold the post."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from conftest import NOON, new_actor, owner
from liandong.agencies.actions import liaison
from liandong.agencies.models import Agency
from liandong.kernel import says
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.notices import actions, queries, rules
from liandong.notices.models import Notice


def tell(actor, *agencies, roles=(), count=1):
    with acting(actor):
        for _ in range(count):
            actions.tell(actor, "test.told", agencies=[a.agency for a in agencies], message="%(name)s was here",
                         values={"name": "陆知远"}, subject_kind="duty", subject=uuid7(), roles=roles)


def unread(actor):
    with acting(actor):
        return queries.unread_count(actor)


def test_only_the_agency_it_was_told_to_sees_it(cast):
    tell(cast.north, cast.south)
    assert [unread(a) for a in (cast.north, cast.south, cast.far)] == [0, 1, 0]


def test_only_officers_of_the_post_see_it(cast):
    with owner():
        leader = new_actor(Agency.objects.get(pk=cast.south.agency), "200009", "顾长河", "signatory")
    tell(cast.north, cast.south, roles=["liaison", "clerk"])
    tell(cast.north, cast.south)
    assert [unread(cast.south), unread(leader)] == [2, 1]


def test_read_is_each_officers_own(cast):
    tell(cast.south, cast.north, count=2)
    with acting(cast.north):
        actions.read(cast.north, queries.waiting(cast.north).first())
        actions.read(cast.north, queries.notices(cast.north).first())  # again is harmless
        assert [n.is_read for n in queries.notices(cast.north)] == [True, False]
    assert [unread(cast.north), unread(cast.clerk)] == [1, 2]
    with acting(cast.clerk):
        assert actions.read_all(cast.clerk) == 2
    assert [unread(cast.north), unread(cast.clerk)] == [1, 0]


def test_behind_the_mark_the_bell_counts_what_was_left_and_nothing_twice(cast, django_assert_num_queries):
    tell(cast.south, cast.north, count=5)
    later = replace(cast.north, at=NOON + timedelta(days=30))
    with acting(later):
        old = list(queries.waiting(later))
        actions.read(later, old[0])
        assert set(queries.read_mark(later).left) == {n.pk for n in old[1:]}
        assert queries.unread_count(later) == 4
        actions.read(later, old[1])  # the mark stays until the next day; what it left is read meanwhile
        assert queries.unread_count(later) == 3
    tell(replace(cast.south, at=later.at), cast.north, count=2)
    with acting(later), django_assert_num_queries(3):
        assert queries.unread_count(later) == 5
    with acting(later):
        assert actions.read_all(later) == 5 and queries.unread_count(later) == 0


def test_with_another_post_the_mark_holds_no_more(cast):
    tell(cast.south, cast.north, roles=["inspector"])
    later = replace(cast.north, at=NOON + timedelta(days=30), roles=frozenset({"officer"}))
    with acting(later):
        actions.read_all(later)
    promoted = replace(later, roles=frozenset({"officer", "inspector"}))
    assert [unread(later), unread(promoted)] == [0, 1]


def test_more_than_a_hundred_left_behind_come_up_as_they_are_read(cast):
    tell(cast.south, cast.north, count=105)
    later = replace(cast.north, at=NOON + timedelta(days=30))
    with acting(later):
        for notice in list(queries.waiting(later))[:4]:
            actions.read(later, notice)
            assert queries.unread_count(later) == 100
        for notice in list(queries.waiting(later))[:2]:
            actions.read(later, notice)
        assert queries.unread_count(later) == 99


def test_no_notice_is_raised_once_it_lies_behind_a_mark():
    longest = max(rung.times for rung in rules.LADDER) * liaison.DAY_MINUTES
    assert rules.settled_until(NOON + timedelta(minutes=longest)) < NOON


def test_the_bell_counts_in_two_queries_and_no_further_than_a_hundred(cast, django_assert_num_queries):
    tell(cast.south, cast.north, count=103)
    with acting(cast.north), django_assert_num_queries(2):
        assert queries.unread_count(cast.north) == 100


def test_a_sentence_that_is_worded_anew_is_read_anew_and_an_old_row_keeps_its_text(monkeypatch):
    monkeypatch.setattr(says, "_sentences", {"test.here": "%(name)s has been here"})
    new = Notice(key="test.here", message="%(name)s was here", values={"name": "陆知远"})
    old = Notice(message="%(name)s was here", values={"name": "陆知远"})
    assert (new.text, old.text) == ("陆知远 has been here", "陆知远 was here")
    monkeypatch.setattr(says, "_sentences", {"test.here": "%(name)s came with %(other)s"})
    assert new.text == "陆知远 was here"  # a sentence that asks for more than was told
    monkeypatch.setattr(says, "_sentences", {})
    assert new.text == "陆知远 was here"


def test_a_text_of_before_keys_that_was_worded_anew_since_is_said_by_its_kind():
    values = {"basis": "云公协字〔2026〕1号", "due": "2026-11-25"}
    worded_anew = Notice(kind="duties.keep", message="The duty under %(basis)s due %(due)s was kept.", values=values)
    as_it_was = Notice(kind="duties.keep", message=says.sentence("duties.keep"), values=values)
    asks_more = Notice(kind="duties.begin", message="A duty under %(basis)s began.", values=values)
    strange = Notice(kind="test.gone", message="Something of %(basis)s was lost.", values=values)
    with translation.override("zh-hans"):
        assert worded_anew.text == as_it_was.text == "已履行：云公协字〔2026〕1号的义务，2026-11-25 到期。"
        assert asks_more.text == "A duty under 云公协字〔2026〕1号 began."
        assert strange.text == "Something of 云公协字〔2026〕1号 was lost."
    with translation.override("en"):
        assert worded_anew.text == "Kept: the duty of 云公协字〔2026〕1号 due 2026-11-25."


def test_a_kind_brings_its_sentence_or_a_message(cast):
    with acting(cast.north), pytest.raises(LookupError):
        actions.tell(cast.north, "test.unheard", agencies=[cast.south.agency], subject_kind="duty", subject=uuid7())


def test_every_sentence_is_translated_and_stands_under_its_group():
    with translation.override("zh-hans"):
        for key, sentence in says.spoken().items():
            assert says.group(key) in says.groups() and translation.gettext(sentence) != sentence, key


def test_it_speaks_the_language_of_the_reader():
    notice = Notice(message="%(name)s was here", values={"name": "陆知远"})
    with translation.override("en"):
        assert str(notice) == "陆知远 was here"


@pytest.mark.parametrize("statement", [
    "UPDATE notices_notice SET message = 'x'", "DELETE FROM notices_notice", "DELETE FROM notices_read",
    """INSERT INTO notices_notice (id, agency_id, sender_id, officer, at, kind, message, values, subject_kind, roles, urgent)
       SELECT gen_random_uuid(), sender_id, agency_id, officer, at, kind, message, values, '', '{}', false
       FROM notices_notice""",
])
def test_raw_sql_forges_nothing(cast, statement):
    tell(cast.north, cast.south)
    with acting(cast.south), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)


def test_told_at_the_moment_of_the_act(cast):
    tell(cast.north, cast.south)
    with acting(cast.south):
        assert (queries.waiting(cast.south).get().at, queries.waiting(cast.south).get().officer) == (NOON, cast.north.officer)
