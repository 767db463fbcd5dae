"""A signed agreement in force that promises a monthly exchange on the 25th, by both sides."""
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from conftest import ALL, new_actor, new_agency, owner, role
from liandong.access import actions as access
from liandong.agencies.models import Agency
from liandong.duties import actions, queries
from liandong.kernel.actor import acting
from liandong.kernel.canonical import canonical
from liandong.kernel.keys import uuid7
from liandong.notices import queries as notices


def promise(*who, **fields):
    """One line of a deed's duties."""
    return {"kind": "intelligence_transfer", "every": "month", "on": 25, "within": None, "clause": "第三条",
            "who": [str(actor.agency) for actor in who]} | fields


def agree(*parties, duties, months=36):
    """A deed of the parties, signed by all and opened by the last, with its duties started."""
    content = {"starts_at": None, "ends_at": None, "months": months, "grants": [], "duties": duties}
    keys = [p.agency for p in parties]
    with acting(parties[0]):
        deed = access.lay_down(parties[0], uuid7(), number="江公协字〔2026〕3号", title="警务合作协议", parties=keys,
                               terms=canonical(content))
    for party in parties:
        with acting(party):
            access.sign(party, deed)
    with acting(parties[-1]):
        access.open_grants(parties[-1], deed)
        actions.start_recurring(parties[-1], basis=deed.pk, number=deed.number, duties=duties, parties=keys,
                                starts_at=deed.starts_at, ends_at=deed.ends_at)
    return deed


def later(actor, **time):
    """The same officer, some time later."""
    return replace(actor, at=actor.at + timedelta(**time))


@pytest.fixture
def world(cast):
    """North and south exchange monthly; `ours` is the first duty of north."""
    deed = agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])
    with acting(cast.north):
        ours = queries.owed_by(cast.north.agency).first()
    return SimpleNamespace(deed=deed, ours=ours, **vars(cast))


@pytest.fixture
def above(cast):
    """The agency above the north, with an officer of all trades who leads it."""
    with owner():
        lan = new_agency("岚省公安厅", "990000000000", tier="province")
        Agency.objects.filter(pk=cast.north.agency).update(parent=lan)
        return new_actor(lan, "500001", "钟鸣远", *ALL, "head", "leader")


def fire(at):
    """What the job does at that moment, as the role of the jobs."""
    with role("jobs"):
        return actions.fire(at)


def told(actor):
    """The kinds of the notices the actor has not read, oldest first."""
    with acting(actor):
        return [notice.kind for notice in notices.waiting(actor)][::-1]


def ours_of(actor):
    """The first duty the actor's agency owes."""
    with acting(actor):
        return queries.owed_by(actor.agency).first()


def by_event(event="case", hours=12, kind="team", who=(), **fields):
    """A promise that an event starts."""
    return promise(*who, kind=kind, every=None, on=None, within={"amount": hours, "unit": "hour"}, started_by=event, **fields)
