"""Duties with a period, a day or a limit, however the sentence is built."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

DUTIES = [
    ("双方每季度召开一次联席会议。", [("meeting", "quarter", None, None, "both")]), ("联席会议每半年召开一次。", [("meeting", "half_year", None, None, "both")]),
    ("建立定期会晤机制。", [("meeting", None, None, None, "both")]), ("两家一个月碰一次头。", [("meeting", "month", None, None, "both")]), ("每三个月召开一次协调会。", [("meeting", "quarter", None, None, "both")]),
    ("双方按月通报治安情况。", [("intelligence_transfer", "month", None, None, "both")]), ("每月25日前，双方互相传递情报信息。", [("intelligence_transfer", "month", 25, None, "both")]),
    ("甲方应于每月5日前向乙方报送统计表。", [("report", "month", 5, None, "甲方")]), ("乙方每周一向甲方报告工作情况。", [("report", "week", 1, None, "乙方")]),
    ("乙方应在收到协查函后七个工作日内书面回复。", [("reply", None, None, (7, "working_day"), "乙方")]), ("被请求方应当在24小时内答复。", [("reply", None, None, (24, "hour"), "both")]),
    ("接到请求的一方最迟应在四十八小时内回复，紧急的应在二小时内答复。", [("reply", None, None, (48, "hour"), "both"), ("reply", None, None, (2, "hour"), "both")]),
    ("甲方收到发票后15日内付款。", [("payment", None, None, (15, "day"), "甲方")]), ("甲方按季度向乙方支付服务费。", [("payment", "quarter", None, None, "甲方")]),
    ("甲方应在验收合格后__个工作日内支付费用。", [("payment", None, None, (None, "working_day"), "甲方")]), ("借用的装备应在用毕后三日内归还。", [("return", None, None, (3, "day"), "both")]),
    ("甲方每年为乙方组织两次业务培训。", [("training", "year", None, None, "甲方")]), ("双方每半年组织一次联合演练。", [("training", "half_year", None, None, "both")]), ("定期开展业务培训。", [("training", None, None, None, "both")]),
    ("双方每月联合巡逻不少于两次。", [("operation", "month", None, None, "both")]), ("每周五晚，双方开展联合执勤。", [("operation", "week", 5, None, "both")]), ("双方每年对协作成效进行一次评估。", [("evaluation", "year", None, None, "both")]),
    ("定期评估合作效果。", [("evaluation", None, None, None, "both")]), ("年底进行考核。", [("evaluation", "year", None, None, "both")]), ("每学期开展一次法治宣传。", [("publicity", None, None, None, "both")]),
    ("变更联系人的，应当在三日内通知对方。", [("notice", None, None, (3, "day"), "both")]), ("发生重大案件，案发地一方应在1小时内通报对方。", [("intelligence_transfer", None, None, (1, "hour"), "both")]),
    ("犯罪形势分析每季度交换一次，于季度首月5日前送达。", [("intelligence_transfer", "quarter", 5, None, "both")]), ("乙方发现可疑情况应在半小时内报告甲方。", [("report", None, None, (30, "minute"), "乙方")]),
    ("丙方应于每季度末向甲方、乙方报送分析报告。", [("report", "quarter", None, None, "丙方")]), ("任何一方可提前三十日书面通知对方终止本协议。", []), ("期满前三十日内未提出书面异议的，自动续期。", []),
    ("违约方应在收到通知后十日内改正。", []), ("双方应及时通报情况。", []), ("每逾期一日支付违约金。", []), ("有效期三年，每年可续签。", []), ("重要会议不定期召开。", []),
    ("双方每日互通一次治安动态。", [("intelligence_transfer", "day", None, None, "both")]), ("由乙方每月组织一次安全检查。", [("operation", "month", None, None, "乙方")]),
    ("甲乙双方每年12月对协议执行情况进行考核评估。", [("evaluation", "year", None, None, "both")]), ("乙方每月最后一个工作日向甲方报送月报。", [("report", "month", None, None, "乙方")]),
]


@pytest.mark.parametrize(("text", "duties"), DUTIES)
def test_a_duty_has_its_period_day_limit_and_agent(text, duties):
    found = [(one.kind, one.every, one.on, one.within and (one.within.amount, one.within.unit), one.who) for one in read(text).terms.duties]

    assert found == duties
