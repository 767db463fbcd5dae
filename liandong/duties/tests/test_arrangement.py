"""Loading an arrangement of days off: reading its file, making it whole, and what it does to duties."""
import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from hypothesis import given, strategies as st

from conftest import NOON, owner, role
from liandong.agencies.models import Agency
from liandong.audit.models import Entry
from liandong.duties import actions, queries
from liandong.duties.models import Duty
from liandong.duties.rules import Calendar, arrangement
from liandong.kernel.actor import NOBODY, acting
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.web.commands import days as command

FILE = """日期,上班,说明
2026-12-31,0,元旦
2027-01-01,0,元旦
2027/1/2,休,元旦
2027-01-09,1,元旦调休
2027年2月5日,0,春节
2027-05-01,0,劳动节
2027-10-01,0,国庆节
"""


@pytest.fixture(autouse=True)
def noon(monkeypatch):
    monkeypatch.setattr("liandong.web.middleware.now", lambda: NOON)


@given(st.dictionaries(st.dates(date(2027, 1, 1), date(2027, 12, 31)), st.booleans(), max_size=40))
def test_what_a_file_says_is_read_and_the_rest_of_a_new_year_is_filled_in(said):
    off = {date(2027, month, 1): False for month in (1, 5, 10)}
    said |= off
    lines = arrangement.read("\n".join(f"{day},{int(works)}" for day, works in said.items()))
    days = {each.day: each.is_working for each in arrangement.whole(lines, Calendar())}
    loaded = Calendar(days)
    assert days.items() >= said.items() and loaded.known_until >= date(2027, 12, 24)
    ordinary = {day: works for day, works in days.items() if day not in said}
    assert ordinary == {day: day.weekday() < 5 for day in ordinary}
    assert {each.day for each in arrangement.differences(lines, Calendar())} <= said.keys()
    assert not arrangement.differences(lines, loaded) and not arrangement.years(lines, loaded)


@pytest.mark.parametrize("text, why", [
    ("", "No day was found"), ("date,working\n", "No day was found"), ("2027-01-01,0\n2027-01-01,1", "contrary"),
    ("2027-01-01,maybe", "Line 1 cannot be read"), ("2027-01-01", "Line 1 cannot be read"),
    ("2027-02-30,0", "no such day"), ("1999-01-01,0", "not between"), ("2027-01-01,0\nrubbish,0", "Line 2 cannot be read"),
])
def test_a_file_that_cannot_be_read_is_refused_with_its_line(text, why):
    with pytest.raises(Refused, match=why):
        arrangement.read(text)


@pytest.mark.parametrize("text, why", [
    ("2027-05-02,0", "2027-01-01 is not off"), ("2027-01-01,0\n2027-05-01,0", "2027-10-01 is not off"),
    ("\n".join(f"2026-11-{day:02d},0" for day in range(2, 28)), "in a row")])
def test_half_an_arrangement_or_an_impossible_one_is_refused(text, why):
    with pytest.raises(Refused, match=why):
        arrangement.whole(arrangement.read(text), Calendar())


def test_one_day_of_a_known_year_is_corrected_alone():
    lines = arrangement.read("2026-11-27,0,防汛")
    assert arrangement.whole(lines, Calendar()) == lines and lines[0].note == "防汛"


def jobs():
    with role("jobs"), connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = 'duties.recompute'")
        return [json.loads(row[0]) for row in cursor.fetchall()]


def post(client, **fields):
    return client.post(reverse("duties:load_calendar"), {"idempotency_key": str(uuid7())} | fields)


def upload(content=FILE.encode()):
    return SimpleUploadedFile("2027.csv", content)


def test_the_differences_are_shown_before_anything_is_loaded(cast, sign_in):
    client = sign_in(cast.north)
    for content in (FILE.encode(), FILE.encode("gb18030")):
        shown = post(client, file=upload(content))
        assert shown.status_code == 200 and "春节" in shown.text and "2027-01-09" in shown.text
        assert "2027-01-02" not in shown.text.split("<table")[1]  # a Saturday that stays off
    with acting(cast.north):
        assert not queries.calendar().overrides and not jobs()


def test_once_confirmed_it_is_loaded_written_down_and_reckoned_anew(cast, sign_in):
    client = sign_in(cast.north)
    answer = post(client, text=FILE, confirmed="1")
    assert (answer.status_code, answer.url) == (302, reverse("duties:calendar") + "?year=2027")
    with acting(cast.north):
        known = queries.calendar()
        assert known.known_until == date(2027, 12, 24) and not known.is_working(date(2026, 12, 31))
        line = Entry.objects.get(verb="duties.load_calendar")
    assert line.facts == {"years": "2027", "changed": "5"}
    assert jobs() == [{"timestamp": int(NOON.timestamp())}]
    assert post(client, text="2026-11-27,0", confirmed="1").status_code == 302 and len(jobs()) == 2


def test_the_year_says_what_is_assumed(cast, sign_in):
    client = sign_in(cast.far)
    known, unknown = (client.get(reverse("duties:calendar"), {"year": year}).text for year in (2025, 2027))
    assert "assumed" not in known.split("</ul>")[-1] and unknown.count('assumed"') > 300
    assert "2025-01-28" in known and known.count("moved") > 20
    for year in ("", "x", "9999", "0001"):
        assert client.get(reverse("duties:calendar"), {"year": year}).status_code == 200


def test_who_may_not_load_is_told_who_may(cast, sign_in):
    with owner():
        Agency.objects.filter(pk=cast.south.agency).update(parent=cast.north.agency)
    for actor in (cast.south, cast.firm, cast.clerk):
        client = sign_in(actor)
        assert 'id="load"' not in client.get(reverse("duties:calendar")).text
        assert post(client, text=FILE, confirmed="1").status_code == 409
    assert post(sign_in(cast.north), text="2027-05-02,0", confirmed="1").status_code == 422


def load(tmp_path, text=FILE, check=False):
    file = tmp_path / "2027.csv"
    Path(file).write_text(text, "utf-8")
    with role("jobs"):
        command.load(SimpleNamespace(file=file, check=check))


def test_the_command_shows_and_loads(cast, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "require_installation", lambda: None)
    load(tmp_path, check=True)
    assert "2027-02-05" in capsys.readouterr().out
    with acting(cast.north):
        assert not queries.calendar().overrides
    load(tmp_path)
    with acting(cast.north):
        assert queries.calendar().known_until == date(2027, 12, 24)
        assert Entry.objects.get(verb="duties.load_calendar").officer == NOBODY
    with pytest.raises(SystemExit, match="2028-05-01|2028-01-01"):
        load(tmp_path, "2028-10-01,0")


def test_open_duties_reckoned_over_a_changed_day_are_marked(world):
    with owner():
        rolled = Duty.objects.filter(due_at=world.ours.due_at)
        rolled.filter(pk=world.ours.pk).update(roll="next")
    with acting(world.north):
        actions.load_calendar(world.north, arrangement.read(f"{world.ours.due_on},0"))
    with owner():
        assert {duty.provisional for duty in rolled.filter(pk=world.ours.pk)} == {True}
        assert {duty.provisional for duty in Duty.objects.exclude(pk=world.ours.pk)} == {False}
