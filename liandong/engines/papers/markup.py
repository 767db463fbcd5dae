"""XML of a Word file, parsed without entities, network or recovery."""

from lxml import etree
from lxml.etree import _Element as Element  # lxml has no public name for it

from liandong.engines.papers.errors import Unreadable

__all__ = ["Element", "W", "parsed"]
# Beginnings and ends of elements: a hundred pages in Word have a tenth of these, and each costs time.
MOST_TAGS = 600_000
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_USUAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parsed(content: bytes) -> Element:
    """Return the root of an XML part; raises Unreadable where it declares a DTD or is broken."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("xml_entities")
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable("zip_bomb")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                             remove_comments=True, remove_pis=True)
    try:
        root: Element = etree.fromstring(content.replace(_STRICT, _USUAL), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken") from error
    # UTF-16 hides the declaration from the byte search above.
    if root.getroottree().docinfo.doctype:
        raise Unreadable("xml_entities")
    return root
