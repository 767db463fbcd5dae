"""Numbers without gaps, POSTs that happen once, drafts that nobody else reads, two texts instead of one lost."""
from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import transaction

from liandong.kernel import drafts, events, receipts
from liandong.kernel.actor import acting
from liandong.kernel.canonical import canonical
from liandong.kernel.errors import Stale
from liandong.kernel.keys import uuid7
from liandong.kernel.models import Draft, Receipt
from liandong.kernel.numbering import next_number


def test_each_agency_counts_for_itself(cast):
    with acting(cast.north):
        assert [next_number(cast.north, "leads.2026") for _ in range(3)] == [1, 2, 3]
    with acting(cast.south):
        assert next_number(cast.south, "leads.2026") == 1


def test_a_number_of_work_that_failed_is_given_again(cast):
    with acting(cast.north):
        next_number(cast.north, "leads.2026")
        transaction.set_rollback(True)
    with acting(cast.north):
        assert next_number(cast.north, "leads.2026") == 1


def test_the_same_key_gets_the_first_answer(cast):
    key = uuid4()
    with acting(cast.north):
        assert receipts.take(cast.north, key, "/x/") is None
        receipts.answered(cast.north, key, status=302, headers={"Location": "/y/"}, body="")
    with acting(cast.north):
        assert receipts.take(cast.north, key, "/x/").headers == {"Location": "/y/"}
    with acting(cast.south):
        assert receipts.take(cast.south, key, "/x/") is None  # another officer's key is another key


def test_a_draft_is_for_its_officer_alone(cast):
    colleague = replace(cast.clerk)
    with acting(cast.north):
        drafts.keep(cast.north, "/new/", {"title": "线"})
        drafts.keep(cast.north, "/new/", {"title": "线索"})
        assert drafts.kept(cast.north, "/new/").body == {"title": "线索"}
    with acting(colleague):
        assert not Draft.objects.exists() and not Receipt.objects.exists()
    with acting(cast.north):
        drafts.drop(cast.north, "/new/")
        assert drafts.kept(cast.north, "/new/") is None


def test_stale_keeps_mine_and_theirs():
    error = Stale("Somebody changed this.", mine={"title": "a"}, theirs={"title": "b"}, version=3)
    assert (error.mine, error.theirs, error.version) == ({"title": "a"}, {"title": "b"}, 3)


def test_keys_sort_by_the_moment_they_were_made():
    keys = [uuid7() for _ in range(200)]
    assert len(set(keys)) == 200 and all(k.version == 7 for k in keys)
    assert [k.int >> 80 for k in keys] == sorted(k.int >> 80 for k in keys)


def test_canonical_json_does_not_depend_on_order():
    assert canonical({"b": 1, "a": "协议"}) == canonical({"a": "协议", "b": 1}) == '{"a":"协议","b":1}'.encode()


def test_a_subscriber_that_fails_fails_the_action():
    def fail(*args):
        raise ValueError("no")

    events.on("test.failed", fail)
    events.on("test.failed", fail)  # wired twice, called once
    assert len(events.wired()["test.failed"]) == 1
    with pytest.raises(ValueError, match="no"):
        events.tell("test.failed")
