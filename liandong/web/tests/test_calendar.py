"""The calendar shows every duty on its day, turns, narrows; its feed tells what its officer may see and no more."""
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from conftest import NOON, owner
from liandong.agencies.models import Officer
from liandong.agencies.tests import test_rosters as rosters
from liandong.duties import actions, queries
from liandong.duties.tests.conftest import agree, promise
from liandong.kernel import filters, subjects
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.kernel.models import FeedKey
from liandong.web.calendar import days, events, keys


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    """The pages' clock stands at noon; returns what moves it."""
    moment = [NOON]
    monkeypatch.setattr("liandong.web.middleware.now", lambda: moment[0])
    monkeypatch.setitem(subjects._addresses, "duty", "duties:detail")
    return lambda **time: moment.__setitem__(0, NOON + timedelta(**time))


@pytest.fixture
def deal(cast):
    """Each side owes the other something every month by the 25th."""
    return agree(cast.north, cast.south, duties=[promise(cast.north, cast.south)])


def shown(client, query=""):
    answer = client.get(f"/calendar/{query}")
    assert answer.status_code == 200
    cells = [cell for week in answer.context["weeks"] for cell in week]
    return {cell.date.isoformat(): [(e.title, e.is_ours, e.look) for e in cell.day.events] for cell in cells if cell.day}


def post(client, path, **data):
    return client.post(path, data | {"idempotency_key": str(uuid7())})


def feed(client):
    """The address that is shown once after making a key."""
    assert post(client, "/calendar/feed/").headers["Location"] == "/calendar/feed/address/"
    address = client.get("/calendar/feed/address/").context["address"]
    assert client.get("/calendar/feed/address/").status_code == 302  # once
    return address.removeprefix("http://testserver")


def read(address):
    answer = Client().get(address)
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


@pytest.mark.parametrize("view, day, first, last", [
    ("month", date(2026, 11, 23), date(2026, 10, 26), date(2026, 12, 6)),
    ("month", date(2027, 2, 1), date(2027, 2, 1), date(2027, 2, 28)),
    ("week", date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)),
    ("list", date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
])
def test_a_page_shows_whole_weeks_of_its_month(view, day, first, last):
    span = days.span(view, day)
    assert (span.first, span.last) == (first, last) and len(span.days) == (last - first).days + 1
    assert days.span(view, span.after).before <= span.day <= days.span(view, span.before).after + timedelta(days=31)


@pytest.mark.parametrize("text", ["", "x", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_nobody_can_mean_is_today(text):
    assert days.asked(text, date(2026, 11, 23)) == date(2026, 11, 23)


def test_both_sides_stand_on_the_day_at_whose_end_they_fall_due(cast, sign_in, deal):
    found = shown(sign_in(cast.north))
    assert sorted(found["2026-11-25"]) == [("月度情报交换", False, "need"), ("月度情报交换", True, "need")]
    assert shown(sign_in(cast.far)) == {}


@pytest.mark.parametrize("query, count", [("?side=ours", 1), ("?side=theirs", 1), ("?kind=report", 0),
                                          ("?kind=intelligence_transfer", 2), ("?side=mine&kind=x&partner=x", 2)])
def test_it_narrows_to_a_side_and_a_kind(cast, sign_in, deal, query, count):
    assert len(shown(sign_in(cast.north), query).get("2026-11-25", [])) == count


def test_it_narrows_to_a_partner(cast, sign_in, deal):
    agree(cast.north, cast.far, duties=[promise(cast.north)])
    client = sign_in(cast.north)
    assert [len(shown(client, f"?partner={a.agency}")["2026-11-25"]) for a in (cast.south, cast.far)] == [2, 1]


def test_week_and_list_show_the_same_day(cast, sign_in, deal):
    client = sign_in(cast.north)
    for view in ("week", "list"):
        assert len(shown(client, f"?view={view}&day=2026-11-24")["2026-11-25"]) == 2
    assert "2026年第48周" in client.get("/calendar/?view=week&day=2026-11-24").text


def test_a_full_day_says_how_much_more_there_is(cast, sign_in):
    kinds = ("report", "meeting", "training", "payment", "publicity", "evaluation")
    agree(cast.north, cast.south, duties=[promise(cast.north, kind=kind) for kind in kinds])
    with acting(cast.north):
        done = queries.owed_by(cast.north.agency).filter(kind="report").order_by("due_at")[0]
        actions.keep(cast.north, done, evidence="已送达", version=1)
    answer = sign_in(cast.north).get("/calendar/")
    day = answer.context["weeks"][4][2].day
    assert (len(day.events), day.more) == (3, 3) and "还有 3 项" in answer.text
    assert all(event.look != "done" for event in day.events)  # what is kept comes last


def test_an_hour_is_said_and_midnight_is_the_end_of_the_day():
    at = datetime.fromisoformat
    assert events.clock(at("2026-11-25T16:00+00:00")) == "" and events.clock(at("2026-11-25T06:30+00:00")) == "14:30"


def test_the_feed_is_read_by_a_calendar_and_tells_no_more_than_it_must(cast, sign_in, deal):
    found = read(feed(sign_in(cast.north)))
    mine = next(e for e in found if e["SUMMARY"].startswith("江北") and e.decoded("DTSTART") == date(2026, 11, 25))
    assert mine["SUMMARY"] == "江北：月度情报交换 2026年11月（临期）"
    assert mine.decoded("DTEND") == date(2026, 11, 26) and deal.number in mine["DESCRIPTION"]
    assert mine["URL"].startswith("http://testserver/duties/") and mine["URL"] in mine["DESCRIPTION"]
    [alarm] = mine.walk("VALARM")
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15) and len({e["UID"] for e in found}) == len(found)


def test_what_is_kept_rings_no_more(cast, sign_in, deal):
    address = feed(sign_in(cast.north))
    with acting(cast.north):
        actions.keep(cast.north, queries.owed_by(cast.north.agency)[0], evidence="机密内容", version=1)
    kept = next(e for e in read(address) if "已履行" in e["SUMMARY"])
    assert kept.walk("VALARM") == [] and "机密" not in Client().get(address).text


def test_each_officer_has_one_key_and_only_its_digest_is_kept(cast, sign_in, deal):
    first, second = feed(sign_in(cast.north)), feed(sign_in(cast.north))
    assert Client().get(first).status_code == 404 and read(second)
    with owner():
        [row] = FeedKey.objects.all()
    assert bytes(row.digest) == keys.digest(second.split("/")[-1].removesuffix(".ics")) and row.used_at == NOON


def test_a_revoked_key_and_a_closed_account_open_nothing(cast, sign_in, deal):
    client = sign_in(cast.north)
    address = feed(client)
    post(client, "/calendar/feed/revoke/")
    assert Client().get(address).status_code == 404
    address = feed(client)
    with owner():
        Officer.objects.filter(pk=cast.north.officer).update(is_active=False)
    assert Client().get(address).status_code == 404


def test_the_key_says_whose_feed_it_is_whoever_is_signed_in(cast, sign_in, deal):
    address = feed(sign_in(cast.north))
    other = sign_in(cast.far).get(address)
    assert other.status_code == 200 and "月度情报交换" in other.text


def test_nobody_sees_or_makes_anothers_key(cast, sign_in):
    feed(sign_in(cast.north))
    with acting(cast.clerk):
        assert FeedKey.objects.count() == 0 and not keys.revoke(cast.clerk)


def test_a_feed_is_not_read_without_end(cast, sign_in, monkeypatch):
    monkeypatch.setattr("liandong.web.views.feed.RATES", {"feed": "3/h/key"})
    address = feed(sign_in(cast.north))
    assert [Client().get(address).status_code for _ in range(5)] == [200, 200, 200, 429, 429]


def test_the_ledger_says_who_made_and_revoked_a_key(cast, sign_in, deal):
    client = sign_in(cast.north)
    feed(client)
    post(client, "/calendar/feed/revoke/")
    assert {"web.make_feed", "web.revoke_feed"} <= {e.verb for e in _lines(cast.north)}


def _lines(actor):
    from liandong.audit import queries as audit
    with acting(actor):
        return list(audit.lines())


def test_every_list_that_keeps_filters_has_an_address():
    from django.urls import reverse
    assert all(reverse(name) for name in filters.lists())


def test_my_own_shifts_stand_before_duties_and_the_agencys_are_asked_for(cast, sign_in, deal):
    roster = rosters.made(cast, days=3)
    with acting(cast.north):
        rosters.issue(cast.north, roster)
    assert shown(sign_in(cast.clerk))["2026-11-25"][0] == ("值班：值班民警", True, "wait")
    assert ("值班：值班民警", True, "wait") not in shown(sign_in(cast.north))["2026-11-25"]
    found = shown(sign_in(cast.north), "?side=shifts")
    assert sorted(found) == ["2026-11-23", "2026-11-24", "2026-11-25"] and "韩牧川" in sign_in(cast.north).get(
        "/calendar/?side=shifts").text
    assert shown(sign_in(cast.south), "?side=shifts") == {}


def test_the_feed_tells_the_officers_own_shifts_with_their_hours(cast, sign_in, deal):
    roster = rosters.made(cast)
    with acting(cast.north):
        rosters.issue(cast.north, roster)
    address = feed(sign_in(cast.clerk))
    [shift] = [event for event in read(address) if event["UID"].startswith("shift-")]
    assert shift["SUMMARY"] == "值班：值班民警" and shift.decoded("DTEND") - shift.decoded("DTSTART") == timedelta(days=1)
