"""A signed agreement in force that promises a monthly exchange on the 25th, by both sides."""
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest

from liandong.access import actions as access
from liandong.duties import actions, queries
from liandong.kernel.actor import acting
from liandong.kernel.canonical import canonical
from liandong.kernel.keys import uuid7


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
