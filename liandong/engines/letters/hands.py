"""Lines and runs of a .docx: what a line is set in, and how far it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph

from liandong.engines.letters import layout

FANG, HEI, BOLD_SONG = "仿宋", "黑体", "方正小标宋简体"
RED = RGBColor(0xD0, 0x02, 0x1B)
LINE = layout.of("step", "word_line")
SMALL = layout.of("size", "small")


@dataclass(frozen=True, slots=True)
class Hand:
    """A face, its size, and what sets it apart."""

    face: str = FANG
    size: float = layout.of("size", "body")
    strong: bool = False
    colour: RGBColor | None = None


def line(into: Any, words: str | Iterable[dict[str, Any]], hand: Hand = Hand(), *, at: ALIGN | None = None,
         indent: float = 0, left: float = 0, right: float = 0, before: float = 0, exact: float = LINE,
         keep: bool = False) -> Paragraph:
    """Add a paragraph of words or runs; lengths in points. `keep` holds it on one page with the next."""
    paragraph: Paragraph = into.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(exact)
    if before:
        shape.space_before = Pt(before)
    for name, value in (("first_line_indent", indent), ("left_indent", left), ("right_indent", right)):
        if value:
            setattr(shape, name, Pt(value))
    if keep:
        shape.keep_with_next = True
    if at is not None:
        paragraph.alignment = at
    runs(paragraph, [{"words": words, "hand": ""}] if isinstance(words, str) else words, hand)
    return paragraph


def runs(paragraph: Paragraph, words: Iterable[dict[str, Any]], hand: Hand = Hand()) -> None:
    """Add runs to a paragraph: what was added is underlined, what was removed struck out."""
    for one in words:
        if not one["words"]:
            continue
        run = paragraph.add_run(one["words"])
        run.font.size = Pt(hand.size)
        run.font.bold = True if hand.strong or one["hand"] == "strong" else None
        run.font.underline = True if one["hand"] == "added" else None
        run.font.strike = True if one["hand"] == "removed" else None
        if hand.colour is not None:
            run.font.color.rgb = hand.colour
        fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), hand.face)
