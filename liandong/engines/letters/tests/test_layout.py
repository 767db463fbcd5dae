"""The official layout, measured on the sheet: margins, lines, characters, head, page numbers; docx beside pdf."""
import io
import os
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from liandong.engines.letters import Block, Paper, Party, Record, apart, layout, paper as papers, pdf, word

FONTS = Path(__file__).parents[4] / "node_modules" / "@expo-google-fonts"
POINT = 25.4 / 72
FULL = "警" * 28 * 30
LINE = "双方按照协议约定开展信息共享、案件协查和联合行动，于2026年11月25日前互相通报有关情况，并对合作中获取的信息予以保密。"


def paper(kind="agreement", *blocks, **more):
    about = {"issuer": "云州市公安局", "number": "云公函〔2026〕12号",
             "footer": "内部 · 云州市公安局 王芳 2026-11-23 12:00 打印"} | more
    return Paper(kind, "云州市公安局关于警务合作的函", tuple(blocks), datetime(2026, 11, 23, 4, tzinfo=UTC), **about)


def body(*lines):
    return [Block.of("body", line) for line in lines]


def pages(data):
    return PdfReader(io.BytesIO(data)).pages


def places(page, size=None):
    """Each piece of text with its left edge and baseline, in millimetres from the sheet's top left, and its size."""
    found = []

    def visit(text, cm, tm, font, at):
        if text.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((text.strip(), x * POINT, 297 - y * POINT, round(abs(at * tm[3] * cm[3]), 1)))

    page.extract_text(visitor_text=visit)
    return [one for one in found if size is None or one[3] == size]


def test_a_full_page_has_22_lines_of_28_characters_within_the_margins():
    page = pages(pdf.render(paper("agreement", *body(FULL)), FONTS))[1]
    lines = places(page, 16.0)
    assert float(page.mediabox.width) * POINT == pytest.approx(210, abs=0.1)
    whole = [line for line in page.extract_text().split("\n") if "警" in line]
    assert len(lines) >= len(whole) and {len(line) for line in whole[:-1]} == {28}
    top, left = min(y for _, _, y, _ in lines) - 0.88 * 16 * POINT, min(x for _, x, _, _ in lines)
    assert top == pytest.approx(37, abs=1) and left == pytest.approx(28, abs=1)


def test_22_lines_fill_the_type_area():
    page = pages(pdf.render(paper("agreement", *body(*["警"] * 60)), FONTS))[1]
    heights = sorted({round(y, 2) for _, _, y, size in places(page) if size == 16.0})
    assert len(heights) == 22
    assert heights[-1] + 0.12 * 16 * POINT - (heights[0] - 0.88 * 16 * POINT) == pytest.approx(225, abs=1.2)


def test_a_title_takes_no_line_from_the_page():
    first, _ = pages(pdf.render(paper("agreement", *body(*["警"] * 20), mark="内部"), FONTS))
    assert len({round(y, 2) for _, _, y, size in places(first) if size == 16.0}) == 22 - 2 - 1  # two are blank, one the title


def test_head_number_and_date_of_a_document_stand_where_the_standard_says():
    about = {"signed": "云州市公安局", "day": date(2026, 11, 3), "addressee": "江陵市公安局"}
    [page] = pages(pdf.render(paper("document", *body(LINE), **about), FONTS))
    head = next(one for one in places(page) if one[3] > 30)
    assert head[2] - 0.88 * head[3] * POINT == pytest.approx(37 + 35, abs=1) and head[3] * POINT <= 15
    text = page.extract_text()
    assert "2026年11月3日" in text.replace(" ", "") and "江陵市公安局：" in text


def test_page_numbers_stand_outside_seven_millimetres_below():
    for number, page in enumerate(pages(pdf.render(paper("agreement", *body(FULL)), FONTS)), 1):
        [found] = [one for one in places(page, 14.0) if str(number) in one[0]][:1]
        assert (found[1] > 105) == (number % 2 == 1)
        assert found[2] - 0.88 * 14 * POINT == pytest.approx(297 - 35 + 7, abs=1)


def test_a_letter_has_its_name_thirty_millimetres_from_the_top_and_no_number_on_its_first_page():
    first, second = pages(pdf.render(paper("letter", *body(*[LINE] * 12)), FONTS))[:2]
    head = next(one for one in places(first) if one[3] > 30)
    assert head[2] - 0.88 * head[3] * POINT == pytest.approx(30, abs=1)
    assert not places(first, 14.0) and places(second, 14.0)


def test_every_figure_says_where_it_comes_from():
    assert all(one.source and one.status in ("confirmed", "secondary", "derived", "house")
               for part in layout.FIGURES.values() for one in part.values())
    assert all((FONTS / face).is_dir() for face in pdf.FACES)


def test_a_paper_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "MOST_PROCESSOR_SECONDS", 1)
    monkeypatch.setattr(papers, "LONGEST", 10_000_000)
    with pytest.raises(apart.TooLarge):  # twenty times what a quick machine sets in its second
        pdf.render(paper("agreement", *body(*[LINE] * 100_000)), FONTS)


def test_a_paper_that_keeps_us_waiting_is_given_up(monkeypatch):
    monkeypatch.setattr(apart, "MOST_SECONDS", 0.01)
    with pytest.raises(apart.TooLarge):
        pdf.render(paper("agreement", *body(LINE)), FONTS)


def test_a_character_that_no_font_has_is_marked_and_named():
    said = pages(pdf.render(paper("agreement", *body("甲\u0500乙\U0002a6d7丙")), FONTS))[0].extract_text().replace(" ", "")
    assert "甲〓乙" in said and "U+0500" in said


def test_the_child_has_no_environment_of_ours_and_no_other_folder(monkeypatch):
    seen = {}
    monkeypatch.setattr(apart.subprocess, "run", lambda command, **how: seen.update(how) or subprocess.CompletedProcess(
        command, 0, b"%PDF-", b""))
    monkeypatch.setenv("LIANDONG_SECRET_KEY", "x")
    apart.typeset({}, [], 0)
    assert set(seen["env"]) <= {"PATH", "LD_LIBRARY_PATH"}


SIGNED = [Party(f"{name}公安局（盖章）", ("签署人：王芳", "签署日期：2026年11月23日")) for name in ("云州市", "江陵市")]
TABLE = Block("table", rows=(("义务", "次数"), ("传递情报信息", "12")), widths=(3, 1))
EXAMPLES = {
    "agreement": paper("agreement", Block.of("heading", "第一条 信息共享"), *body(*[LINE] * 14), Block("break"),
                       Block.of("part", "签署页"), parties=tuple(SIGNED), mark="内部"),
    "document": paper("document", *body(*[LINE] * 9), TABLE, signed="云州市公安局", day=date(2026, 11, 3),
                      record=Record(("省公安厅",), "办公室", date(2026, 11, 3))),
    "letter": paper("letter", *body(*[LINE] * 10), addressee="江陵市公安局", signed="云州市公安局", day=date(2026, 11, 3)),
}


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """The three layouts as LibreOffice makes pdf of their docx, in one run."""
    office, folder = shutil.which("soffice"), tmp_path_factory.mktemp("office")
    if office is None:
        assert not os.environ.get("LIANDONG_CI"), "the checks need LibreOffice"
        pytest.skip("no LibreOffice here")
    for name, made in EXAMPLES.items():
        (folder / f"{name}.docx").write_bytes(word.render(made))
    subprocess.run([office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
                    "--outdir", str(folder), *(str(folder / f"{name}.docx") for name in EXAMPLES)],
                   check=True, capture_output=True, timeout=180)
    return folder


def said(data):
    return "".join(sorted("".join("".join(page.extract_text().split()) for page in pages(data))))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_docx_opens_in_libreoffice_with_the_same_text_on_as_many_pages(converted, name):
    theirs, ours = (converted / f"{name}.pdf").read_bytes(), pdf.render(EXAMPLES[name], FONTS)
    assert len(pages(theirs)) == len(pages(ours))
    assert said(theirs) == said(ours)
