"""Links between agreements are made when a draft is, by a party to what it is linked to, and never change."""
import pytest
from django.db import DatabaseError

from conftest import NOON, owner
from liandong.agreements.models import Agreement
from liandong.kernel.actor import acting


def draft(actor, **links):
    with acting(actor):
        return Agreement.objects.create(title="补充协议", drafter_id=actor.agency, parties=[actor.agency], text="…",
                                        made_at=actor.at, made_by=actor.officer, **links)


def test_only_a_party_links_a_draft_to_a_signed_agreement(cast, way):
    way.agreed()
    for links in ({"amends_id": way.key}, {"follows_id": way.key}):
        with pytest.raises(DatabaseError, match="that its drafter signed"):
            draft(cast.north, **links)
    for actor in (cast.north, cast.south):
        way.step(actor, lambda it, by=actor: way.sign(by, it))
    for links in ({"amends_id": way.key}, {"follows_id": way.key}):
        assert draft(cast.south, **links).pk
        with pytest.raises(DatabaseError, match="that its drafter signed"):
            draft(cast.far, **links)
    with pytest.raises(DatabaseError, match="that its drafter signed"):
        draft(cast.north, amends_id=way.key, follows_id=way.key)


def test_a_supplement_of_a_supplement_is_refused(cast, way):
    way.signed()
    first = draft(cast.south, amends_id=way.key)
    with pytest.raises(DatabaseError, match="that its drafter signed"):
        draft(cast.south, amends_id=first.pk)


def test_links_and_rest_are_not_the_web_roles_to_change(cast, way):
    way.signed()
    own = draft(cast.south)
    for change in ({"amends": way.key}, {"follows": way.key}, {"suspended_at": NOON}, {"reminded_days": 30}):
        with pytest.raises(DatabaseError, match="permission denied"), acting(cast.south):
            Agreement.objects.filter(pk=own.pk).update(**change)
    with owner():
        assert Agreement.objects.get(pk=own.pk).suspended_at is None
