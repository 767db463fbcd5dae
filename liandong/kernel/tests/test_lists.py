"""Lists say how many rows they have without counting what they know already."""
import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from liandong.kernel import filters, lists
from liandong.kernel.actor import acting
from liandong.kernel.models import SavedFilter


def page(actor, number, **known):
    """The page, and how many statements it took."""
    with acting(actor), CaptureQueriesContext(connection) as asked:
        request = RequestFactory().get("/", {"page": str(number)})
        shown = lists.paged(request, SavedFilter.objects.order_by("label"), size=5, **known)
    return shown, len(asked)


@pytest.fixture
def seven(cast):
    """An officer with seven kept filters."""
    with acting(cast.north):
        for number in range(7):
            filters.save(cast.north, "duties:list", label=f"第{number}个", query=f"tab=owed&kind={number}")
    return cast.north


@pytest.mark.parametrize("number, first, last, queries", [(1, 1, 5, 2), (2, 6, 7, 1), (3, 0, 0, 2)])
def test_the_last_page_says_the_total_without_a_count(seven, number, first, last, queries):
    shown, asked = page(seven, number)
    assert (shown.first, shown.last if shown else 0, shown.count, asked) == (first, last, "7", queries)


def test_a_total_that_is_known_is_not_counted_again(seven):
    shown, asked = page(seven, 1, total=lists.CAP + 1)
    assert (shown.count, shown.total, shown.has_next, asked) == (f"{lists.CAP}+", lists.CAP, True, 1)
