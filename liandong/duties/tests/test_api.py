"""The API answers with the same queries and actions as the pages."""
import pytest
from django.http import Http404
from ninja.testing import TestClient

from liandong.duties.api import router
from liandong.kernel.actor import acting


def test_lists_reads_and_keeps(world):
    api = TestClient(router)
    with acting(world.north):
        listed = api.get("/?tab=ours", actor=world.north).json()
        assert len(listed) == 14 and listed[0]["id"] == str(world.ours.pk)
        kept = api.post(f"/{world.ours.pk}/keep/", json={"evidence": "已送达", "version": 1}, actor=world.north).json()
    assert (kept["standing"], kept["version"]) == ("kept", 2)


def test_a_stranger_finds_nothing(world):
    api = TestClient(router)
    with acting(world.far):
        assert api.get("/?tab=all", actor=world.far).json() == []
        try:
            assert api.get(f"/{world.ours.pk}/", actor=world.far).status_code == 404
        except Http404:
            pytest.fail("a foreign row is an answer, not a crash")


def test_asks_answers_and_reads_what_befell_it(world):
    api, path = TestClient(router), f"/{world.ours.pk}"
    with acting(world.north):
        asked = api.post(f"{path}/ask/", json={"text": "以何格式报送", "version": 1}, actor=world.north).json()
        assert asked["standing"] == "paused" and asked["paused_at"]
    with acting(world.south):
        answered = api.post(f"{path}/answer/", json={"text": "电子表格", "version": 2}, actor=world.south).json()
        assert (answered["standing"], answered["version"]) == ("soon", 3)
        [pause] = api.get(f"{path}/pauses/", actor=world.south).json()
        assert (pause["question"], pause["answer"]) == ("以何格式报送", "电子表格")
        assert [step["name"] for step in api.get(f"{path}/ladder/", actor=world.south).json()][-1] == "superior"
        waived = api.post(f"{path}/waive/", json={"text": "不再需要", "version": 3}, actor=world.south).json()
        assert waived["standing"] == "waived"
        span = "since=2026-11-01T00:00:00Z&until=2027-11-01T00:00:00Z"
        [partner] = api.get(f"/partners/?{span}", actor=world.south).json()
        assert partner["theirs"]["open"] == len(api.get(f"/?tab=all&way=theirs&outcome=open&{span}", actor=world.south).json())
