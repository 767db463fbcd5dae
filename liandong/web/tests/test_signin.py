"""Signing in: five failures close the account, a code where one is enrolled, a first password must be changed."""
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils.crypto import get_random_string

from conftest import PASSWORD, owner
from liandong.agencies.models import Officer
from liandong.audit.models import Entry
from liandong.kernel.actor import acting

LOGIN = "/account/login/"


def enter(client, password=PASSWORD, number="100001", **extra):
    return client.post(LOGIN, {"login": number, "password": password}, **extra)


def is_in(client):
    return client.get("/me/").status_code == 200


def verbs(actor):
    with acting(actor):
        return list(Entry.objects.order_by("seq").values_list("verb", flat=True))


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_an_officer_signs_in_and_out_and_both_are_in_the_ledger(client, cast):
    assert enter(client)["Location"] == "/"
    assert is_in(client)
    assert client.post("/account/logout/").status_code == 302
    assert not is_in(client)
    assert verbs(cast.north) == ["agencies.sign_in", "agencies.sign_out"]


def test_a_page_asked_for_before_sign_in_comes_after_it(client, cast):
    assert client.get("/me/")["Location"] == f"{LOGIN}?next=/me/"
    assert client.post(f"{LOGIN}?next=/me/", {"login": "100001", "password": PASSWORD})["Location"] == "/me/"


def test_five_failures_close_the_account_for_every_process_and_name_of_the_server(client, cast):
    for _ in range(5):
        assert enter(client, "wrong").status_code == 200
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")  # another browser, another process: the count lies in the database
    answer = enter(elsewhere, number=" 100001 ", HTTP_HOST="127.0.0.1")
    assert answer.status_code == 429 and not is_in(elsewhere)
    assert enter(elsewhere, number="200001").status_code == 302  # nobody else is closed out


def test_the_account_opens_again_after_a_quarter_of_an_hour(client, cast, monkeypatch):
    for _ in range(6):
        answer = enter(client, "wrong")
    assert answer.status_code == 429
    later = time.time() + 15 * 60 + 1
    monkeypatch.setattr("allauth.core.internal.ratelimit.time.time", lambda: later)
    assert enter(client).status_code == 302


def test_wrong_codes_close_the_account_as_wrong_passwords_do(client, cast, enrolled):
    enter(client)
    answers = [client.post("/account/code/authenticate/", {"code": "000000"}).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429] and not is_in(client)


@pytest.fixture
def enrolled(client, cast, settings):
    """North's officer switches the code on, with the password asked again; returns the secret."""
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute may turn between reckoning a code and sending it
    enter(client)
    asked = client.get("/account/code/totp/activate/")
    assert asked["Location"].startswith("/account/reauthenticate/")
    client.post(asked["Location"], {"password": PASSWORD})
    secret = client.get("/account/code/totp/activate/").context["form"].secret
    assert client.post("/account/code/totp/activate/", {"code": code_of(secret)}).status_code == 302
    client.post("/account/logout/")
    cache.clear()  # the code just used may be used again
    return secret


def test_where_a_code_is_enrolled_the_password_alone_does_not_sign_in(client, enrolled):
    assert enter(client)["Location"] == "/account/code/authenticate/"
    assert not is_in(client)
    assert client.post("/account/code/authenticate/", {"code": code_of(enrolled)})["Location"] == "/"
    assert is_in(client)


def test_a_code_serves_once(client, enrolled):
    code = code_of(enrolled)
    for browser, status in [(client, 302), (Client(), 200)]:
        enter(browser)
        assert browser.post("/account/code/authenticate/", {"code": code}).status_code == status


def test_the_secret_lies_encrypted_and_a_recovery_code_serves(client, cast, enrolled):
    totp, recovery = Authenticator.objects.order_by("type").reverse()
    assert enrolled not in str(totp.data)
    [code, *_] = recovery.wrap().get_unused_codes()
    enter(client)
    assert client.post("/account/code/authenticate/", {"code": code}).status_code == 302


def test_a_first_password_must_be_changed_before_anything_else(client, cast):
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(must_change_password=True)
    enter(client)
    assert client.get("/me/")["Location"] == "/account/password/change/"
    new = get_random_string(14)
    client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert is_in(client) and not Officer.objects.get(pk=cast.north.officer).must_change_password
    assert enter(Client(), new).status_code == 302
    assert "agencies.change_password" in verbs(cast.north)


def test_a_closed_account_does_not_sign_in_and_is_signed_out_where_it_was(client, cast):
    enter(client)
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(is_active=False)
    assert not is_in(client)
    assert enter(Client())["Location"] == "/account/inactive/"


def test_the_other_places_can_be_signed_out(client, cast):
    elsewhere = Client()
    enter(elsewhere)
    enter(client)
    assert client.get("/account/sessions/").context["session_count"] == 2
    client.post("/account/sessions/")
    assert is_in(client) and not is_in(elsewhere)


def test_passwords_are_kept_under_argon2(cast):
    assert Officer.objects.get(pk=cast.north.officer).password.startswith("argon2$argon2id$")


def test_a_password_under_older_settings_signs_in_though_there_is_no_actor_yet_to_rewrite_it(client, cast, monkeypatch):
    monkeypatch.setattr("django.contrib.auth.hashers.Argon2PasswordHasher.time_cost", 3)
    assert enter(client).status_code == 302


@pytest.mark.parametrize("address", ["/account/signup/", "/account/password/reset/", "/account/email/", "/account/code/trust/"])
def test_nobody_registers_or_mails_a_password(client, cast, address):
    assert client.get(address).status_code in (302, 404) and not client.get(address).get("Location", "").endswith(address)


def test_before_sign_in_only_what_is_public_answers(client, cast):
    assert client.get("/me/")["Location"].startswith(LOGIN)
    assert client.get("/me/", headers={"HX-Request": "true"}).status_code == 401
    assert client.post("/language/", {"language": "en", "next": LOGIN})["Location"] == LOGIN
    assert "Police number" in client.get(LOGIN).text


def test_the_sign_in_page_offers_its_officers_in_a_demonstration_alone(client, cast, settings):
    settings.DEMO = False
    assert "demo/enter" not in client.get(LOGIN).text
    settings.DEMO = True
    assert 'value="100001"' in client.get(LOGIN).text


def test_one_click_enters_in_a_demonstration_alone(client, cast, settings):
    settings.DEMO = False
    assert client.post("/demo/enter/", {"police_number": "100001"}).status_code == 404
    settings.DEMO = True
    assert client.post("/demo/enter/", {"police_number": "100001"})["Location"] == "/"
    assert is_in(client)
    key = "0198a4a2-0000-7000-8000-000000000001"
    assert client.post("/demo/enter/", {"police_number": "200001", "idempotency_key": key})["Location"] == LOGIN
    assert not is_in(client)
