"""Before a review day and on it the owner is told once; past it others see nothing; renewing asks for a reason."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from conftest import NOON, role
from liandong.audit.models import Entry as Line
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.notices.models import Notice
from liandong.sharing import actions, queries, tasks

from .cast import SUSPECT, entered

DAY = NOON.date()


@pytest.fixture
def person(cast):
    """Released to the south, due for review in ten days."""
    with acting(cast.north):
        record = entered(cast.north, SUSPECT, review_on=DAY + timedelta(days=10))
        actions.release(cast.north, record, cast.south.agency, purpose="核查", until=NOON + timedelta(days=90))
    return record


def later(actor, days):
    return replace(actor, at=NOON + timedelta(days=days))


def test_the_owner_is_told_once_a_week_before_and_once_on_the_day(cast, person):
    def run(days):
        with role("jobs"):
            return tasks.tell_of_reviews(int((NOON + timedelta(days=days)).timestamp()))
    assert [run(day) for day in (1, 3, 4, 9, 10, 12)] == [0, 1, 0, 0, 1, 0]
    with acting(cast.north):
        assert sorted(Notice.objects.filter(kind__startswith="sharing.review").values_list("kind", flat=True)) == [
            "sharing.review_due", "sharing.review_soon"]
        assert queries.reviews.due(later(cast.north, 3)).count() == 1 and not queries.reviews.due(cast.north).exists()


def test_past_its_day_others_see_nothing_until_it_is_renewed(cast, person):
    with acting(later(cast.south, 10)):
        assert queries.of(person.pk)
    with acting(later(cast.south, 11)):
        assert queries.of(person.pk) is None
    with acting(later(cast.north, 11)) as _none:
        actor = later(cast.north, 11)
        actions.reviews.renew(actor, person, until=DAY + timedelta(days=60), reason="案件仍在侦办", version=1)
        line = Line.objects.get(verb="sharing.renew")
        assert line.purpose == "案件仍在侦办" and line.facts["number"] == person.number
    with acting(later(cast.south, 12)):
        assert queries.of(person.pk)


@pytest.mark.parametrize("days, reason", [(60, ""), (5, "仍需"), (500, "仍需"), (60, "机密★")])
def test_a_renewal_without_reason_backwards_or_for_ever_is_refused(cast, person, days, reason):
    with acting(cast.north), pytest.raises(Refused):
        actions.reviews.renew(cast.north, person, until=DAY + timedelta(days=days), reason=reason, version=1)


def test_records_are_renewed_one_after_another(cast, person, sign_in, monkeypatch):
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON + timedelta(days=8))
    with acting(cast.north):
        other = entered(cast.north, SUSPECT, review_on=DAY + timedelta(days=12))
    client = sign_in(cast.north)
    assert client.get(reverse("sharing:reviews")).text.count(person.title) >= 2
    said = {"until": DAY + timedelta(days=90), "reason": "仍在侦办", "version": 1, "following": "1"}
    answer = client.post(reverse("sharing:renew", args=[person.pk]), said | {"idempotency_key": str(uuid7())})
    assert answer["Location"] == reverse("sharing:renew", args=[other.pk])


def test_the_web_role_asks_nobodys_reviews(cast, person):
    with acting(cast.south), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sharing_reviews_to_tell('2026-12-01')")
