"""Administrators add and rename the departments of their own agency, and nobody else does."""
import pytest
from django.db import DatabaseError, connection, transaction
from ninja.testing import TestClient

from liandong.agencies import actions, queries
from liandong.agencies.api import router
from liandong.agencies.models import Department
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7


def post(client, address, **fields):
    return client.post(address, fields | {"idempotency_key": str(uuid7())})


def own(actor):
    return [one.name for one in queries.departments(actor.agency)]


def test_a_department_is_added_and_renamed_by_page(cast, sign_in):
    client = sign_in(cast.north)
    assert post(client, "/agencies/departments/new/", name="  禁毒　支队 ").status_code == 302
    with acting(cast.north):
        made = Department.objects.get(name="禁毒 支队")
    page = client.get(f"/agencies/{cast.north.agency}/").text
    assert f"/agencies/departments/{made.pk}/" in page and "/agencies/departments/new/" in page
    assert post(client, f"/agencies/departments/{made.pk}/", name="禁毒支队", seen="禁毒 支队").status_code == 302
    with acting(cast.north):
        assert own(cast.north) == ["刑侦支队", "禁毒支队"]
        verbs = set(Entry.objects.filter(kind="department").values_list("verb", flat=True))
        assert verbs == {"agencies.add_department", "agencies.rename_department"}


@pytest.mark.parametrize("name", ["", "   ", "刑侦支队", "长" * 81])
def test_a_name_that_does_not_do_stays_in_the_form(cast, sign_in, name):
    answer = post(sign_in(cast.north), "/agencies/departments/new/", name=name)
    assert answer.status_code == 422 and answer.context["form"].errors["name"]


def test_two_administrators_at_one_name_are_shown_both_texts(cast, sign_in):
    with acting(cast.north):
        one = queries.departments(cast.north.agency).get()
        actions.rename_department(cast.north, one, name="刑侦总队", seen="刑侦支队")
        with pytest.raises(Stale) as stale:
            actions.rename_department(cast.north, one, name="重案支队", seen="刑侦支队")
        assert (stale.value.mine, stale.value.theirs) == ({"name": "重案支队"}, {"name": "刑侦总队"})
    answer = post(sign_in(cast.north), f"/agencies/departments/{one.pk}/", name="重案支队", seen="刑侦支队")
    assert answer.status_code == 409 and "刑侦总队" in answer.text


def test_only_administrators_and_only_of_their_own_agency(cast, sign_in):
    with acting(cast.south):
        theirs = queries.departments(cast.south.agency).get()
    assert sign_in(cast.clerk).get("/agencies/departments/new/").status_code == 404
    assert "departments/" not in sign_in(cast.clerk).get(f"/agencies/{cast.clerk.agency}/").text
    assert sign_in(cast.north).get(f"/agencies/departments/{theirs.pk}/").status_code == 404
    with acting(cast.north), pytest.raises(Refused):
        actions.rename_department(cast.north, theirs, name="x", seen=theirs.name)
    with acting(cast.clerk), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT agencies_add_department(%s, '私设科')", [uuid7()])
    with acting(cast.north), connection.cursor() as cursor:
        cursor.execute("SELECT agencies_rename_department(%s, %s, '改名')", [theirs.pk, theirs.name])
        assert cursor.fetchone() == (False,)


def test_the_api_adds_and_renames_as_the_pages_do(cast):
    api = TestClient(router)
    with acting(cast.north):
        made = api.post("/departments/", json={"name": "禁毒支队"}, actor=cast.north)
        there = f"/departments/{made.json()['id']}/"
        renamed = api.post(there, json={"name": "禁毒总队", "seen": "禁毒支队"}, actor=cast.north)
        assert (made.status_code, renamed.json()["name"]) == (201, "禁毒总队")
        with pytest.raises(Stale):
            api.post(there, json={"name": "禁毒局", "seen": "禁毒支队"}, actor=cast.north)
    with acting(cast.south):
        listed = api.get(f"/{cast.north.agency}/departments/", actor=cast.south).json()
        assert [one["name"] for one in listed] == ["刑侦支队", "禁毒总队"]
        assert api.post(there, json={"name": "x", "seen": "禁毒总队"}, actor=cast.south).status_code == 404
    with acting(cast.clerk), pytest.raises(Refused):
        api.post("/departments/", json={"name": "私设科"}, actor=cast.clerk)
