"""Secrecy, ending, breach, disputes, copies: what follows in law."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

SECRECY = [
    ("双方对合作中知悉的秘密负有保密义务。", False), ("未经对方书面同意，不得向第三方透露。", True), ("不得将对方提供的资料转交他人。", True), ("任何一方均不得向任何单位或个人泄露案情。", True),
    ("乙方应保守警务秘密。", False), ("听来的消息不准往外讲。", True), ("泄密的，依法追究责任。", False), ("双方互相尊重。", None), ("未经甲方许可，乙方不得对外披露有关信息。", True),
    ("严禁将数据提供给无关人员。", True), ("双方签订保密承诺书。", False), ("未征得提供方同意，任何一方不得公开相关资料。", True), ("在未获得对方书面授权的情况下，不得向第三人提供。双方应保密。", True),
]
ENDING = [
    ("任何一方可提前三十日书面通知对方解除本协议。", (30, True, None)), ("一方拟终止合作的，须提前60天告知对方。", (60, True, None)), ("提前一个月打招呼就可以退出。", (30, True, None)),
    ("需提前解除的，应提前15个工作日书面通知。", (15, True, "working_day")), ("不得擅自解除本协议。", (None, False, None)), ("经双方协商一致，可以解除本协议。", (None, False, None)),
    ("双方均不得单方终止协议。", (None, False, None)), ("本协议期满自动终止。", None), ("甲方有权随时解除本协议。", (None, True, None)), ("双方加强合作。", None), ("任何一方欲退出本协议，应于九十日前书面通知其他各方。", (90, True, None)),
    ("协议变更或解除，须经双方协商同意。", (None, False, None)), ("哪方不想干了，提前十天说一声。", (10, True, None)),
]
BREACH = [
    ("一方违约的，应承担违约责任。", {"liability"}), ("违约方应赔偿守约方损失。", {"damages"}), ("违约的，支付违约金一万元。", {"liquidated_damages"}), ("违约方应在十日内改正。", {"cure_period"}),
    ("违约方逾期不改正的，守约方有权解除协议。", {"rescission"}), ("违反本协议造成后果的，依法追究相关人员的法律责任。", {"liability"}), ("因一方过错造成损失的，应承担赔偿责任。", {"damages"}),
    ("谁说话不算数，给对方造成损失的要赔。", {"damages"}), ("双方共同承担维护治安的责任。", set()), ("因不可抗力不能履行的，不承担违约责任。", set()),
]
DISPUTES = [
    ("发生争议，双方协商解决；协商不成的，向甲方所在地人民法院起诉。", ["negotiation", "litigation"], "甲方所在地"), ("争议由双方协商解决。", ["negotiation"], None),
    ("履行中发生纠纷，提请上级公安机关协调。", ["superior_mediation"], None), ("因本协议产生的争议，提交云州仲裁委员会仲裁。", ["arbitration"], None),
    ("发生争议协商不成的，由云州市中级人民法院管辖。", ["negotiation", "litigation"], "云州市中级人民法院"), ("争议可向有管辖权的人民法院提起诉讼。", ["litigation"], None),
    ("闹了别扭先商量，商量不拢请县局领导来断。", ["negotiation", "superior_mediation"], None), ("双方共同化解矛盾纠纷。", [], None), ("如有分歧，先行协商，协商未果的由共同的上一级机关裁定。", ["negotiation", "superior_mediation"], None),
    ("争议应协商解决，协商不成可依法向乙方住所地法院提起诉讼。", ["negotiation", "litigation"], "乙方所在地"),
]
COPIES = [
    ("本协议一式两份，双方各执一份。", 2), ("本协议壹式肆份。", 4), ("一式六份，各方各执两份。", 6), ("本协议正本三份，副本六份。", 3), ("约定一共两份，一家一份。", 2), ("本协议一式____份。", None),
    ("本协议一式十二份。", 12), ("甲乙双方各执一份。", 2), ("报送材料三份。", None), ("本协议共四份，具有同等效力。", 4),
]


@pytest.mark.parametrize(("text", "consent"), SECRECY)
def test_secrecy_says_whether_third_parties_are_shut_out(text, consent):
    assert read(text).terms.confidentiality == (None if consent is None else {"third_party_consent": consent})


@pytest.mark.parametrize(("text", "ending"), ENDING)
def test_ending_has_its_notice_and_who_may_give_it(text, ending):
    found = read(text).terms.termination

    assert (found and (found.notice_days, found.unilateral, found.notice_unit)) == ending


@pytest.mark.parametrize(("text", "breach"), BREACH)
def test_a_breach_has_its_consequences(text, breach):
    assert set(read(text).terms.breach) == breach


@pytest.mark.parametrize(("text", "ways", "venue"), DISPUTES)
def test_disputes_are_settled_in_order(text, ways, venue):
    terms = read(text).terms

    assert (list(terms.disputes), terms.venue) == (ways, venue)


@pytest.mark.parametrize(("text", "copies"), COPIES)
def test_copies_are_counted(text, copies):
    assert read(text).terms.copies == copies
