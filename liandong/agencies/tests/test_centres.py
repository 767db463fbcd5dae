"""Command centres of three levels: their duties and powers are data, and only one's own administrators say what they are."""
import pytest
from django.db import connection

from liandong.agencies import actions
from liandong.agencies.models import CommandCentre
from liandong.agencies.rules import Tier, centres
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.keys import uuid7

pytestmark = pytest.mark.django_db
CITY = {"name": "云州市公安局指挥中心", "level": 2, "phone": "0990-6620110", "duties": ["watch", "judge"], "powers": ["raise"]}


def entered(actor, version=0, **changes):
    """The centre of the actor's agency, entered."""
    with acting(actor):
        return actions.set_centre(actor, **CITY | changes, version=version)


def test_every_tier_has_a_level_and_every_level_its_duties_and_powers():
    assert [centres.level_of(tier) for tier in Tier] == [1, 1, 2, 3, 3]
    assert all(centres.of_level(table, level) for table in ("duty", "power") for level in (1, 2, 3))
    assert all(item.zh and item.en for table in ("duty", "power") for item in centres.items(table))


def test_a_centre_is_entered_and_seen_by_every_agency(cast, sign_in):
    entered(cast.north)
    page = sign_in(cast.far).get("/agencies/centres/").content.decode()
    assert "云州市公安局指挥中心" in page and "提级指挥" in page


def test_what_belongs_to_another_level_is_refused(cast):
    with pytest.raises(Refused, match="no such duty or power"):
        entered(cast.north, powers=["across_cities"])


def test_a_centre_is_changed_as_it_was_seen(cast):
    entered(cast.north)
    assert entered(cast.north, version=1, phone="0990-6620111").version == 2
    with pytest.raises(Stale):
        entered(cast.north, version=1, phone="0990-6620112")


def test_who_is_no_administrator_enters_none_and_nobody_another_agencys(cast):
    with pytest.raises(Refused):
        entered(cast.clerk)
    entered(cast.south)
    with acting(cast.north), connection.cursor() as cursor:
        cursor.execute("UPDATE agencies_commandcentre SET phone = 'x' WHERE agency_id = %s", [cast.south.agency])
        assert cursor.rowcount == 0


def test_the_form_proposes_what_the_level_may_have_and_keeps_what_was_typed(cast, sign_in):
    client = sign_in(cast.north)
    assert "指挥中心" in client.get("/agencies/centres/ours/").content.decode()
    answer = client.post("/agencies/centres/ours/", {"name": "中心", "level": "3", "phone": "1", "duties": ["judge"],
                                                     "version": 0, "idempotency_key": str(uuid7())})
    assert answer.status_code == 422 and 'value="中心"' in answer.content.decode()
    assert not CommandCentre.objects.exists()
