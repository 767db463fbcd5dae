"""Nobody signs before the agency's own chain has approved the very edition; outside the agency nobody learns of it."""
from dataclasses import replace

import pytest
from django.db import DatabaseError, connection

from conftest import new_actor, owner
from liandong.access import actions as access, queries as deeds
from liandong.agencies import queries as agencies
from liandong.agreements import actions, queries
from liandong.agreements.models import Review, ReviewStep
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice

from .conftest import read


@pytest.fixture
def chain(cast):
    """The north asks its legal reviewer, then its leader; returns both."""
    with owner():
        agency = agencies.agency(cast.north.agency)
        found = [new_actor(agency, "100006", "季怀瑾", "reviewer"), new_actor(agency, "100007", "顾明澈", "leader")]
    with acting(cast.north):
        actions.set_chain(cast.north, ["reviewer", "leader"])
    return found


def give(actor, it, is_approved=True, why=""):
    with acting(actor):
        found = queries.of(it.pk)
        return actions.review(actor, found, edition=found.edition, is_approved=is_approved, why=why)


def waits(actor) -> int:
    with acting(actor):
        return queries.to_review(actor).count()


def test_each_post_approves_in_its_turn_and_then_it_can_be_signed(cast, way, chain):
    reviewer, leader = chain
    agreed = way.agreed()
    assert (waits(reviewer), waits(leader)) == (1, 0)
    with pytest.raises(Refused, match="legal reviewer"):
        way.step(cast.north, lambda it: actions.sign(cast.north, it))
    with pytest.raises(Refused, match="does not wait"):
        give(leader, agreed)
    give(reviewer, agreed)
    assert (waits(reviewer), waits(leader)) == (0, 1)
    give(leader, agreed)
    with acting(cast.north):
        assert queries.approved(cast.north, agreed) and not queries.lacking(cast.north, agreed)
    assert way.step(cast.north, lambda it: actions.sign(cast.north, it)).stage == "signing"


def test_what_is_returned_says_why_to_the_desk_and_can_be_approved_later(cast, way, chain):
    sent = way.sent()
    with pytest.raises(Refused, match="Say why"):
        give(chain[0], sent, is_approved=False)
    give(chain[0], sent, is_approved=False, why="第二条须写明期限")
    with acting(cast.clerk):
        assert Notice.objects.get(kind="agreements.return").values["why"] == "第二条须写明期限"
    assert waits(chain[0]) == waits(chain[1]) == 0
    give(chain[0], sent)
    assert waits(chain[1]) == 1


def test_a_new_edition_asks_anew(cast, way, chain):
    give(chain[0], way.sent())
    way.step(cast.south, lambda it: actions.change(cast.south, it, text=it.text.replace("友好", "充分"), terms=read(it),
                                                   why="措辞", version=it.version))
    assert waits(chain[0]) == 1
    with acting(chain[0]):
        assert Notice.objects.filter(kind="agreements.asked").count() == 2


def test_the_partner_learns_nothing_of_it(cast, way, chain):
    agreed = way.agreed()
    give(chain[0], agreed)
    with pytest.raises(Refused) as refused:
        way.step(cast.north, lambda it: actions.sign(cast.north, it))
    assert refused.value.concerns == ()
    with acting(cast.south):
        assert not Review.objects.exists() and not ReviewStep.objects.exists()
        assert not Entry.objects.filter(verb="agreements.approve").exists()
        assert queries.approved(cast.south, agreed)  # it has no chain of its own


def test_only_administrators_set_the_chain(cast):
    clerk = replace(cast.north, roles=frozenset({"clerk"}))
    with acting(clerk), pytest.raises(Refused, match="administrator"):
        actions.set_chain(clerk, [])
    with acting(cast.north), pytest.raises(Refused, match="once"):
        actions.set_chain(cast.north, ["leader", "leader"])


ATTACKS = [
    "DELETE FROM agreements_reviewstep", "UPDATE agreements_review SET is_approved = true",
    """INSERT INTO agreements_reviewstep (id, agency_id, "order", role) SELECT gen_random_uuid(), drafter_id, 1, 'clerk'
       FROM agreements_agreement""",
    """INSERT INTO agreements_review (id, agreement_id, edition, agency_id, role, officer, at, is_approved, why)
       SELECT gen_random_uuid(), id, edition, drafter_id, 'reviewer', actor_officer(), actor_at(), true, ''
       FROM agreements_agreement""",
    "SELECT agreements_approved(id, drafter_id) FROM agreements_agreement",
]


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("who", ["south", "clerk"])
def test_nobody_approves_for_another(cast, way, chain, attack, who):
    agreed = way.agreed()
    try:
        with acting(getattr(cast, who)), connection.cursor() as cursor:
            cursor.execute(attack)
            assert not cursor.rowcount
    except DatabaseError:
        pass
    with owner():
        assert ReviewStep.objects.count() == 2 and not Review.objects.filter(is_approved=True).exists()
    with pytest.raises(DatabaseError, match="has not approved"), acting(cast.north):
        access.sign(cast.north, deeds.deed(agreed.pk))
