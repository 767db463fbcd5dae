"""The API shows what the page shows: the same rows, masks and refusals."""
from dataclasses import asdict
from datetime import timedelta

from ninja.testing import TestClient

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.sharing import actions
from liandong.sharing.api import router

from .cast import ID, LEAD, SUSPECT, VICTIM, entered


def test_it_lists_and_masks_as_the_page_does(cast):
    api = TestClient(router)
    with acting(cast.north):
        person, victim, lead = (entered(cast.north, entry) for entry in (SUSPECT, VICTIM, LEAD))
        for record in (person, victim):
            actions.release(cast.north, record, cast.south.agency, purpose="核查", until=NOON + timedelta(days=1))
    with acting(cast.south):
        assert {row["number"] for row in api.get("/", actor=cast.south).json()} == {person.number, victim.number}
        whole = api.get(f"/{person.pk}/", actor=cast.south).json()
        assert ID not in str(whole) and {"credential_no", "phone", "address"} == set(whole["masked"])
        closed = api.get(f"/{victim.pk}/", actor=cast.south).json()
        assert "credential_no" not in closed["elements"] and "远岭" not in str(closed)
        assert api.get(f"/{lead.pk}/", actor=cast.south).status_code == 404


def test_it_enters_by_the_same_checks(cast):
    api = TestClient(router)
    good = asdict(LEAD) | {"concerns": [], "handling": ["no_onward"]}
    with acting(cast.north):
        made = api.post("/", json=good, actor=cast.north)
        assert made.status_code == 201 and made.json()["number"] == "XS-2026-00001"
        wrong = api.post("/", json=good | {"title": "绝密★30年", "elements": {"ethnicity": "x"}}, actor=cast.north)
        assert wrong.status_code == 422
        assert {"title", "ethnicity", "content", "reliability"} <= set(wrong.json()["errors"])


def test_the_mark_of_a_serious_incident_is_withdrawn_by_its_owner_alone(cast):
    api = TestClient(router)
    with acting(cast.north):
        lead = entered(cast.north, LEAD)
        assert api.post(f"/{lead.pk}/serious/", json={"version": 1}, actor=cast.north).json()["serious_at"]
    asked = {"version": 2, "reason": "误报"}
    with acting(cast.south):
        assert api.post(f"/{lead.pk}/serious/withdraw/", json=asked, actor=cast.south).status_code == 404
    with acting(cast.north):
        assert api.post(f"/{lead.pk}/serious/withdraw/", json=asked, actor=cast.north).json()["serious_at"] is None
