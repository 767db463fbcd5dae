"""How many queries a page takes is a committed number, and does not grow with the rows on it."""
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from liandong.kernel.actor import acting
from liandong.sharing import actions as sharing
from tests.story import lead, running

# Beyond the two of the session and its officer, the actor's stamp and setting, and the transaction's own.
BASELINE = {"/": 40, "/agreements/": 23, "/agreements/ours/": 17,
            "/records/": 27, "/records/asked/": 15, "/records/interests/": 14, "/records/onward/": 16,
            "/records/imports/": 16, "/records/exports/": 16,
            "/records/standard/": 16, "/records/standard/history/": 16, "/records/reviews/": 14,
            "/records/accounts/": 14,
            "/duties/": 22, "/duties/partners/": 16, "/calendar/": 22,
            "/notices/": 18, "/agencies/rosters/": 18, "/agencies/contacts/": 18}


def count(client, path: str) -> int:
    """How many statements the page takes, when everything that is loaded once has been loaded."""
    client.get(path)
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("path", sorted(BASELINE))
def test_a_page_takes_no_more_queries_than_agreed(path, cast, sign_in):
    running(cast)
    assert count(sign_in(cast.north), path) <= BASELINE[path]


@pytest.mark.parametrize("path", ["/records/", "/", "/calendar/"])
def test_a_longer_list_takes_as_many_queries(path, cast, sign_in):
    running(cast)
    client = sign_in(cast.south)
    short = count(client, path)
    with acting(cast.north):
        for number in range(12):
            sharing.enter(cast.north, lead(f"第{number}条线索"))
    assert count(client, path) == short
