"""Large tables row by row, and files that only look like one."""
import io
import zipfile
from datetime import datetime

import pytest
from openpyxl import Workbook

from liandong.engines.papers import Unreadable, table
from liandong.engines.papers.table import table_of


def sheet(rows):
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def packed(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return out.getvalue()


def why(data):
    with pytest.raises(Unreadable) as reason:
        list(table_of(data).rows)
    return reason.value.reason_code


@pytest.mark.parametrize("data, media", [
    ("姓名,电话\n\n贺远岭, 139 \n".encode("gb18030"), "csv"), ("\ufeff姓名\t电话\n\n贺远岭\t139".encode(), "csv"),
    ('{"records": [{}, {"姓名": "贺远岭", "elements": {"电话": 139}}]}'.encode(), "json")])
def test_a_table_is_told_by_its_content(data, media):
    found = table_of(data)
    assert (found.media, found.headings) == (media, ["姓名", "电话"])
    assert [cells for _number, cells in found.rows if any(cells)] == [["贺远岭", "139"]]


def test_a_sheet_keeps_its_row_numbers_and_reads_moments_as_they_are_typed():
    found = table_of(sheet([["甲", "乙"], [], [1.0, datetime(2026, 11, 1, 2, 5)], ["x", None, "beyond"]]))
    assert found.media == "xlsx" and list(found.rows) == [(3, ["1", "2026-11-01 02:05"]), (4, ["x", ""])]


def test_what_is_too_long_too_wide_or_no_table_is_not_read(monkeypatch):
    monkeypatch.setattr(table, "MOST_ROWS", 3)
    assert why("\n".join("abcde").encode()) == "too_long" and why(b"[{},{},{},{}]") == "too_long"
    assert why(sheet([["a"]] * 5)) == "too_long" and why(sheet([["a"] * 81, ["b"] * 81])) == "too_wide"
    assert why(b"\0\1\2") == "wrong_type" and why(b" ") == why(b"[]") == "empty"
    assert why(b'{"a": [], "b": []}') == why(b"[1]") == "no_list" and why(b'[{"a":') == why(b"[" * 99_999) == "broken"


def test_a_hostile_sheet_is_not_opened(monkeypatch):
    bomb = packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 40_000_000})
    assert why(bomb) == "zip_bomb"
    late = b"<!-- -->" * 90_000 + b"<!DOCTYPE x [<!ENTITY e 'boom'>]><x/>"
    assert why(packed({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": late})) == "xml_entities"
    assert why(packed({"xl/workbook.xml": "<!DOCTYPE x>".encode("utf-16")})) == "xml_entities"
    assert why(packed({"word/document.xml": b"<x/>"})) == "wrong_type" and why(b"PK\x03\x04 and more") == "broken"
    monkeypatch.setattr(table, "LARGEST_TOTAL", 1000)
    assert why(sheet([["a"]])) == "zip_bomb"
