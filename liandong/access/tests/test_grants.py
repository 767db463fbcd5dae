"""Grants come from signed deeds alone."""
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner
from liandong.access import actions, queries
from liandong.access.models import Deed, Grant, Secret, Signature
from liandong.kernel.actor import acting
from liandong.kernel.canonical import canonical
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7

from .cast import ended


def grant(giver, taker, **scope):
    """One line of a deed's terms: `giver` shares leads with `taker`."""
    return {"owner": str(giver.agency), "agency": str(taker.agency), "category": "leads", "named": "leads", "level": 1,
            "clause": "第二条(1)", "regions": None, "classes": None, "since": None, "concerned": False} | scope


def lay(by, *parties, grants, **terms):
    """A deed of the parties, laid down by one of them."""
    content = {"starts_at": None, "ends_at": None, "months": 36, "grants": grants} | terms
    with acting(by):
        return actions.lay_down(by, uuid7(), number="云公协字〔2026〕3号", title="警务合作协议",
                                parties=[p.agency for p in parties], terms=canonical(content))


def sign(deed, *actors):
    for actor in actors:
        with acting(actor):
            actions.sign(actor, deed)


def open_raw(actor, deed):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute("SELECT access_open(%s)", [deed.pk])


@pytest.fixture
def deed(cast):
    return lay(cast.north, cast.north, cast.south, grants=[grant(cast.north, cast.south)])


def test_all_sign_then_it_opens_then_it_closes(cast, deed):
    sign(deed, cast.north, cast.south)
    with acting(cast.south):
        assert actions.open_grants(cast.south, deed) == 1
    tomorrow = replace(cast.north, at=NOON + timedelta(days=1))
    assert ended(deed, tomorrow.at, tomorrow.at) == 1
    with acting(tomorrow):
        assert Grant.objects.get().ends_at == tomorrow.at


def test_three_years_from_signature_end_before_the_anniversary(cast, deed):
    sign(deed, cast.north, cast.south)
    with acting(cast.south):
        actions.open_grants(cast.south, deed)
        assert Grant.objects.get().starts_at == NOON
        assert Grant.objects.get().ends_at == datetime(2029, 11, 22, 16, tzinfo=UTC)  # midnight in Shanghai


def test_a_later_start_waits_and_a_past_start_does_not_reach_back(cast):
    later, earlier = (lay(cast.north, cast.north, cast.south, grants=[grant(cast.north, cast.south)], starts_at=when)
                      for when in ("2027-01-01T00:00:00+08:00", "2020-01-01T00:00:00+08:00"))
    for deed in (later, earlier):
        sign(deed, cast.north, cast.south)
        with acting(cast.north):
            actions.open_grants(cast.north, deed)
    with acting(cast.north):
        assert Grant.objects.get(deed=later).starts_at == datetime(2026, 12, 31, 16, tzinfo=UTC)
        assert Grant.objects.get(deed=earlier).starts_at == NOON


def test_one_signature_is_not_enough(cast, deed):
    sign(deed, cast.south)
    with pytest.raises(Refused), acting(cast.south):
        actions.open_grants(cast.south, deed)
    with pytest.raises(DatabaseError, match="has not signed"):
        open_raw(cast.south, deed)


def test_terms_changed_after_signing_open_nothing(cast, deed):
    sign(deed, cast.north, cast.south)
    with owner():
        Deed.objects.update(terms=deed.terms.replace('"level":1', '"level":2'))
    with pytest.raises(DatabaseError, match="has not signed"):
        open_raw(cast.south, deed)


def test_a_signature_that_does_not_hold_opens_nothing(cast, deed):
    sign(deed, cast.north, cast.south)
    with owner():
        Signature.objects.update(value=b"\0" * 64)
    with pytest.raises(Refused, match="does not hold"), acting(cast.south):
        actions.open_grants(cast.south, Deed.objects.get())


def test_signatures_hold_over_the_deed_and_over_nothing_else(cast, deed):
    sign(deed, cast.north, cast.south)
    with acting(cast.south):
        first, second = queries.signatures(deed.pk)
        assert queries.is_valid(first, deed.terms) and queries.is_valid(second, deed.terms)
        assert not queries.is_valid(first, deed.terms + " ")


def test_nobody_gives_what_is_anothers(cast):
    greedy = lay(cast.south, cast.south, grants=[grant(cast.north, cast.south)])
    sign(greedy, cast.south)
    with acting(cast.south):
        assert actions.open_grants(cast.south, greedy) == 0


def test_a_stranger_neither_opens_nor_closes_it(cast, deed):
    sign(deed, cast.north, cast.south)
    with pytest.raises(DatabaseError):
        open_raw(cast.far, deed)
    with acting(cast.south):
        actions.open_grants(cast.south, deed)
    for actor in (cast.far, cast.north):  # not even a party by itself: its terms say how it ends
        with pytest.raises(DatabaseError, match="permission denied"), acting(actor), connection.cursor() as cursor:
            cursor.execute("SELECT access_end(%s, %s, %s)", [deed.pk, NOON, NOON])


def test_a_deed_opens_once_and_an_ended_one_is_not_extended(cast, deed):
    sign(deed, cast.north, cast.south)
    with acting(cast.south):
        actions.open_grants(cast.south, deed)
    with pytest.raises(DatabaseError, match="opened before"):
        open_raw(cast.south, deed)
    for days in (0, 90):
        ended(deed, NOON + timedelta(days=days), NOON)
    with acting(cast.south):
        assert Grant.objects.get().ends_at == NOON


def test_only_a_signatory_signs_and_only_for_their_own_agency(cast, deed):
    with pytest.raises(DatabaseError, match="row-level security"):
        sign(deed, cast.clerk)
    with pytest.raises(DatabaseError, match="row-level security"), acting(cast.south):
        actions.sign(cast.north, deed)


def test_a_private_key_is_its_agencys_signatorys_alone(cast, deed):
    sign(deed, cast.north)
    for actor, count in [(cast.north, 1), (cast.clerk, 0), (cast.south, 0)]:
        with acting(actor):
            assert Secret.objects.count() == count


@pytest.mark.parametrize("write", [
    lambda deed, g: Grant.objects.create(id=uuid7(), deed=deed, **g),
    lambda deed, g: Grant.objects.update(level=2),
    lambda deed, g: Grant.objects.all()._raw_delete(using="default"),
    lambda deed, g: Deed.objects.update(terms="[]"),
    lambda deed, g: Signature.objects.update(digest=b""),
])
def test_the_web_role_writes_no_grant_and_changes_no_deed(cast, deed, write):
    row = {"owner_id": cast.north.agency, "agency_id": cast.south.agency, "category": "leads", "named": "leads", "level": 2,
           "starts_at": NOON, "ends_at": NOON + timedelta(days=1)}
    with pytest.raises(DatabaseError, match="permission denied"), acting(cast.south), transaction.atomic():
        write(deed, row)
