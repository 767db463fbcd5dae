"""What changed between two versions: the text word by word, the terms row by row."""
import re
from difflib import SequenceMatcher
from typing import NamedTuple

from .terms import Terms, paths

WORDS = re.compile(r"[0-9]+|[A-Za-z]+|\s+|.", re.S)
NEAR = 60  # characters of unchanged text shown around a change


class Piece(NamedTuple):
    """A piece of text: kept, added or removed; `gap` where unchanged text was left out."""

    kind: str
    words: str


class Row(NamedTuple):
    """A term before and after; None where it was not there."""

    path: str
    before: object
    after: object


def words(before: str, after: str) -> list[Piece]:
    """The whole text with what was added and removed, word by word."""
    old, new = WORDS.findall(before), WORDS.findall(after)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("kept", "".join(old[a:b])))
        else:
            both = Piece("removed", "".join(old[a:b])), Piece("added", "".join(new[c:d]))
            pieces += [piece for piece in both if piece.words]
    return pieces


def near(pieces: list[Piece]) -> list[Piece]:
    """Only what changed, with a little of what stands around it."""
    if all(piece.kind == "kept" for piece in pieces):
        return []
    return [part for place, piece in enumerate(pieces) for part in
            ([piece] if piece.kind != "kept" else _cut(piece, is_first=place == 0, is_last=place == len(pieces) - 1))]


def rows(before: Terms, after: Terms) -> list[Row]:
    """The terms that changed."""
    old, new = dict(paths(before)), dict(paths(after))
    return [Row(path, old.get(path), new.get(path)) for path in dict.fromkeys([*old, *new])
            if old.get(path) != new.get(path)]


def _cut(piece: Piece, *, is_first: bool, is_last: bool) -> list[Piece]:
    text = piece.words
    head, tail = ("" if is_first else text[:NEAR]), ("" if is_last else text[-NEAR:])
    if len(head) + len(tail) >= len(text):
        return [piece]
    return [part for part in (Piece("kept", head), Piece("gap", ""), Piece("kept", tail)) if part.kind == "gap" or part.words]
