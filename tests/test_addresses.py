"""Every address has an expected answer for every kind of visitor; an address that is not listed here fails."""
import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from conftest import owner, signed_in
from liandong.agencies.models import Officer
from tests.story import contested, running

# What GET answers to: nobody signed in, an officer of a party, an administrator of a party, an officer of no party.
# 302 for nobody is the way to the sign-in page. What only takes a POST answers 405 to everybody who is signed in.
OPEN, LOGIN, PAGE, GONE, POST = 200, 302, 200, 404, 405
EVERYBODYS = (LOGIN, PAGE, PAGE, PAGE)
PARTIES = (LOGIN, PAGE, PAGE, GONE)
OWNERS = (LOGIN, GONE, PAGE, GONE)
ADMINISTRATORS = (LOGIN, GONE, PAGE, PAGE)
POSTED = (LOGIN, POST, POST, POST)
API, APIS_PARTIES, APIS_POSTED = (401, PAGE, PAGE, PAGE), (401, PAGE, PAGE, GONE), (401, POST, POST, POST)
TABLE = {
    "home": EVERYBODYS, "me": EVERYBODYS, "pulse": EVERYBODYS,
    "agreements:list": EVERYBODYS, "agreements:import": EVERYBODYS, "agreements:new": EVERYBODYS, "agreements:detail": PARTIES,
    "agreements:edit": (LOGIN, 409, 409, GONE), "agreements:look": POSTED, "agreements:row": PARTIES,
    "agreements:source": PARTIES, "agreements:paper": PARTIES, "agreements:keep": PARTIES,
    "api/agreements/<pk>/papers": APIS_PARTIES,
    "agreements:end": (LOGIN, 409, PAGE, GONE), "agreements:closing": PARTIES, "agreements:claim": PARTIES,
    "agreements:open_dispute": PARTIES, "agreements:ending": PARTIES,
    "agreements:breach": PARTIES, "agreements:dispute": PARTIES,
    "agreements:answer_ending": POSTED, "agreements:breach_step": POSTED, "agreements:dispute_step": POSTED,
    "agreements:export": PARTIES, "agreements:sign": (LOGIN, 409, 409, GONE), "agreements:step": POSTED,
    "agreements:chain": ADMINISTRATORS, "agreements:ours": EVERYBODYS,
    "agreements:answer": (LOGIN, 409, 409, GONE), "agreements:comment": POSTED,
    "agreements:note": POSTED, "agreements:settle": POSTED, "agreements:review": POSTED,
    "agreements:original": (LOGIN, 409, 409, GONE), "agreements:scan": (LOGIN, GONE, GONE, GONE),
    "agreements:turn_down": POSTED, "agreements:running": POSTED,
    "sharing:reviews": EVERYBODYS, "sharing:reviews_of": (LOGIN, 302, 302, 302), "sharing:renew": OWNERS,
    "sharing:standard": EVERYBODYS, "sharing:standard_kind": EVERYBODYS, "sharing:standard_codes": EVERYBODYS,
    "sharing:standard_history": EVERYBODYS, "sharing:standard_file": EVERYBODYS,
    "sharing:standard_add": ADMINISTRATORS, "sharing:standard_retire": ADMINISTRATORS,
    "sharing:standard_change": (LOGIN, GONE, GONE, GONE), "sharing:standard_one": (LOGIN, GONE, GONE, GONE),
    "sharing:standard_of": (LOGIN, GONE, GONE, GONE), "sharing:suggest": POSTED, "sharing:relatable": PARTIES,
    "api/records/standard/": API, "api/records/standard/history/": API, "api/records/standard/retire/": APIS_POSTED,
    "api/records/<pk>/relations/": APIS_PARTIES, "api/records/<pk>/relations/<one>/end/": APIS_POSTED,
    "sharing:accounts": ADMINISTRATORS, "sharing:account_renew": POSTED, "sharing:account_revoke": POSTED,
    **dict.fromkeys(("api/exchange/records/", "api/exchange/records/<pk>/", "api/exchange/changes/"), (401, 401, 401, 401)),
    "sharing:exports": EVERYBODYS, "sharing:one_export": (LOGIN, GONE, GONE, GONE), "sharing:export_fetch": POSTED,
    "sharing:imports": EVERYBODYS, "sharing:import_template": EVERYBODYS,
    **dict.fromkeys(("sharing:one_import", "sharing:import_columns", "sharing:import_faults"), (LOGIN, GONE, GONE, GONE)),
    "sharing:import_start": POSTED, "sharing:import_stop": POSTED, "sharing:import_forget": POSTED,
    "sharing:list": EVERYBODYS, "sharing:deed_panel": EVERYBODYS, "sharing:would_open": (LOGIN, GONE, GONE, GONE),
    "sharing:use_panel": EVERYBODYS, "sharing:uses": (LOGIN, GONE, GONE, GONE), "api/records/uses/<deed>/": API,
    "sharing:onwards": EVERYBODYS, "sharing:onward": (LOGIN, GONE, GONE, GONE), "sharing:onward_step": POSTED,
    "sharing:ask_onward": (LOGIN, PAGE, GONE, GONE), "sharing:onward_panel": PARTIES,
    "sharing:interests": EVERYBODYS, "sharing:interest": (LOGIN, GONE, GONE, GONE), "sharing:waits": (LOGIN, GONE, PAGE, PAGE),
    "sharing:enter": EVERYBODYS, "sharing:detail": PARTIES,
    "sharing:edit": OWNERS, "sharing:set_level": OWNERS, "sharing:release": OWNERS, "sharing:relate": PARTIES,
    "sharing:cell": (LOGIN, GONE, GONE, GONE), "sharing:recall": POSTED, "sharing:unrelate": POSTED, "sharing:keep": POSTED,
    "sharing:reveal": POSTED, "sharing:mark_serious": POSTED, "sharing:withdraw_serious": POSTED, "sharing:step": POSTED,
    "sharing:asks": EVERYBODYS, "sharing:asked": (LOGIN, GONE, GONE, GONE), "sharing:reported": (LOGIN, GONE, GONE, GONE),
    "sharing:history": PARTIES, "sharing:recall_all": POSTED, "sharing:share_anew": POSTED, "sharing:report": PARTIES,
    "sharing:keep_paper": OWNERS, "sharing:team": OWNERS,
    "documents:file": PARTIES, "documents:panel": EVERYBODYS, "api/documents/of/<pk>/": API,
    "duties:calendar": EVERYBODYS, "duties:load_calendar": POSTED,
    "duties:list": EVERYBODYS, "duties:detail": PARTIES, "duties:keep": POSTED, "duties:reopen": POSTED,
    "duties:partners": EVERYBODYS, "duties:ask": POSTED, "duties:answer": POSTED, "duties:waive": POSTED,
    "duties:order": POSTED,
    "agencies:list": EVERYBODYS, "agencies:detail": EVERYBODYS, "agencies:add_officer": ADMINISTRATORS,
    "agencies:centres": EVERYBODYS, "agencies:set_centre": ADMINISTRATORS,
    "agencies:bring": ADMINISTRATORS, "agencies:bring_template": ADMINISTRATORS,
    "agencies:bring_preview": (LOGIN, GONE, GONE, GONE),
    "agencies:bring_faults": (LOGIN, GONE, GONE, GONE), "agencies:bring_drop": POSTED,
    "agencies:bring_slips": (LOGIN, GONE, 302, 302),
    "agencies:appoint": (LOGIN, GONE, PAGE, GONE), "agencies:first_password": (LOGIN, GONE, 302, GONE),
    "agencies:close_account": POSTED, "agencies:open_account": POSTED, "agencies:reset_password": POSTED,
    "agencies:name_liaison": ADMINISTRATORS, "agencies:end_liaison": POSTED, "agencies:set_liaison": (LOGIN, GONE, PAGE,
                                                                                                      GONE),
    "agencies:hand_over": (LOGIN, GONE, PAGE, GONE), "agencies:desks_panel": EVERYBODYS, "agencies:add_desk": ADMINISTRATORS,
    "agencies:set_desk": (LOGIN, GONE, PAGE, GONE), "agencies:remove_desk": POSTED, "agencies:add_department": ADMINISTRATORS,
    "agencies:rename_department": (LOGIN, GONE, PAGE, GONE),
    "agencies:rosters": EVERYBODYS, "agencies:open_roster": EVERYBODYS, "agencies:roster": PARTIES,
    "agencies:add_shifts": POSTED, "agencies:copy_shifts": POSTED, "agencies:drop_shift": POSTED,
    "agencies:publish_roster": POSTED, "agencies:acknowledge_roster": POSTED, "agencies:contacts": EVERYBODYS,
    "agencies:contact": PARTIES, "agencies:add_contact": ADMINISTRATORS, "agencies:set_contact": (LOGIN, GONE, PAGE, GONE),
    "agencies:call_contact": POSTED, "agencies:end_contact": POSTED, "agencies:plan_tests": POSTED,
    "api/agencies/": API, "api/agencies/<pk>/desks/": API, "api/agencies/<pk>/departments/": API,
    "api/agencies/departments/": APIS_POSTED, "api/agencies/departments/<pk>/": APIS_POSTED, "api/agencies/<pk>/on-duty/": API,
    "api/agencies/<pk>/contacts/": API, "api/agencies/contacts/<pk>/calls/": APIS_POSTED,
    "api/agencies/rosters/<pk>/acknowledge/": APIS_POSTED,
    "audit:list": EVERYBODYS, "audit:export": POSTED, "audit:timeline": EVERYBODYS, "audit:heads": EVERYBODYS,
    "audit:verify": POSTED,
    "api/openapi.json": API, "api/ledger/lines": API, "api/ledger/heads": API, "api/duties/": API,
    "api/duties/partners/": API, "api/duties/<pk>/pauses/": APIS_PARTIES, "api/duties/<pk>/ladder/": APIS_PARTIES,
    "api/duties/<pk>/ask/": APIS_POSTED, "api/duties/<pk>/answer/": APIS_POSTED, "api/duties/<pk>/waive/": APIS_POSTED,
    "api/duties/<pk>/order/": APIS_POSTED,
    "api/duties/<pk>/": APIS_PARTIES, "api/duties/<pk>/keep/": APIS_POSTED, "api/agreements/": API,
    "api/agreements/templates": API, "api/agreements/templates/<key>": APIS_POSTED,
    "api/agreements/<pk>": APIS_PARTIES, "api/agreements/<pk>/steps": APIS_PARTIES,
    "api/agreements/<pk>/endings": APIS_PARTIES, "api/agreements/<pk>/closing": APIS_PARTIES,
    "api/agreements/<pk>/breaches": APIS_PARTIES, "api/agreements/<pk>/disputes": APIS_PARTIES,
    "api/agreements/endings/<one>": APIS_PARTIES, "api/agreements/endings/<one>/<verb>": APIS_POSTED,
    "api/agreements/breaches/<one>": APIS_PARTIES, "api/agreements/breaches/<one>/<verb>": APIS_POSTED,
    "api/agreements/disputes/<one>": APIS_PARTIES, "api/agreements/disputes/<one>/<verb>": APIS_POSTED,
    "api/agreements/<pk>/running": APIS_PARTIES, "api/agreements/<pk>/running/<verb>": APIS_POSTED,
    "api/agreements/approval": API, "api/agreements/<pk>/negotiation": APIS_PARTIES, "api/agreements/<pk>/answer": APIS_POSTED,
    "api/agreements/<pk>/comments": APIS_POSTED, "api/agreements/<pk>/comments/<one>/settle": APIS_POSTED,
    "api/agreements/<pk>/inside": APIS_PARTIES, "api/agreements/<pk>/notes": APIS_POSTED,
    "api/agreements/<pk>/review": APIS_POSTED, "api/agreements/<pk>/original": APIS_POSTED,
    "api/agreements/<pk>/original/turn-down": APIS_POSTED,
    "api/agreements/<pk>/steps/<verb>": APIS_POSTED, "api/agreements/<pk>/preview": (401, GONE, GONE, GONE),
    "api/records/": API, "api/records/<pk>/": APIS_PARTIES,
    "api/records/asked/": API, "api/records/asked/<pk>/": APIS_POSTED, "api/records/reported/<pk>/": APIS_POSTED,
    "api/records/<pk>/versions/": APIS_PARTIES, "api/records/<pk>/recall/": APIS_POSTED,
    "api/records/<pk>/report/": APIS_POSTED,
    "api/records/<pk>/serious/": APIS_POSTED, "api/records/<pk>/serious/withdraw/": APIS_POSTED,
    "api/": (401, GONE, GONE, GONE),
    "notices:list": EVERYBODYS, "notices:read_all": POSTED, "notices:read": POSTED, "notices:acknowledge": POSTED,
    "notices:detail": (LOGIN, PAGE, GONE, GONE), "notices:preferences": EVERYBODYS, "notices:mail": ADMINISTRATORS,
    "notices:try_again": POSTED, "api/notices/": API, "api/notices/<pk>/": (401, PAGE, GONE, GONE),
    "api/notices/<pk>/read/": APIS_POSTED, "api/notices/<pk>/acknowledge/": APIS_POSTED,
    "account_login": (OPEN, LOGIN, LOGIN, LOGIN), "account_logout": (LOGIN, PAGE, PAGE, PAGE),
    "account_inactive": (OPEN, OPEN, OPEN, OPEN), "account_reauthenticate": EVERYBODYS,
    "account_change_password": EVERYBODYS, "mfa_index": EVERYBODYS,
    "mfa_authenticate": (LOGIN, LOGIN, LOGIN, LOGIN), "mfa_reauthenticate": (LOGIN, LOGIN, LOGIN, LOGIN),
    "mfa_activate_totp": (LOGIN, LOGIN, LOGIN, LOGIN), "mfa_deactivate_totp": (LOGIN, GONE, GONE, GONE),
    "mfa_view_recovery_codes": (LOGIN, GONE, GONE, GONE), "mfa_generate_recovery_codes": (LOGIN, LOGIN, LOGIN, LOGIN),
    "mfa_list_webauthn": EVERYBODYS, "mfa_add_webauthn": (LOGIN, LOGIN, LOGIN, LOGIN),
    "mfa_remove_webauthn": (LOGIN, LOGIN, LOGIN, LOGIN), "mfa_reauthenticate_webauthn": (LOGIN, LOGIN, LOGIN, LOGIN),
    "mfa_login_webauthn": (LOGIN, LOGIN, LOGIN, LOGIN),
    "mfa_download_recovery_codes": (LOGIN, GONE, GONE, GONE), "usersessions_list": EVERYBODYS,
    "calendar": EVERYBODYS, "feed": (GONE, GONE, GONE, GONE), "feed_make": POSTED, "feed_revoke": POSTED,
    "feed_address": (LOGIN, 302, 302, 302), "filter_save": POSTED, "filter_change": POSTED,
    "unlock": (LOGIN, LOGIN, LOGIN, LOGIN), "draft": POSTED, "set_language": (302, 302, 302, 302),
    "demo_enter": (POST, POST, POST, POST),
}


def names(resolver=None, space="", path=""):
    """The names of every address there is; those of the API by their path."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner, here)
        else:
            yield re.sub(r"<\w+:", "<", here) if space == "api:" else f"{space}{pattern.name}"


@pytest.fixture
def visitors(cast):
    """Somebody of each kind, signed in, and one who is not."""
    with owner():
        Officer.objects.filter(pk=cast.south.officer).update(roles=["officer", "clerk", "liaison"])
    clients = SimpleNamespace(nobody=Client(), officer=Client(), administrator=Client(), stranger=Client())
    for name, actor in (("officer", cast.south), ("administrator", cast.north), ("stranger", cast.far)):
        signed_in(getattr(clients, name), actor)
    return clients


def test_every_address_answers_as_the_table_says(visitors, cast):
    story, kinds = running(cast), ("nobody", "officer", "administrator", "stranger")
    ends = contested(cast, story)
    found = {name: tuple(getattr(visitors, kind).get(ends.get(name) or story.address(name)).status_code for kind in kinds)
             for name in TABLE}
    assert {name: (found[name], TABLE[name]) for name in TABLE if found[name] != TABLE[name]} == {}


def test_every_address_is_in_the_table():
    assert sorted(set(names()) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(names())) == []


def test_what_is_not_there_and_what_is_anothers_answer_alike(visitors, cast):
    story = running(cast)
    for name in ("agreements:detail", "sharing:detail", "duties:detail"):
        there, nowhere = story.address(name), reverse(name, args=[uuid4()])
        answers = [visitors.stranger.get(path) for path in (there, nowhere)]
        assert answers[0].status_code == answers[1].status_code == 404
        assert len({a.content.replace(there.encode(), b"").replace(nowhere.encode(), b"").count(b"<") for a in answers}) == 1


