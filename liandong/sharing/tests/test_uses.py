"""How what an agreement gives is used: written by who uses it, counted for both sides, each figure with its rows."""
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from conftest import NOON, owner
from liandong.kernel.actor import acting
from liandong.sharing import actions, queries
from liandong.sharing.models import Record, Use
from liandong.sharing.rules import uses
from liandong.sharing.rules.uses import Way
from tests.story import lead, running

FORGED = """INSERT INTO sharing_use (id, record_id, owner_id, agency_id, officer, deed, named, way, day, at)
            VALUES (gen_random_uuid(), %s, %s, actor_agency(), actor_officer(), %s, %s, 'read', '2026-11-23', actor_at())"""


def figures(client, deed) -> dict[tuple[str, str], list[int]]:
    lines = client.get(f"/records/uses/{deed}/").context["lines"]
    return {(line.way, line.category): [one.count for one in line.figures] for line in lines}


@pytest.fixture
def story(cast):
    return running(cast)


def test_who_opens_a_record_of_a_partner_is_counted_once_a_day_for_both(cast, story, sign_in):
    for _ in range(3):
        assert sign_in(cast.south).get(f"/records/{story.record}/").status_code == 200
    sign_in(cast.north).get(f"/records/{story.record}/")  # one's own is not used
    for actor in (cast.north, cast.south):
        assert figures(sign_in(actor), story.agreement)["江北 → 江南", "案件线索"] == [1, 1, 0, 0]
    assert not sign_in(cast.far).get(f"/records/uses/{story.agreement}/").context["lines"]


def test_every_figure_opens_its_rows(cast, story, sign_in):
    sign_in(cast.south).get(f"/records/{story.record}/")
    with acting(cast.south):
        actions.export(cast.south, queries.newest(cast.south))
    lines = sign_in(cast.north).get(f"/records/uses/{story.agreement}/").context["lines"]
    shown = [one for line in lines for one in line.figures if one.count]
    assert [one.count for one in shown] == [1, 1, 1]
    for one in shown:
        page = sign_in(cast.north).get(one.url)
        assert len(page.context.get("uses") or page.context["rows"]) == one.count == page.context["page"].total
        assert sign_in(cast.far).get(one.url).status_code == 404


def test_nothing_is_counted_of_records_one_may_not_see(cast, story, sign_in):
    sign_in(cast.south).get(f"/records/{story.record}/")
    with owner():
        Record.objects.filter(pk=story.record).update(level=2)
    assert figures(sign_in(cast.clerk), story.agreement)["江北 → 江南", "案件线索"] == [0, 0, 0, 0]
    with acting(cast.clerk):  # cleared for less
        assert not Use.objects.exists()


def test_uses_are_not_forged(cast, story):
    with acting(cast.north):
        other = actions.enter(cast.north, lead("另一条"))
    attempts = [(story.record, cast.north.agency, story.agreement, "vehicles"),
                (other.pk, cast.south.agency, story.agreement, "leads"),
                (story.record, cast.north.agency, uuid4(), "leads")]
    with acting(cast.south), connection.cursor() as cursor:
        for attempt in attempts:
            with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
                cursor.execute(FORGED, attempt)
        cursor.execute(FORGED, (story.record, cast.north.agency, story.agreement, "leads"))
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute("DELETE FROM sharing_use")


def test_an_agency_reads_what_it_and_each_partner_opened(cast, story):
    with acting(cast.south):
        actions.used(cast.south, [queries.of(story.record)], Way.READ)
        assert queries.exchanged(cast.south, NOON - timedelta(days=1))[cast.north.agency].theirs_read == 1
    with acting(cast.north):
        assert queries.exchanged(cast.north, NOON - timedelta(days=1))[cast.south.agency].ours_read == 1
        assert queries.exchanged(cast.north, NOON + timedelta(seconds=1))[cast.south.agency].ours_read == 0


def test_what_nobody_used_for_thirty_days_lies_unused():
    day = timedelta(days=1)
    assert uses.is_idle(None, NOON - 30 * day, NOON) and not uses.is_idle(NOON - 29 * day, NOON - 90 * day, NOON)
    assert uses.idle_days(NOON - 3 * day, NOON - 90 * day, NOON) == 3 and uses.idle_days(None, NOON + day, NOON) == 0


def test_duties_of_an_agreement_are_counted_with_their_list(cast, story, sign_in):
    kept = sign_in(cast.south).get(f"/records/uses/{story.agreement}/").context["kept"]
    for _label, counted in kept:
        for one in counted:
            assert sign_in(cast.south).get(one.url).context["page"].total == one.count
    assert [label for label, _figures in kept]
