"""The page of notices, and what a click does."""
import pytest
from django.urls import reverse

from conftest import NOON
from liandong.kernel import subjects
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.notices import actions, queries


@pytest.fixture
def told(cast, monkeypatch):
    """Two notices to north about a subject that has a page."""
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)
    monkeypatch.setitem(subjects._addresses, "thing", "notices:read")
    key = uuid7()
    with acting(cast.south):
        for number in ("1", "2"):
            actions.tell(cast.south, "test.told", agencies=[cast.north.agency], message="Draft %(number)s",
                         values={"number": number}, subject_kind="thing", subject=key)
    with acting(cast.north):
        return queries.waiting(cast.north).first()


def post(client, name, *args, **headers):
    return client.post(reverse(f"notices:{name}", args=args), {"idempotency_key": str(uuid7())}, headers=headers)


def test_unread_ones_are_marked_and_lead_to_their_subject(cast, told, sign_in):
    page = sign_in(cast.north).get(reverse("notices:list"))
    assert [line.is_new for line in page.context["lines"]] == [True, True]
    assert {line.url for line in page.context["lines"]} == {reverse("notices:read", args=[told.subject])}


def test_a_click_marks_it_as_read_and_goes_on(cast, told, sign_in):
    client = sign_in(cast.north)
    answer = post(client, "read", told.pk, **{"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == reverse("notices:read", args=[told.subject])
    assert len(client.get(reverse("notices:list"), {"tab": "unread"}).context["lines"]) == 1


def test_all_are_read_at_once(cast, told, sign_in):
    client = sign_in(cast.north)
    assert post(client, "read_all").status_code == 302
    assert client.get(reverse("notices:list")).context["unread"] == 0


def test_another_agency_finds_nothing(cast, told, sign_in):
    client = sign_in(cast.far)
    assert post(client, "read", told.pk).status_code == 404
    assert client.get(reverse("notices:list")).context["lines"] == []
