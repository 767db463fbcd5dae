"""What a draft would open is what its grants open: counts and lists held to the plain-Python rule of sight."""
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import NOON, owner
from liandong.access.rules import sight
from liandong.kernel.actor import acting
from liandong.sharing import queries
from liandong.sharing.models import Record
from liandong.sharing.rules import records as rules

from .test_sight import CATEGORIES, CLASSES, HOURS, LEVELS, REGIONS, few, rows, scopes

SINCE = NOON + timedelta(hours=1)


@pytest.fixture
def actors(cast):
    return [cast.north, cast.south, cast.firm]


@contextmanager
def laid(records):
    before = transaction.savepoint()
    try:
        with owner():
            Record.objects.bulk_create(records)
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(before)


def twin(grants, records, actor, partner, kinds):
    """By the rule: of the actor's records that they see, those the partner's best-cleared officer would see by the grants."""
    world = sight.World(grants=grants, kinds=kinds)
    return {r.pk for r in records if r.owner_id == actor.agency and r.entered_at >= SINCE
            and sight.sees(sight.World(), queries.as_seen(r, actor), agency=actor.agency, clearance=actor.clearance,
                           at=actor.at, department=actor.department)
            and sight.sees(world, queries.as_seen(r), agency=partner, clearance=2, at=actor.at)
            and rules.is_open(r, actor.at)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_counts_and_lists_are_what_the_rule_says(actors, data):
    north, agency = actors[0], st.sampled_from([a.agency for a in actors])
    grants = data.draw(few(st.builds(
        sight.Grant, agency, agency, CATEGORIES, LEVELS, st.just(NOON), st.just(sight.FOREVER), regions=scopes(REGIONS),
        classes=scopes(CLASSES), since=st.one_of(st.none(), HOURS), concerned=st.booleans(), named=st.just("x"))))
    grants = [grant for grant in grants if grant.owner != grant.agency]
    records = data.draw(st.lists(rows(agency, actors), max_size=5, unique_by=lambda r: r.pk))
    actor = replace(north, clearance=data.draw(LEVELS))
    kinds = {actors[-1].agency: "company"}
    with laid(records), acting(actor):
        found = {(one.agency, one.named): one.count for one in queries.would_open(actor, grants, SINCE)}
        for partner in {grant.agency for grant in grants if grant.owner == actor.agency}:
            wanted = twin(grants, records, actor, partner, kinds)
            listed = queries.would_be_open(actor, grants, SINCE, agency=partner, named="x")
            assert set(listed.values_list("pk", flat=True)) == wanted and found[partner, "x"] == len(wanted)
