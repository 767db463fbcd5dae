"""What else could tell of a record one may not see: search, suggestions, open pages, and how a page says that there is none."""
import re
from dataclasses import replace
from time import perf_counter
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import owner, signed_in
from liandong.kernel import live
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.sharing.rules import relations
from liandong.web import middleware

from .cast import bare
from .test_sight import HOURS, laid, twin, worlds
from .test_sight_pages import LINK

OTHER = re.compile(r"\?other=([0-9a-f-]{36})")
SAID = re.compile(rb'name="(csrfmiddlewaretoken|idempotency_key)" value="[^"]*"|nonce[^ >]*|[0-9a-f-]{36}|\d\d:\d\d:\d\d')
BY_KEY = ("/records/{}/", "/records/{}/edit/", "/records/{}/relate/", "/records/{}/relate/found/?q=x", "/records/{}/release/",
          "/records/{}/report/", "/records/history/{}/", "/records/{}/shown/content/", "/documents/of/{}/",
          "/api/records/{}/", "/api/records/{}/versions/", "/api/records/{}/relations/")


@pytest.fixture
def actors(cast):
    """The cast as officers who are signed in."""
    return [cast.north, cast.south, cast.far, cast.firm]


@pytest.fixture
def clients(actors):
    """A signed-in client for each."""
    return {actor.agency: signed_in(Client(), actor) for actor in actors}


def found(client, pattern, path) -> set[UUID]:
    return {UUID(key) for key in pattern.findall(client.get(path).content.decode())}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_search_suggestions_and_open_pages_agree_with_the_twin(actors, clients, monkeypatch, data):
    world, records = (data.draw(s) for s in worlds(actors))
    at = data.draw(HOURS)
    monkeypatch.setattr(middleware, "now", lambda: at)
    sought = data.draw(st.sampled_from(records))
    with laid(world, records):
        for actor in (replace(a, at=at) for a in actors):
            seen, client = twin(world, records, actor), clients[actor.agency]
            for text, meant in (("线索", {r.pk for r in records}), (sought.number, {sought.pk})):
                assert found(client, LINK, f"/records/?q={text}") == seen & meant
            for record in (r for r in records if r.pk in seen):
                near = {r.pk for r in records if r.kind in relations.partners(record.kind)} - {record.pk}
                assert found(client, OTHER, f"/records/{record.pk}/relate/found/?q=线索") == seen & near
            with acting(actor):
                followed = {r.pk for r in records if live.may_follow(f"record:{r.pk}", officer=actor.officer,
                                                                     agency=actor.agency)}
                assert followed == seen


@pytest.fixture
def hidden(cast):
    """A record of the north that nothing opens."""
    with owner():
        record = bare(cast.north.agency, level=2)
        record.save(force_insert=True)
        return record.pk


def answer(client, path) -> tuple[int, bytes, int]:
    with CaptureQueriesContext(connection) as asked:
        got = client.get(path)
    return got.status_code, SAID.sub(b"", got.content), len(asked)


@pytest.mark.parametrize("address", BY_KEY)
def test_a_hidden_record_is_refused_as_one_that_never_was(cast, hidden, address):
    client = signed_in(Client(), cast.south)
    client.get(address.format(uuid7()))  # what is cached once is cached
    never, there = answer(client, address.format(uuid7())), answer(client, address.format(hidden))
    assert there == never and there[0] == (200 if "documents" in address else 404)  # a list of files, empty for both


def test_how_long_it_takes_to_be_refused_tells_nothing(cast, hidden):
    client = signed_in(Client(), cast.south)
    took = {key: [] for key in (hidden, uuid7())}
    for turn in range(60):
        for key in took if turn % 2 else reversed(took):
            begun = perf_counter()
            assert client.get(f"/api/records/{key}/").status_code == 404
            took[key].append(perf_counter() - begun)
    one, other = (min(times) for times in took.values())  # the best of each: a busy machine only adds
    assert abs(one - other) < max(0.25 * min(one, other), 0.002)
