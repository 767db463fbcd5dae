"""Who sees a shared record: policy, plain-Python twin, lists, counts and the owner's questions agree in random worlds."""
from collections import Counter
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import NOON, owner
from liandong.access import models
from liandong.access.rules import sight
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.sharing import queries
from liandong.sharing.models import Record
from liandong.sharing.rules import records as rules

from .cast import bare

HOURS = st.integers(0, 4).map(lambda hours: NOON + timedelta(hours=hours))
LEVELS = st.integers(0, 2)
CATEGORIES = st.sampled_from(["leads", "cases", "suspects", "vehicles"])
REGIONS, CLASSES = st.sampled_from(["990102", "990202"]), st.sampled_from(["05000200", "06019901"])
REVIEWS = st.one_of(st.none(), st.sampled_from([NOON.date(), (NOON - timedelta(days=1)).date()]))
SELDOM = st.one_of(st.none(), st.none(), st.none(), st.just(NOON))
KEYS = [uuid7() for _ in range(5)]
DEEDS = [uuid7() for _ in range(2)]


def few(build):
    return st.lists(build, max_size=4)


def scopes(values):
    return st.one_of(st.none(), st.lists(values.map(lambda v: v[:4]), min_size=1, max_size=2).map(tuple))


def worlds(actors):
    agency, key = st.sampled_from([a.agency for a in actors]), st.sampled_from(KEYS)
    grant = st.builds(sight.Grant, agency, agency, CATEGORIES, LEVELS, HOURS, HOURS, regions=scopes(REGIONS),
                      classes=scopes(CLASSES), since=st.one_of(st.none(), HOURS), concerned=st.booleans(),
                      deed=st.sampled_from(DEEDS), named=st.sampled_from(["leads", "gangs_and_drugs"]), clause=st.just("二(1)"))
    world = st.tuples(
        few(grant), few(st.builds(sight.Release, key, agency, agency, HOURS)),
        few(st.builds(sight.Attachment, key, agency, key, agency)),
        few(st.builds(sight.Participation, key, agency, agency, HOURS, HOURS)), st.just({actors[-1].agency: "company"}))
    return world, st.lists(rows(agency, actors), min_size=1, max_size=5, unique_by=lambda r: r.pk)


def rows(agency, actors):
    fields = {"id": st.sampled_from(KEYS), "category": CATEGORIES, "level": LEVELS, "region": REGIONS, "case_class": CLASSES,
              "concerns": st.lists(agency, max_size=2), "entered_at": HOURS, "review_on": REVIEWS,
              "kept_to_id": st.one_of(st.none(), st.sampled_from([a.department for a in actors])),
              "team": st.one_of(st.none(), st.none(), st.lists(st.sampled_from([a.officer for a in actors]), max_size=2)),
              "recalled_at": SELDOM, "frozen_at": SELDOM, "removed_at": SELDOM}
    return st.tuples(agency, st.fixed_dictionaries(fields)).map(lambda made: bare(made[0], **made[1]))


def lay(world, records):
    """Write the world as it is, with no one to stop us."""
    parties = sorted({party for grant in world[0] for party in (grant.owner, grant.agency)})  # who gets something has signed
    models.Deed.objects.bulk_create(models.Deed(id=d, number="云公协字〔2026〕3号", title="", parties=parties, terms="{}",
                                                laid_at=NOON) for d in DEEDS)
    named = {"owner": "owner_id", "agency": "agency_id", "lead": "lead_id", "deed": "deed_id"}
    for table, found in zip([models.Grant, models.Release, models.Attachment, models.Participation], world, strict=False):
        extra = {"at": NOON} if table is models.Release else {}
        table.objects.bulk_create(
            table(**extra, **{named.get(k, k): list(v) if k in ("regions", "classes") and v else v
                              for k, v in row._asdict().items()}) for row in found)
    Record.objects.bulk_create(records)


@contextmanager
def laid(world, records):
    """The world for one example; the next one begins without it, whatever happened."""
    before = transaction.savepoint()
    try:
        with owner():
            lay(world, records)
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(before)


@pytest.fixture
def actors(cast):
    return [cast.north, cast.south, cast.far, cast.firm]


def twin(world, records, actor):
    """What the plain-Python rule says the actor sees."""
    return {r.pk for r in records if r.removed_at is None
            and sight.sees(sight.World(*world), queries.as_seen(r, actor), agency=actor.agency, clearance=actor.clearance,
                          at=actor.at, department=actor.department)
            and (r.owner_id == actor.agency or rules.is_open(r, actor.at))}


def listed(actor, side="all"):
    return set(queries.newest(actor, side=side).values_list("pk", flat=True))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_policy_twin_lists_and_counts_agree(actors, data):
    world, records = (data.draw(s) for s in worlds(actors))
    at = data.draw(HOURS)
    with laid(world, records):
        for actor in (replace(a, at=at, clearance=min(a.clearance, data.draw(LEVELS))) for a in actors):
            seen, own = twin(world, records, actor), {r.pk for r in records if r.owner_id == actor.agency}
            with acting(actor):
                assert set(Record.objects.values_list("pk", flat=True)) == seen == listed(actor)
                assert (listed(actor, "ours"), listed(actor, "shared")) == (seen & own, seen - own)
                assert set(queries.reasons(actor, queries.newest(actor))) == seen
                assert all(queries.reasons(actor, queries.newest(actor)).values())
                counts = queries.tab_counts(actor, queries.Narrowing())
                assert (int(counts["all"]), int(counts["shared"])) == (len(seen), len(seen - own))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_owners_questions_agree_with_the_twin(actors, data):
    world, records = (data.draw(s) for s in worlds(actors))
    asker, *partners = (replace(a, at=data.draw(HOURS)) for a in actors)
    partners = [replace(p, at=asker.at, department=None) for p in partners]
    deed, without = DEEDS[0], ([g for g in world[0] if g.deed != DEEDS[0]], *world[1:])
    with laid(world, records):
        own = {r.pk: r.category for r in records if r.owner_id == asker.agency}
        with acting(asker):
            for partner in partners:
                seen, left = (twin(w, records, partner) & set(own) for w in (world, without))
                asked = {"clearance": partner.clearance}
                assert queries.would_see(partner.agency, **asked) == Counter(own[k] for k in seen)
                assert queries.would_lose(partner.agency, deed, **asked) == Counter(own[k] for k in seen - left)
                assert queries.would_see(partner.agency, **asked) == Counter(own[k] for k in seen)  # nothing was ended
                check_flows(world, records, asker, partner, deed)


def check_flows(world, records, asker, partner, deed):
    """What the panel of an agreement counts is what the twin's grants reach and the rule shows."""
    cleared = replace(partner, clearance=2)
    for flow in queries.under(deed, partner.agency):
        for giver, taker, count in [(asker, cleared, flow.gives), (partner, asker, flow.gets)]:
            asked = (deed, flow.named, giver.agency, taker.agency)
            grants = [g for g in world[0] if (g.deed, g.named, g.owner, g.agency) == asked]
            reached = {r.pk for r in records for g in grants if sight.reaches(g, queries.as_seen(r), asker.at)}
            shared = {r.pk for r in records if rules.is_open(r, asker.at)}
            assert count == len(reached & shared & twin(world, records, taker))


def test_a_list_of_keys_that_was_cut_short_is_not_taken_for_all(cast, monkeypatch):
    with owner():
        lay(([sight.Grant(cast.north.agency, cast.south.agency, "leads", 2, NOON, NOON + timedelta(days=1), deed=DEEDS[0])],
             [], [], [], {}), [bare(cast.north.agency) for _ in range(9)])
    for little in (2, 4, 100):  # cut in the candidates, cut in what is found, not cut
        monkeypatch.setattr("liandong.sharing.queries.records.LITTLE", little)
        with acting(cast.south), connection.cursor():
            assert len(listed(cast.south)) == len(listed(cast.south, "shared")) == 9
