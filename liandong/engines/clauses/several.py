"""Finds the agreements in a file that holds several."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re

from liandong.engines.clauses.glyphs import Page, page_of
from liandong.engines.clauses.heading import is_organised, read_title
from liandong.engines.clauses.numerals import number_of

_NUMERAL = "[0-9一二三四五六七八九十]{1,3}"
# A page of samples numbers its pieces: 篇1, 第二篇, 范文三, 协议书(四).
_PIECE = re.compile(
    rf"[【\[(]?(?:(?<!第)[篇](?P<after>{_NUMERAL})|第(?P<before>{_NUMERAL})[篇则](?!章|文章)|(?:(?<=\n)|(?<=[。;)】])|^)(?:范文|范本|样本|模板|样例|附件|协议|合同)(?P<sample>{_NUMERAL})(?=[:、.】\])\n]))[】\])]?"
)
_FIRST_PARTY = re.compile(r"甲方\)?(?:\([^()\n]{0,24}\))?:|[【(]甲方[】)]|\((?:以下)?简?称?\"?甲方\"?\)")
_SIGN = re.compile(r"^[^\n:]{0,4}\([^)]{0,10}[盖签章印]|^[^\n:]{0,8}(?:盖章|签字|签章|代表)")
_TITLE_LINE = re.compile(
    r"(?:(?<=\n)|^)[^\n,。;:]{2,60}?(?:协议书|协议|合同书?|备忘录|意向书|公约|责任书|工作方案|实施方案|方案|预案)(?:\([^()\n]{0,12}\))?(?=\n)"
)
_CLOSED = "。;:)日章年_"
_FEWEST = 40


def split(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, title) of each agreement in the text, in order; one entry for a single agreement."""
    page = page_of(text)
    bounds = [0, *(page.origin[cut] for cut in _cuts(page)), len(text)]
    return [(start, end, _title(text[start:end])) for start, end in zip(bounds, bounds[1:], strict=False)]


def _title(piece: str) -> str:
    return next((one.value for one in read_title(page_of(piece))), "")


def _cuts(page: Page) -> list[int]:
    """Where the second and each further agreement begins."""
    text = page.text
    numbered = _numbered(text)
    if numbered:
        return numbered
    titled = _titled(text)
    return titled or _labelled(text)


def _numbered(text: str) -> list[int]:
    """Pieces numbered one, two, three …"""
    expected = 1
    cuts: list[int] = []
    for match in _PIECE.finditer(text):
        number = number_of(match["after"] or match["before"] or match["sample"])
        if number != expected or cuts and match.start() - cuts[-1] < _FEWEST:
            continue
        cuts.append(match.start())
        expected += 1
    return cuts[1:] if len(cuts) > 1 else []


def _titled(text: str) -> list[int]:
    """Title lines after the end of something, each with a text of its own behind it."""
    starts = [_widened(text, match.start()) for match in _TITLE_LINE.finditer(text) if _opens(text, match)]
    cuts = [start for start in starts if start > _FEWEST]
    return [cut for order, cut in enumerate(cuts) if order == 0 or cut - cuts[order - 1] > _FEWEST]


def _opens(text: str, match: re.Match[str]) -> bool:
    """Whether a title line begins an agreement: closed text before it, parties or articles behind it."""
    before = text[max(0, _widened(text, match.start()) - 2):match.start()].rstrip("\n")
    if re.match(r"第?[0-9一二三四五六七八九十]{1,3}[、.条章]|\(", match[0]) or before and before[-1] not in _CLOSED:
        return False
    behind = text[match.end():match.end() + 300]
    return bool(_FIRST_PARTY.search(behind) or re.search(r"\n(?:第[一1]条|[一1][、.])", behind))


def _widened(text: str, start: int) -> int:
    """The lines of names above a title belong to it."""
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above:start - 1]
        if not line or not is_organised(line) or len(line) > 60 or re.search(r"[。;:,()]", line):
            break
        start = above
    return start


def _labelled(text: str) -> list[int]:
    """Without titles or numbers: a first party named anew after a signature."""
    heads = [match.start() for match in _FIRST_PARTY.finditer(text) if not _SIGN.match(text[match.start() + 2:match.start() + 24])]
    cuts: list[int] = []
    for previous, head in zip(heads, heads[1:], strict=False):
        between = text[previous:head]
        if head - previous > 2 * _FEWEST and re.search(r"\([^)\n]{0,6}(?:盖章|签字|签章|公章)\)|代表", between[-200:]) and text[head - 1:head] == "\n":
            cuts.append(head)
    return cuts
