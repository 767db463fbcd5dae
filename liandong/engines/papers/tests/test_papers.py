"""Files as officers upload them, and files as attackers do."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import io
import zlib

import docx
import pytest
from hypothesis import given, settings, strategies as st
from pypdf import PdfWriter

from liandong.engines.papers import Unreadable, pdf, text_of
from liandong.engines.papers.tests.made import DOCUMENT, packed, word

TEXT = "甲方与乙方经协商一致，签订本协议，合作期限三年。\n第二条 双方共享案件线索。"


def reason(data):
    with pytest.raises(Unreadable) as refused:
        text_of(data, "协议.docx")
    assert refused.value.message.endswith(".")
    return refused.value.reason_code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_read_in_any_usual_encoding(encoding):
    paper = text_of(TEXT.encode(encoding), "协议.pdf")

    assert (paper.text, paper.media) == (TEXT, "txt")


def test_big5_is_told_from_gb18030():
    text = "甲方與乙方經協商一致，簽訂本協議書，合作期限三年。雙方應當於每月通報案件線索。"

    assert text_of(text.encode("big5"), "協議.txt").text == text


def test_word_is_read_in_order_with_tables_and_numbers():
    document = docx.Document()
    document.add_heading("警务合作协议", 0)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "甲方", "云州市公安局"
    document.add_paragraph("共享线索。", style="List Number")
    document.add_paragraph("共同巡逻。", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)

    paper = text_of(buffer.getvalue(), "x")
    assert paper.media == "docx"
    assert paper.text.strip().split("\n") == ["警务合作协议", "甲方：云州市公安局", "1.共享线索。", "2.共同巡逻。"]


def test_underlined_spaces_are_blanks_and_deleted_words_are_gone():
    body = ('<w:p><w:r><w:t>甲方：</w:t></w:r><w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">      </w:t></w:r>'
            "<w:del><w:r><w:delText>旧</w:delText><w:t>旧</w:t></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>")

    assert text_of(word(body), "x").text == "甲方：______新"


def test_what_is_missing_old_or_foreign_is_said_so():
    assert reason(b"") == "empty"
    assert reason(b" \n ") == "empty"
    assert reason(b"x" * (10 * 1024 * 1024 + 1)) == "too_large"
    assert reason("字".encode() * 300_001) == "too_long"
    assert reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "old_doc"
    assert reason(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert reason(b"\x89PNG\r\n\x1a\n") == "wrong_type"
    assert reason(b"plain English") == "foreign"
    assert reason(packed({"xl/workbook.xml": "<x/>"})) == "wrong_type"
    assert reason(b"PK\x03\x04 broken") == "broken"
    assert reason(b"%PDF-1.7 broken") == "broken"


def test_macros_and_embedded_objects_are_refused():
    body = "<w:p><w:r><w:t>协议</w:t></w:r></w:p>"

    assert reason(word(body, **{"word/vbaProject.bin": b"x"})) == "macros"
    assert reason(packed({"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml": DOCUMENT.format(body)})) == "macros"
    assert reason(word(body, **{"word/embeddings/oleObject1.bin": b"x"})) == "embedded"
    assert reason(word(body, **{"word/activeX/activeX1.xml": "<x/>"})) == "embedded"


def test_bombs_are_refused_by_what_comes_out_of_them():
    body = "<w:p/>"
    assert reason(word(body, **{"word/media/a.bin": bytes(30 * 1024 * 1024)})) == "zip_bomb"
    assert reason(word(body, **{"word/media/a.bin": bytes(5 * 1024 * 1024)})) == "zip_bomb"
    assert reason(word(body, **{f"word/media/{n}.txt": b"" for n in range(2_100)})) == "zip_bomb"


def test_a_header_that_lies_about_the_size_does_not_help():
    data = bytearray(packed({"word/document.xml": bytes(8 * 1024 * 1024)}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(signature) + offset
        data[at:at + 4] = (100).to_bytes(4, "little")

    assert reason(bytes(data)) in ("zip_bomb", "broken")
    assert len(zlib.compress(bytes(1000))) < 100


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_in_any_encoding(encoding):
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]>' + DOCUMENT.format("<w:p><w:r><w:t>&c;</w:t></w:r></w:p>")
    if encoding == "utf-16":
        bomb = '<?xml version="1.0" encoding="utf-16"?>' + bomb

    assert reason(packed({"word/document.xml": bomb.encode(encoding)})) == "xml_entities"


def test_a_pdf_without_text_is_said_to_be_a_scan():
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    plain, locked = io.BytesIO(), io.BytesIO()
    writer.write(plain)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(locked)

    assert reason(plain.getvalue()) == "scanned"
    assert reason(locked.getvalue()) == "encrypted"


@settings(max_examples=200, deadline=2000)
@given(st.sampled_from([b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf"]), st.binary(max_size=600))
def test_any_bytes_are_read_or_refused(head, tail):
    try:
        assert text_of(head + tail, "x").text.strip()
    except Unreadable as refused:
        assert refused.message


@settings(max_examples=60, deadline=2000)
@given(st.binary(max_size=600))
def test_any_pdf_is_read_or_refused(tail):
    try:
        pdf.read(b"%PDF-1.5\n" + tail)  # without the process around it, which costs more than the reading
    except Unreadable as refused:
        assert refused.message
