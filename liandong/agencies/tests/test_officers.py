"""An agency's own administrators add officers, change their posts, close accounts and give first passwords."""
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client

from conftest import PASSWORD, owner, signed_in
from liandong.agencies import actions, queries
from liandong.agencies.models import Agency, Liaison, Officer
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7

POST = {"post": "科员", "clearance": "1", "roles": ["officer"], "version": "1"}


def post(client, address, **fields):
    return client.post(address, fields | {"idempotency_key": str(uuid7())})


def officer(actor):
    return Officer.objects.get(pk=actor.officer)


def test_the_tree_stands_under_parents_and_counts_ones_own_officers(cast, sign_in):
    with owner():
        Agency.objects.filter(code="990301000000").update(parent=Agency.objects.get(code="990100000000"))
    page = sign_in(cast.north).get("/agencies/")
    assert [(b.agency.code, b.depth, b.officers) for b in page.context["branches"]] == [
        ("990100000000", 0, 2), ("990301000000", 1, None), ("990100Q00001", 0, None), ("990200000000", 0, None)]
    assert len(page.context["branches"]) == len(sign_in(cast.north).get("/agencies/?q=公安").context["branches"]) + 1


def test_an_agency_shows_its_officers_to_its_own_alone(cast, sign_in):
    assert "韩牧川" in sign_in(cast.north).get(f"/agencies/{cast.north.agency}/").text
    foreign = sign_in(cast.south).get(f"/agencies/{cast.north.agency}/")
    assert foreign.status_code == 200 and "韩牧川" not in foreign.text


def test_a_new_officer_signs_in_with_a_password_shown_once_and_must_change_it(cast, sign_in):
    client = sign_in(cast.north)
    answer = post(client, "/agencies/officers/new/", **POST, police_number="100009", name="苏禾")
    shown = client.get(answer["Location"])
    password = shown.context["password"]
    assert client.get(answer["Location"]).status_code == 302  # not a second time
    fresh = Client()
    fresh.post("/account/login/", {"login": "100009", "password": password})
    assert fresh.get("/me/")["Location"] == "/account/password/change/"
    sessions = [import_module(settings.SESSION_ENGINE).SessionStore(row.pk).load() for row in Session.objects.all()]
    assert len(sessions) == 2 and password not in str(sessions)


def test_what_was_typed_stays_when_the_number_is_taken(cast, sign_in):
    answer = post(sign_in(cast.north), "/agencies/officers/new/", **POST, police_number="200001", name="苏禾")
    assert answer.status_code == 422 and 'value="苏禾"' in answer.text
    assert answer.context["form"].errors["police_number"]
    with acting(cast.north):
        assert Entry.objects.latest("seq").verb == "agencies.add_officer.refused"


def test_a_post_is_changed_and_the_change_is_in_the_ledger(cast, sign_in):
    address = f"/agencies/officers/{cast.clerk.officer}/"
    answer = post(sign_in(cast.north), address, **POST | {"roles": ["reviewer"]})
    assert answer.status_code == 302 and officer(cast.clerk).roles == ["reviewer"]
    with acting(cast.north):
        assert Entry.objects.latest("seq").facts == {"name": "韩牧川"}


def test_two_administrators_see_both_texts_and_nothing_is_lost(cast, sign_in):
    client, address = sign_in(cast.north), f"/agencies/officers/{cast.clerk.officer}/"
    post(client, address, **POST | {"post": "副科长"})
    answer = post(client, address, **POST | {"post": "科长"})
    [row] = answer.context["clash"]
    assert answer.status_code == 422 and (row["theirs"], row["mine"]) == ("副科长", "科长")
    again = POST | {"post": "科长", "version": answer.context["form"].data["version"]}
    assert post(client, address, **again).status_code == 302


def test_an_account_is_closed_and_opened_again(cast, sign_in):
    colleague = signed_in(Client(), cast.clerk)
    client = sign_in(cast.north)
    for verb, status, version in [("close", 302, "1"), ("open", 302, "2")]:
        assert post(client, f"/agencies/officers/{cast.clerk.officer}/{verb}/", version=version).status_code == status
        assert officer(cast.clerk).is_active == (verb == "open")
        assert colleague.get("/me/").status_code == (200 if verb == "open" else 302)
    assert post(client, f"/agencies/officers/{cast.north.officer}/close/", version="1").status_code == 409


def test_a_new_first_password_ends_every_session_and_takes_the_code_off(cast, sign_in):
    colleague = Client()
    colleague.post("/account/login/", {"login": "100002", "password": PASSWORD})
    client = sign_in(cast.north)
    answer = post(client, f"/agencies/officers/{cast.clerk.officer}/password/")
    assert client.get(answer["Location"]).context["password"]
    assert colleague.get("/me/").status_code == 302 and officer(cast.clerk).must_change_password


@pytest.mark.parametrize("address", ["officers/new/", "officers/{0}/", "officers/{0}/first-password/", "liaison/new/"])
def test_administrators_pages_are_not_there_for_others(cast, sign_in, address):
    place = "/agencies/" + address.format(cast.clerk.officer)
    assert sign_in(cast.clerk).get(place).status_code == 404
    if "{" in address:
        assert sign_in(cast.south).get(place).status_code == 404


def test_each_rule_refuses_in_words(cast):
    clerk = officer(cast.clerk)
    given = {"department": None, "post": "", "clearance": 1, "roles": ["officer"], "version": 1}
    for actor, who, change, words in [
        (cast.south, clerk, {}, "Only an administrator of the agency itself"),
        (cast.clerk, clerk, {}, "Only an administrator"),
        (cast.north, clerk, {"clearance": 3}, "Choose a clearance"),
        (cast.north, clerk, {"roles": ["king"]}, "There is no such role: king"),
        (cast.north, officer(cast.north), {}, "You cannot give up the role of administrator"),
    ]:
        with acting(actor), pytest.raises(Refused, match=words):
            actions.appoint(actor, who, **given | change)
    with acting(cast.north), pytest.raises(Stale):
        actions.appoint(cast.north, clerk, **given | {"version": 7})


def test_the_database_itself_gives_no_way_up_by_a_password(cast):
    with owner():
        Officer.objects.filter(pk=cast.clerk.officer).update(clearance=2)
    low = cast.north.__class__(cast.north.officer, cast.north.agency, cast.north.at, None, 1, frozenset({"administrator"}))
    with acting(low):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE agencies_officer SET password = 'x' WHERE id = %s", [cast.clerk.officer])
            assert cursor.rowcount == 0
        with pytest.raises(Refused, match="clearance is above yours"), transaction.atomic():
            actions.reset_password(low, officer(cast.clerk), first_password="x")


def test_an_officer_out_of_reach_is_shown_with_the_reason(cast, sign_in):
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(clearance=1)
        Officer.objects.filter(pk=cast.clerk.officer).update(clearance=2)
    page = sign_in(cast.north).get(f"/agencies/officers/{cast.clerk.officer}/")
    assert page.status_code == 200 and "<form class=\"form-x\"" not in page.text
    for verb in ("close", "password"):
        assert post(page.client, f"/agencies/officers/{cast.clerk.officer}/{verb}/", version="1").status_code == 409


def test_a_liaison_officer_is_named_seen_by_both_and_ended(cast, sign_in):
    answer = post(sign_in(cast.north), "/agencies/liaison/new/", officer=cast.clerk.officer, partner=cast.south.agency,
                  staffed="always", version="1")
    assert answer.status_code == 302
    seen = sign_in(cast.south).get(f"/agencies/{cast.north.agency}/")
    assert [line.row.officer.name for line in seen.context["theirs"]] == ["韩牧川"]
    assert sign_in(cast.far).get(f"/agencies/{cast.north.agency}/").context["theirs"] == []
    with acting(cast.north):
        [one] = Liaison.objects.all()
    assert post(sign_in(cast.south), f"/agencies/liaison/{one.pk}/end/").status_code == 404
    assert post(sign_in(cast.north), f"/agencies/liaison/{one.pk}/end/").status_code == 302
    with acting(cast.south):
        assert not queries.liaisons(cast.north.agency, cast.south.agency)
        assert [e.verb for e in Entry.objects.order_by("seq")] == ["agencies.name_liaison", "agencies.end_liaison"]
