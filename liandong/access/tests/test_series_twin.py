"""The database's grants are what the plain-Python twin says, after any sequence of openings, pauses, leavings and ends."""
import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import NOON, role
from liandong.access import actions, queries
from liandong.access.models import Deed, Grant, Leaving, Suspension
from liandong.access.rules import series as twin
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.moments import day_end

from .cast import ended, lay, line, opened, sign

LEVELS = st.integers(1, 2)
STEPS = st.lists(st.tuples(
    st.sampled_from(["amend", "pause", "pause", "rest", "agree", "resume", "resume", "leave", "close", "renew"]),
    st.integers(0, 2), st.integers(0, 2), st.integers(0, 40), st.integers(0, 60)), min_size=1, max_size=7)
TERMS = {"leaving": True, "termination": {"notice_days": 5}, "renewal": "automatic"}


def drawn_lines(data, parties):
    pairs = [(a, b) for a in parties for b in parties if a is not b]
    return [line(a, b, level=level) for a, b in data.draw(st.lists(st.sampled_from(pairs), max_size=6, unique=True))
            for level in [data.draw(LEVELS)]]


class World:
    """One series, driven through the guarded functions, and what is known of it outside the database."""

    def __init__(self, data, actors):
        self.data, self.at, self.actors = data, NOON, actors
        self.deed = opened(*actors, grants=drawn_lines(data, actors), **TERMS | {"months": 3})

    def actor(self, place):
        return replace(self.actors[place], at=self.at)

    def take(self, verb, who, whom, days, later):
        self.at += timedelta(days=days, hours=who)
        with suppress(DatabaseError, Refused):
            getattr(self, verb)(self.actor(who), self.actor(whom), later)

    def amend(self, who, whom, later):
        with acting(who):
            left, last = queries.leavings(self.deed.pk), queries.series(self.deed.pk)[-1]
        start = self.at + timedelta(days=later)
        stay = [self.actor(i) for i, a in enumerate(self.actors) if left.get(a.agency, start + timedelta(1)) > start]
        deed = lay(*stay, grants=drawn_lines(self.data, stay), amends=self.deed.pk, base=last.pk,
                   **TERMS | {"starts_at": start.isoformat()})
        sign(deed, *stay)
        with acting(who):
            actions.open_grants(who, deed)

    def pause(self, who, whom, later):
        with acting(who):
            actions.pause(who, self.deed, owner=who.agency, agency=whom.agency if later % 2 else None, why="查")

    def rest(self, who, whom, later):
        with acting(who):
            actions.pause(who, self.deed, owner=None, why="停")

    def agree(self, who, whom, later):
        with acting(who):
            for one in Suspension.objects.filter(since=None, until=None):
                actions.agree_pause(who, one)

    def resume(self, who, whom, later):
        with acting(who):
            for one in Suspension.objects.filter(until=None).order_by("asked_at")[:1]:
                actions.resume(who, one)

    def leave(self, who, whom, later):
        with acting(who):
            actions.leave(who, self.deed, day_end((self.at + timedelta(days=5 + later)).date()))

    def close(self, who, whom, later):
        ended(self.deed, self.at + timedelta(days=later), self.at)

    def renew(self, who, whom, later):
        deed = as_it_is(self.deed)
        self.at = max(self.at, deed.ends_at - timedelta(hours=20))
        with role("jobs"):
            actions.renew(Deed.objects.get(pk=self.deed.pk), self.at)


def as_it_is(deed):
    with role("owner"):
        return Deed.objects.get(pk=deed.pk)


def twin_of(deed):
    """What happened, read from the rows that say so, the grants left out."""
    found = Deed.objects.filter(pk=deed.pk) | Deed.objects.filter(amends=deed.pk, serial__isnull=False)
    versions = [twin.Version(one.starts_at, frozenset(one.parties), tuple(lines(one))) for one in found.order_by("serial")]
    rests = [twin.Rest(p.owner_id, p.agency_id, p.since, p.until) for p in Suspension.objects.exclude(since=None)]
    leavings = dict(Leaving.objects.values_list("agency_id", "at"))
    return twin.Series(versions, Deed.objects.get(pk=deed.pk).ends_at, rests, leavings)


def lines(deed):
    for row in json.loads(deed.terms)["grants"]:
        yield twin.Line(deed.pk, UUID(row["owner"]), UUID(row["agency"]), row["category"], row["level"], row["clause"])


def moments(series, now):
    """Every moment at which something may open or close, and one right before."""
    found = {now, series.ends_at, *(v.starts_at for v in series.versions), *series.leavings.values()}
    found |= {moment for rest in series.rests for moment in (rest.since, rest.until) if moment}
    return {moment - timedelta(microseconds=back) for moment in found for back in (0, 1)}


def check(deed, now: datetime):
    series = twin_of(deed)
    grants = list(Grant.objects.all())
    for moment in moments(series, now):
        open_now = [twin.Line(g.deed_id, g.owner_id, g.agency_id, g.category, g.level, g.clause) for g in grants
                    if g.starts_at <= moment < g.ends_at]
        assert len(open_now) == len(set(open_now)), "nothing opens twice"
        assert set(open_now) == twin.open_at(series, moment)


@pytest.fixture
def actors(cast):
    return [cast.north, cast.south, cast.far]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_grants_are_what_the_twin_says_after_any_sequence(actors, data):
    before = transaction.savepoint()
    try:
        world = World(data, actors)
        for step in data.draw(STEPS):
            world.take(*step)
            with role("owner"):
                check(world.deed, world.at)
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(before)
