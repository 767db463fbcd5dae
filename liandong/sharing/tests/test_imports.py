"""Files of records: columns by the standard, faulty rows with their reasons, every key once, on again where the worker died."""
import io
import json
from datetime import date

import pytest
from openpyxl import Workbook, load_workbook

from conftest import NOON
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.sharing import actions, queries, tasks
from liandong.sharing.models import ImportPart, Record, SourceKey
from liandong.sharing.rules import imports, standard

HEAD = ["来源编号", "标题", "地区", "案件类别", "案发时间", "案发地点", "简要案情", "民族"]
GOOD = ["YZ0001", "11月上旬云溪区盗窃电动车案", "云溪区", "05000200", "2026/11/1 2:00", "柳林路8号", "连续被盗", "汉族"]


def row(number, **changes):
    return [changes.get(name, f"YZ{number:04}" if name == "来源编号" else value)
            for name, value in zip(HEAD, GOOD, strict=True)]


def sheet(rows, head=HEAD):
    book, out = Workbook(), io.BytesIO()
    for cells in [head, *rows]:
        book.active.append(cells)
    book.save(out)
    return out.getvalue()


def taken(actor, rows, **said):
    """A file as it stands before the job, its columns as suggested."""
    given = actions.imports.take(actor, "case", name="案件.xlsx", content=sheet(rows))
    return actions.imports.say_columns(actor, given, imports.suggest(standard.kinds()["case"], given.headings),
                                       defaults={"level": 1}, source="警综", **{"updates": False, **said})


def worked(actor, given, *, is_dry=False, most=100):
    """What the job does, in transactions of their own or in ours."""
    actions.imports.start(actor, given, is_dry=is_dry)
    for _ in range(most):
        if not actions.imports.proceed(actor, given.pk):
            break
    given.refresh_from_db()
    return given


def test_headings_of_every_kind_are_known_by_the_labels_of_the_standard():
    for kind in standard.kinds().values():
        wanted = imports.targets(kind)
        assert list(imports.suggest(kind, [t.label.zh for t in wanted]).values()) == [t.name for t in wanted]
        assert list(imports.suggest(kind, [f"*{t.name.upper()} " for t in wanted]).values()) == [t.name for t in wanted]


def test_what_is_brought_in_is_kept_as_the_form_keeps_it_and_forbidden_columns_are_dropped(cast):
    with acting(cast.north):
        given = worked(cast.north, taken(cast.north, [row(1)]))
        [record] = Record.objects.filter(owner=cast.north.agency)
        assert (given.stage, given.entered, given.faulty, given.dropped) == ("done", 1, 0, ["民族"])
        assert (record.number, record.region, record.elements["occurred_from"]) == (
            "AJ-2026-00001", "990102", "2026-11-01T02:00:00+08:00")
        assert "汉族" not in json.dumps(record.elements, ensure_ascii=False) and "汉族" not in json.dumps(given.head)
        assert not ImportPart.objects.exists() and queries.imports.of(given.pk).content is None


def test_faulty_rows_come_back_with_their_reasons_and_mended_ones_come_in_once(cast, sign_in):
    bad = [row(2, 案发地点=""), row(3, 地区="月球"), row(4, 案发时间="昨天"), row(5, 来源编号="")]
    with acting(cast.north):
        given = worked(cast.north, taken(cast.north, [row(1), *bad]))
        assert (given.entered, given.faulty) == (1, 4)
    answer = sign_in(cast.north).get(f"/records/imports/{given.pk}/faults/")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert "民族" not in rows[0] and len(rows) == 5 and "月球" in rows[2][-1] and rows[1][-2] == "第 3 行"
    with acting(cast.north):  # the whole file again, mended: what is there already is known
        again = worked(cast.north, taken(cast.north, [row(n) for n in range(1, 6)]))
        assert (again.entered, again.known, again.faulty) == (4, 1, 0)
        assert Record.objects.count() == SourceKey.objects.count() == 5


def test_a_trial_enters_nothing_and_says_what_would_be(cast):
    with acting(cast.north):
        given = worked(cast.north, taken(cast.north, [row(1), row(2, 案发地点="")]), is_dry=True)
        assert (given.stage, given.entered, given.faulty, Record.objects.count()) == ("ready", 1, 1, 0)
        assert worked(cast.north, given).entered == 1 and Record.objects.count() == 1


def test_known_keys_are_changed_only_where_that_was_said(cast):
    with acting(cast.north):
        worked(cast.north, taken(cast.north, [row(1)]))
        assert worked(cast.north, taken(cast.north, [row(1, 案发地点="别处")])).known == 1
        assert Record.objects.get().elements["place"] == "柳林路8号"
        assert worked(cast.north, taken(cast.north, [row(1, 案发地点="别处")], updates=True)).changed == 1
        assert Record.objects.get().elements["place"] == "别处" and Record.objects.get().version == 2


def test_a_higher_level_is_taken_over_and_a_lower_one_is_not_as_that_asks_for_a_reason(cast):
    head = [*HEAD, "密级"]
    with acting(cast.north):
        for level, kept in (("公开", 0), ("工作秘密", 2), ("内部", 2)):
            given = actions.imports.take(cast.north, "case", name="案件.xlsx", content=sheet([[*row(1), level]], head))
            columns = imports.suggest(standard.kinds()["case"], given.headings) | {len(HEAD): "level"}
            actions.imports.say_columns(cast.north, given, columns, defaults={"level": 1}, source="警综", updates=True)
            assert not worked(cast.north, given).faulty and Record.objects.get().level == kept


def test_a_worker_that_died_goes_on_where_it_was_and_doubles_nothing(cast, monkeypatch):
    monkeypatch.setattr("liandong.sharing.actions.imports.PART_ROWS", 10)
    with acting(cast.north):
        given = worked(cast.north, taken(cast.north, [row(n) for n in range(45)]), most=3)
        assert (given.stage, given.parts, given.part, given.done) == ("running", 5, 2, 20)
        while actions.imports.proceed(cast.north, given.pk):
            pass
        given.refresh_from_db()
        assert (given.stage, given.entered, Record.objects.count()) == ("done", 45, 45)
        assert not actions.imports.proceed(cast.north, given.pk)


def test_the_same_row_twice_is_one_and_the_same_key_with_other_words_is_told(cast):
    with acting(cast.north):
        given = worked(cast.north, taken(cast.north, [row(1), row(1), row(1, 案发地点="别处")]))
        assert (given.entered, given.known, given.faulty) == (1, 1, 1)
        [bad] = queries.imports.bad_rows(given)
        assert bad.faults[0].finding.values == {"key": "YZ0001"}


def test_only_who_brought_a_file_sees_it(cast, client):
    with acting(cast.north):
        given = taken(cast.north, [row(1)], save_as="警综案件")
    for other in (cast.clerk, cast.south):
        with acting(other):
            assert queries.imports.of(given.pk) is None and not ImportPart.objects.exists()
            assert not actions.imports.proceed(other, given.pk)
    with acting(cast.clerk):
        assert [m.name for m in queries.imports.mappings(cast.clerk, "case")] == ["警综案件"]
    with acting(cast.south):
        assert not queries.imports.mappings(cast.south, "case")


@pytest.mark.parametrize("content", [
    b"", b"\xff\xd8\xff picture", b"PK\x03\x04 no zip", b"[1, 2]", b"[" * 20_000, b'[{"a": {"b": 1}}]',
    ",".join(f"c{n}" for n in range(81)).encode(), b"<!DOCTYPE x [<!ENTITY e 'x'>]>\0"])
def test_a_file_that_is_no_table_is_refused_in_words(cast, content):
    with acting(cast.north), pytest.raises(Refused) as refused:
        actions.imports.take(cast.north, "case", name="x", content=content)
    assert refused.value.field == "file"


def test_days_are_read_as_people_write_them():
    said = {"2026年11月1日": "2026-11-01", "2026/1/2 3:04": "2026-01-02T03:04:00", "20261101": "2026-11-01",
            "2026-11-01T02:00:05+08:00": "2026-11-01T02:00:05+08:00", "2026.11.1 14时30分": "2026-11-01T14:30:00",
            "昨天": "昨天"}
    assert {text: imports._moment(text) for text in said} == said


def test_the_job_acts_as_the_officer_of_that_moment(cast, monkeypatch, db):
    with acting(cast.north):
        given = taken(cast.north, [row(1)])
        actions.imports.start(cast.north, given, is_dry=False)
    monkeypatch.setattr(tasks.timezone, "now", lambda: NOON)
    tasks.bring_in(given.pk, cast.south.officer, None)  # another officer's key does nothing
    tasks.bring_in(given.pk, cast.north.officer, None)
    with acting(cast.north):
        given.refresh_from_db()
        assert given.stage == "done" and Record.objects.get().entered_by == cast.north.officer
        assert Record.objects.get().entered_at.date() == date(2026, 11, 23)
