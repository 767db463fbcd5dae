"""Each value has its own words: nothing more than says it, nothing less."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

LIST = "第一条 双方应当立即通报下列情况：\n（一）案件线索；\n（二）在逃人员名单；\n（三）治安动态，每月一次；\n（四）被盗车辆。\n第二条 联合打击毒品犯罪。\n"
SPANS = [
    ("双方实时共享案件线索、在逃人员信息，每季度交换治安形势。", {"sharing.leads": "案件线索", "sharing.leads.timing": "实时", "sharing.fugitives": "在逃人员", "sharing.trends": "治安形势", "sharing.trends.timing": "每季度"}),
    ("协商不成的，报请省公安厅裁决。", {"disputes.negotiation": "协商", "disputes.superior_mediation": "报请省公安厅裁决"}),
    ("任何一方不得向其他单位或个人泄露案件信息。", {"confidentiality": "不得向其他单位或个人泄露"}),
    ("双方每年组织培训、演练，提供场地和食宿。", {"cooperation.training": "培训", "cooperation.site_support": "提供场地", "cooperation.logistics_support": "食宿"}),
    ("违约方应支付违约金并赔偿损失，守约方有权解除协议。", {"breach.liquidated_damages": "违约金", "breach.damages": "赔偿"}),
    ("本协议一式四份，自签字之日起生效，有效期三年。", {"copies": "一式四份", "term.months": "有效期三年"}),
]


def words_of(text):
    """The words of each piece of evidence."""
    return {one.field: text[one.start:one.end] for one in read(text).evidence}


@pytest.mark.parametrize(("text", "wanted"), SPANS)
def test_evidence_is_the_words_that_decide(text, wanted):
    found = words_of(text)

    assert {field: found.get(field) for field in wanted} == wanted


def test_categories_side_by_side_do_not_run_into_each_other():
    text = "双方及时通报案件线索、嫌疑人、逃犯、被盗车辆、作案手法、治安隐患和预警信息。"
    spans = sorted((one.start, one.end) for one in read(text).evidence if one.field.startswith("sharing.") and not one.field.endswith(".timing"))

    assert len(spans) == 7
    assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:], strict=False))


def test_a_list_is_shared_by_the_sentence_that_leads_it():
    rows = {row.category: row.timing for row in read(LIST).terms.sharing}

    assert rows == {"leads": "prompt", "fugitives": "prompt", "trends": "periodic", "vehicles": "prompt"}


def test_each_item_has_the_timing_in_its_brackets():
    rows = {row.category: row.timing for row in read("共享内容：案件线索（实时）、在逃人员（及时）、治安动态（按月）。").terms.sharing}

    assert rows == {"leads": "realtime", "fugitives": "prompt", "trends": "periodic"}


def test_names_before_the_seals_are_the_parties_where_no_one_else_names_them():
    found = read("边界巡逻的几条约定\n两家说好一起巡逻。\n\n石泉县公安局（章）　白杨县公安局（章）\n").terms.parties

    assert [(party.role, party.name) for party in found] == [("甲方", "石泉县公安局"), ("乙方", "白杨县公安局")]


def test_what_was_before_is_no_term():
    text = "双方曾于2020年签订《边界联防公约》，有效期三年，每月召开一次例会。\n本协议有效期两年。每季度召开一次例会。"
    terms = read(text).terms

    assert (terms.term.months, [one.every for one in terms.duties]) == (24, ["quarter"])


def test_what_stands_around_a_sample_on_its_page_is_not_read():
    text = "警务协作协议\n甲方：A市公安局\n乙方：B市公安局\n双方共享案件线索。\n甲方（盖章）\n\n相关文章：\n1.联合巡逻协议书模板\n2.消防安全责任书\n"

    assert read(text).terms.cooperation == ("information_sharing",)
