"""A text cut into paragraphs and pieces, each piece marked with the term it is the evidence of."""
from typing import NamedTuple

from .reading import SURE
from .terms import Terms


class Piece(NamedTuple):
    """Words, the path of the term they speak of, and how: `ev`, `low` for an unsure reading, `blank`."""

    words: str
    key: str = ""
    look: str = ""


class Paragraph(NamedTuple):
    """A paragraph; the number of the clause that begins with it stands apart."""

    number: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(piece.words for piece in self.pieces).strip()


class Span(NamedTuple):
    """A stretch of text that says something; of several, a blank wins, then the one that begins last."""

    rank: tuple[bool, int]
    start: int
    end: int
    key: str
    look: str


def paragraphs(text: str, terms: Terms) -> list[Paragraph]:
    """The text to be shown: a paragraph a line and a clause, with the evidence marked."""
    spans = _spans(terms)
    numbers = {clause.start: clause.number for clause in terms.clauses}
    cuts = sorted({0, len(text), *(start for start in numbers if 0 <= start <= len(text)),
                   *(place + 1 for place, sign in enumerate(text) if sign == "\n")})
    found = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        number = numbers.get(start, "")
        if number and text.startswith(number, start):
            start += len(number)
            start += len(text[start:end]) - len(text[start:end].lstrip("、.．：: \u3000"))
        elif number:
            number = ""
        if text[start:end].strip() or number:
            found.append(Paragraph(number.strip("第条（）()、."), _pieces(text, start, end, spans)))
    return found


def _spans(terms: Terms) -> list[Span]:
    said = [Span((False, start), start, end, path, _look(path, terms))
            for path, source in terms.sources.items() for start, end in source.spans]
    return said + [Span((True, blank.start), blank.start, blank.end, blank.path, "blank") for blank in terms.blanks]


def _look(path: str, terms: Terms) -> str:
    source = terms.sources[path]
    unsure = source.confidence is not None and source.confidence < SURE and not source.is_confirmed
    return "low" if unsure else "ev"


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> list[Piece]:
    here = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(place for span in here for place in (span.start, span.end) if start < place < end)})
    pieces: list[Piece] = []
    for first, last in zip(cuts, cuts[1:], strict=False):
        span = max((s for s in here if s.start <= first and last <= s.end), default=None)
        piece = Piece(text[first:last].rstrip("\n"), span.key, span.look) if span else Piece(text[first:last].rstrip("\n"))
        if pieces and pieces[-1][1:] == piece[1:]:
            pieces[-1] = Piece(pieces[-1].words + piece.words, piece.key, piece.look)
        elif piece.words:
            pieces.append(piece)
    return pieces
