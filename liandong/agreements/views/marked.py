"""The text beside its terms, as it is drawn: each marked piece with the names of the terms that it speaks of."""
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from ..rules import marking
from ..rules.terms import Terms
from . import words

START = marking.Piece("")


@dataclass(frozen=True)
class Drawn:
    """A piece of text; a marked one has keys, a look and a title."""

    words: str
    keys: str = ""
    look: str = ""
    title: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph with the number of its clause."""

    number: str
    text: str
    pieces: list[Drawn]


def lines(text: str, terms: Terms, more: Iterable[marking.Span] = ()) -> list[Line]:
    """The paragraphs of the text."""
    return [Line(one.number, one.text, [_drawn(piece, before, terms) for before, piece in pairwise([START, *one.pieces])])
            for one in marking.paragraphs(text, terms, more)]


def _drawn(piece: marking.Piece, before: marking.Piece, terms: Terms) -> Drawn:
    if not piece.keys:
        return Drawn(piece.words)
    look = f"ev ev-{piece.family}{f' ev-{piece.state}' if piece.state else ''}{' ev-next' if before.keys else ''}"
    return Drawn(piece.words, " ".join(piece.keys), look, _(", ").join(words.name(key, terms) for key in piece.keys))
