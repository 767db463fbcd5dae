"""Finds the agreements in a file that holds several."""

import re

from liandong.engines.clauses.glyphs import Page, page_of
from liandong.engines.clauses.heading import read_title

_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
# A page of samples numbers its pieces: 篇1, 第二篇, 范文三, 协议书(四).
_PIECE = re.compile(rf"(?:(?<=\n)|^|(?<=[。;)】\s]))(?:[【\[(]?(?:第{_NUMERAL}[篇份则]|[篇份]{_NUMERAL}|(?:范文|范本|样本|模板){_NUMERAL})[】\])]?[:、.]?)|(?:(?<=\n)|^)[^\n]{{2,40}}(?:协议书?|合同|备忘录)(?:范文|范本|模板)?篇?[(]?{_NUMERAL}[)]?(?=\n)")
_FIRST_PARTY = re.compile(r"(?:(?<=\n)|(?<=[。;])|^|(?<=书)|(?<=议)|(?<=[)】\]])|(?<=[篇0-9]))甲方\)?(?:\([^()\n]{0,24}\))?(?:[:]|(?=[_×X]))")
_SIGN = re.compile(r"^[^\n]{0,4}\([^)]{0,10}[盖签章印]|^[^\n]{0,8}(?:盖章|签字|签章|代表)")
_TITLE_LINE = re.compile(r"(?:(?<=\n)|^)[^\n,。;:]{2,60}?(?:协议书|协议|合同书?|备忘录|意向书|公约|约定|方案)(?:[(][^()\n]{0,10}[)])?(?=\n)")
_FEWEST = 60


def split(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, title) of each agreement in the text, in order; one entry for a single agreement."""
    page = page_of(text)
    cuts = _cuts(page)
    starts = [0, *cuts] if not cuts or cuts[0] > 0 else cuts
    bounds = list(zip(starts, [*starts[1:], len(page.text)], strict=True))
    found: list[tuple[int, int, str]] = []
    for first, last in bounds:
        start, end = (page.origin[first] if page.text else 0), (page.origin[last] if last < len(page.text) else len(text))
        found.append((0 if first == 0 else start, end, _title(text[start:end])))
    return found


def _title(piece: str) -> str:
    return next((one.value for one in read_title(page_of(piece))), "")


def _cuts(page: Page) -> list[int]:
    """Where further agreements begin: each needs parties or a title of its own."""
    heads = [match.start() for match in _FIRST_PARTY.finditer(page.text) if not _SIGN.match(page.text[match.start() + 2:match.start() + 24])]
    if len(heads) < 2:
        return []
    marks = sorted({match.start() for match in (*_PIECE.finditer(page.text), *_TITLE_LINE.finditer(page.text))})
    cuts: list[int] = []
    previous = heads[0]
    place = 0
    for head in heads[1:]:
        best: int | None = None
        while place < len(marks) and marks[place] < head:
            if marks[place] > previous:
                best = _widest(page.text, marks[place]) if best is None or marks[place] - best > 90 else best
            place += 1
        if best is not None and head - best < 400 and head - previous > _FEWEST:
            cuts.append(best)
            previous = head
        elif best is not None:
            previous = previous
    return cuts


def _widest(text: str, mark: int) -> int:
    return mark
