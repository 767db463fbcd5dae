"""Opens a zip file as if it were hostile: what counts is what comes out of it, not what its headers say."""

import io
import zipfile
import zlib

from liandong.engines.papers.errors import Unreadable

MOST_ENTRIES = 2_000
LARGEST_ENTRY = 20 * 1024 * 1024
LARGEST_TOTAL = 60 * 1024 * 1024
STEEPEST_RATIO = 150
_RATIO_FROM = 1024 * 1024
_CHUNK = 256 * 1024


def entries_of(data: bytes) -> dict[str, bytes]:
    """Return every entry by name, inflated under limits; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            _check_list(listed)
            return _inflate_all(archive, listed)
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken") from error


def weigh(data: bytes, *, largest_entry: int, largest_total: int) -> list[str]:
    """The names of all entries, each inflated once under these limits and not kept; raises Unreadable.

    For tables too large to be held whole: XML that declares a document type or hides it in a wide encoding is refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
            _check_list(listed, largest_entry)
            total = 0
            for entry in listed:
                total += _weigh(archive, entry, min(largest_entry, largest_total - total))
            return [entry.filename for entry in listed]
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken") from error


def _weigh(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> int:
    is_xml, size, tail = entry.filename.endswith((".xml", ".rels", ".vml")), 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > room or size > _RATIO_FROM and size > STEEPEST_RATIO * max(entry.compress_size, 1):
                raise Unreadable("zip_bomb")
            if is_xml and (b"\0" in chunk or b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk):
                raise Unreadable("xml_entities")
            tail = chunk[-16:]
    return size


def _check_list(listed: list[zipfile.ZipInfo], largest_entry: int = LARGEST_ENTRY) -> None:
    if len(listed) > MOST_ENTRIES:
        raise Unreadable("zip_bomb")
    if len({entry.filename for entry in listed}) != len(listed):
        raise Unreadable("broken")
    for entry in listed:
        if entry.flag_bits & 0x1:
            raise Unreadable("encrypted")
        # Other methods cannot be inflated in bounded steps, and Word writes none of them.
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("broken")
        if entry.file_size > largest_entry:
            raise Unreadable("zip_bomb")


def _inflate_all(archive: zipfile.ZipFile, listed: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    total = 0
    found: dict[str, bytes] = {}
    for entry in listed:
        content = _inflate(archive, entry, LARGEST_TOTAL - total)
        total += len(content)
        found[entry.filename] = content
    return found


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> bytes:
    content = bytearray()
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            content += chunk
            steep = len(content) > _RATIO_FROM and len(content) > STEEPEST_RATIO * max(entry.compress_size, 1)
            if steep or len(content) > min(LARGEST_ENTRY, room):
                raise Unreadable("zip_bomb")
    return bytes(content)
