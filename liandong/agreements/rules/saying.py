"""The sentence that says a term in the text of an agreement made from a template, or in its annex."""
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import NamedTuple

from . import phrases as say
from .filling import day
from .terms import Contact, DutyTerm, Fee, ReplyTime, Terms

URGENCIES = {"routine": "一般", "urgent": "紧急", "critical": "特急"}
REQUESTS = {"": "协作", "assistance": "办案协作", "check": "人员车辆核查", "evidence": "调取证据", "pursuit": "追逃堵截",
            "support": "警力装备支援"}
LEADS = {"place_of_case": "案发地一方", "requester": "请求方", "first_to_act": "先行处置一方", "rotation": "各方轮流",
         "superior": "共同的上级公安机关指定的一方"}
NAMES = say.CATEGORIES | {"cases": "案件信息", "vehicles": "涉案机动车信息", "missing": "失踪人员信息"}
NOTICE = "将有关情况告知对方"  # the other words for it are read as an exchange of intelligence


class Part(NamedTuple):
    """What one sentence says: the paths of its terms, the first of which names it, and how it is said."""

    covers: tuple[str, ...]
    sentence: Callable[[Terms], str]


def sentence(path: str, terms: Terms) -> str:
    """The sentence of the term at that path; nothing while the term says nothing."""
    name, _, key = path.partition(".")
    if name in GROUPS:
        row = next((one for one in getattr(terms, name) if one.key == key), None)
        return GROUPS[name](row, terms) if row else ""
    part = PARTS.get(path)
    return part.sentence(terms) if part else ""


def covered(path: str) -> tuple[str, ...]:
    """Every path the sentence at `path` says something of."""
    part = PARTS.get(path)
    return part.covers if part else (path,)


def said_by(path: str) -> str:
    """The path of the sentence that says the term at `path`."""
    return next((name for name, part in PARTS.items() if path in part.covers), path)


def regions(terms: Terms) -> dict[str, tuple[int, int]]:
    """Where the text says each term by a sentence made from it."""
    return {path: (one.start, one.end) for one in terms.said if one.path not in GROUPS and one.end > one.start
            for path in covered(one.path)}


def both(terms: Terms) -> str:
    """“双方”, or “各方” of more than two."""
    return "双方" if len(terms.parties) == 2 else "各方"


def reply(row: ReplyTime, terms: Terms) -> str:
    """“对紧急的办案协作请求，被请求方应当自收到请求时起二十四小时内答复。”"""
    kind = REQUESTS.get(row.kind, row.kind)
    head = f"对{URGENCIES.get(row.urgency, row.urgency)}的{kind}请求，被请求方应当"
    if row.within is None or row.within.amount is None:
        return head + "及时答复。"
    since = "时" if row.within.unit in ("minute", "hour") else "之日"
    return f"{head}自收到请求{since}起{say.span(row.within)}内答复。"


def fee(row: Fee, terms: Terms) -> str:
    """“甲方应当自本协议生效之日起三十日内支付系统维护费人民币12000元。”"""
    amount = "" if row.amount is None else f"人民币{row.amount:f}元"
    late = f"；逾期支付的，每日按未付金额的万分之{say.numeral(row.penalty)}支付违约金" if row.penalty else ""
    what = row.what or "约定的费用"
    if row.every:
        when = say.occasion(row.every, row.on)
        return f"{when}，{row.payer}支付{what}{amount}{late}。"
    limit = f"{say.span(row.within)}内" if row.within and row.within.amount else ""
    return f"{row.payer}应当自本协议生效之日起{limit}支付{what}{amount}{late}。"


def contact(row: Contact, terms: Terms) -> str:
    """“甲方：指挥中心值班长，电话0571-87280110。”"""
    phone = f"，电话{row.phone}" if row.phone else ""
    return f"{row.party}由{row.name}负责联络{phone}。"


def _duty(row: DutyTerm, terms: Terms) -> str:
    said = say.duty(row, terms)
    return said.replace(say.DEEDS["notice"], NOTICE) if row.kind == "notice" else said


def _purpose(terms: Terms) -> str:
    return f"为{terms.purpose}，" if terms.purpose else ""


def _basis(terms: Terms) -> str:
    return f"根据{''.join(f'《{law}》' for law in terms.legal_basis)}等规定，" if terms.legal_basis else ""


def _principles(terms: Terms) -> str:
    return f"{both(terms)}遵循{say.listed(terms.principles)}的原则。" if terms.principles else ""


def _period(terms: Terms) -> str:
    period = terms.period
    first = f"自{day(period.starts)}起生效" if isinstance(period.starts, date) else "自最后一方签字盖章之日起生效"
    last = "，长期有效" if period.is_open else f"，有效期至{day(period.ends)}止" if period.ends else \
        f"，有效期{_length(period.months)}" if period.months else ""
    return f"本协议{first}{last}。"


def _length(months: int) -> str:
    """A hundred and more months read more easily as years and months."""
    years, rest = divmod(months, 12)
    return say.length(months) if months < 100 or not rest else f"{say.numeral(years)}年{say.numeral(rest)}个月"


def _renewal(terms: Terms) -> str:
    known = terms.period.renewal or ""
    days = terms.renewal_objection_days
    if known == "automatic" and days:
        return f"期满{say.numeral(days)}日前各方均未书面提出异议的，本协议自动续期。"
    return f"{say.RENEWALS[known]}。" if known in say.RENEWALS else ""


def _cooperation(terms: Terms) -> str:
    """What is supported comes last: “支持、联合侦查” reads as the support of an investigation."""
    kinds = sorted((say.COOPERATION.get(kind, kind) for kind in terms.cooperation), key=lambda kind: kind.endswith("支持"))
    return f"合作内容包括{'、'.join(kinds)}。" if kinds else ""


def _mechanisms(terms: Terms) -> str:
    kinds = [say.MECHANISMS.get(kind, kind) for kind in terms.mechanisms]
    return f"{both(terms)}建立{'、'.join(kinds)}等机制。" if kinds else ""


def _lead(terms: Terms) -> str:
    named = [f"{say.COOPERATION.get(kind, kind)}由{LEADS.get(who, who)}牵头" for kind, who in terms.lead.items() if kind]
    other = terms.lead.get("")
    rest = [f"{'其他' if named else ''}协作事项由{LEADS.get(other, other)}牵头"] if other else []
    return "，".join([*named, *rest]) + "。" if named or rest else ""


def _area(terms: Terms) -> str:
    area = terms.area
    if area is None or not area.is_set:
        return ""
    listed = [f"{what}{'、'.join(names)}" for what, names in (
        ("道路", area.roads), ("村庄", area.villages), ("林班", area.blocks)) if names]
    points = "、".join(f"东经{x}度北纬{y}度" for x, y in area.polygon[0][:-1]) if area.polygon else ""
    corners = f"，界线为{points}各点的连线" if points else ""
    inside = f"，包括{'；'.join(listed)}" if listed else ""
    return f"{both(terms)}划定{area.name or '联防区'}{inside}{corners}。"


def _secrecy(terms: Terms) -> str:
    part = terms.confidentiality
    if part is None:
        return "对获悉的商业秘密予以保密，本协议终止后继续有效。" if terms.business_secrets else ""
    onward = "，未经提供方书面同意，不得向第三方提供" if part.third_party_consent else ""
    trade = "；对获悉的商业秘密，本协议终止后仍应保密" if terms.business_secrets else ""
    return f"{both(terms)}对合作中获取的信息予以保密{onward}{trade}。"


def _termination(terms: Terms) -> str:
    return say.termination(terms.termination) if terms.termination else ""


def _leaving(terms: Terms) -> str:
    return "一方依前款离开的，其余各方之间本协议照常履行。" if terms.leaving else ""


def _breach(terms: Terms) -> str:
    steps = [say.BREACHES.get(step, step) for step in terms.breach]
    if terms.cure and terms.cure.amount:
        steps = [step for step in steps if step != say.BREACHES["cure_period"]]
        mend = f"一方违约的，应当自收到书面催告之日起{say.span(terms.cure)}内改正"
        return f"{mend}；逾期不改正的，应当{say.listed(steps)}。" if steps else f"{mend}。"
    return f"一方违约的，应当{say.listed(steps)}。" if steps else ""


def _disputes(terms: Terms) -> str:
    steps = [say.DISPUTES.get(step, step) for step in terms.disputes]
    if not steps:
        return ""
    instead = f"，或者{'、'.join(say.DISPUTES.get(step, step) for step in terms.disputes_alternatives)}" \
        if terms.disputes_alternatives else ""
    named = terms.venue + ("人民法院" if terms.venue.endswith("所在地") else "")
    court = f"，由{named}管辖" if named else ""
    return f"因本协议发生争议的，依次{'、'.join(steps)}{instead}{court}。"


def _copies(terms: Terms) -> str:
    return f"本协议一式{say.numeral(terms.copies)}份。" if terms.copies else ""


GROUPS: dict[str, Callable[..., str]] = {
    "sharing": partial(say.sharing, names=NAMES),  "duties": _duty, "contacts": contact, "reply_times": reply, "fees": fee}
PARTS: dict[str, Part] = {path: Part((path, *more), made) for path, more, made in (
    ("title", (), lambda terms: terms.title), ("parties", (), both), ("everybody", (), say.everybody),
    ("purpose", (), _purpose), ("legal_basis", (), _basis), ("principles", (), _principles),
    ("period.months", ("period.starts", "period.ends", "period.is_open"), _period),
    ("period.renewal", ("renewal_objection_days",), _renewal),
    ("cooperation", (), _cooperation), ("mechanisms", (), _mechanisms), ("lead", (), _lead), ("area", (), _area),
    ("confidentiality", ("business_secrets",), _secrecy), ("termination", (), _termination), ("leaving", (), _leaving),
    ("breach", ("cure",), _breach), ("disputes", ("disputes_alternatives", "venue"), _disputes), ("copies", (), _copies))}
