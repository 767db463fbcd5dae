"""`liandong read FILE`: prints the terms of an agreement as JSON or as a table a person can read."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import argparse
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from liandong.engines.clauses.laws import Citation, cited
from liandong.engines.clauses.model import Reading
from liandong.engines.clauses.reader import read
from liandong.engines.clauses.several import split
from liandong.engines.papers import LARGEST, Unreadable, text_of

_WIDEST_EVIDENCE = 60


def main(argv: list[str]) -> int:
    """Run `liandong read` with the arguments after the verb; return 0, or 2 with a clear error."""
    try:
        options = _parser().parse_args(argv)
    except SystemExit as stop:
        return 2 if stop.code else 0
    try:
        text = text_of(_bytes_of(options.file), options.file).text
        pieces = split(text)
        if options.list:
            _print_list(pieces, options.json)
            return 0
        start, end = _piece(pieces, options.pick)
        reading = _shifted(read(text[start:end]), start)
        laws = tuple(one for one in cited(text, options.on) if start <= one.start < end)
    except (Unreadable, OSError) as error:
        return _refused(getattr(error, "message", None) or f"{options.file}: {error.strerror if isinstance(error, OSError) else error}")
    except IndexError as error:
        return _refused(str(error))
    if options.json:
        print(json.dumps(reading.as_dict() | {"laws": [one.as_dict() for one in laws]}, ensure_ascii=False, indent=1))
    else:
        _print_table(text, reading)
        _print_laws(laws, options.on)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="liandong read", description="Read the terms of a police cooperation agreement.")
    parser.add_argument("file", metavar="FILE", help="a text, .docx or PDF file; - for standard input")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--list", action="store_true", help="list the agreements that the file holds")
    parser.add_argument("--pick", type=int, metavar="N", help="read the Nth agreement of the file")
    parser.add_argument("--on", type=date.fromisoformat, default=date.today(), metavar="DATE", help="the day on which cited laws are checked (default: today)")
    return parser


def _bytes_of(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(LARGEST + 1)


def _refused(message: str) -> int:
    print(f"liandong read: {message}", file=sys.stderr)
    return 2


def _piece(pieces: list[tuple[int, int, str]], pick: int | None) -> tuple[int, int]:
    if pick is not None and not 1 <= pick <= len(pieces):
        raise IndexError(f"This file holds {len(pieces)} agreement(s); there is no number {pick}.")
    if pick is None and len(pieces) > 1:
        print(f"liandong read: this file holds {len(pieces)} agreements; this is the first. See --list and --pick N.", file=sys.stderr)
    start, end, _ = pieces[(pick or 1) - 1]
    return start, end


def _shifted(reading: Reading, offset: int) -> Reading:
    """A reading of one of several agreements, its places counted from the beginning of the file."""
    if not offset:
        return reading
    evidence = tuple(replace(one, start=one.start + offset, end=one.end + offset) for one in reading.evidence)
    clauses = tuple(replace(one, start=one.start + offset, end=one.end + offset) for one in reading.clauses)
    return replace(reading, evidence=evidence, clauses=clauses)


def _print_list(pieces: list[tuple[int, int, str]], as_json: bool) -> None:
    if as_json:
        rows = [{"number": number, "title": title or None, "start": start, "end": end}
                for number, (start, end, title) in enumerate(pieces, 1)]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for number, (start, end, title) in enumerate(pieces, 1):
        print(f"{number:>3}  {start:>7}-{end:<7}  {title or '-'}")


def _print_table(text: str, reading: Reading) -> None:
    rows = [("field", "value", "sure", "words")]
    for one in reading.evidence:
        words = " ".join(text[one.start:one.end].split())
        short = words if len(words) <= _WIDEST_EVIDENCE else words[:_WIDEST_EVIDENCE - 1] + "…"
        rows.append((one.field, _shown(one.value), f"{one.confidence:.0%}", short))
    print(f"kind: {reading.kind}; {len(reading.clauses)} clauses")
    widths = [max(_width(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        print("  ".join(cell + " " * (widths[column] - _width(cell)) for column, cell in enumerate(row[:3])) + "  " + row[3])


def _print_laws(laws: tuple[Citation, ...], on: date) -> None:
    if laws:
        print(f"\nlaws cited, as they stand on {on}:")
    rows = [(" ".join(one.written.split()), one.state.replace("_", " "), f"{one.confidence:.0%}", _standing(one)) for one in laws]
    widths = [max(_width(row[column]) for row in rows) for column in range(3)] if rows else []
    for row in rows:
        print("  ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)) + "  " + row[3])


def _standing(one: Citation) -> str:
    if one.state == "repealed":
        return f"until {one.until}" + (f"; now {'、'.join(one.replaced_by)}" if one.replaced_by else "")
    return "" if one.since is None else f"{'from' if one.state == 'not_yet' else 'version of'} {one.since}"


def _shown(value: Any) -> str:
    if value is True:
        return "to be filled in"
    if isinstance(value, dict):
        return ", ".join(f"{name}={one['amount']} {one['unit']}" if isinstance(one, dict) else f"{name}={one}"
                         for name, one in value.items() if one is not None)
    return "-" if value is None else str(value)


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if "\u2e80" <= character <= "\uffef" else 1 for character in text)
