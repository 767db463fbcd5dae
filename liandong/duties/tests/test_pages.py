"""The pages of duties, as each side sees them."""
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON
from liandong.audit.models import Entry
from liandong.duties import actions, queries
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7

from .conftest import later


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock stands at noon; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


def post(client, verb, duty, **fields):
    return client.post(reverse(f"duties:{verb}", args=[duty.pk]),
                       {"idempotency_key": str(uuid7()), "version": duty.version} | fields)


def test_both_sides_read_it_and_a_stranger_finds_nothing(world, sign_in):
    url = reverse("duties:detail", args=[world.ours.pk])
    answers = {name: sign_in(getattr(world, name)).get(url) for name in ("north", "south", "far")}
    assert {name: a.status_code for name, a in answers.items()} == {"north": 200, "south": 200, "far": 404}
    action = reverse("duties:keep", args=[world.ours.pk])
    assert action in answers["north"].text and action not in answers["south"].text
    assert "江公协字〔2026〕3号" in answers["south"].text


def test_keeping_it_is_said_once_and_seen_by_the_partner(world, sign_in):
    client = sign_in(world.north)
    answer = post(client, "keep", world.ours, evidence="江公情〔2026〕11号，24条，机要送达")
    assert answer.status_code == 302
    page = sign_in(world.south).get(reverse("duties:detail", args=[world.ours.pk]))
    assert "江公情〔2026〕11号" in page.text and "st-done" in page.text


def test_without_evidence_the_form_says_so_and_nothing_is_written(world, sign_in):
    answer = post(sign_in(world.north), "keep", world.ours, evidence=" ")
    assert answer.status_code == 422 and "id_evidence_error" in answer.text
    with acting(world.north):
        assert queries.owed_by(world.north.agency).first().outcome == ""


def test_the_partner_cannot_say_it_is_kept(world, sign_in):
    answer = post(sign_in(world.south), "keep", world.ours, evidence="对方已送达")
    assert answer.status_code == 422
    with acting(world.north):
        assert Entry.objects.filter(verb="duties.keep.refused", agency=world.south.agency).exists()


def test_a_stranger_posting_finds_nothing(world, sign_in):
    assert post(sign_in(world.far), "keep", world.ours, evidence="已办").status_code == 404


def test_an_old_page_shows_both_texts(world, sign_in):
    with acting(world.north):
        actions.keep(world.north, world.ours, evidence="先送达的一份", version=1)
    world.ours.version = 1
    answer = post(sign_in(world.clerk), "keep", world.ours, evidence="后写的一份")
    assert answer.status_code == 409 and "先送达的一份" in answer.text and "后写的一份" in answer.text


def test_taken_back_on_the_page(world, sign_in, noon):
    with acting(world.north):
        kept = actions.keep(world.north, world.ours, evidence="已送达", version=1)
    client = sign_in(world.north)
    noon(hours=1)
    assert "take-back" in client.get(reverse("duties:detail", args=[kept.pk])).text
    assert post(client, "reopen", kept, note="发错文件").status_code == 302
    noon(days=1)
    assert "take-back" not in client.get(reverse("duties:detail", args=[kept.pk])).text


@pytest.mark.parametrize("tab, days, count", [
    ("ours", 0, 14), ("overdue", 0, 0), ("overdue", 3, 1), ("owed", 0, 14), ("kept", 0, 1), ("all", 0, 29), ("nonsense", 0, 14),
])
def test_the_tabs_of_the_list(world, sign_in, noon, tab, days, count):
    with acting(world.south):
        theirs = queries.owed_by(world.south.agency).first()
        actions.keep(world.south, theirs, evidence="已送达", version=1)
    noon(days=days)
    page = sign_in(world.north).get(reverse("duties:list"), {"tab": tab})
    expected = {"owed": 13, "all": 28}.get(tab, count)
    assert len(page.context["rows"]) == expected


def test_the_list_is_narrowed_and_sorted(world, sign_in):
    client = sign_in(world.north)
    get = lambda **query: client.get(reverse("duties:list"), query).context["rows"]
    assert len(get(partner=str(world.south.agency), kind="intelligence_transfer")) == 14
    assert get(partner=str(world.far.agency)) == get(kind="meeting") == []
    assert len(get(kind="nonsense", partner="x", sort="agency")) == 14
    assert [get(sort=s)[0].duty.due_on.isoformat() for s in ("due", "-due")] == ["2026-11-25", "2027-12-25"]


def test_a_long_list_costs_as_many_queries_as_a_short_one(world, sign_in, django_assert_num_queries):
    client = sign_in(world.north)
    for tab in ("ours", "overdue", "all"):
        client.get(reverse("duties:list"), {"tab": tab})  # the session is renewed once a minute
        with django_assert_num_queries(15, exact=False):
            client.get(reverse("duties:list"), {"tab": tab})


def test_the_sheet_holds_what_the_list_holds_and_is_written_down(world, sign_in):
    with acting(world.north):
        actions.keep(world.north, world.ours, evidence="=HYPERLINK(1)", version=1)
    sheet = sign_in(world.north).get(reverse("duties:list"), {"tab": "kept", "format": "csv"})
    [head, line] = sheet.content.decode("utf-8-sig").splitlines()
    assert "月度情报交换 · 2026年11月" in line and "'=HYPERLINK(1)" in line and head.count(",") == 7
    with acting(world.north):
        assert Entry.objects.filter(verb="duties.export", facts={"count": "1"}).exists()


def test_no_page_changes_by_being_read(world, sign_in):
    client = sign_in(world.north)
    assert client.get(reverse("duties:keep", args=[world.ours.pk])).status_code == 405
    assert later(world.north, days=1).at > world.north.at
