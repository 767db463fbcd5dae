"""Automatic list numbers of a Word file, written out as a reader sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.markup import Element, W, parsed

_DIGITS = "〇一二三四五六七八九"
_LARGEST = 9_999
_WIDEST = 60  # characters of a pattern; "第%1章第%2节第%3条" has eleven


@dataclass(frozen=True)
class Level:
    """How one level of a list is written."""

    style: str
    pattern: str
    first: int


@dataclass
class Numbering:
    """The lists of a file and where their counters stand."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: bytes | None, styles: bytes | None) -> Numbering:
        """Return the numbering declared by the parts of a file (either may be absent)."""
        known = cls()
        if numbering:
            known._learn_lists(parsed(numbering))
        if styles:
            known._learn_styles(parsed(styles))
        return known

    def _learn_lists(self, root: Element) -> None:
        for abstract in root.findall(W + "abstractNum"):
            for level in abstract.findall(W + "lvl"):
                place = _number(level.get(W + "ilvl"))
                self.levels[abstract.get(W + "abstractNumId", ""), place] = Level(
                    _value(level, "numFmt") or "decimal", (_value(level, "lvlText") or "")[:_WIDEST],
                    _number(_value(level, "start") or "1"))
        for one in root.findall(W + "num"):
            self.lists[one.get(W + "numId", "")] = _value(one, "abstractNumId") or ""

    def _learn_styles(self, root: Element) -> None:
        for style in root.findall(W + "style"):
            properties = style.find(f"{W}pPr/{W}numPr")
            if properties is not None:
                place = _number(_value(properties, "ilvl") or "0")
                self.styles[style.get(W + "styleId", "")] = (_value(properties, "numId") or "", place)

    def label(self, paragraph: Element) -> str:
        """Return the number in front of a paragraph ("第一条 ", "1. ", or "") and count it."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            which, place = _value(properties, "numId") or "", _number(_value(properties, "ilvl") or "0")
        else:
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            which, place = self.styles.get(style.get(W + "val", "") if style is not None else "", ("", 0))
        abstract = self.lists.get(which)
        level = self.levels.get((abstract, place)) if abstract is not None else None
        if abstract is None or level is None or level.style in ("bullet", "none"):
            return ""
        return self._counted(abstract, place, level)

    def _counted(self, abstract: str, place: int, level: Level) -> str:
        counter = self.counters.setdefault(abstract, {})
        counter[place] = counter.get(place, level.first - 1) + 1
        for deeper in [one for one in counter if one > place]:
            del counter[deeper]

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            written = self.levels.get((abstract, at), level)
            return _written(counter.get(at, written.first), written.style)

        text = re.sub(r"%(\d)", shown, level.pattern)
        return text if not text or text[-1] in "、．.)） " else text + " "


def _value(parent: Element, name: str) -> str | None:
    child = parent.find(W + name)
    return child.get(W + "val") if child is not None else None


def _number(text: str | None) -> int:
    try:
        number = int(text or "0")
    except ValueError as error:
        raise Unreadable("broken") from error
    return max(0, min(number, _LARGEST))


def _written(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                 "taiwaneseCounting", "taiwaneseCountingThousand"):
        return _chinese(number)
    if style == "decimalEnclosedCircle" and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    return str(number)


def _chinese(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return "".join(_DIGITS[int(digit)] for digit in str(number))
