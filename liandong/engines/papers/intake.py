"""What may be kept as a file: its medium by content, refused where it is a bomb, carries programs or is no paper at all."""

import re
import struct
from typing import Literal

from liandong.engines.papers import apart, word
from liandong.engines.papers.errors import REASONS, Unreadable

Kept = Literal["pdf", "docx", "png", "jpg"]
MEGABYTE = 1024 * 1024
MOST_PIXELS = 120_000_000  # an A3 sheet at 600 dpi has 70 million
LONGEST_SIDE = 30_000

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # the segments of a JPEG that say its size


def media_of(data: bytes, *, megabytes: int = 10) -> Kept:
    """Return which kind of file this is, by its content alone; raises Unreadable where it may not be kept."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    if len(data) > megabytes * MEGABYTE:
        raise Unreadable("too_large_to_keep", REASONS["too_large_to_keep"] % {"megabytes": megabytes})
    if data.startswith(b"%PDF-"):
        apart.check(data)
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        word.check(data)
        return "docx"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return _measured("png", _png_size(data))
    if data.startswith(b"\xff\xd8\xff"):
        return _measured("jpg", _jpeg_size(data))
    raise Unreadable("not_kept")


def _measured(media: Kept, size: tuple[int, int]) -> Kept:
    wide, high = size
    if not (0 < wide <= LONGEST_SIDE and 0 < high <= LONGEST_SIDE and wide * high <= MOST_PIXELS):
        raise Unreadable("picture")
    return media


def _png_size(data: bytes) -> tuple[int, int]:
    if data[12:16] != b"IHDR" or len(data) < 33 or b"IDAT" not in data or b"IEND" not in data[-64:]:
        raise Unreadable("picture")
    wide, high = struct.unpack(">II", data[16:24])
    return int(wide), int(high)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    """Width and height as the frame's header says them; segments are walked, never searched for."""
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            break
        mark = data[at + 1]
        if mark == 0xFF or mark == 0x01 or 0xD0 <= mark <= 0xD7:
            at += 1 if mark == 0xFF else 2
            continue
        if mark in _FRAMES:
            high, wide = struct.unpack(">HH", data[at + 5:at + 9])
            return int(wide), int(high)
        at += 2 + int.from_bytes(data[at + 2:at + 4], "big")
    raise Unreadable("picture")


_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\\/:*?"<>|]+')


def name_of(name: str, media: Kept) -> str:
    """Return the name under which a file is kept: without folders or marks that hide how it ends, ending as its medium."""
    whole = name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    last = re.split(r"[\\/]", whole)[-1]
    plain = " ".join(_UNSAFE.sub(" ", last).split()).strip(" .")
    stem = re.sub(r"(?i)(\.(pdf|docx|png|jpe?g))+$", "", plain).strip(" .")
    return f"{stem[:190].rstrip(' .') or '文件'}.{media}"
