"""PDF: the text layer, page by page, within a budget of time and pages."""

import io
import logging
import re
import time
from collections.abc import Callable

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.radicals import PLAIN

MOST_PAGES = 300
SLOWEST_SECONDS = 20.0
_ENOUGH = 300_001
_ACTIVE = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/RichMediaExecute")
_PAGE_NUMBER = re.compile(r"[-—– ]*\d{1,3}(?:\s*/\s*\d{1,3})?[-—– ]*|第\s*\d{1,3}\s*页.{0,12}")


def read(data: bytes) -> str:
    """Return the text of a PDF with a text layer; raises Unreadable, for a scan saying so."""
    return _guarded(_read, data)


def check(data: bytes) -> str:
    """Return "" for a PDF that can be kept; raises Unreadable: too many pages, a password, scripts or files within it."""
    return _guarded(_check, data)


def _guarded(work: Callable[[bytes], str], data: bytes) -> str:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return work(data)
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


def _check(data: bytes) -> str:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unreadable("encrypted")
    if len(reader.pages) > MOST_PAGES:
        raise Unreadable("too_many_pages")
    if not len(reader.pages):
        raise Unreadable("broken")
    _refuse_active(reader.root_object, "/OpenAction")
    names, form = (_part(reader.root_object, name) for name in ("/Names", "/AcroForm"))
    if "/JavaScript" in names or "/EmbeddedFiles" in names or "/XFA" in form:
        raise Unreadable("scripts")
    for page in reader.pages:
        _refuse_active(page)
        for note in page.annotations or []:
            _refuse_active(note.get_object(), "/A")
    return ""


def _refuse_active(part: DictionaryObject, action: str = "") -> None:
    """A page, note or catalogue that does something by itself when it is opened or clicked."""
    steps = [_part(part, action)] if action else []
    steps += [value.get_object() for value in _part(part, "/AA").values()]
    if any(isinstance(step, DictionaryObject) and step.get("/S") in _ACTIVE for step in steps):
        raise Unreadable("scripts")


def _part(of: DictionaryObject, name: str) -> DictionaryObject:
    found = of.get(name)
    found = found.get_object() if found is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _body(page: str) -> str:
    """A page without its number at top or bottom."""
    lines = page.strip().split("\n")
    for edge in (0, -1):
        if lines and _PAGE_NUMBER.fullmatch(lines[edge].strip()):
            lines.pop(edge)
    return "\n".join(lines)
