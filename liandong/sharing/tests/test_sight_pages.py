"""Pages and API show, in random worlds, exactly what the plain-Python twin says: by list, by key, by export."""
import json
import re
from dataclasses import replace
from uuid import UUID

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import signed_in
from liandong.kernel.actor import NOBODY, acting
from liandong.sharing import actions
from liandong.web import middleware

from .test_sight import HOURS, laid, twin, worlds

PARTS = ("/records/history/{}/", "/api/records/{}/versions/", "/records/{}/report/")
LINK = re.compile(r'href="/records/([0-9a-f-]{36})/"')


@pytest.fixture
def actors(cast):
    """The cast as officers who are signed in."""
    return [cast.north, cast.south, cast.far, cast.firm]


@pytest.fixture
def clients(actors):
    """A signed-in client for each."""
    found = {actor.agency: Client() for actor in actors}
    for actor in actors:
        signed_in(found[actor.agency], actor)
    return found


def on_the_page(client) -> set[UUID]:
    return {UUID(key) for key in LINK.findall(client.get("/records/").content.decode())}


def in_the_api(client) -> set[UUID]:
    return {UUID(row["id"]) for row in client.get("/api/records/").json()}


def by_key(client, records) -> set[UUID]:
    """Those whose page answers; page and API answer alike, and what is not seen is not there."""
    pages = {r.pk: client.get(f"/records/{r.pk}/").status_code for r in records}
    assert pages == {r.pk: client.get(f"/api/records/{r.pk}/").status_code for r in records}
    assert set(pages.values()) <= {200, 404}
    parts = {r.pk: PARTS[r.pk.int % len(PARTS)].format(r.pk) for r in records}
    assert pages == {key: client.get(path).status_code for key, path in parts.items()}
    return {key for key, status in pages.items() if status == 200}


def exported(actor) -> set[UUID]:
    """What a file holds that the actor asks for and fetches."""
    with acting(actor):
        made = actions.exports.ask(actor, purpose="核查案件", media="json", asked={"tab": "all"})
        actions.exports.make(actor, made.pk)
        return {UUID(row["id"]) for row in json.loads(actions.exports.fetch(actor, made))["records"]}


def over_the_api(token) -> tuple[set[UUID], set[UUID]]:
    """What an account is told when it asks, and by its feed from the beginning."""
    client = Client(headers={"Authorization": f"Bearer {token}"})
    asked = client.get("/api/exchange/records/", {"limit": 200}).json()["records"]
    told = client.get("/api/exchange/changes/").json()["records"]
    return {UUID(row["id"]) for row in asked}, {UUID(row["id"]) for row in told}


@pytest.fixture
def tokens(actors):
    """A system of each agency, cleared for everything its administrator is, without a department."""
    found = {}
    for actor in actors:
        with acting(actor):
            found[actor.agency] = actions.accounts.make(actor, name="系统", source="系统", scopes=["read", "feed"],
                                                        clearance=actor.clearance, per_minute=600)[1]
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_query_and_feed_of_a_system_agree_with_the_twin(actors, tokens, monkeypatch, data):
    world, records = (data.draw(s) for s in worlds(actors))
    at = data.draw(HOURS)
    monkeypatch.setattr(middleware, "now", lambda: at)
    cache.clear()
    with laid(world, records):
        for actor in (replace(a, at=at, department=None, officer=NOBODY) for a in actors):  # a system is of no case team
            seen = twin(world, records, actor)
            theirs = {r.pk for r in records if r.owner_id != actor.agency}
            assert over_the_api(tokens[actor.agency]) == (seen, seen & theirs)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_pages_api_and_export_agree_with_the_twin(actors, clients, monkeypatch, data):
    world, records = (data.draw(s) for s in worlds(actors))
    at = data.draw(HOURS)
    monkeypatch.setattr(middleware, "now", lambda: at)
    with laid(world, records):
        for actor in (replace(a, at=at) for a in actors):
            seen, client = twin(world, records, actor), clients[actor.agency]
            assert on_the_page(client) == in_the_api(client) == by_key(client, records) == seen
            assert exported(actor) == seen
