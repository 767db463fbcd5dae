"""One door for all files: tells the medium by content, refuses what is no agreement, returns the text."""

import re
from dataclasses import dataclass
from typing import Literal

from liandong.engines.papers import apart, plain, word
from liandong.engines.papers.errors import Unreadable

LARGEST = 10 * 1024 * 1024
LONGEST = 300_000
Media = Literal["txt", "docx", "pdf"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Paper:
    """The text of a file and what kind of file it was."""

    text: str
    media: Media


def text_of(data: bytes, name: str) -> Paper:
    """Return the text of a file; the name is never trusted, only the content. Raises Unreadable."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    if len(data) > LARGEST:
        raise Unreadable("too_large")
    media = _media_of(data)
    text = _sound({"txt": plain.read, "docx": word.read, "pdf": apart.read}[media](data))
    if not text.strip():
        raise Unreadable("scanned" if media == "pdf" else "empty")
    if len(text) > LONGEST:
        raise Unreadable("too_long")
    if not _HAN.search(text):
        raise Unreadable("foreign")
    return Paper(text, media)


def _sound(text: str) -> str:
    """Text that every database takes: one kind of line end, no NUL, no half of a surrogate pair (PDF fonts have them)."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _media_of(data: bytes) -> Media:
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data
        raise Unreadable("encrypted" if protected else "old_doc")
    if data.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        raise Unreadable("broken")
    if _is_foreign(data):
        raise Unreadable("wrong_type")
    return "txt"


def _is_foreign(data: bytes) -> bool:
    """Known formats that would otherwise pass for text or give a vaguer message."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    marks = (b"{\\rtf", b"<!doctype html", b"<html", b"<?xml", b"\x89png", b"\xff\xd8\xff", b"gif8", b"rar!",
             b"7z\xbc\xaf", b"\x1f\x8b", b"\x7felf", b"mz\x90", b"bm\x00", b"ii*\x00", b"mm\x00*", b"%!ps")
    return head.startswith(marks)
