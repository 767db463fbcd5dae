"""Word (.docx): paragraphs, tables and numbered lists in reading order, from the bare XML."""

from collections.abc import Iterator

from liandong.engines.papers import archive
from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.markup import Element, W, parsed
from liandong.engines.papers.numbering import Numbering

_MACROS = ("vbaproject.bin", "vbadata.xml", "vbaprojectsignature.bin")
_BLIND = {W + "del", W + "moveFrom", W + "instrText", W + "delText", W + "pPr", W + "rPr", W + "sdtPr",
          W + "footnoteReference", W + "annotationRef"}
_WRAPPERS = {W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEEPEST = 60


def read(data: bytes) -> str:
    """Return the text of a .docx file; raises Unreadable for macros, embedded objects, bombs and damage."""
    entries = archive.entries_of(data)
    _refuse_active(entries)
    body = parsed(entries["word/document.xml"]).find(W + "body")
    if body is None:
        raise Unreadable("broken")
    numbering = Numbering.of(entries.get("word/numbering.xml"), entries.get("word/styles.xml"))
    return "\n".join(_blocks(body, numbering, 0))


def check(data: bytes) -> None:
    """Return if this is a .docx file that can be kept: whole, without programs, and loading nothing from elsewhere."""
    entries = archive.entries_of(data)
    _refuse_active(entries)
    if parsed(entries["word/document.xml"]).find(W + "body") is None:
        raise Unreadable("broken")
    for name, content in entries.items():
        if name.lower().endswith(".rels"):
            _refuse_linked(content)


def _refuse_linked(content: bytes) -> None:
    """A link one clicks is a link; a template, picture or object fetched when the file is opened is a trap."""
    for relation in parsed(content):
        outside = (relation.get("TargetMode") or "").lower() == "external"
        if outside and not (relation.get("Type") or "").endswith("/hyperlink"):
            raise Unreadable("linked")


def _refuse_active(entries: dict[str, bytes]) -> None:
    names = [name.lower() for name in entries]
    types = next((content for name, content in entries.items() if name.lower() == "[content_types].xml"), b"")
    if any(name.endswith(_MACROS) for name in names) or b"macroenabled" in types.lower():
        raise Unreadable("macros")
    if any("activex/" in name or "embeddings/" in name or name.endswith((".exe", ".ole")) for name in names):
        raise Unreadable("embedded")
    if b"<!DOCTYPE" in types or b"<!ENTITY" in types:
        raise Unreadable("xml_entities")
    if "word/document.xml" not in entries:
        raise Unreadable("encrypted" if "encryptedpackage" in names else "wrong_type")


def _blocks(parent: Element, numbering: Numbering, depth: int) -> list[str]:
    """The lines of a body, cell or content control."""
    if depth > _DEEPEST:
        raise Unreadable("broken")
    lines: list[str] = []
    for child in parent:
        if child.tag == W + "p":
            lines.extend(_paragraph(child, numbering))
        elif child.tag == W + "tbl":
            lines.extend(_table(child, numbering, depth))
        elif child.tag in _WRAPPERS:
            lines.extend(_blocks(child, numbering, depth + 1))
    return lines


def _paragraph(paragraph: Element, numbering: Numbering) -> list[str]:
    label = numbering.label(paragraph)
    pieces: list[str] = []
    boxes: list[Element] = []
    _gather(paragraph, pieces, boxes)
    text = "".join(pieces)
    lines = [label + text] if text.strip() else [""]
    for box in boxes:
        lines.extend(_blocks(box, numbering, 1))
    return lines


def _gather(parent: Element, pieces: list[str], boxes: list[Element]) -> None:
    """Collect the text below an element without recursion (nesting may be hostile)."""
    waiting = list(reversed(list(parent)))
    while waiting:
        node = waiting.pop()
        if node.tag in _BLIND or node.tag == _FALLBACK:
            continue
        if node.tag == W + "txbxContent":
            boxes.append(node)
        elif node.tag == W + "r" and _is_underlined(node):
            pieces.append(_filled(node))
        elif node.tag == W + "t":
            pieces.append(node.text or "")
        elif node.tag == W + "tab":
            pieces.append("\t")
        elif node.tag in (W + "br", W + "cr"):
            pieces.append("\n")
        else:
            waiting.extend(reversed(list(node)))


def _is_underlined(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}u")
    return mark is not None and mark.get(W + "val") != "none"


def _filled(run: Element) -> str:
    """Text of an underlined run: underlined spaces are a blank to fill in, so they become underscores."""
    pieces: list[str] = []
    for node in run.iter(W + "t", W + "tab"):
        text = (node.text or "") if node.tag == W + "t" else "\t"
        pieces.append("_" * max(2, len(text)) if text and not text.strip() else text)
    return "".join(pieces)


def _table(table: Element, numbering: Numbering, depth: int) -> list[str]:
    lines: list[str] = []
    for row in _inside(table, W + "tr"):
        if row.find(f"{W}trPr/{W}del") is not None:
            continue  # a row struck out in tracked changes
        cells = ["\n".join(_blocks(cell, numbering, depth + 1)).strip() for cell in _inside(row, W + "tc")]
        lines.append(_row(cells))
    return lines


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls and tracked insertions."""
    waiting = list(reversed(list(parent)))
    while waiting:
        node = waiting.pop()
        if node.tag == tag:
            yield node
        elif node.tag in _WRAPPERS:
            waiting.extend(reversed(list(node)))


def _row(cells: list[str]) -> str:
    """A row as one line; a short label beside its value reads as 'label: value'."""
    pieces: list[str] = []
    for place, cell in enumerate(cells):
        is_label = place % 2 == 0 and len(cells) % 2 == 0 and 0 < len(cell) <= 10 and cell[-1] not in ":：。，,"
        pieces.append(cell + ("：" if is_label else "\t"))
    return "".join(pieces).rstrip("\t")
