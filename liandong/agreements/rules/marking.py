"""A text cut into paragraphs and pieces, each piece marked with the terms it is the evidence of."""
from collections.abc import Iterable
from typing import NamedTuple

from .reading import SURE
from .terms import Terms

FAMILIES = {"sharing": "sharing", "duties": "duty", "cooperation": "rest", "mechanisms": "rest", "breach": "rest",
            "disputes": "rest", "venue": "rest", "copies": "rest", "confidentiality": "rest", "termination": "rest",
            "law": "rest", "reply_times": "duty", "fees": "duty", "lead": "rest", "area": "rest", "contacts": "rest",
            "business_secrets": "rest", "cure": "rest", "disputes_alternatives": "rest",
            "leaving": "rest"}
STATES = ("blank", "bad", "low")  # of several terms on the same words the first of these shows


class Piece(NamedTuple):
    """Words, the paths of the terms they speak of (the closest first), of which family, and whether one needs a look."""

    words: str
    keys: tuple[str, ...] = ()
    family: str = ""
    state: str = ""


class Paragraph(NamedTuple):
    """A paragraph; the number of the clause that begins with it stands apart."""

    number: str
    pieces: list[Piece]

    @property
    def text(self) -> str:
        """Its words alone."""
        return "".join(piece.words for piece in self.pieces).strip()


class Span(NamedTuple):
    """A stretch of text that says something of a term; `state` is blank, bad, low or nothing."""

    start: int
    end: int
    key: str
    state: str = ""


def paragraphs(text: str, terms: Terms, more: Iterable[Span] = ()) -> list[Paragraph]:
    """The text to be shown: a paragraph a line and a clause, with the evidence and `more` marked."""
    spans = sorted([*_spans(terms), *more])
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


def family(path: str) -> str:
    """The family of a term, which has a colour and a line of its own."""
    return FAMILIES.get(path.partition(".")[0], "head")


def _spans(terms: Terms) -> list[Span]:
    said = [Span(start, end, path, _state(path, terms)) for path, source in terms.sources.items()
            for start, end in source.spans]
    said += [Span(one.start, one.end, one.path, "low") for one in terms.said if one.is_lost]
    return said + [Span(blank.start, blank.end, blank.path, "" if blank.path in terms.looked else "blank")
                   for blank in terms.blanks]


def _state(path: str, terms: Terms) -> str:
    source = terms.sources[path]
    return "low" if source.confidence is not None and source.confidence < SURE and not source.is_confirmed else ""


def _pieces(text: str, start: int, end: int, spans: list[Span]) -> list[Piece]:
    """The paragraph cut wherever evidence begins or ends, so that what overlaps is still told apart."""
    here = [span for span in spans if span.start < end and span.end > start]
    cuts = sorted({start, end, *(place for span in here for place in (span.start, span.end) if start < place < end)})
    pieces: list[Piece] = []
    for first, last in zip(cuts, cuts[1:], strict=False):
        piece = _piece(text[first:last].rstrip("\n"), [s for s in here if s.start <= first and last <= s.end])
        if pieces and pieces[-1][1:] == piece[1:] == Piece("")[1:]:
            pieces[-1] = Piece(pieces[-1].words + piece.words)
        elif piece.words:
            pieces.append(piece)
    return pieces


def _piece(words: str, spans: list[Span]) -> Piece:
    """A piece under all terms that speak of it; the one with the fewest words means these most."""
    if not spans:
        return Piece(words)
    closest = sorted(spans, key=lambda span: (span.end - span.start, -span.start))
    states = {span.state for span in spans}
    state = next((one for one in STATES if one in states), "")
    keys = tuple(dict.fromkeys(span.key for span in closest))
    return Piece(words, keys, family(keys[0]), state)
