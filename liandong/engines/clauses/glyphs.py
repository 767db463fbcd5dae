"""The text as the rules see it: one script, one width, no spaces, no soft line breaks, every place known."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from liandong.engines.papers.radicals import RADICALS

_TRADITIONAL = Path(__file__).with_name("words") / "script.txt"
_KEPT = {"。": "。", "、": "、", "〔": "〔", "〕": "〕", "【": "【", "】": "】", "《": "《", "》": "》", "…": "…", "×": "×"}
_ALIKE = {"﹍": "_", "﹏": "_", "‗": "_", "¯": "_", "✕": "×", "✖": "×", "╳": "×", "Ⅹ": "X", "х": "x", "ｘ": "x", "○": "〇",
          "◯": "〇", "－": "-", "–": "-", "—": "-", "―": "-", "─": "-", "～": "~", "〜": "~", "﹣": "-", "．": ".",
          "［": "[", "］": "]", "﹝": "〔", "﹞": "〕", "『": "【", "』": "】", "「": '"', "」": '"', "“": '"', "”": '"',
          "‘": '"', "’": '"', "・": "、", "·": "·", "﹕": ":", "∶": ":", "﹔": ";", "｡": "。", "□": "_", **RADICALS, "＊": "*",
          "※": "*"}
_TERMINAL = "。;:!?…"
# A line that begins like this begins something: a number, a party, a label, a bullet.
_OPENING = re.compile(
    r"\s*(?:第?[0-9一二三四五六七八九十百]{1,4}[条章节款、.．)）:：]|[(（〔【①-⑳▲●■◆★•]|[甲乙丙丁戊己][ \t\u3000]*方|"
    r"附件|附则|签|协议|合同|地址|日期|联系|法定|负责人|代表|[一二三四五六七八九十]是|\d{1,2}[.、 ])")
_DOCUMENT = re.compile(r"(?:协议书?|合同书?|备忘录?|意向书?|公约|约定|方案|责任书|章程|计划|办法)(?:[(（].{0,8}[)）])?\s*$")
_SHORTEST_WRAPPED = 22
_LONGEST_RUN = 6
# "甲方  某某公安局" on a line of its own: the gap stands for a colon.
_BARE_LABEL = re.compile(
    r"^[ \t\u3000]*[甲乙丙丁戊己][ \t\u3000]?方(?:[(（][^()（）\n]{0,20}[)）])?([ \t\u3000])[ \t\u3000]*(?![甲乙丙丁戊己][ \t\u3000]?方|应|负责|职责|责任|义务|须|可|有权)"
    r"(?=[\u4e00-\u9fff_×X\[【(（][^。；，;\n]{0,40}$)", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """The raw text, the compact text the rules read, and where each compact character came from."""

    raw: str
    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the raw [start, end) of a compact [start, end), never empty where the text is not."""
        if not self.text:
            return 0, 0
        first = self.origin[min(start, len(self.text) - 1)]
        last = self.origin[min(max(end, start + 1), len(self.text)) - 1]
        return first, max(first, last) + 1

    def raw_of(self, start: int, end: int) -> str:
        """Return the raw words of a compact span, without white space."""
        return "".join(self.raw[place] for place in self.origin[start:end]).replace("\n", "")


def page_of(raw: str) -> Page:
    """Return the page of a text: spaces dropped, wrapped lines joined, glyphs unified one by one."""
    soft = _soft_breaks(raw)
    labelled = {match.start(1) for match in _BARE_LABEL.finditer(raw)}
    kept: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(raw):
        if character in "\n\u2028\u2029\f\v":
            if place in soft or not kept or kept[-1] == "\n":
                continue
            kept.append("\n")
        else:
            glyph = ":" if place in labelled else _glyph(character)
            if not glyph:
                continue
            if kept[-_LONGEST_RUN:] == [glyph] * _LONGEST_RUN:
                origin[-1] = place  # a long run says no more than a short one
                continue
            kept.append(glyph)
        origin.append(place)
    return Page(raw, "".join(kept), origin)


def _soft_breaks(raw: str) -> set[int]:
    """Line breaks in the middle of a sentence, as PDF files and old mail programs leave them."""
    soft: set[int] = set()
    lines = raw.split("\n")
    place = -1
    for line, following in zip(lines, lines[1:], strict=False):
        place += len(line) + 1
        bare = line.strip()
        if len(bare) < _SHORTEST_WRAPPED or not following.strip() or _glyph(bare[-1]) in _TERMINAL:
            continue
        if not _OPENING.match(following) and not _DOCUMENT.search(bare):
            soft.add(place)
    return soft


@lru_cache(maxsize=8192)
def _glyph(character: str) -> str:
    """One character in its plain form, or nothing for white space and invisible marks."""
    if character in _KEPT:
        return character
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace() or unicodedata.category(character) in ("Cf", "Cc", "Co", "Cs", "Zs"):
        return ""
    plain = unicodedata.normalize("NFKC", character)
    if len(plain) != 1:
        return character
    return _simplified().get(plain, plain)


@cache
def _simplified() -> dict[str, str]:
    pairs = _TRADITIONAL.read_text("utf-8").strip()
    return {pairs[at]: pairs[at + 1] for at in range(0, len(pairs) - 1, 2)}
