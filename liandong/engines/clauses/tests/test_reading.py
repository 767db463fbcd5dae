"""What holds of every reading: spans, evidence, linear time, plain data; and the worked texts."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from liandong.engines.clauses import read, split

TEXTS = sorted((Path(__file__).parents[4] / "tests" / "data" / "agreements").glob("*/*.txt"))
WORDS = [
    "甲方", "乙方：", "丙方（盖章）", "双方", "应当", "不得", "未经", "同意", "每季度", "每月25日", "定期", "三年", "叁年", "____", "XX", "【】", "年", "月", "日", "（", "）", "《", "》",
    "召开联席会议", "通报", "案件线索", "提前三十日", "解除", "协议", "书", "一式", "份", "争议", "协商", "仲裁", "人民法院", "第一条", "一、", "1.", "（一）", "\n", "，", "。", "；", "：", " ", "2026年7月1日",
    "自", "起至", "止", "有效期", "自动续期", "保密", "第三方", "赔偿", "违约金", "公安局", "和", "派出所", "篇1", "编号：", "日期：", "元", "支付", "个工作日内", "0", "½", "\u200b", "😀", "ﷺ",
]
DECIDING = {
    "term.months": "年月日天季", "copies": "份式", "disputes.arbitration": "裁", "disputes.negotiation": "商谈沟", "breach.damages": "赔偿损",
    "mechanisms.liaison_officer": "联系络对接", "cooperation.training": "训学教练习课培岗职研修骨互技业交带讲",
}


@settings(max_examples=150, deadline=2000)
@given(st.lists(st.sampled_from(WORDS), max_size=120).map("".join))
def test_any_text_is_read_with_spans_inside_it(text):
    reading = read(text)

    json.dumps(reading.as_dict())
    assert all(0 <= one.start <= one.end <= len(text) for one in (*reading.evidence, *reading.clauses))
    assert all(one.start < one.end for one in reading.evidence)
    assert all(0 < one.confidence <= 1 for one in reading.evidence)


@settings(max_examples=100, deadline=2000)
@given(st.text(max_size=400))
def test_any_characters_are_read_and_split(text):
    read(text)
    pieces = split(text)

    assert pieces[0][0] == 0 and pieces[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in zip(pieces, pieces[1:], strict=False))


@pytest.mark.parametrize("unit", ["公安局", "_", "_X", "一、", "（", "甲方：", "每年", "自2026年1月1日至", "不得向", "协议书\n", "某", "年月日", "不"])
def test_repetition_costs_linear_time(unit):
    began = time.process_time()
    read((unit * 20_000)[:20_000])

    assert time.process_time() - began < 6


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_every_term_has_evidence_that_contains_the_deciding_words(file):
    text = file.read_text("utf-8")
    reading = read(text)
    fields = {one.field for one in reading.evidence}

    for name in ("title", "number", "venue", "copies", "confidentiality", "termination"):
        assert (getattr(reading.terms, name) is not None) == (name in fields)
    for one in reading.evidence:
        words = text[one.start:one.end]
        if one.field in ("title", "number", "venue") and "所在地" not in one.value:
            assert "".join(words.split()) == one.value
        if one.field in DECIDING:
            assert set(words) & set(DECIDING[one.field]), (one.field, words)


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_page_is_read_in_a_fifth_of_a_second(file):
    text = file.read_text("utf-8")
    read(text)
    began = time.process_time()
    read(text)

    assert time.process_time() - began < 0.2 * max(1, len(text) / 800)


def test_clauses_have_numbers_headings_and_contain_their_parts():
    text = "合作协议\n第一条 合作内容\n（一）信息共享：双方共享线索。\n（二）联合巡逻。\n第二条 期限\n有效期三年。\n"
    clauses = read(text).clauses

    assert [(one.number, one.heading) for one in clauses][:2] == [("第一条", "合作内容"), ("(一)", "信息共享")]
    assert clauses[0].start < clauses[1].start and clauses[1].end <= clauses[0].end
    assert text[clauses[-1].start:clauses[-1].end] == "第二条 期限\n有效期三年。"


def test_a_plan_is_no_agreement():
    plan = "边界治安整治工作方案\n为打击犯罪，制定本方案。\n一、指导思想\n二、工作目标\n三、工作要求\n各单位要高度重视。\n"

    assert read(plan).kind == "plan"
    assert read("合作协议\n甲方：A市公安局\n乙方：B市公安局\n双方同意共同制定工作方案。").kind == "agreement"


def test_nothing_is_made_of_nothing():
    assert read("").terms.as_dict()["parties"] == []
    assert read("今天天气很好。").evidence == ()


SEVERAL = """警务合作协议书范文(精选2篇)
篇一：警务合作协议书
甲方：云州市公安局
乙方：江陵市公安局
一、双方实时共享案件线索，共同打击跨区域犯罪活动，维护两地社会治安稳定。
二、本协议有效期三年，自签字之日起生效。
甲方（盖章）：        乙方（盖章）：
篇二：警校合作协议
甲方：清溪县公安局
乙方：清溪县第一中学
一、甲方每学期开展一次法治宣传教育，乙方提供场地。
甲方（签字）：        乙方（签字）：
"""


def test_several_agreements_in_one_file_are_told_apart():
    pieces = split(SEVERAL)

    assert [title for _, _, title in pieces] == ["警务合作协议书", "警校合作协议"]
    assert [read(SEVERAL[start:end]).terms.parties[0].name for start, end, _ in pieces] == ["云州市公安局", "清溪县公安局"]


def test_one_agreement_with_a_sign_block_is_one():
    assert len(split(SEVERAL[SEVERAL.index("篇二"):])) == 1
