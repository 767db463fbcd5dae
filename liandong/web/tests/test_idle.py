"""The idle lock: half an hour without an act of a person covers the page, and nothing typed or sent is lost."""
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator

from conftest import NOON, PASSWORD, owner
from liandong.audit.models import Entry
from liandong.kernel import drafts
from liandong.kernel.actor import acting
from liandong.kernel.models import Draft
from liandong.web import idle, middleware
from liandong.web.tests.test_signin import code_of, enrolled  # noqa: F401  # a fixture

KEY = "0198a4a2-0000-7000-8000-00000000000a"
POST = {"place": "a form", "body": '{"title": "线索"}', "idempotency_key": KEY}


@pytest.fixture
def clock(monkeypatch):
    """Moves the moment of every request by minutes from noon."""
    def move(minutes):
        monkeypatch.setattr(middleware, "now", lambda: NOON + timedelta(minutes=minutes))
    move(0)
    return move


@pytest.fixture
def browser(client, cast, clock):
    """North's officer, signed in at noon."""
    client.post("/account/login/", {"login": "100001", "password": PASSWORD})
    return client


def status(browser, **headers):
    return browser.get("/me/", headers=headers).status_code


def unlock(browser, password=PASSWORD, **fields):
    return browser.post("/unlock/", {"password": password, **fields}, headers={"Accept": "application/json"})


def written(actor, place):
    with acting(actor):
        return drafts.kept(actor, place)


def test_half_an_hour_without_an_act_locks_and_an_act_in_time_does_not(browser, clock):
    clock(29)
    assert status(browser) == 200
    clock(58)
    assert status(browser) == 200
    clock(89)
    assert status(browser) == 423


def test_a_poll_does_not_hold_off_the_lock(browser, clock):
    for minutes in range(5, 30, 5):
        clock(minutes)
        assert status(browser, **{"X-Liandong-Passive": "1"}) == 200
    clock(31)
    assert status(browser, **{"X-Liandong-Passive": "1"}) == 423


def test_what_is_posted_to_a_locked_page_is_kept_and_happens_once_after_unlocking(browser, clock, cast):
    clock(31)
    assert browser.post("/draft/", POST | {"password": "secret"}).status_code == 423
    kept = written(cast.north, idle.PLACE)
    assert kept.body["path"] == "/draft/" and "password" not in kept.body["fields"]
    assert written(cast.north, "a form") is None
    assert unlock(browser).status_code == 204
    for _ in range(2):
        assert browser.post("/draft/", POST).status_code == 204
    assert written(cast.north, "a form").body == {"title": "线索"}


def test_the_same_key_is_one_act_even_when_the_first_was_done_before_the_lock(browser, clock, cast):
    browser.post("/draft/", POST)
    clock(31)
    assert browser.post("/draft/", POST | {"body": '{"title": "again"}'}).status_code == 423
    unlock(browser)
    assert browser.post("/draft/", POST | {"body": '{"title": "again"}'}).status_code == 204
    assert written(cast.north, "a form").body == {"title": "线索"}
    assert browser.get("/unlock/")["Location"] == "/"  # nothing left to send


def test_without_script_the_page_shows_what_was_not_sent_and_sends_it(browser, clock, cast):
    clock(31)
    browser.post("/draft/", POST)
    assert 'id="repeat"' in browser.get("/unlock/").text
    page = browser.post("/unlock/", {"password": PASSWORD})
    assert page.status_code == 200 and KEY in page.text and "a form" in page.text
    browser.post("/draft/", POST)
    assert browser.get("/unlock/?next=/me/")["Location"] == "/me/"
    assert written(cast.north, idle.PLACE) is None


def test_what_was_not_sent_can_be_given_up(browser, clock, cast):
    clock(31)
    browser.post("/draft/", POST)
    unlock(browser)
    assert browser.post("/unlock/", {"forget": "1"})["Location"] == "/"
    assert written(cast.north, idle.PLACE) is None


def test_a_locked_page_cannot_be_rid_of_what_it_keeps(browser, clock, cast):
    clock(31)
    browser.post("/draft/", POST)
    assert browser.post("/unlock/", {"forget": "1"}).status_code == 403
    assert written(cast.north, idle.PLACE)


def test_unlocking_wrongly_five_times_closes_the_account(browser, clock):
    clock(31)
    assert [unlock(browser, "wrong").status_code for _ in range(6)] == [403] * 5 + [429]
    assert unlock(browser).status_code == 429
    assert status(browser) == 423


def test_unlocking_is_in_the_ledger(browser, clock, cast):
    clock(31)
    unlock(browser, "wrong")
    unlock(browser)
    assert status(browser) == 200
    with acting(cast.north):
        assert [e.verb for e in Entry.objects.order_by("seq")] == ["agencies.sign_in", "agencies.unlock"]


def test_where_a_code_is_enrolled_unlocking_asks_for_it(client, cast, enrolled, clock):  # noqa: F811
    client.post("/account/login/", {"login": "100001", "password": PASSWORD})
    client.post("/account/code/authenticate/", {"code": code_of(enrolled)})
    clock(31)
    first = unlock(client)
    assert first.status_code == 403 and first["X-Liandong-Code"] == "1"
    assert 'name="code"' in client.get("/unlock/").text
    assert [unlock(client, code="000000").status_code for _ in range(5)] == [403] * 5
    assert unlock(client, code=code_of(enrolled)).status_code == 429


@pytest.mark.parametrize(("fields", "answer"), [
    ({"place": "p", "body": "[]"}, 400), ({"place": "p", "body": "not json"}, 400), ({"place": "", "body": "{}"}, 400),
    ({"place": "locked", "body": "{}"}, 400), ({"place": "p", "body": json.dumps({"t": "字" * 40_000})}, 413),
    ({"place": "p", "body": json.dumps({"t": "字" * 10_000})}, 204),
])
def test_a_draft_is_an_object_of_at_most_a_hundred_kilobytes(browser, cast, fields, answer):
    assert browser.post("/draft/", fields, headers={"X-Liandong-Passive": "1"}).status_code == answer
    with acting(cast.north):
        assert Draft.objects.count() == (answer == 204)


def test_the_language_is_kept_in_a_cookie_and_the_page_follows(browser):
    assert 'lang="zh-hans"' in browser.get("/me/").text
    answer = browser.post("/language/", {"language": "en", "next": "/me/"})
    assert answer["Location"] == "/me/" and browser.cookies["ld_language"].value == "en"
    assert 'lang="en"' in browser.get("/me/").text


def test_whose_second_factor_is_a_passkey_is_not_let_in_by_the_password_alone(browser, clock, cast):
    with owner():
        Authenticator.objects.create(user_id=cast.north.officer, type=Authenticator.Type.WEBAUTHN, data={"name": "指纹"})
    clock(31)
    answer = unlock(browser)
    assert answer.status_code == 403 and answer["X-Liandong-Passkey"] == "1" and status(browser) == 423
    assert unlock(browser, credential='{"id": "made up"}').status_code == 403 and status(browser) == 423
    assert "data-unlock-key" in browser.get("/unlock/").content.decode()
