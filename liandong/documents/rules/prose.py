"""Turns an agreement's text into the paragraphs of a paper, and says days, numbers and “我局” as papers say them. Pure."""
import re
from collections.abc import Iterable, Iterator

from liandong.engines.letters import Block, Run
from liandong.engines.letters.paper import Hand, Kind

ANNEX = "补充约定"
DIGITS = "零一二三四五六七八九"
HEADING = re.compile(r"(第[一二三四五六七八九十百零〇\d]{1,6}[章节条]|[一二三四五六七八九十百]{1,4}、)")
SUBHEADING = re.compile(r"[（(][一二三四五六七八九十百]{1,4}[)）]")
LONGEST_HEADING = 30
STOPS = "。；;，,：:"


def numeral(number: int) -> str:
    """1 to 99 in Chinese: 十二."""
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else DIGITS[tens]) + "十") + (DIGITS[ones] if ones or not tens else "")


def blocks(text: str, *, title: str = "") -> Iterator[Block]:
    """The paragraphs of a text, each by its place in the order 一、（一）1.（1）; the title, set already, is left out."""
    for line in lines(text):
        if title and bare(line) == bare(title):
            title = ""
            continue
        yield Block.of("part" if line == ANNEX else kind_of(line), line)


def lines(text: str) -> list[str]:
    """The lines of a text that say something, without the blanks around them."""
    return [line for one in text.splitlines() if (line := one.strip(" \t　\xa0\ufeff"))]


def kind_of(line: str) -> Kind:
    """heading, subheading or body: a line that is numbered, short and no sentence is a heading."""
    is_short = len(line) <= LONGEST_HEADING and line[-1] not in STOPS
    if is_short and HEADING.match(line):
        return "heading"
    return "subheading" if is_short and SUBHEADING.match(line) else "body"


def bare(line: str) -> str:
    """A line without its spaces."""
    return "".join(line.split())


def redlined(pieces: Iterable[tuple[str, str]]) -> Iterator[Block]:
    """Paragraphs of a redline: what was added is underlined, what was removed struck out, line by line."""
    hands: dict[str, Hand] = {"added": "added", "removed": "removed"}
    runs: list[Run] = []
    for kind, words in pieces:
        first, *more = words.split("\n")
        runs += [Run(first, hands.get(kind, ""))] if first else []
        for line in more:
            yield from _paragraph(runs)
            runs = [Run(line, hands.get(kind, ""))] if line else []
    yield from _paragraph(runs)


def _paragraph(runs: list[Run]) -> Iterator[Block]:
    if any(run.words.strip() for run in runs):
        yield Block("body", tuple(_trimmed(runs)))


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Without the blanks at the beginning, which the indent replaces."""
    started = False
    for run in runs:
        words = run.words if started else run.words.lstrip(" \t　\xa0")
        started = started or bool(words)
        if words:
            yield Run(words, run.hand)


def self_of(name: str) -> str:
    """How an agency speaks of itself in a letter: 我局, 我厅, 我支队, else 我单位."""
    for ending in ("支队", "大队", "总队", "局", "厅", "部"):
        if name.endswith(ending):
            return f"我{ending}"
    return "我单位"


def other_of(names: list[str]) -> str:
    """How it speaks to whom it writes: 你局; to several 各方."""
    return "各方" if len(names) != 1 else "你" + self_of(names[0])[1:]


def called(title: str, number: str = "") -> str:
    """“《警务合作协议》（云公协字〔2026〕3号）”."""
    return f"《{title}》" + (f"（{number}）" if number else "")


def grouped(fingerprint: str) -> str:
    """A fingerprint in groups of four, which people can compare."""
    return " ".join(fingerprint[place:place + 4] for place in range(0, len(fingerprint), 4))
