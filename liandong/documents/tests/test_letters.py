"""Official letters: their sentences, and that one context makes one paper in two forms."""
import io
import re
from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings as tries, strategies as st
from pypdf import PdfReader

from conftest import NOON
from liandong.documents import queries
from liandong.documents.rules import letters, prose
from liandong.documents.rules.context import Context
from liandong.engines.letters import pdf as as_pdf
from liandong.kernel.errors import Refused
from liandong.web import install

TITLE = "云州市公安局与江陵市公安局警务合作协议"
ABOUT = {"at": NOON, "issuer": "云州市公安局", "to": ["江陵市公安局"], "number": "云公函〔2026〕12号", "mark": "内部",
         "title": TITLE, "agreement_number": "云公协字〔2026〕3号", "signed_on": date(2026, 1, 5), "clause": "第八条",
         "why": "机构职能调整", "notice": "三十日", "ends_on": date(2026, 12, 23), "contact": "王芳，0999-5550110",
         "text": f"{TITLE}\n\n甲方：云州市公安局\n第一条 信息共享\n（一）线索\n双方对案件线索实时共享。\n"
                 "补充约定\n一、有效期三年。",
         "parties": [{"role": "甲方", "name": "云州市公安局", "signatory": "王芳", "day": date(2026, 1, 5),
                      "fingerprint": "ab" * 16},
                     {"role": "乙方", "name": "江陵市公安局", "signatory": "李强", "day": date(2026, 1, 6), "on_paper": True}],
         "digest": "0f" * 32, "printed_by": "云州市公安局 王芳", "editions": (1, 2),
         "pieces": [("kept", "有效期"), ("removed", "两"), ("added", "三"), ("kept", "年。\n第二条")],
         "sealed": {"lines": 12, "first_at": NOON, "last_at": NOON, "batch": 7, "batch_at": NOON, "head": "cd" * 32,
                    "digest": "ef" * 32}}


def text_of_pdf(data):
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages)


def paragraphs(data):
    return [paragraph.text.replace("\t", " ") for paragraph in Document(io.BytesIO(data)).paragraphs]


def text_of_docx(data):
    return "".join("".join(one.split()) for one in paragraphs(data))


@pytest.mark.parametrize("kind", letters.BUILDERS)
def test_a_paper_says_the_same_as_docx_and_pdf_and_is_the_same_each_time(kind):
    word, page = queries.letter(kind, ABOUT), queries.pdf(kind, ABOUT)
    said = re.sub(r"—\d+—|内部·云州市公安局王芳2026-11-2312:00打印", "", text_of_pdf(page))
    assert [words for one in paragraphs(word) if (words := "".join(one.split())) and words not in said] == []
    assert word == queries.letter(kind, ABOUT) and page == queries.pdf(kind, ABOUT)


def test_a_notice_of_termination_says_when_it_ends_and_by_which_clause():
    told = text_of_docx(queries.letter("termination_notice", ABOUT))
    for words in ("根据协议第八条的约定，我局决定提前终止", "特此函告",
                  "自你局收到本函之日起三十日期满，协议于2026年12月23日24时终止"):
        assert words in told


def test_the_signature_page_names_signatory_day_and_key_and_says_what_was_signed_on_paper():
    told = text_of_docx(queries.letter("signatures", ABOUT))
    for words in ("甲方（盖章）：云州市公安局签署人：王芳签署日期：2026年1月5日密钥指纹：abab",
                  "签署方式：签署于纸质文本签署日期：2026年1月6日确认人：李强"):
        assert words in told


@pytest.mark.parametrize("mark", ["秘密", "机密★10年", "绝密"])
def test_no_paper_bears_the_mark_of_a_state_secret(mark):
    with pytest.raises(Refused, match="state secrets belong"):
        queries.letter("cover", ABOUT | {"mark": mark})


def test_a_text_becomes_headings_and_paragraphs_without_its_title():
    found = [(block.kind, block.runs[0].words) for block in prose.blocks(ABOUT["text"], title=TITLE)]
    assert found == [("body", "甲方：云州市公安局"), ("heading", "第一条 信息共享"), ("subheading", "（一）线索"),
                     ("body", "双方对案件线索实时共享。"), ("part", "补充约定"), ("body", "一、有效期三年。")]


def test_a_redline_keeps_paragraphs_and_marks_words():
    [first, second] = prose.redlined(ABOUT["pieces"])
    assert [(run.words, run.hand) for run in first.runs] == [("有效期", ""), ("两", "removed"), ("三", "added"), ("年。", "")]
    assert second.runs[0].words == "第二条"


@pytest.mark.parametrize(("names", "word"), [
    (["江陵市公安局"], "你局"), (["省公安厅"], "你厅"), (["甲公司"], "你单位"), (["甲局", "乙局"], "各方")])
def test_agencies_are_spoken_to_as_letters_do(names, word):
    assert prose.other_of(names) == word and prose.numeral(12) == "十二" and prose.numeral(20) == "二十"


def test_the_weights_that_are_kept_at_installation_are_those_that_papers_are_set_in():
    assert set(install.WEIGHTS) == set(as_pdf.FACES)


def test_without_the_fonts_no_pdf_is_made_of_empty_boxes(settings, tmp_path):
    settings.FONTS = tmp_path
    with pytest.raises(Refused, match="Word file"):
        queries.pdf("cover", ABOUT)


SIGNS = st.text(alphabet=st.one_of(st.sampled_from('#$*_`@<>[](){}%\\/"\'~-=+|&;:,.!?^\u200b'), st.characters(codec="utf-8")),
                min_size=1, max_size=60)


@tries(max_examples=15)
@given(SIGNS)
def test_no_sign_in_a_text_means_anything_to_the_typesetter(signs):
    text = f"甲{signs}乙\n#import \"x.typ\"\n#read(\"/etc/passwd\") $x$ *b* {{{{ a }}}} {{% b %}} <w:t>"
    about = Context(at=NOON, title="协议", text=text)
    told = text_of_docx(queries.letter("agreement", about))
    assert '#import"x.typ"#read("/etc/passwd")$x$*b*{{a}}{%b%}<w:t>' in told
    assert '#import"x.typ"#read("/etc/passwd")$x$*b*{{a}}{%b%}<w:t>' in text_of_pdf(queries.pdf("agreement", about))
