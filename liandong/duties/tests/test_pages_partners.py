"""What partners did of what agreements asked, each way: every figure opens as many rows as it says."""
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


@pytest.fixture
def quarter(world, noon):
    """Forty days on: north kept its first duty in time and the second late; south kept nothing."""
    with acting(world.north):
        first, second = queries.owed_by(world.north.agency)[:2]
        actions.keep(world.north, first, evidence="江公情〔2026〕11号", version=1)
    with acting(after := later(world.north, days=34)):
        actions.keep(after, second, evidence="江公情〔2026〕12号", version=1)
    noon(days=40)
    return world


def table(client, **query):
    return client.get(reverse("duties:partners"), query)


def test_the_figures_say_what_each_side_did(quarter, sign_in):
    [pair] = table(sign_in(quarter.north), every="quarter", on="2026-11-01").context["pairs"]
    figures = [{it.name: it.count for it in side.figures} for side in pair.sides]
    assert figures == [{"kept": 1, "late": 1, "missed": 0, "open": 0}, {"kept": 0, "late": 0, "missed": 1, "open": 1}]
    assert pair.sides[0].median != "—" and pair.sides[1].median == "—"


@pytest.mark.parametrize("who", ["north", "south"])
@pytest.mark.parametrize("every, on", [("month", "2026-11-30"), ("quarter", "2026-11-01"), ("year", "2027-06-01")])
def test_every_figure_opens_the_rows_behind_it(quarter, sign_in, who, every, on):
    client = sign_in(getattr(quarter, who))
    [pair] = table(client, every=every, on=on).context["pairs"]
    for it in (it for side in pair.sides for it in side.figures):
        assert len(client.get(it.url).context["rows"]) == it.count, it


def test_the_period_is_chosen_by_its_length_and_moved(quarter, sign_in):
    client = sign_in(quarter.north)
    page = table(client, every="month", on="2026-12-15")
    stretch, steps = page.context["stretch"], [page.context[name] for name in ("before", "after")]
    assert (stretch.first.isoformat(), stretch.last.isoformat()) == ("2026-12-01", "2026-12-31")
    moved = [client.get(reverse("duties:partners") + step).context["stretch"].first.isoformat() for step in steps]
    assert moved == ["2026-11-01", "2027-01-01"]


@pytest.mark.parametrize("query", [{}, {"every": "week", "on": "2026-99-99"}, {"on": "0001-01-01"}, {"on": "9999-12-31"}])
def test_what_is_not_understood_shows_this_quarter(quarter, sign_in, noon, query):
    noon()
    assert table(sign_in(quarter.north), **query).context["stretch"].first.isoformat() == "2026-10-01"


def test_a_stranger_reads_that_nothing_was_asked(quarter, sign_in):
    page = table(sign_in(quarter.far))
    assert page.context["pairs"] == [] and "empty-x" in page.text


def test_the_sheet_has_a_line_a_side_and_is_written_down(quarter, sign_in):
    sheet = table(sign_in(quarter.north), on="2026-11-01", format="csv").content.decode("utf-8-sig").splitlines()
    assert len(sheet) == 3 and "江南市公安局" in sheet[1] and sheet[0].count(",") == 7 and "用时中位数（小时）" in sheet[0]
    with acting(quarter.north):
        assert Entry.objects.filter(verb="duties.export", facts={"count": "4"}).exists()
