"""The list of duties: its tabs, its filters, its sheet."""
from datetime import timedelta

import pytest
from django.urls import reverse

from conftest import NOON
from liandong.audit.models import Entry
from liandong.duties import actions, queries
from liandong.kernel.actor import acting

from .conftest import later


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock stands at noon; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


@pytest.mark.parametrize("tab, days, count", [
    ("ours", 0, 14), ("overdue", 0, 0), ("overdue", 3, 1), ("owed", 0, 14), ("kept", 0, 1), ("all", 0, 29),
    ("near", 0, 1), ("near", 3, 3), ("nonsense", 0, 1),
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
    get = lambda **query: client.get(reverse("duties:list"), {"tab": "ours"} | query).context["rows"]
    assert len(get(partner=str(world.south.agency), kind="intelligence_transfer")) == 14
    assert get(partner=str(world.far.agency)) == get(kind="meeting") == []
    assert len(get(kind="nonsense", partner="x", sort="agency")) == 14
    assert [get(sort=s)[0].duty.due_on.isoformat() for s in ("due", "-due")] == ["2026-11-25", "2027-12-25"]


def test_the_filter_overdue_finds_what_the_tab_counts_missed_ones_among_them(world, sign_in, noon):
    noon(days=70)
    client = sign_in(world.north)
    get = lambda **query: [row.duty.pk for row in client.get(reverse("duties:list"), query).context["rows"]]
    assert get(tab="overdue") == get(tab="overdue", outcome="overdue") == get(tab="ours", outcome="overdue")
    assert set(get(tab="ours", outcome="missed")) < set(get(tab="overdue"))


def test_a_long_list_costs_as_many_queries_as_a_short_one(world, sign_in, django_assert_num_queries):
    client = sign_in(world.north)
    for tab in ("ours", "overdue", "all"):
        client.get(reverse("duties:list"), {"tab": tab})  # the session is renewed once a minute
        with django_assert_num_queries(20, exact=False):
            client.get(reverse("duties:list"), {"tab": tab})


def test_the_sheet_holds_what_the_list_holds_and_is_written_down(world, sign_in):
    with acting(world.north):
        actions.keep(world.north, world.ours, evidence="=HYPERLINK(1)", version=1)
    sheet = sign_in(world.north).get(reverse("duties:list"), {"tab": "kept", "format": "csv"})
    [head, line] = sheet.content.decode("utf-8-sig").splitlines()
    assert "月度情报交换 · 2026年11月" in line and "'=HYPERLINK(1)" in line and head.count(",") == 13
    with acting(world.north):
        assert Entry.objects.filter(verb="duties.export", facts={"count": "1"}).exists()


def shown(client, **query):
    return [row.duty for row in client.get(reverse("duties:list"), query).context["rows"]]


@pytest.mark.parametrize("days, outcome, count", [
    (0, "soon", 2), (3, "overdue", 2), (3, "soon", 0), (40, "missed", 2), (3, "open", 28), (0, "paused", 0), (0, "kept", 0),
    (0, "nonsense", 28),
])
def test_how_a_duty_stands_narrows_the_list(world, sign_in, noon, days, outcome, count):
    noon(days=days)
    assert len(shown(sign_in(world.north), tab="all", outcome=outcome)) == count


def test_what_ended_is_found_from_a_tab_of_open_duties_too(world, sign_in):
    with acting(world.south):
        actions.waive(world.south, world.ours, reason="已当面交换", version=1)
    page = sign_in(world.north).get(reverse("duties:list"), {"tab": "near", "outcome": "waived"})
    assert [row.duty.pk for row in page.context["rows"]] == [world.ours.pk] and page.context["asked"].tab == "all"


def test_a_period_and_a_side_narrow_the_list_by_whole_days(world, sign_in):
    client = sign_in(world.north)
    found = shown(client, tab="all", way="theirs", since="2026-12-25", until="2027-01-25", partner=str(world.south.agency))
    assert [duty.due_on.isoformat() for duty in found] == ["2026-12-25", "2027-01-25"]
    assert {duty.agency_id for duty in found} == {world.south.agency}
    assert len(shown(client, tab="all", since="nonsense", until="9999-12-31")) == 28


def test_the_list_opens_with_what_is_near_and_puts_the_far_future_behind_it(world, sign_in):
    page = sign_in(world.north).get(reverse("duties:list"))
    assert page.context["asked"].tab == "near" and all(
        row.duty.due_at <= NOON + queries.NEAR for row in page.context["rows"])
    assert f'data-live="agency:{world.north.agency}"' in page.text and f'data-key="{world.ours.pk}"' in page.text


def test_a_paused_duty_says_in_the_list_what_it_waits_for(world, sign_in):
    with acting(world.north):
        actions.ask(later(world.north, hours=0), world.ours, question="由谁接收", version=1)
    assert "ck-paused" in sign_in(world.north).get(reverse("duties:list")).text
