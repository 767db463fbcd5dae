"""Passing a record on: asked, answered in writing, withdrawn; and nothing leaves for a third party without consent."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices.models import Notice
from liandong.sharing import actions, queries, tasks
from liandong.sharing.models import Onward, Record

from .cast import LEAD, entered

UNTIL = NOON + timedelta(days=30)
OUTSIDE = "某省林业勘察院"


@pytest.fixture
def record(cast):
    """A lead of the north that may not be passed on, released to the south."""
    with acting(cast.north):
        made = entered(cast.north, replace(LEAD, handling=("no_onward",)))
        actions.release(cast.north, made, cast.south.agency, purpose="串并", until=UNTIL)
    return made


def ask(cast, record, **changes):
    asked = {"third": cast.far.agency, "third_name": "", "purpose": "核查下游销赃", "until": UNTIL} | changes
    with acting(cast.south):
        return actions.onward.ask(cast.south, record, **asked)


def take(actor, asked, verb, words="同意，仅限核查下游"):
    with acting(actor):
        return actions.onward.take(actor, queries.onward.of(asked.pk), verb, words=words)


def sees(actor, record):
    with acting(actor):
        return Record.objects.filter(pk=record.pk).exists()


def leaves(cast, record, **to):
    with acting(cast.south):
        actions.onward.check_leaves(cast.south, [record], **({"third": None, "third_name": ""} | to))


def test_with_consent_the_third_sees_it_and_after_withdrawal_no_longer(cast, record):
    asked = ask(cast, record)
    assert not sees(cast.far, record)
    assert take(cast.north, asked, "give").stage == "given" and sees(cast.far, record)
    assert take(cast.north, asked, "withdraw", "案件已移送").stage == "withdrawn" and not sees(cast.far, record)
    with acting(cast.south):
        assert [n.kind for n in Notice.objects.filter(subject=asked.pk).order_by("pk")] == [
            "sharing.onward_given", "sharing.onward_withdrawn"]


def test_without_consent_it_leaves_for_nobody_and_the_refusal_names_it(cast, record):
    with pytest.raises(Refused) as refused:
        leaves(cast, record, third=cast.far.agency)
    assert refused.value.values["number"] == record.number
    take(cast.north, ask(cast, record), "give")
    leaves(cast, record, third=cast.far.agency)
    with pytest.raises(Refused):
        leaves(cast, record, third_name=OUTSIDE)


def test_consent_to_a_body_off_the_platform_holds_for_that_body_until_its_day(cast, record):
    take(cast.north, ask(cast, record, third=None, third_name=OUTSIDE), "give")
    leaves(cast, record, third_name=OUTSIDE)
    late = replace(cast.south, at=UNTIL)
    with acting(late), pytest.raises(Refused):
        actions.onward.check_leaves(late, [record], third=None, third_name=OUTSIDE)


@pytest.mark.parametrize(("changes", "field"), [
    ({"purpose": " "}, "purpose"), ({"third": None}, "third_name"), ({"until": NOON}, "until"),
    ({"until": NOON + timedelta(days=400)}, "until")])
def test_a_request_says_whom_what_for_and_until_when(cast, record, changes, field):
    with pytest.raises(Refused) as refused:
        ask(cast, record, **changes)
    assert refused.value.field == field


def test_the_same_is_not_asked_twice_and_nobody_asks_for_its_own(cast, record):
    ask(cast, record)
    with pytest.raises(Refused):
        ask(cast, record)
    with acting(cast.north), pytest.raises(Refused):
        actions.onward.ask(cast.north, record, third=cast.far.agency, third_name="", purpose="x", until=UNTIL)


@pytest.mark.parametrize("verb", ["give", "refuse"])
def test_the_owner_answers_in_writing_and_the_holder_does_not_answer_itself(cast, record, verb):
    asked = ask(cast, record)
    with pytest.raises(Refused):
        take(cast.north, asked, verb, " ")
    with pytest.raises(Refused):
        take(cast.south, asked, verb)
    assert take(cast.north, asked, verb, "已核").words == "已核"


def test_to_everybody_else_a_request_is_not_there(cast, record):
    asked = ask(cast, record)
    with acting(cast.far):
        assert queries.onward.of(asked.pk) is None and not Onward.objects.exists()


@pytest.mark.parametrize("attack", [
    "UPDATE sharing_onward SET stage = 'given', words = 'x', answered_at = actor_at(), answered_by = actor_officer()",
    "UPDATE sharing_onward SET purpose = 'y'", "DELETE FROM sharing_onward",
    "UPDATE sharing_onward SET words = 'not mine'"])
def test_the_holder_cannot_write_the_owners_answer(cast, record, attack):
    ask(cast, record)
    with acting(cast.south), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)


def test_pages_ask_show_and_answer(cast, record, sign_in):
    client = sign_in(cast.south)
    path = f"/records/{record.pk}/onward/"
    assert client.get(path).status_code == 200
    assert client.post(path, {"idempotency_key": uuid7(), "purpose": "核查"}).status_code == 422
    told = {"third": str(cast.far.agency), "purpose": "核查下游销赃", "until": "2026-12-20", "idempotency_key": uuid7()}
    place = client.post(path, told).headers["Location"]
    assert "核查下游销赃" in client.get("/records/onward/?side=by_us").content.decode()
    assert "临江县公安局" in client.get(f"/records/{record.pk}/onward/panel/").content.decode()
    owner = sign_in(cast.north)
    assert "核查下游销赃" in owner.get("/records/onward/").content.decode()
    refused = owner.post(f"{place}give/", {"words": "", "idempotency_key": uuid7()})
    assert refused.status_code == 422
    assert owner.post(f"{place}give/", {"words": "同意", "idempotency_key": uuid7()}).status_code == 302
    assert "同意" in owner.get(place).content.decode()


def test_a_file_for_a_third_party_is_refused_while_consent_is_missing(cast, record, sign_in):
    client = sign_in(cast.south)
    asked = {"purpose": "移交核查", "media": "xlsx", "third": str(cast.far.agency)}
    answer = client.post("/records/exports/", asked | {"idempotency_key": uuid7()})
    assert answer.status_code == 422 and record.number in answer.content.decode()
    take(cast.north, ask(cast, record), "give")
    assert client.post("/records/exports/", asked | {"idempotency_key": uuid7()}).status_code == 302


def test_a_file_whose_consent_was_withdrawn_meanwhile_says_so_in_words(cast, record):
    asked = ask(cast, record)
    take(cast.north, asked, "give")
    with acting(cast.south):
        made = actions.exports.ask(cast.south, purpose="移交核查", media="csv", asked={"third": str(cast.far.agency)})
    take(cast.north, asked, "withdraw", "案件已移送")
    tasks.take_out(made.pk, cast.south.officer, None)
    with acting(cast.south):
        made.refresh_from_db()
    assert made.stage == "failed" and record.number in made.reason and "%(" not in made.reason


def test_a_request_is_answered_once(cast, record):
    asked = ask(cast, record)
    take(cast.north, asked, "give")
    with acting(cast.north), pytest.raises(Refused):
        actions.onward.take(cast.north, asked, "refuse", words="看法不同")  # as a page shows it that was opened before
