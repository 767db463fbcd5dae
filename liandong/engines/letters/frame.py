"""The frame of a .docx: sheet, margins, base style, page numbers, rules, tables, and a file that is the same each time."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx.document import Document as Whole
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Emu, Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml import etree

from liandong.engines.letters import layout
from liandong.engines.letters.hands import BOLD_SONG, FANG, LINE, RED, SMALL, Hand, line
from liandong.engines.letters.paper import width

RIGHT_TAB = WD_TAB_ALIGNMENT.RIGHT
AREA = Mm(layout.of("page", "wide") - layout.of("page", "left") - layout.of("page", "right"))
_GREY = RGBColor(0x5A, 0x5A, 0x5A)
_BASE = """<w:pPr {ns}><w:widowControl w:val="0"/><w:overflowPunct w:val="0"/>
<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>"""
_HAND = """<w:rPr {ns}><w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>
<w:spacing w:val="{apart}"/>
<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr>"""
_FIELD = """<w:r {ns}><w:rPr><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>{inner}</w:r>"""


def prepare(whole: Whole, told: dict[str, Any], at: datetime) -> None:
    """Lay out the sheet: margins, base style, footers, what the file says of itself."""
    style = whole.styles["Normal"].element
    for name in ("w:pPr", "w:rPr"):
        if (old := style.find(qn(name))) is not None:
            style.remove(old)
    style.append(parse_xml(_BASE.format(ns=nsdecls("w"), line=round(LINE * 20))))
    style.append(parse_xml(_HAND.format(ns=nsdecls("w"), face=FANG, size=round(layout.of("size", "body") * 2),
                                        apart=round(layout.of("step", "word_tracking") * 20))))
    section = whole.sections[0]
    section.page_width, section.page_height = Mm(layout.of("page", "wide")), Mm(layout.of("page", "high"))
    for side in ("top", "left", "right", "bottom"):
        setattr(section, f"{side}_margin", Mm(layout.of("page", side)))
    _footers(whole, section, told)
    said, when = whole.core_properties, at.astimezone(UTC).replace(tzinfo=None)
    said.title, said.author, said.last_modified_by, said.comments = told["title"][:200], told["issuer"], told["issuer"], ""
    said.created = said.modified = when
    said.revision, said.language = 1, "zh-CN"


def ruled(paragraph: Paragraph, *, top: tuple[str, int, str, int] | None = None,
          bottom: tuple[str, int, str, int] | None = None) -> None:
    """Draw rules over and under a paragraph: kind, eighths of a point, colour, distance in points."""
    sides = "".join(f'<w:{name} w:val="{rule[0]}" w:sz="{rule[1]}" w:space="{rule[3]}" w:color="{rule[2]}"/>'
                    for name, rule in (("top", top), ("bottom", bottom)) if rule)
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct",
             "w:autoSpaceDE", "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
             "w:contextualSpacing", "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment",
             "w:textboxTightWrap", "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
    paragraph._p.get_or_add_pPr().insert_element_before(
        parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"), *after)


def table(whole: Whole, rows: list[list[str]], widths: list[float]) -> None:
    """A table with a head row that is said again on every page."""
    if not rows:
        return
    drawn = whole.add_table(len(rows), len(rows[0]), "Table Grid")
    drawn.autofit, drawn.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    shares = widths or [1.0] * len(rows[0])
    for column, share in zip(drawn.columns, shares, strict=True):
        column.width = Emu(int(AREA * share / sum(shares)))
    for place, (words, row) in enumerate(zip(rows, drawn.rows, strict=True)):
        for cell, one, share in zip(row.cells, words, shares, strict=True):
            cell.width = Emu(int(AREA * share / sum(shares)))
            old = cell.paragraphs[0]._p
            line(cell, one, Hand(size=SMALL, strong=place == 0), exact=20, at=ALIGN.LEFT)
            old.getparent().remove(old)
    drawn.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def packed(whole: Whole, at: datetime) -> bytes:
    """The file, its parts in one order under one moment: the same paper, the same bytes."""
    made, out = io.BytesIO(), io.BytesIO()
    whole.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.infolist():
            if part.filename == "docProps/thumbnail.jpeg":
                continue
            data = parts.read(part)
            if part.filename == "_rels/.rels":
                data = _without_thumbnail(data)
            entry = zipfile.ZipInfo(part.filename, max(at.astimezone(UTC), datetime(1980, 1, 1, tzinfo=UTC)).timetuple()[:6])
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _without_thumbnail(relations: bytes) -> bytes:
    root = parse_xml(relations)
    for relation in list(root):
        if str(relation.get("Type")).endswith("/thumbnail"):
            root.remove(relation)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _footers(whole: Whole, section: Section, told: dict[str, Any]) -> None:
    """Page numbers outside on odd and even pages, under them who printed it; a letter's first page has its rules instead."""
    whole.settings.odd_and_even_pages_header_footer = True
    below = layout.of("page", "bottom") - layout.of("place", "page_number")
    section.footer_distance = Mm(below - 32 / 72 * 25.4)
    for footer, odd in ((section.footer, True), (section.even_page_footer, False)):
        footer.is_linked_to_previous = False
        _numbered(footer.paragraphs[0], odd)
        _printed(footer, told["footer"])
    if told["layout"] == "letter":
        section.different_first_page_header_footer = True
        section.header_distance = Mm(layout.of("place", "letter_head"))
        _letter_frame(section, told)


def _numbered(paragraph: Paragraph, odd: bool) -> None:
    paragraph.alignment = ALIGN.RIGHT if odd else ALIGN.LEFT
    shape = paragraph.paragraph_format
    shape.line_spacing = Pt(20)
    if odd:
        shape.right_indent = Pt(SMALL)
    else:
        shape.left_indent = Pt(SMALL)
    size, ns = round(SMALL * 2), nsdecls("w")
    for inner in ('<w:t xml:space="preserve">— </w:t>', '<w:fldChar w:fldCharType="begin"/>',
                  '<w:instrText xml:space="preserve"> PAGE </w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
                  "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>', '<w:t xml:space="preserve"> —</w:t>'):
        paragraph._p.append(parse_xml(_FIELD.format(ns=ns, size=size, inner=inner)))


def _printed(footer: Any, words: str) -> None:
    line(footer, words, Hand(size=layout.of("size", "footer"), colour=_GREY), exact=12, at=ALIGN.LEFT)


def _letter_frame(section: Section, told: dict[str, Any]) -> None:
    """The agency's name over the first double rule, and the second one at the foot of the sheet."""
    aside = (layout.of("place", "letter_wide") - (AREA / 36000)) / 2
    size = min(36.0, layout.of("size", "head"), AREA / 12700 / max(width(told["issuer"]), 1))
    head = section.first_page_header
    head.is_linked_to_previous = False
    name = line(head, told["issuer"], Hand(BOLD_SONG, round(size, 1), strong=True, colour=RED), at=ALIGN.CENTER, exact=36)
    ruled(name, bottom=("thickThinMediumGap", 24, "D0021B", 11))
    first = head.paragraphs[0]._p
    first.getparent().remove(first)
    foot = section.first_page_footer
    foot.is_linked_to_previous = False
    rule = foot.paragraphs[0]
    rule.paragraph_format.line_spacing = Pt(1)
    ruled(rule, top=("thinThickMediumGap", 24, "D0021B", 1))
    for paragraph in (name, rule):
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(-aside)
    _printed(foot, told["footer"])
