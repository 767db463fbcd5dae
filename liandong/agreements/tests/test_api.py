"""Agreements over the API, under row-level security."""
from uuid import uuid4

import pytest
from ninja.testing import TestClient

from liandong.agreements import actions, api, queries
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .conftest import read


@pytest.fixture(scope="module")
def client():
    return TestClient(api.router)


def test_the_list_and_one_agreement(cast, way, client):
    way.signed()
    with acting(cast.south):
        [line] = client.get("/?tab=in_force", actor=cast.south).json()
        whole = client.get(f"/{way.key}", actor=cast.south).json()
    assert line["stage"] == "in_force" and whole["terms"]["period"]["months"] == 36 and "补充约定" in whole["text"]


def test_what_is_not_ours_is_a_404(cast, way, client):
    way.sent()
    with acting(cast.far):
        assert client.get("/", actor=cast.far).json() == []
        for path in (f"/{way.key}", f"/{way.key}/steps", f"/{uuid4()}"):
            assert client.get(path, actor=cast.far).status_code == 404


def test_steps_are_told_and_taken(cast, way, client):
    way.sent()
    with acting(cast.south):
        told = {step["verb"]: step["is_open"] for step in client.get(f"/{way.key}/steps", actor=cast.south).json()}
        assert told == {"agree": True, "change": True, "counter": False, "reject": False}  # there is no earlier version
        taken = client.post(f"/{way.key}/steps/agree", json={"edition": 1}, actor=cast.south)
    assert taken.json()["stage"] == "agreed"


def test_what_a_rule_forbids_is_refused(cast, way, client):
    way.agreed()
    with acting(cast.south), pytest.raises(Refused):
        client.post(f"/{way.key}/steps/sign", json={}, actor=cast.south)
    with acting(cast.south), pytest.raises(Refused):
        client.post(f"/{way.key}/steps/withdraw", json={"version": 1, "why": "不"}, actor=cast.south)


def test_negotiation_is_told_answered_and_approved(cast, way, client):
    way.sent()
    with acting(cast.south):
        made = client.post(f"/{way.key}/comments", json={"body": "期限太短", "quote": "三十天"}, actor=cast.south).json()
        changed = actions.change(cast.south, queries.of(way.key), text=queries.of(way.key).text.replace("友好", "充分"),
                                 terms=read(queries.of(way.key)), why="措辞", version=queries.of(way.key).version)
    with acting(cast.north):
        client.post(f"/{way.key}/notes", json={"body": "底线"}, actor=cast.north)
        told = client.get(f"/{way.key}/negotiation", actor=cast.north).json()
        assert [one["number"] for one in told["passages"]] == [1] and told["comments"][0]["id"] == made["id"]
        answered = client.post(f"/{way.key}/answer", json={"edition": changed.edition, "why": "不必"}, actor=cast.north)
        assert answered.json()["edition"] == 3
        assert client.get(f"/{way.key}/inside", actor=cast.north).json()["notes"][0]["body"] == "底线"
    with acting(cast.south):
        assert client.get(f"/{way.key}/inside", actor=cast.south).json()["notes"] == []
    with acting(cast.far):
        assert client.get(f"/{way.key}/inside", actor=cast.far).status_code == 404
