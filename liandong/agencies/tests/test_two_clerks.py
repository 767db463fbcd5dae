"""Two clerks at the same roster at the same time: each on a connection of their own, and nothing is laid twice or lost."""
import threading
from datetime import date, time

import pytest
from django.db import connection

from liandong.agencies import actions, queries
from liandong.agencies.models import RosterEdition, Shift
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 23)


def at_once(*works):
    """What each of these acts came to, begun together in threads of their own."""
    gate, came = threading.Barrier(len(works)), []

    def run(work):
        gate.wait()
        try:
            came.append(work())
        except Refused as error:
            came.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def put(actor, roster, who, start=8):
    with acting(actor):
        return actions.add_shifts(actor, queries.roster(roster), officer=queries.colleague(actor, who), post="officer",
                                  first=TODAY, last=TODAY, start=time(start), end=time(start + 4), phone="")


def issue(actor, roster, version):
    with acting(actor):
        return actions.publish(actor, queries.roster(roster), version=version).number


@pytest.fixture
def roster(cast):
    """A roster of north; its officer and its clerk both keep it."""
    with acting(cast.north):
        return actions.open_roster(cast.north, month=TODAY, department=None).pk


def test_the_same_officer_is_put_on_duty_once(cast, roster):
    came = at_once(*(lambda actor=actor: put(actor, roster, cast.north.officer) for actor in (cast.north, cast.clerk)))
    [refusal] = [one for one in came if isinstance(one, Refused)]
    assert 1 in came and "on duty already" in refusal.message
    with acting(cast.north):
        assert Shift.objects.count() == 1


def test_one_roster_a_month_is_begun(cast, roster):
    def begin(actor):
        with acting(actor):
            return actions.open_roster(actor, month=date(2026, 12, 1), department=None).pk

    came = at_once(lambda: begin(cast.north), lambda: begin(cast.clerk))
    assert len(came) == 2 and len(set(came)) == 1


def test_what_a_colleague_published_meanwhile_is_not_wiped_out(cast, roster):
    put(cast.north, roster, cast.north.officer)
    with acting(cast.clerk):
        seen = Shift.objects.select_related("roster__agency", "officer").get()
    issue(cast.north, roster, 2)
    with acting(cast.clerk):
        actions.drop_shift(cast.clerk, seen)
        assert [(one.added_in, one.going) for one in Shift.objects.all()] == [(1, True)]
        with pytest.raises(Refused, match="already"):
            actions.drop_shift(cast.clerk, seen)


def test_what_both_lay_at_different_hours_stands(cast, roster):
    assert at_once(lambda: put(cast.north, roster, cast.north.officer),
                   lambda: put(cast.clerk, roster, cast.clerk.officer, start=12)) == [1, 1]
    with acting(cast.north):
        assert Shift.objects.count() == 2 and queries.roster(roster).version == 3


def test_an_edition_is_published_once_and_by_who_saw_it(cast, roster):
    put(cast.north, roster, cast.north.officer)
    came = at_once(lambda: issue(cast.north, roster, 2), lambda: issue(cast.clerk, roster, 2))
    assert 1 in came and any(isinstance(one, Refused) for one in came)
    with acting(cast.north):
        assert [one.number for one in RosterEdition.objects.all()] == [1]


def test_nothing_is_published_that_the_publisher_has_not_seen(cast, roster):
    put(cast.north, roster, cast.north.officer)
    came = at_once(lambda: issue(cast.north, roster, 2), lambda: put(cast.clerk, roster, cast.clerk.officer, start=12))
    with acting(cast.north):
        published = Shift.objects.filter(added_in=1).count()
        assert published == (0 if any(isinstance(one, Stale) for one in came) else 1) and Shift.objects.count() == 2
