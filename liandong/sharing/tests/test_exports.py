"""Files that leave: for a purpose, up to what the post takes, with marks and masks; withdrawn when a record in them closes."""
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from conftest import NOON, owner
from liandong.audit.models import Entry
from liandong.kernel import events, sheets
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.sharing import actions, queries
from liandong.sharing.models import Export, ExportedRecord, Record, Use
from liandong.sharing.rules import exporting

from .cast import ID, LEAD, SUSPECT, entered


def made(actor, media="json", **asked):
    """A file, asked for and made."""
    found = actions.exports.ask(actor, purpose="云公刑字2026第1号案", media=media, asked=asked)
    actions.exports.make(actor, found.pk)
    found.refresh_from_db()
    return found


@pytest.fixture
def shown(cast):
    """Two suspects of north, released to south."""
    with acting(cast.north):
        found = [entered(cast.north, replace(SUSPECT, handling=("no_onward",))) for _ in range(2)]
        for record in found:
            actions.release(cast.north, record, cast.south.agency, purpose="核查", until=NOON + timedelta(days=9))
    return found


@pytest.mark.parametrize("media", exporting.MEDIA)
def test_a_file_carries_marks_and_masks_and_every_owner_reads_for_what(cast, shown, media):
    with acting(cast.south):
        content = actions.exports.fetch(cast.south, made(cast.south, media))
        text = content.decode("utf-8-sig", "replace")
        if media == "xlsx":
            book = load_workbook(io.BytesIO(content))
            text = "".join(str(cell.value) for page in book for row in page for cell in row)
        assert shown[0].number in text and ID not in text and "13900006620" not in text and "1101**" in text
        assert ("禁转" in text or "no_onward" in text) and Use.objects.count() == 0  # by release, not by agreement
    with acting(cast.north):
        told = Entry.objects.filter(verb__in=["sharing.export", "sharing.export_fetch"], agency=cast.south.agency)
        assert {(line.purpose, line.facts["rows"]) for line in told} == {("云公刑字2026第1号案", "2")} and len(told) == 2


def test_a_file_is_withdrawn_when_a_record_in_it_is_recalled_before_it_is_fetched(cast, shown):
    with acting(cast.south):
        waiting = made(cast.south)
    with acting(cast.north):
        actions.recall(cast.north, shown[0], cast.south.agency)
    with acting(cast.south):
        assert actions.exports.fetch(cast.south, waiting) is None
        waiting.refresh_from_db()
        assert (waiting.stage, waiting.content) == ("withdrawn", None)
        with pytest.raises(Refused):
            actions.exports.fetch(cast.south, waiting)
        assert [row["id"] for row in json.loads(actions.exports.fetch(cast.south, made(cast.south)))["records"]] == [
            str(shown[1].pk)]


def test_its_owner_withdraws_a_record_from_files_it_does_not_see(cast, shown):
    with acting(cast.south):
        waiting = made(cast.south)
    with acting(cast.far):
        events.tell("sharing.closed", cast.far, shown[0])  # it is not theirs
    with owner():
        assert Export.objects.get(pk=waiting.pk).stage == "ready"
    with acting(cast.north):
        assert not Export.objects.exists() and not ExportedRecord.objects.exists()
        events.tell("sharing.closed", cast.north, shown[0])
    with owner():
        assert (Export.objects.get(pk=waiting.pk).stage, Export.objects.get(pk=waiting.pk).content) == ("withdrawn", None)


def test_a_post_takes_out_so_many_and_says_for_what(cast, monkeypatch):
    monkeypatch.setitem(exporting.LIMITS, "clerk", 1)
    clerk, keeper = replace(cast.clerk, roles=frozenset({"clerk"})), replace(cast.clerk, roles=frozenset({"administrator"}))
    with acting(clerk):
        entered(clerk), entered(clerk, replace(LEAD, title="第二条"))
        found = made(clerk)
        assert (found.rows, found.is_cut) == (1, True)
        for actor, purpose in ((clerk, " x "), (keeper, "核查案件")):
            with pytest.raises(Refused):
                actions.exports.ask(actor, purpose=purpose, media="csv", asked={})


def test_a_file_is_its_officers_alone_and_for_a_day(cast, shown):
    with acting(cast.south):
        waiting = made(cast.south)
    for other in (cast.north, cast.far, replace(cast.south, officer=cast.clerk.officer)):
        with acting(other):
            assert queries.exports.of(waiting.pk) is None and not ExportedRecord.objects.exists()
            actions.exports.make(other, waiting.pk)
    late = replace(cast.south, at=NOON + exporting.KEPT)
    with acting(late), pytest.raises(Refused):
        actions.exports.fetch(late, waiting)


@pytest.mark.parametrize("cell, kept", [
    ("=1+1", "'=1+1"), ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"), ("@SUM(A1)", "'@SUM(A1)"), ("-2+3", "'-2+3"),
    (" =1", "' =1"), ("\t=1", "'\t=1"), ("-12.5", "-12.5"), ("+86", "+86"), ("云A12345", "云A12345"), ("a\x00b", "ab"),
    (None, "")])
def test_no_cell_is_reckoned_by_a_spreadsheet(cell, kept):
    assert sheets.safe(cell) == kept
    [row] = list(load_workbook(io.BytesIO(sheets.workbook([cell], []))).active.iter_rows())[:1] or [[]]
    assert all(one.data_type != "f" for one in row)


def test_an_export_of_nothing_is_a_file_without_records(cast):
    with acting(cast.far):
        assert not Record.objects.exists() and json.loads(actions.exports.fetch(cast.far, made(cast.far)))["records"] == []
