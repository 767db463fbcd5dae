"""Deeds for tests: what they give, signed by their parties, amended."""
from django.db import connection

from conftest import owner
from liandong.access import actions
from liandong.access.models import Deed
from liandong.kernel.actor import acting
from liandong.kernel.canonical import canonical
from liandong.kernel.keys import uuid7


def line(giver, taker, **scope):
    """One line of a deed's terms: `giver` shares leads with `taker`."""
    return {"owner": str(giver.agency), "agency": str(taker.agency), "category": "leads", "named": "leads", "level": 1,
            "clause": "第二条(1)", "regions": None, "classes": None, "since": None, "concerned": False} | scope


def lay(*parties, grants, amends=None, base=None, **terms):
    """A deed of the parties, laid down by the first; with `amends`, an amendment of that root that starts from `base`."""
    content = {"starts_at": None, "ends_at": None, "months": None if amends else 36, "grants": grants} | terms
    if amends:
        content["amends"] = {"root": str(amends), "base": str(base or amends)}
    with acting(parties[0]):
        return actions.lay_down(parties[0], uuid7(), number="云公协字〔2026〕3号", title="警务合作协议", amends=amends,
                                parties=[p.agency for p in parties], terms=canonical(content))


def sign(deed, *actors):
    """Each of them signs."""
    for actor in actors:
        with acting(actor):
            actions.sign(actor, deed)


def opened(*parties, **what) -> Deed:
    """A deed signed by all, opened by the last."""
    deed = lay(*parties, **what)
    sign(deed, *parties)
    with acting(parties[-1]):
        actions.open_grants(parties[-1], deed)
    return deed


def ended(deed, ending, at) -> int:
    """End it as functions of modules above do once they have checked its terms; returns how many grants changed."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT access_end(%s, %s, %s)", [deed.pk, ending, at])
        return cursor.fetchone()[0]


def both_ways(*parties, **scope):
    """Each gives to each other."""
    return [line(a, b, **scope) for a in parties for b in parties if a is not b]
