"""Rows as a workbook or CSV that spreadsheets open as text: no cell begins with a sign that would be reckoned."""
import csv
import io
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

RECKONED = tuple("=+-@\t\r\n|%")
PLAIN = tuple("0123456789.,")


def safe(value: object) -> str:
    """A cell as text; one that a spreadsheet would reckon, or run, is set apart by an apostrophe (a bare number is not)."""
    text: str = ILLEGAL_CHARACTERS_RE.sub("", str(value if value is not None else ""))
    if text.lstrip()[:1] in RECKONED and not (text[:1] in "+-" and text[1:] and set(text[1:]) <= set(PLAIN)):
        return f"'{text}"
    return text


def workbook(head: Sequence[str], rows: Iterable[Sequence[object]], *, without: Collection[int] = (), title: str = "",
             beside: tuple[str, Iterable[Sequence[object]]] | None = None) -> bytes:
    """An XLSX file, without the columns named; every cell is a text, so nothing in it is a formula. `beside` is a second
    sheet with its title."""
    book, out = Workbook(write_only=True), io.BytesIO()
    sheet = book.create_sheet(title[:31] or None)
    for row in chain([head], rows):
        sheet.append([safe(cell) for place, cell in enumerate(row) if place not in without])
    if beside:
        second = book.create_sheet(beside[0][:31])
        for row in beside[1]:
            second.append([safe(cell) for cell in row])
    book.save(out)
    return out.getvalue()


def comma_separated(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file in UTF-8 with the mark by which spreadsheets know it."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([safe(cell) for cell in head])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return f"\ufeff{sheet.getvalue()}".encode()


def file(head: Sequence[str], rows: Iterable[Sequence[object]], *, media: str, title: str = "") -> bytes:
    """The rows as a file of that kind: xlsx or csv."""
    return workbook(head, rows, title=title) if media == "xlsx" else comma_separated(head, rows)
