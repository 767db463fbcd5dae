"""What a text leaves to be filled in, whatever the placeholder."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

OPEN = [
    ("协议编号：\n甲方：A市公安局", {"number"}), ("协议编号：__________\n", {"number"}), ("编号：[    ]\n", {"number"}), ("合同编号：（    ）\n", {"number"}),
    ("协议编号：XX公协〔2024〕XX号\n", {"number"}), ("协议编号：×公联字〔2024〕第×号\n", {"number"}), ("编号：某公协〔2025〕1号\n", {"number"}), ("协议编号：清白警协字【2025】____号\n", {"number"}), ("编号：（空）\n", {"number"}),
    ("甲方：________\n乙方：城北公安局", {"parties.甲方"}), ("甲方：XX市公安局\n乙方：××县公安局", {"parties.甲方", "parties.乙方"}),
    ("甲方：[甲方名称]\n乙方：（乙方单位全称）", {"parties.甲方", "parties.乙方"}), ("甲方：某市公安局\n乙方：某某公司", {"parties.甲方", "parties.乙方"}),
    ("甲方：\n乙方：\n丙方：\n", {"parties.甲方", "parties.乙方", "parties.丙方"}), ("甲方（公安机关）：【】公安局\n乙方：海城中学", {"parties.甲方"}),
    ("本协议有效期__年。", {"term.months"}), ("有效期为X年，自签字之日起。", {"term.months"}), ("合作期限：    年", {"term.months"}), ("合作期限为【】年。", {"term.months"}),
    ("本协议有效期____个月。", {"term.months"}), ("有效期（  ）年。", {"term.months"}),
    ("自____年__月__日起至____年__月__日止。", {"term.starts", "term.ends"}), ("有效期自20XX年X月X日至20XX年X月X日。", {"term.starts", "term.ends"}),
    ("有效期自【】年【】月【】日起至【】年【】月【】日止", {"term.starts", "term.ends"}), ("期限：自    年  月  日至    年  月  日", {"term.starts", "term.ends"}),
    ("有效期从2025年__月__日至2026年__月__日。", {"term.starts", "term.ends"}), ("本协议有效期至××××年××月××日。", {"term.ends"}), ("本协议自____年____月____日起施行。", {"term.starts"}),
    ("签订日期：\n", {"signed_on"}), ("甲方（盖章）：   日期：  年  月  日", {"signed_on"}), ("签署时间：20__年__月__日", {"signed_on"}), ("签约日期：[    ]", {"signed_on"}),
    ("乙方（签字）：\n    年    月    日\n", {"signed_on"}), ("签订地点：________\n", {"signed_at"}), ("签约地点：\n", {"signed_at"}), ("签署地：【      】", {"signed_at"}),
    ("甲方应向乙方支付服务费____元。", {"fees.amount"}), ("费用总额为人民币________元整。", {"fees.amount"}), ("服务费每年XX万元。", {"fees.amount"}), ("合同价款：人民币（大写）______元", {"fees.amount"}),
    ("甲方应在验收后____个工作日内支付费用。", {"fees.within"}), ("乙方应于每月____日前结清费用。", {"fees.within"}), ("收到发票后【】日内付款。", {"fees.within"}),
    ("协商不成的，提交____仲裁委员会仲裁。", {"arbitrator"}), ("争议提交【】仲裁委员会仲裁解决。", {"arbitrator"}), ("可向XX仲裁委员会申请仲裁。", {"arbitrator"}),
]
CLOSED = [
    "协议编号：平公协〔2024〕6号", "编号：BA-2024-0087", "签订日期：2024年2月20日", "签订地点：安平市", "协议编号：云江警协（2025）第12号",
    "服务费每月3000元。", "提交平川仲裁委员会仲裁。", "自2026年7月1日起至2029年6月30日止。", "双方应在2个工作日内答复。", "有效期三年。",
    "甲方：A市公安局\n乙方：B县公安局", "逾期不改的支付违约金____元。",
]


@pytest.mark.parametrize(("text", "blanks"), OPEN)
def test_a_placeholder_of_any_kind_is_a_blank(text, blanks):
    assert set(read(text).terms.blanks) == blanks


@pytest.mark.parametrize("text", CLOSED)
def test_what_is_filled_in_is_no_blank(text):
    assert not read(text).terms.blanks
