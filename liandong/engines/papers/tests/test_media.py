"""Word and PDF files as offices make them: tables in tables, text boxes, tracked changes, Chinese numbering, scans, passwords."""
# ruff: noqa: E501 - the XML of Word is read whole

import io

import pytest
from pypdf import PdfReader, PdfWriter

from liandong.engines.papers import Unreadable, apart, text_of
from liandong.engines.papers.tests.made import W, packed, pdf_of, pdf_of_fonts, pdf_with, scan_of, word, word_of

TEXT = "警务合作协议\n甲方：云州市公安局\n乙方：江陵市公安局\n第一条 双方实时共享案件线索，每季度召开一次联席会议。\n第二条 有效期三年，自签字之日起生效。"
LISTS = (f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl>'
         '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>')
BOX = ('<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>框内的字</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>'
       '<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框内的字</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>')


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def lines(data):
    return text_of(data, "协议").text.split("\n")


def reason(data):
    with pytest.raises(Unreadable) as refused:
        text_of(data, "协议")
    return refused.value.reason_code


def written(writer):
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def locked(text, user, algorithm):
    writer = PdfWriter(PdfReader(io.BytesIO(pdf_of(text))))
    writer.encrypt(user, "the owner's", algorithm=algorithm)
    return written(writer)


def test_a_chinese_pdf_is_read_by_its_table_of_characters():
    paper = text_of(pdf_of(TEXT), "协议.pdf")

    assert paper.media == "pdf"
    assert [line.replace(" ", "") for line in paper.text.split("\n")] == [line.replace(" ", "") for line in TEXT.split("\n")]


def test_pages_of_a_pdf_follow_each_other_without_their_numbers():
    long = "\n".join(f"第{number}项 双方共同开展治安巡逻。" for number in range(1, 71))
    numbered = "\n".join(line + ("\n- 1 -" if order == 34 else "") for order, line in enumerate(long.split("\n")))

    assert [line.replace(" ", "") for line in lines(pdf_of(numbered))] == [line.replace(" ", "") for line in long.split("\n")]


def test_a_pdf_of_pictures_is_said_to_be_a_scan():
    assert reason(scan_of()) == reason(scan_of(3)) == "scanned"


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_a_pdf_that_asks_for_a_password_is_refused_and_one_that_only_forbids_printing_is_read(algorithm):
    assert reason(locked(TEXT, "secret", algorithm)) == "encrypted"
    assert lines(locked(TEXT, "", algorithm))[0] == "警务合作协议"


def test_a_pdf_of_too_many_pages_is_refused():
    writer = PdfWriter()
    for _ in range(301):
        writer.add_blank_page(100, 100)

    assert reason(written(writer)) == "too_long"


def test_a_pdf_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "MOST_PROCESSOR_SECONDS", 1)
    assert reason(pdf_of_fonts(3_000)) == "too_slow"


def test_halves_of_letters_and_nul_do_not_come_through():
    letters = [f"{ord(letter):04x}" for letter in "甲方与乙方签订本协议书"]

    assert text_of(pdf_with(*letters, "d83d", "0000", "d83dde00"), "x").text == "甲方与乙方签订本协议书\ufffd\U0001f600"


def test_words_put_in_are_kept_and_words_struck_out_or_moved_away_are_dropped():
    body = (f"<w:p>{run('有效期')}<w:del>{run('两')}</w:del><w:ins>{run('三')}</w:ins>{run('年')}</w:p><w:del><w:p>{run('整段删去')}</w:p></w:del>"
            f"<w:p><w:moveFrom>{run('移走')}</w:moveFrom><w:moveTo>{run('移来')}</w:moveTo></w:p><w:ins><w:p>{run('整段加上')}</w:p></w:ins>")

    assert lines(word(body)) == ["有效期三年", "移来", "整段加上"]


def test_a_text_box_is_read_once_and_a_content_control_as_text():
    body = BOX + f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{run('甲方：')}</w:p></w:sdtContent></w:sdt><w:p><w:sdt><w:sdtContent>{run('乙方')}</w:sdtContent></w:sdt></w:p>"

    assert lines(word(body)) == ["外", "框内的字", "甲方：", "乙方"]


def test_chinese_numbers_of_lists_are_written_out_and_counted_by_level():
    def item(level, text):
        return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>{run(text)}</w:p>'

    body = item(0, "合作内容") + item(1, "信息共享。") + item(1, "联合巡逻。") + item(0, "期限") + item(1, "三年。")
    assert lines(word(body, **{"word/numbering.xml": LISTS})) == ["第一条 合作内容", "（一）信息共享。", "（二）联合巡逻。", "第二条 期限", "（一）三年。"]


def test_a_table_in_a_table_is_read_once_in_its_place():
    inner = f"<w:tbl><w:tr><w:tc><w:p>{run('地址')}</w:p></w:tc><w:tc><w:p>{run('云州路1号')}</w:p></w:tc></w:tr></w:tbl>"
    body = f"<w:tbl><w:tr><w:tc><w:p>{run('甲方')}</w:p></w:tc><w:tc><w:p>{run('云州市公安局')}</w:p>{inner}<w:p/></w:tc></w:tr></w:tbl><w:p>{run('第一条')}</w:p>"

    assert lines(word(body)) == ["甲方：云州市公安局", "地址：云州路1号", "第一条"]


def test_cells_in_content_controls_are_read_and_rows_struck_out_are_not():
    cell = f"<w:tc><w:p>{run('云州市公安局')}</w:p></w:tc>"
    body = (f"<w:tbl><w:tr><w:tc><w:p>{run('甲方')}</w:p></w:tc><w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt></w:tr>"
            f"<w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt><w:tr><w:trPr><w:del/></w:trPr>{cell}</w:tr></w:tbl>")

    assert lines(word(body)) == ["甲方：云州市公安局", "云州市公安局"]


def test_a_word_file_of_hundreds_of_thousands_of_marks_is_not_opened():
    noise = "".join(f"<w:p w:rsidR='{number * 7919 % 999983:06}'/>" for number in range(600_001))

    assert reason(word(noise)) == "zip_bomb"


def test_a_strict_word_file_is_read_like_any_other():
    strict = f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body><w:p>{run("协议书")}</w:p></w:body></w:document>'

    assert lines(packed({"word/document.xml": strict})) == ["协议书"]


@pytest.mark.parametrize("part", ["word/numbering.xml", "word/styles.xml"])
@pytest.mark.parametrize(("content", "code"), [("<!DOCTYPE a []><a/>", "xml_entities"), ("<a", "broken")])
def test_every_part_that_is_read_is_held_to_the_same(part, content, code):
    assert reason(word(f"<w:p>{run('协议')}</w:p>", **{part: content})) == code


def test_xml_that_only_grows_deep_is_refused_or_read():
    deep = "<w:sdt><w:sdtContent>" * 200 + f"<w:p>{run('协议')}</w:p>" + "</w:sdtContent></w:sdt>" * 200

    assert reason(word(deep)) == "broken"


def test_a_word_file_without_words_is_empty():
    assert reason(word("<w:p/>")) == "empty"
    assert reason(word_of("hello")) == "foreign"
