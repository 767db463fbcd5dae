"""A passkey made in the browser signs an officer in, and signs an agreement; the authenticator is Chromium's own."""
from types import SimpleNamespace

import pytest

from conftest import PASSWORD, new_actor, new_agency, owner
from liandong.access.models import Signature
from tests.story import _agreed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DEVICE = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
          "isUserVerified": True, "automaticPresenceSimulation": True}


@pytest.fixture
def sides(transactional_db):
    """A signatory on each side."""
    with owner():
        found = SimpleNamespace()
        for name, agency, code, number in (("north", "江北市公安局", "990100000000", "100001"),
                                           ("south", "江南市公安局", "990200000000", "200001")):
            setattr(found, name, new_actor(new_agency(agency, code), number, "陆知远", "clerk", "signatory"))
        return found


def with_device(desk):
    """A finger reader in this browser, whose finger fits."""
    cdp = desk.context.new_cdp_session(desk.page)
    cdp.send("WebAuthn.enable")
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]


def make_passkey(desk):
    desk.go("/account/code/passkeys/add/")
    if "reauthenticate" in desk.page.url:
        desk.page.fill("input[name=password]", PASSWORD)
        desk.page.click("main button[type=submit]")
    desk.page.click("[data-passkey=create]")
    desk.page.wait_for_url("**/code/recovery/**")


def leave(desk):
    desk.context.clear_cookies()
    desk.go("/account/login/")


def test_a_passkey_signs_in_and_signs(desk_of, sides, clock):
    agreement = _agreed(sides.north, sides.south)
    desk = desk_of(sides.south)
    cdp, device = with_device(desk)
    make_passkey(desk)
    leave(desk)
    desk.page.click("[data-passkey=get]")
    desk.page.wait_for_selector(".ld-top")
    leave(desk)
    desk.page.fill("input[name=login]", desk.officer.police_number)
    desk.page.fill("input[name=password]", PASSWORD)
    desk.page.click("main form:not(.passkey-x) button[type=submit]")
    desk.page.wait_for_url("**/code/authenticate/")
    desk.page.click("[data-passkey=get]")
    desk.page.wait_for_selector(".ld-top")

    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": False})
    desk.go(f"/agreements/{agreement.pk}/sign/")
    desk.page.click("[data-passkey=get]")
    desk.page.wait_for_timeout(500)
    assert "/sign/" in desk.page.url and not count()
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": device, "isUserVerified": True})
    desk.go(f"/agreements/{agreement.pk}/sign/")
    desk.page.click("[data-passkey=get]")
    desk.page.wait_for_url(lambda url: "/sign/" not in url)
    assert count() == 1

    clock.forward(minutes=31)
    desk.go("/unlock/")
    desk.page.fill("#lock-p", PASSWORD)
    desk.page.click("form[data-lock] button[type=submit]")
    desk.page.wait_for_selector("#lock-e:not(:empty)")
    assert desk.page.is_visible("[data-unlock-key]") and desk.page.is_visible("#lock-p")
    desk.page.click("[data-unlock-key]")
    desk.page.wait_for_selector(".ld-top .ld-agency, .ld-side")


def count() -> int:
    """How many signatures there are."""
    with owner():
        return Signature.objects.count()
