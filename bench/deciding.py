"""Whether the words that a reading gives as evidence decide the value: checked with words of its own, numbers, and the ontology."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from typing import Any

from liandong.engines.clauses.glyphs import page_of
from liandong.engines.clauses.model import Evidence
from liandong.engines.clauses.numerals import HAN_NUMBER, date_of, number_of
from liandong.engines.clauses.ontology import senses

PERIODS = {"day": "每[天日]|日|天天|每晚|逐日", "week": "周|星期|礼拜", "month": "月", "quarter": "季", "half_year": "半年|两次", "year": "年", None: ""}
UNITS = {"minute": "分钟|半小时", "hour": "小时|钟头|时", "day": "[日天夜周月]|星期", "working_day": "工作日|工日"}
DUTIES = {
    "intelligence_transfer": "传递|交换|通报|通气|共享|互通|推送|抄送|移送|移交|提供|送|发|互|告知|反馈|通告|转|递|交流|通知|更新|报|录|会商|研判|碰", "meeting": "会|碰|见面|座谈|例会|商|聚|坐",
    "evaluation": "评|考核|考评|总结|测评|检查|盘点|复盘", "report": "报|汇总|提交|呈|抄|送", "reply": "复|答|回|反馈|办理|响应|处理|到|应|派|查|办结|出具|给", "payment": "付|款|费|缴|结|汇|拨|支|交|转账",
    "training": "训|学|教|练|课|培|讲|演|交流|研|跟班|骨干|互派", "notice": "通知|告知|通报|告|提前|知会|打招呼|报|说", "operation": "巡|勤|查|行动|演|整治|护|值|踏|设卡|执|防", "publicity": "宣|讲|教育|课|咨询|发放", "return": "还|退",
}
VALUES = {
    "breach.damages": "赔|补偿|损", "breach.liquidated_damages": "违约金|罚金|滞纳金|‰|%|千分之|万分之|百分之", "breach.cure_period": "改正|纠正|整改|补救|改|履行|更正|弥补|催", "breach.rescission": "解除|终止|退出|中止|撤|作废",
    "breach.liability": "责|后果", "disputes.negotiation": "商|谈|沟通|调解|讨论", "disputes.superior_mediation": "上级|主管|协调|裁定|裁决|上报|领导|市局|省厅|县局|政府|总队|部门|公安(?:局|厅|机关)", "disputes.arbitration": "裁", "disputes.litigation": "诉|法院|打官司|起诉",
    "term.renewal": "续|延|重新|另行|再|顺|接着|自动", "confidentiality": "密|泄|外|第三|透露|公开|扩散|无关|不[得许准].*(?:向|给|传|公布|复制)",
}
# What the ontology says only with more words around it.
OWN = {"information_sharing": "告|通|传|发|给|报|知|送|汇|讲|共用|提供|交", "joint_meeting": "会晤|碰头|例会|见面", "cases": "案", "intelligence": "情报|信息|资讯|消息|情况|动态|数据|资料"}
SOON = {"realtime": "实时|即时|随|同步|在线|直接|当场", "prompt": "及时|第一时间|立[即刻马]|赶紧|马上|尽快|迅速|即刻|小时|分钟|当[天日即]|随即|最快|速|早", "periodic": "定期|每|按[月季周年]|逐[月日]|一次|[月季周年]"}
BLANK = re.compile(r"[_×Xx某*〇…□{}]|-{2,}|\.{3,}|[\[【〔(].{0,20}[\])】〕]|[:：](?!.)|年月日?|年日|年$|^[^0-9:]{1,12}[:]?$|[:：]?[、,;。\n]|名称|全称")
NUMBERS = re.compile(rf"\d+|{HAN_NUMBER}+")


def decides(one: Evidence, text: str) -> bool:
    """Return whether the evidence's own words, alone, carry the value it claims."""
    words = page_of(text[one.start:one.end]).text
    group, _, rest = one.field.partition(".")
    if group in ("cooperation", "mechanisms"):
        return _means(group, rest, words) or re.search(OWN.get(rest, "(?!)"), words) is not None
    if group == "sharing":
        return _shared(one.value, rest, words)
    if group == "duties":
        return _dutiful(one.value, words)
    if group == "blanks":
        return BLANK.search(words) is not None
    if group in ("title", "number", "venue", "parties"):
        return _named(one.value, words)
    if group == "termination":
        days = one.value["notice_days"]
        return _lasts(days, words) if days is not None else re.search("解|终止|退出|中止|撤|结束|停|散|不干", words) is not None
    return _stated(one.field, one.value, words)


def _means(subject: str, name: str, words: str) -> bool:
    return any(sense.name == name and sense.pattern.search(words) for sense in senses(subject))


def _shared(value: Any, rest: str, words: str) -> bool:
    if rest.endswith(".timing"):
        return re.search(SOON.get(value, ""), words) is not None
    return _means("categories", rest, words) or re.search(OWN.get(rest, "(?!)"), words) is not None


def _dutiful(value: dict[str, Any], words: str) -> bool:
    """Kind, period, day and limit are all in the words."""
    limit = value["within"]
    said = re.search(DUTIES[value["kind"]], words) and re.search(PERIODS[value["every"]], words)
    in_time = limit is None or re.search(UNITS[limit["unit"]], words) is not None and (limit["amount"] is None or _lasts(limit["amount"], words))
    return bool(said) and in_time and (value["on"] is None or _counts(value["on"], words))


def _named(value: str | None, words: str) -> bool:
    if value is None:
        return BLANK.search(words) is not None or "方" in words
    plain = page_of(value).text.replace("\n", "")
    return plain in words.replace("\n", "") or plain.endswith("所在地") and plain[:2] in words


def _stated(field: str, value: Any, words: str) -> bool:
    if field in ("term.starts", "term.ends"):
        return date_of(words) == value or value == "on_signature" and re.search("[签盖印章]|生效|订立", words) is not None or _dated(value, words)
    if field == "term.months":
        halves = "半" in words and value % 12 == 6 or "季度" in words and value % 3 == 0
        return halves or any(number in (value, value // 12, value * 30) for number in _numbers(words))
    if field == "copies":
        return _counts(value, words) or re.search("各[执持存留]|每方|[双三四五]方", words) is not None
    pattern = VALUES.get(f"{field.split('.')[0]}.{value}" if isinstance(value, str) and field.split(".")[0] in ("breach", "disputes") else field)
    return pattern is not None and re.search(pattern, words) is not None


def _dated(value: str, words: str) -> bool:
    return all(int(part) in _numbers(words) for part in value.split("-")[1:])


def _numbers(words: str) -> list[int]:
    return [number for match in NUMBERS.finditer(words) if (number := number_of(match[0])) is not None]


def _lasts(value: int, words: str) -> bool:
    """Whether the words say the amount, also as months, weeks or a half."""
    long = {30 * number for number in _numbers(words) if "月" in words} | {7 * number for number in _numbers(words) if re.search("周|星期", words)}
    return value in long or value in (15, 30) and "半" in words or _counts(value, words)


def _counts(value: int, words: str) -> bool:
    return value in _numbers(words) or value == 1 and re.search("[当次翌同]|底|初", words) is not None
