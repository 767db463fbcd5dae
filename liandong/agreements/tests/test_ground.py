"""The tables of agreements, as the web role meets them."""
from liandong.agreements.models import Agreement
from liandong.kernel.actor import acting


def test_nothing_yet(cast):
    with acting(cast.north):
        assert not Agreement.objects.exists()
