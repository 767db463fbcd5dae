"""Dated duties in many builds: who, what, how often, by when, in lists, in passive, in village words."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import pytest

from liandong.engines.clauses import read

HEAD = "甲方：清溪县公安局城关派出所\n乙方：清溪县第一中学\n丙方：磐石保安服务有限公司\n一、约定如下。\n"
DUTIES = [
    ("派出所每月给学校讲一次课。", "publicity/month/甲方"), ("学校每周五下午向派出所报一次情况。", "report/week/5/乙方"), ("由丙方每天晚上安排人员巡逻。", "operation/day/丙方"), ("三方每学期期末碰一次头。", "meeting/both"), ("丙方应当于每月3日前，将上月值勤情况书面报甲方。", "report/month/3/丙方"), ("乙方每学期组织一次消防演练，甲方到场指导。", "training/乙方"),
    ("甲方收到乙方书面申请后，应在三个工作日内给予答复。", "reply/within3working_day/甲方"), ("乙方应自发票开具之日起十日内向丙方支付保安服务费。", "payment/within10day/乙方"), ("保安服务费按季度支付，每季度首月10日前付清。", "payment/quarter/10/"), ("服务费由乙方每月5日前支付给丙方。", "payment/month/5/乙方"),
    ("丙方人员变动的，应提前三日告知甲方、乙方。", "notice/within3day/丙方"), ("甲方每年对丙方进行一次考核。", "evaluation/year/甲方"), ("借用物品用完后两天内还清。", "return/within2day/"), ("装备使用完毕，丙方应于次日起5日内归还甲方。", "return/within5day/丙方"), ("各方联络员每两个月碰头一次。", "meeting/both"),
    ("联席会议由三方轮流召集，每半年一次。", "meeting/half_year/both"), ("每逢月初，甲方通报上月发案情况。", "intelligence_transfer/month/甲方"), ("发生涉校案件，甲方应在半小时内通知乙方。", "notice/within30minute/甲方"), ("突发情况，乙方须在10分钟内报告甲方。", "report/within10minute/乙方"), ("甲方每季度末向乙方、丙方通报一次辖区治安形势。", "intelligence_transfer/quarter/甲方"),
    ("治安形势分析材料每半年互换一次。", "intelligence_transfer/half_year/both"), ("三方每年春秋两季各开展一次联合检查。", "operation/year/both"), ("每年9月开学第一周，甲方为新生上一堂安全课。", "publicity/year/甲方"), ("甲方每年为丙方保安员集中培训不少于2次。", "training/year/甲方"), ("三方应当每年年底前对协议执行情况开展一次评估。", "evaluation/year/both"),
    ("每周一、三、五夜间，丙方开展巡逻。", "operation/week/1/丙方"), ("丙方每日早晚各巡查校园一次。", "operation/day/丙方"), ("每月最后一个星期五，三方召开例会。", "meeting/month/both"), ("每月20号三方开个会。", "meeting/month/20/both"), ("每隔三个月，三方会商一次。", "meeting/quarter/both"), ("三方一季度一碰头。", "meeting/quarter/both"), ("双月召开联防例会。", "meeting/both"),
    ("按照每月不少于一次的频率开展联合清查。", "operation/month/both"), ("原则上每半年开展不少于一次业务交流。", "training/half_year/both"), ("接报后，甲方应当2小时内反馈处理情况。", "reply/within2hour/甲方"), ("一般协查十五日内办结，紧急协查二十四小时内办结。", "reply/within15day/both reply/within24hour/both"), ("甲方对乙方提出的问题，一周内给个说法。", "reply/within7day/甲方"), ("有求助的，接到方当天回信。", ""), ("二、三方每季度开展下列工作：\n（一）召开一次例会；\n（二）交换一次情报；\n（三）联合巡逻两次。", "meeting/quarter/both intelligence_transfer/quarter/both operation/quarter/both"),
    ("甲方将不定期抽查丙方在岗情况。", ""), ("丙方保安员每人每月工资不低于当地标准。", ""), ("保安员每天工作八小时。", ""), ("乙方放假期间，门卫二十四小时值班。", ""), ("本协议期满前三十日内协商续签。", ""), ("丙方应在协议解除后三日内撤离。", ""), ("每迟延一日按千分之一支付违约金。", ""), ("学校每天七点半开门。", ""), ("违约方应在接到通知后七日内整改。", ""),
]


def short(duty):
    """A duty as kind/every/on/within/who."""
    limit = f"within{duty.within.amount}{duty.within.unit}" if duty.within else None
    return "/".join(str(part) for part in (duty.kind, duty.every, duty.on, limit, duty.who) if part is not None)


@pytest.mark.parametrize(("text", "duties"), DUTIES)
def test_a_dated_duty_says_who_owes_what_by_when(text, duties):
    found = [short(one) for one in read(HEAD + text).terms.duties]
    wanted = duties.split()

    assert len(found) == len(wanted), found
    assert all(is_like(one, other) for one, other in zip(found, wanted, strict=True)), found


def is_like(found, wanted):
    """Whether a duty is the one wanted; who is left open where the sentence does not say."""
    return found.startswith(wanted) if wanted.endswith("/") else found == wanted
