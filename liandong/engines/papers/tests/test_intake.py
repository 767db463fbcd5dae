"""What is kept as a file: told by content; bombs, programs and files that reach outside are refused."""
import io
import struct
import zlib

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from liandong.engines.papers import Unreadable, archive, intake
from liandong.engines.papers.tests.made import packed, pdf_of, scan_of, word_of

RELATIONS = ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
             'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="https://a.example/x" '
             'TargetMode="External"/></Relationships>')


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(wide, high):
    header = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


def jpeg(wide, high):
    return b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0" + struct.pack(">HBHHB", 11, 8, high, wide, 1) + b"\x01\x11\x00\xff\xd9"


def reason(data, **more):
    with pytest.raises(Unreadable) as refused:
        intake.media_of(data, **more)
    return refused.value.reason_code


def changed(change):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of("协议"))))
    change(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_scans_texts_and_pictures_are_told_apart_by_their_content():
    files = {"pdf": scan_of(2), "docx": word_of("协议"), "png": png(2480, 3508), "jpg": jpeg(2480, 3508)}
    assert {media: intake.media_of(data) for media, data in files.items()} == {media: media for media in files}


def doing(step):
    return DictionaryObject({NameObject("/S"): NameObject(step), NameObject("/F"): TextStringObject("x")})


@pytest.mark.parametrize("change", [
    lambda writer: writer.root_object.update({NameObject("/OpenAction"): doing("/JavaScript")}),
    lambda writer: writer.add_attachment("a.exe", b"MZ"),
    lambda writer: writer.pages[0].update({NameObject("/AA"): DictionaryObject({NameObject("/O"): doing("/Launch")})}),
])
def test_a_pdf_that_does_something_by_itself_is_refused(change):
    assert reason(changed(change)) == "scripts"


def test_a_pdf_under_a_password_or_of_too_many_pages_is_refused():
    assert reason(changed(lambda writer: writer.encrypt("secret"))) == "encrypted"
    assert reason(changed(lambda writer: [writer.add_blank_page(9, 9) for _ in range(300)])) == "too_many_pages"


def test_a_word_file_may_link_but_not_load_from_elsewhere():
    def linked(kind):
        parts = archive.entries_of(word_of("协议"))
        return packed(parts | {"word/_rels/settings.xml.rels": RELATIONS.format(kind=kind).encode()})

    assert intake.media_of(linked("hyperlink")) == "docx"
    assert reason(linked("attachedTemplate")) == reason(linked("oleObject")) == "linked"


@pytest.mark.parametrize("picture", [png(60_000, 60_000), png(0, 9), jpeg(65_000, 65_000), jpeg(0, 0), png(9, 9)[:40],
                                     b"\xff\xd8\xff\xe0" + bytes(50)])
def test_a_picture_that_is_broken_or_unpacks_to_far_more_than_a_page_is_refused(picture):
    assert reason(picture) == "picture"


def test_a_file_over_the_limit_is_refused_before_it_is_looked_into():
    assert reason(b"%PDF-" + bytes(1024 * 1024), megabytes=1) == "too_large_to_keep"


@pytest.mark.parametrize(("given", "kept"), [
    ("..\\..\\a/b/扫描件.PDF", "扫描件.pdf"), ("协议.docx.pdf", "协议.pdf"), ("", "文件.pdf"),
    ("x" * 400, "x" * 190 + ".pdf"), ("a\x00b\u202efdp.exe", "a b fdp.exe.pdf")])
def test_a_name_carries_no_folder_and_ends_as_what_it_is(given, kept):
    assert intake.name_of(given, "pdf") == kept
