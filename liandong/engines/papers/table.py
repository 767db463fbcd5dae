"""A large table read row by row: CSV, the first sheet of an XLSX file, or a JSON list; opened as if it were hostile."""
import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from liandong.engines.papers import archive
from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.sheet import LONGEST_CELL, cell, decoded, separator

MOST_ROWS, MOST_COLUMNS = 200_000, 80
LARGEST_ENTRY, LARGEST_TOTAL = 400 * 1024 * 1024, 600 * 1024 * 1024  # what a sheet of that many rows inflates to
ODD = (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, TypeError, OSError, AttributeError, EOFError)

Media = Literal["csv", "xlsx", "json"]
Row = tuple[int, list[str]]


@dataclass(frozen=True)
class Table:
    """What a file holds: its headings, and its rows with the number each has in the file; empty rows are left out."""

    media: Media
    headings: list[str]
    rows: Iterator[Row]


def table_of(data: bytes) -> Table:
    """The table of a file, told by its content alone; raises Unreadable, also while its rows are read."""
    if not data.strip():
        raise Unreadable("empty")
    if data[:2] == b"PK":
        return _whole("xlsx", _of_workbook(data))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        return _of_json(data)
    return _whole("csv", _of_text(data))


def _whole(media: Media, rows: Iterator[list[str]]) -> Table:
    """The first row that holds something gives the headings."""
    numbered = _counted(rows)
    for _number, headings in numbered:
        if len(headings) > MOST_COLUMNS:
            raise Unreadable("too_wide")
        return Table(media, headings, ((number, row[:len(headings)]) for number, row in numbered))
    raise Unreadable("empty")


def _counted(rows: Iterable[list[str]]) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS + 1:
            raise Unreadable("too_long")
        if any(row):
            yield number, row


def _of_text(data: bytes) -> Iterator[list[str]]:
    text = decoded(data)
    csv.field_size_limit(1_000_000)
    try:
        for cells in csv.reader(io.StringIO(text), delimiter=separator(text)):
            yield [value.strip()[:LONGEST_CELL] for value in cells]
    except csv.Error as error:
        raise Unreadable("broken") from error


def _of_workbook(data: bytes) -> Iterator[list[str]]:
    if "xl/workbook.xml" not in archive.weigh(data, largest_entry=LARGEST_ENTRY, largest_total=LARGEST_TOTAL):
        raise Unreadable("wrong_type")
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for cells in book.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
            row = [cell(value) for value in cells]
            while row and not row[-1]:
                row.pop()
            yield row
    except Unreadable:
        raise
    except ODD as error:
        raise Unreadable("broken") from error


def _of_json(data: bytes) -> Table:
    """A list of flat objects, alone or as the one list of an object; the number of a row is its place in the list."""
    try:
        given = json.loads(decoded(data))
    except (ValueError, RecursionError) as error:
        raise Unreadable("broken") from error
    if isinstance(given, dict):
        lists = [value for value in given.values() if isinstance(value, list)]
        given = lists[0] if len(lists) == 1 else None
    if not isinstance(given, list) or not all(isinstance(row, dict) for row in given):
        raise Unreadable("no_list")
    if not given:
        raise Unreadable("empty")
    if len(given) > MOST_ROWS:
        raise Unreadable("too_long")
    flat = [_flat(row) for row in given]
    headings = list(dict.fromkeys(chain.from_iterable(flat)))
    if len(headings) > MOST_COLUMNS:
        raise Unreadable("too_wide")
    return Table("json", headings, ((number, [row.get(name, "") for name in headings]) for number, row in enumerate(flat, 1)))


def _flat(row: dict[str, Any]) -> dict[str, str]:
    """The object with what stands under `elements` beside the rest, every value as a text."""
    inner = row.get("elements")
    whole = row if not isinstance(inner, dict) else {k: v for k, v in row.items() if k != "elements"} | inner
    return {str(name)[:200]: _text(value) for name, value in whole.items()}


def _text(value: object) -> str:
    if isinstance(value, list):
        return "、".join(_text(one) for one in value)
    if isinstance(value, dict):
        raise Unreadable("no_list")
    return cell(value)
