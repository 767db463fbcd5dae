"""PDF: the text layer, page by page, within a budget of time and pages."""

import io
import logging
import re
import time

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.radicals import PLAIN

MOST_PAGES = 300
SLOWEST_SECONDS = 20.0
_ENOUGH = 300_001
_PAGE_NUMBER = re.compile(r"[-—– ]*\d{1,3}(?:\s*/\s*\d{1,3})?[-—– ]*|第\s*\d{1,3}\s*页.{0,12}")


def read(data: bytes) -> str:
    """Return the text of a PDF with a text layer; raises Unreadable, for a scan saying so."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return _read(data)
    except (Unreadable, MemoryError):
        raise
    except RecursionError as error:
        raise Unreadable("broken") from error
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, ArithmeticError,
            AssertionError, NotImplementedError) as error:
        raise Unreadable("broken") from error


def _read(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_long")
    until = time.monotonic() + SLOWEST_SECONDS
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        if time.monotonic() > until:
            raise Unreadable("too_slow")
        pages.append(_body(page.extract_text().translate(PLAIN)))
        length += len(pages[-1])
        if length > _ENOUGH:
            raise Unreadable("too_long")
    if sum(len("".join(page.split())) for page in pages) < 10 * max(len(pages), 1):
        raise Unreadable("scanned")
    return "\n".join(pages)


def _body(page: str) -> str:
    """A page without its number at top or bottom."""
    lines = page.strip().split("\n")
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge].strip()):
            lines.pop(edge)
    return "\n".join(lines)
