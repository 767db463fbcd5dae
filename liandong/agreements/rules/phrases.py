"""The words of official Chinese that terms are said in, and the sentences of single terms."""
from collections.abc import Iterator, Mapping

from .filling import day
from .terms import DutyTerm, Limit, Share, Termination, Terms

DIGITS = "零一二三四五六七八九"
CATEGORIES = {
    "leads": "案件线索", "cases": "案件", "suspects": "嫌疑人", "fugitives": "在逃人员", "missing": "失踪人员",
    "persons": "重点人员动态", "warnings": "预警", "trends": "犯罪趋势", "methods": "作案手法", "hazards": "治安隐患",
    "gangs_and_drugs": "涉毒涉黑", "intelligence": "情报", "violations": "交通违法", "accidents": "交通事故",
    "congestion": "交通堵塞", "forest_crime": "破坏森林和野生动植物资源犯罪情报", "vehicles": "涉案车辆",
}
TIMINGS = {"realtime": "实时提供", "prompt": "及时提供", "periodic": "定期提供", "on_request": "经对方请求后提供"}
LEVELS = {0: "限公开信息", 1: "限公开和内部信息", 2: "限工作秘密及以下信息"}
PERIODS = {"day": "每日", "week": "每周", "month": "每月", "quarter": "每季度", "half_year": "每半年", "year": "每年"}
WEEKDAYS = "一二三四五六日"
DEEDS = {
    "intelligence_transfer": "互相传递情报信息", "meeting": "召开联席会议", "evaluation": "对合作成效进行评估",
    "report": "报送工作情况", "reply": "答复对方的请求", "payment": "支付约定的费用", "training": "开展业务培训或者交流",
    "notice": "通报有关情况", "operation": "组织联合行动", "publicity": "开展宣传教育", "return": "归还借用的物资",
    "team": "提议成立联合侦查组", "acknowledgement": "确认收悉",
}
STARTS = {"case": "发生相关案件之", "incident": "发生重大警情之", "request": "收到请求之", "roster": "收到值班表变更之",
          "in_force": "本协议生效之"}
ROLLS = {"next": "（遇节假日顺延）", "before": "（遇节假日提前）"}
ALONE = {"intelligence_transfer": "传递情报信息"}
UNITS = {"minute": "分钟", "hour": "小时", "day": "日", "working_day": "个工作日"}
COOPERATION = {
    "information_sharing": "信息共享", "case_assistance": "案件协查", "joint_investigation": "联合侦查",
    "joint_operation": "联合行动", "joint_enforcement": "联合执法", "joint_patrol": "联合巡逻", "special_campaign": "专项整治",
    "pursuit": "追逃和设卡堵截", "emergency_response": "应急联动", "event_security": "重大活动安保",
    "security_inspection": "安全检查", "traffic_management": "交通管理", "fire_safety": "消防安全",
    "counter_terrorism": "反恐防暴", "technical_support": "技术支持", "equipment_support": "装备物资支持",
    "training": "业务培训和交流", "publicity": "宣传教育", "site_support": "场地设施提供", "logistics_support": "后勤保障",
}
MECHANISMS = {
    "joint_meeting": "联席会议", "leading_group": "领导小组", "liaison_officer": "联络员", "emergency_contact": "紧急联络",
    "sharing_platform": "信息共享平台", "joint_investigation_team": "联合侦查组", "emergency_plan": "应急预案",
    "evaluation": "考核评估", "commendation": "表彰奖励", "superior_supervision": "上级督办", "archive": "资料档案",
    "supplement": "补充条款",
}
BREACHES = {"damages": "赔偿损失", "liquidated_damages": "支付违约金", "cure_period": "限期改正", "rescission": "解除协议",
            "liability": "承担相应责任"}
DISPUTES = {"negotiation": "协商解决", "superior_mediation": "提请共同的上级公安机关调解", "arbitration": "申请仲裁",
            "litigation": "提起诉讼"}
RENEWALS = {"by_agreement": "期满前经各方协商一致可以续签", "new_agreement": "期满后继续合作的，各方重新协商并签订新协议",
            "automatic": "期满各方均未提出异议的，自动续期"}


def numeral(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals: 30 is 三十, 105 is 一百零五."""
    words, zero = "", False
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            words += ("零" if zero and words else "") + DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    words = words.removeprefix("一") if words.startswith("一十") else words
    return words or DIGITS[0]


def sharing(share: Share, terms: Terms, names: Mapping[str, str] = CATEGORIES) -> str:
    """“案件线索”由甲乙双方互相提供，实时提供，限公开和内部信息。"""
    called = f"“{names.get(share.category, share.category)}”"
    if share.instead == []:
        return f"{called}不作为本协议共享的信息类别，不因本协议开放任何记录。"
    meant = f"是指{listed([CATEGORIES.get(c, c) for c in share.instead])}信息，" if share.instead else ""
    who = f"由{everybody(terms)}互相提供" if share.giver == "both" else f"由{share.giver}提供"
    level = LEVELS.get(-1 if share.level is None else share.level, "")
    parts = [called + meant + who, TIMINGS.get(share.timing or "", ""), level, *scope(share)]
    return "，".join(part for part in parts if part) + "。"


def duty(row: DutyTerm, terms: Terms) -> str:
    """“每月25日前，甲乙双方互相传递情报信息。”"""
    who = everybody(terms) if row.who == "both" else row.who
    what = DEEDS.get(row.kind, row.kind) if row.who == "both" else ALONE.get(row.kind, DEEDS.get(row.kind, row.kind))
    when = due_day(row)
    if row.within and row.within.amount:
        limit = f"{numeral(row.within.amount)}{UNITS.get(row.within.unit, row.within.unit)}内"
        after = STARTS.get(row.started_by or ("request" if row.kind == "reply" else ""), "事由发生之")
        since = after + ("时" if row.within.unit in ("minute", "hour") else "日") + "起"
        return f"{when}，{who}应当自{since}{limit}{what}。" if when else f"{who}应当自{since}{limit}{what}。"
    return f"{when}，{who}{what}。" if when else f"{who}应当定期{what}。"


def due_day(row: DutyTerm) -> str:
    """“每月最后一个工作日（遇节假日顺延）”."""
    days = {"last_working_day": "最后一个工作日", "working_day": f"第{numeral(row.on or 1)}个工作日"}
    named = days.get(row.day_rule or "")
    when = f"{PERIODS[row.every]}{named}" if named and row.every in PERIODS else occasion(row.every, row.on)
    return when + (ROLLS.get(row.roll or "", "") if when else "")


def termination(row: Termination) -> str:
    """“任何一方可提前三十日书面通知对方终止本协议。”"""
    if not row.unilateral:
        return "本协议经各方协商一致方可提前终止。"
    ahead = f"提前{numeral(row.notice_days)}{UNITS[row.notice_unit]}" if row.notice_days else ""
    least = f"，但本协议生效后{length(row.minimum_months)}内除外" if row.minimum_months else ""
    deemed = "；通知逾期未签收、已报其上级机关的，视为收到" if row.deemed else ""
    return f"任何一方可{ahead}书面通知对方终止本协议{least}{deemed}。"


def everybody(terms: Terms) -> str:
    """“甲乙双方”、“甲乙丙三方”."""
    roles = [party.role.removesuffix("方") for party in terms.parties]
    return f"{''.join(roles)}{'双' if len(roles) == 2 else numeral(len(roles))}方" if len(roles) > 1 else "各方"


def length(months: int) -> str:
    """“三年”, “十八个月”."""
    return f"{numeral(months // 12)}年" if months % 12 == 0 else f"{numeral(months)}个月"


def scope(share: Share) -> Iterator[str]:
    """What narrows a row."""
    if share.regions:
        yield f"限行政区划代码{listed(share.regions)}所辖地区"
    if share.classes:
        yield f"限案件类别代码{listed(share.classes)}"
    if share.since:
        yield f"限{day(share.since)}起录入的信息"
    if share.concerned:
        yield "限涉及接收方辖区的信息"
    if share.roads:
        yield f"限{listed(share.roads)}沿线的信息"
    if share.by_hand:
        yield "由提供方逐条核定后放行"


def occasion(every: str | None, on: int | None) -> str:
    """“每月25日前”; a week's day by its name."""
    if every is None:
        return ""
    if on is None or every == "day":
        return PERIODS.get(every, "")
    if every == "week":
        return f"每周{WEEKDAYS[(on - 1) % 7]}前"
    return f"每月{on}日前" if every == "month" else f"{PERIODS[every]}首月{on}日前"


def listed(words: list[str]) -> str:
    """“甲、乙和丙”."""
    return "、".join(words[:-1]) + ("和" if len(words) > 1 else "") + words[-1] if words else ""


def span(row: Limit) -> str:
    """“三十日”, “五个工作日”."""
    return f"{numeral(row.amount)}{UNITS.get(row.unit, row.unit)}" if row.amount else ""


def limit(row: Limit) -> str:
    """“7日内”, as a page writes it; nothing while the amount is open."""
    return f"{row.amount}{UNITS.get(row.unit, row.unit)}内" if row.amount else ""
