"""The last version's changes answered one by one: each passage and each term taken over or turned down."""
from collections.abc import Collection
from enum import Enum
from typing import Any, NamedTuple

from . import redline
from .reading import ANNEX
from .terms import Terms

CLOSE = 6  # characters kept between two changes that are read as one
AROUND = 40


class Passage(NamedTuple):
    """One change of the text: its number, the words before and after, and what stands around it."""

    number: int
    removed: str
    added: str
    head: str
    tail: str
    start: int  # in the text before
    end: int
    pieces: tuple[redline.Piece, ...]


class Verdict(Enum):
    """What an answer comes to."""

    AGREE = "agree"
    COUNTER = "counter"
    REJECT = "reject"


def body(text: str) -> str:
    """The text of a version without its annex, which follows from the terms."""
    return text.partition(f"\n{ANNEX}\n")[0].rstrip()


def passages(before: str, after: str) -> list[Passage]:
    """The changed passages, numbered from 1; changes with but a few characters between them are one."""
    pieces = redline.words(body(before), body(after))
    found: list[Passage] = []
    run: list[redline.Piece] = []
    place = start = 0
    for at, piece in enumerate(pieces):
        is_bridge = bool(run) and piece.kind == "kept" and len(piece.words) <= CLOSE and "\n" not in piece.words \
            and at + 1 < len(pieces)
        if piece.kind != "kept" or is_bridge:
            start = start if run else place
            run.append(piece)
        elif run:
            found.append(_passage(len(found) + 1, run, body(before), start, place))
            run = []
        place += len(piece.words) if piece.kind != "added" else 0
    if run:
        found.append(_passage(len(found) + 1, run, body(before), start, place))
    return found


def text(before: str, after: str, taken: Collection[int]) -> str:
    """The text before, with the passages taken over."""
    words = body(before)
    for passage in reversed(passages(before, after)):
        if passage.number in taken:
            words = words[:passage.start] + passage.added + words[passage.end:]
    return words + "\n"


def terms(before: Terms, after: Terms, taken: Collection[str]) -> Terms:
    """The terms before, with the rows taken over, each with where it came from."""
    found = before.model_copy(deep=True)
    for row in redline.rows(before, after):
        if row.path in taken:
            _put(found, after, row.path)
            found.sources.pop(row.path, None)
            if row.path in after.sources:
                found.sources[row.path] = after.sources[row.path]
    found.dropped = [path for path in dict.fromkeys([*before.dropped, *after.dropped])
                     if path in (after.dropped if path in taken else before.dropped)]
    return found


def verdict(all_passages: Collection[int], all_rows: Collection[str], passages: Collection[int],
            rows: Collection[str]) -> Verdict:
    """All taken over is consent, none is a refusal, some is a counter-proposal."""
    left = set(all_passages) - set(passages) or set(all_rows) - set(rows)
    taken = set(all_passages) & set(passages) or set(all_rows) & set(rows)
    return Verdict.COUNTER if left and taken else Verdict.REJECT if left else Verdict.AGREE


def _passage(number: int, run: list[redline.Piece], before: str, start: int, end: int) -> Passage:
    removed = "".join(piece.words for piece in run if piece.kind != "added")
    added = "".join(piece.words for piece in run if piece.kind != "removed")
    return Passage(number, removed, added, before[max(0, start - AROUND):start].rpartition("\n")[2],
                   before[end:end + AROUND].partition("\n")[0], start, end, tuple(run))


def _put(into: Terms, after: Terms, path: str) -> None:
    """Write one row of `after` into the terms: a whole part, a part's field, or a row of a list or of a table."""
    name, _, key = path.partition(".")
    theirs, ours = getattr(after, name), getattr(into, name)
    if not key:
        setattr(into, name, theirs)
    elif isinstance(ours, list):
        setattr(into, name, _rows(ours, theirs, key))
    elif isinstance(ours, dict):
        setattr(into, name, {**{k: v for k, v in ours.items() if k != key}, **({key: theirs[key]} if key in theirs else {})})
    else:
        setattr(ours, key, getattr(theirs, key))


def _rows(ours: list[Any], theirs: list[Any], key: str) -> list[Any]:
    """The list with that row as it is there: changed in its place, added at its place, or gone."""
    wanted = next((row for row in theirs if _key(row) == key), None)
    if any(_key(row) == key for row in ours):
        return [wanted if _key(row) == key else row for row in ours if wanted or _key(row) != key]
    place = next((at for at, row in enumerate(theirs) if _key(row) == key), len(ours))
    return [*ours[:place], wanted, *ours[place:]] if wanted else ours


def _key(row: object) -> str:
    return str(getattr(row, "key", None) or getattr(row, "role", ""))
