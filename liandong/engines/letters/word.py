"""A paper as .docx, set with python-docx to the same figures; the same paper gives the same bytes.

The fonts are named as Chinese offices have them (仿宋, 黑体, 方正小标宋): a file holds no font, the machine that opens it does.
"""

from typing import Any

from docx import Document
from docx.document import Document as Whole
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from liandong.engines.letters import frame, layout, paper as papers
from liandong.engines.letters.hands import BOLD_SONG, HEI, LINE, RED, SMALL, Hand, line, runs
from liandong.engines.letters.paper import Paper
from liandong.engines.letters.pdf import head_size

_CHARACTER = layout.of("size", "body") + layout.of("step", "word_tracking")


def render(paper: Paper) -> bytes:
    """The .docx of a paper."""
    told = papers.plain(paper)
    whole = Document()
    frame.prepare(whole, told, paper.made_at)
    _head(whole, told, head_size(paper))
    fresh = False
    for block in told["blocks"]:
        if block["kind"] == "break":
            fresh = True
            continue
        first = _block(whole, block)
        if fresh and first is not None:
            first.paragraph_format.page_break_before = True
        fresh = False
    _end(whole, told)
    return frame.packed(whole, paper.made_at)


def _head(whole: Whole, told: dict[str, Any], size: float) -> None:
    marks = [mark for mark in (told["mark"], told["urgency"]) if mark]
    if told["layout"] == "document":
        for place in range(3):
            line(whole, marks[place] if place < len(marks) else "", Hand(HEI))
        above = layout.of("place", "red_head") / 25.4 * 72 - 3 * LINE
        line(whole, told["issuer"], Hand(BOLD_SONG, size, strong=True, colour=RED), at=ALIGN.CENTER, exact=size, before=above)
        _blank(whole, int(layout.of("place", "number_lines")))
        frame.ruled(line(whole, told["number"], at=ALIGN.CENTER), bottom=("single", 12, "D0021B", 11))
        line(whole, "", exact=42.4)
    elif told["layout"] == "letter":
        _letter_line(whole, "　".join(marks), told["number"])
        line(whole, "", exact=48.8)
    elif marks:
        for mark in marks:
            line(whole, mark, Hand(HEI))
        _blank(whole, 1)
    line(whole, told["title"], Hand(BOLD_SONG, layout.of("size", "title"), strong=True), at=ALIGN.CENTER)
    if told["layout"] == "agreement" and told["number"]:
        line(whole, told["number"], at=ALIGN.CENTER)
    _blank(whole, 1)
    if told["addressee"]:
        line(whole, told["addressee"] + "：")


def _letter_line(whole: Whole, marks: str, number: str) -> None:
    """Marks at the left, the number at the right, under the first double rule."""
    paragraph = line(whole, "", before=9)
    paragraph.paragraph_format.tab_stops.add_tab_stop(frame.AREA, frame.RIGHT_TAB)
    runs(paragraph, [{"words": marks, "hand": ""}], Hand(HEI))
    runs(paragraph, [{"words": "\t" + number, "hand": ""}])


def _block(whole: Whole, block: dict[str, Any]) -> Paragraph | None:
    kind, indent = block["kind"], 2 * _CHARACTER
    if kind == "table":
        frame.table(whole, block["rows"], block["widths"])
        return None
    if kind == "heading":
        return line(whole, block["runs"], Hand(HEI), indent=indent, keep=True)
    if kind == "subheading":
        return line(whole, block["runs"], Hand("楷体"), indent=indent, keep=True)
    if kind == "part":
        return line(whole, block["runs"], Hand(HEI), at=ALIGN.CENTER, keep=True)
    if kind == "note":
        return line(whole, block["runs"], Hand(size=SMALL), indent=indent)
    return line(whole, block["runs"], indent=0 if kind in ("plain", "blank") else indent)


def _end(whole: Whole, told: dict[str, Any]) -> None:
    _attachments(whole, told["attachments"])
    if told["signed"]:
        insets = papers.signature_insets(told["signed"], told["day"] or "", layout.of("place", "date_in"))
        _blank(whole, int(layout.of("place", "seal_lines")), keep=True)
        line(whole, told["signed"], at=ALIGN.RIGHT, right=insets[0] * _CHARACTER, keep=True)
        line(whole, told["day"] or "", at=ALIGN.RIGHT, right=insets[1] * _CHARACTER)
    for party in told["parties"]:
        _blank(whole, 1, keep=True)
        for words in (party["name"], *party["lines"]):
            line(whole, words, keep=True)
        _blank(whole, 3)
    if told["note"]:
        line(whole, f"（{told['note']}）", indent=2 * _CHARACTER)
    if told["record"]:
        _record(whole, told["record"])


def _attachments(whole: Whole, names: list[str]) -> None:
    if names:
        _blank(whole, 1)
    for place, name in enumerate(names):
        number = f"{place + 1}. " if len(names) > 1 else ""
        first = "附件：" if place == 0 else ""
        line(whole, first + number + name, left=(2 if place == 0 else 5) * _CHARACTER)


def _record(whole: Whole, record: dict[str, Any]) -> None:
    strong, weak = (round(layout.of("place", name) / 25.4 * 72 * 8) for name in ("rule_strong", "rule_weak"))
    _blank(whole, 1)
    rows = [f"抄送：{'，'.join(record['copies_to'])}。"] if record["copies_to"] else []
    rows.append(record["office"] + "\t" + (f"{record['day']}印发" if record["day"] else ""))
    for place, words in enumerate(rows):
        paragraph = line(whole, words, Hand(size=SMALL), exact=22, indent=SMALL)
        paragraph.paragraph_format.tab_stops.add_tab_stop(frame.AREA - Pt(SMALL), frame.RIGHT_TAB)
        frame.ruled(paragraph, top=("single", strong if place == 0 else weak, "000000", 1),
                    bottom=("single", strong, "000000", 1) if place == len(rows) - 1 else None)


def _blank(whole: Whole, lines: int, keep: bool = False) -> None:
    for _ in range(lines):
        line(whole, "", keep=keep)


