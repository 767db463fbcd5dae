"""While an agreement is in force its parties are partners; nobody else makes them so."""
from dataclasses import replace
from datetime import timedelta

from conftest import NOON, owner
from liandong.access.models import Deed
from liandong.agencies import queries as agencies
from liandong.agencies.models import Partnership
from liandong.kernel.actor import acting
from liandong.notices.models import Notice

from .story import running


def test_parties_are_partners_from_the_moment_of_force_to_its_end(cast):
    story = running(cast)
    with acting(cast.north):
        assert agencies.partners(cast.north) == {cast.south.agency}
        assert Notice.objects.filter(kind="agencies.vacant").count() == 0  # both are named
    with acting(cast.far):
        assert agencies.partners(cast.far) == set() and not Partnership.objects.exists()
    with owner():
        Deed.objects.filter(pk=story.agreement).update(ends_at=NOON + timedelta(days=2))
    late = replace(cast.north, at=NOON + timedelta(days=2))
    with acting(late):
        assert agencies.partners(late) == set()
