"""Who may see an agreement: a plain model of the audience, and everything that reads agreements held to it."""
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from conftest import NOON, new_actor, new_agency, owner, signed_in
from liandong.agencies.models import Agency
from liandong.agreements import queries
from liandong.agreements.models import Agreement
from liandong.kernel import live
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7

STAGES = ("draft", "sent", "agreed", "signing", "signed", "withdrawn")
KEYS = [uuid7() for _ in range(4)]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@dataclass(frozen=True)
class Deal:
    """An agreement, as the model knows it: places in the list of agencies."""

    key: UUID
    drafter: int
    parties: frozenset[int]
    stage: str
    was_sent: bool

    @property
    def is_sent(self) -> bool:
        return self.was_sent if self.stage == "withdrawn" else self.stage != "draft"


def above(parents: list[int | None], place: int) -> set[int]:
    """Every agency above that one."""
    found: set[int] = set()
    while (place := parents[place]) is not None and place not in found:
        found.add(place)
    return found


def sees(parents: list[int | None], deal: Deal, viewer: int) -> bool:
    """The model: the drafter; the parties once it was sent; whoever is above a party once every party has signed."""
    if viewer == deal.drafter or deal.is_sent and viewer in deal.parties:
        return True
    return deal.stage == "signed" and any(viewer in above(parents, party) for party in deal.parties)


@pytest.fixture
def agencies(db):
    """Six bureaus, each with one officer."""
    with owner():
        made = [new_agency(f"第{n}公安局", f"99{n}000000000") for n in range(6)]
        return [new_actor(agency, f"7000{n:02}", f"警员{n}", "officer", "clerk") for n, agency in enumerate(made)]


def trees():
    """Each agency's superior comes before it in the list, or there is none."""
    return st.tuples(*(st.one_of(st.none(), st.integers(0, n - 1)) if n else st.none() for n in range(6))).map(list)


def deals():
    one = st.builds(lambda key, drafter, others, stage, was_sent: Deal(key, drafter, others | {drafter}, stage, was_sent),
                    st.sampled_from(KEYS), st.integers(0, 5), st.frozensets(st.integers(0, 5), min_size=1, max_size=3),
                    st.sampled_from(STAGES), st.booleans())
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda deal: deal.key)


def row(deal: Deal, actors) -> Agreement:
    signed = deal.stage == "signed"
    return Agreement(
        id=deal.key, title=f"协议{KEYS.index(deal.key)}号文本", number=f"{deal.key}"[:30] if signed else "", text="正文",
        drafter_id=actors[deal.drafter].agency, parties=[actors[p].agency for p in sorted(deal.parties)], stage=deal.stage,
        terms={"title": "x"}, made_at=NOON, made_by=actors[deal.drafter].officer, sent_at=NOON if deal.is_sent else None,
        signed_text="正文" if signed else "", signed_at=NOON if signed else None, starts_at=NOON if signed else None,
        ends_at=NOON.replace(year=2029) if signed else None)


@contextmanager
def laid(parents, found, actors):
    """The world for one example; the next one begins without it."""
    before = transaction.savepoint()
    try:
        with owner():
            for actor, parent in zip(actors, parents, strict=True):
                Agency.objects.filter(pk=actor.agency).update(parent=None if parent is None else actors[parent].agency)
            Agreement.objects.bulk_create(row(deal, actors) for deal in found)
        yield
    finally:
        connection.needs_rollback = False
        transaction.savepoint_rollback(before)


def own(deal: Deal, viewer: int) -> bool:
    return viewer == deal.drafter or viewer in deal.parties


@settings(max_examples=40, deadline=None, suppress_health_check=QUIET)
@given(parents=trees(), found=deals())
def test_queries_counts_and_topics_show_an_agreement_to_its_audience_alone(agencies, parents, found):
    with laid(parents, found, agencies):
        for place, actor in enumerate(agencies):
            wanted = {deal.key for deal in found if sees(parents, deal, place)}
            mine = {deal.key for deal in found if sees(parents, deal, place) and own(deal, place)}
            with acting(actor):
                assert set(Agreement.objects.values_list("pk", flat=True)) == wanted
                assert {row.pk for row in queries.visible()} == wanted
                assert {row.pk for row in queries.tab("all", actor)} == mine
                assert {row.pk for row in queries.tab("below", actor)} == wanted - mine
                assert all({row.pk for row in queries.tab(tab, actor)} <= mine for tab in queries.TABS if tab != "below")
                for key in KEYS:
                    assert (queries.of(key) is not None) == (key in wanted)
                    assert live.may_follow(f"agreement:{key}", officer=actor.officer, agency=actor.agency) == (key in wanted)


@settings(max_examples=6, deadline=None, suppress_health_check=QUIET)
@given(parents=trees(), found=deals())
def test_pages_lists_exports_and_the_api_do_so_too(agencies, client, parents, found):
    with laid(parents, found, agencies):
        for place, actor in enumerate(agencies):
            wanted = {deal.key for deal in found if sees(parents, deal, place)}
            mine = {deal.key for deal in found if deal.key in wanted and own(deal, place)}
            desk = signed_in(client, actor)
            for tab, there in (("all", mine), ("below", wanted - mine)):
                page = desk.get(f"/agreements/?tab={tab}").content.decode()
                sheet = desk.get(f"/agreements/?tab={tab}&format=csv").content.decode()
                listed = {UUID(row["id"]) for row in desk.get(f"/api/agreements/?tab={tab}").json()}
                assert listed == there
                for n, key in enumerate(KEYS):
                    assert [f"协议{n}号文本" in page, f"协议{n}号文本" in sheet] == [key in there] * 2
            for key in KEYS:
                answers = {desk.get(f"/agreements/{key}/").status_code, desk.get(f"/api/agreements/{key}").status_code}
                assert answers == ({200} if key in wanted else {404})
