"""The rows of a sheet: CSV in the encodings met here, or the first sheet of an XLSX file, opened as if it were hostile."""
import csv
import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from liandong.engines.papers.archive import entries_of
from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.markup import parsed

MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 60, 4_000
ENCODINGS = ("utf-8-sig", "gb18030")


def rows_of(data: bytes) -> list[list[str]]:
    """Every row as texts without blanks at their ends, empty rows left out; raises Unreadable."""
    if not data.strip():
        raise Unreadable("empty")
    rows = _of_workbook(data) if data[:2] == b"PK" else _of_text(data)
    found = [row for row in rows if any(row)]
    if not found:
        raise Unreadable("empty")
    return found


def _of_text(data: bytes) -> list[list[str]]:
    text = decoded(data)
    csv.field_size_limit(1_000_000)
    try:
        return [_row(cells) for cells in _bounded(list(csv.reader(io.StringIO(text), delimiter=separator(text))))]
    except csv.Error as error:
        raise Unreadable("broken") from error


def separator(text: str) -> str:
    """What stands between the cells of a CSV: the mark that its first line has most of."""
    return max(",\t;", key=text.split("\n", 1)[0].count)


def decoded(data: bytes) -> str:
    """The text of a file in one of the encodings met here; raises Unreadable."""
    if b"\0" in data:
        raise Unreadable("wrong_type")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("not_text")


def _of_workbook(data: bytes) -> list[list[str]]:
    entries = entries_of(data)  # weighed before anything parses them
    if "xl/workbook.xml" not in entries:
        raise Unreadable("wrong_type")
    for name, content in entries.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content[:4096]:
            parsed(content)  # refuses declarations
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        return [_row(cells) for cells in _bounded(list(sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS,
                                                                      values_only=True)))]
    except Unreadable:
        raise
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, TypeError, OSError, AttributeError) as error:
        raise Unreadable("broken") from error


def _bounded(rows: list[Any]) -> list[Any]:
    if len(rows) > MOST_ROWS:
        raise Unreadable("too_long")
    return rows


def _row(cells: Iterable[object]) -> list[str]:
    row = [cell(value) for value in list(cells)[:MOST_COLUMNS]]
    while row and not row[-1]:
        row.pop()
    return row


def cell(value: object) -> str:
    """A value of a sheet as a text: moments and whole numbers as they are typed."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()[:LONGEST_CELL]
