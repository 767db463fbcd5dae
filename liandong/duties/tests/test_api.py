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
