"""The closing report as a paper: what was given and taken, how duties came out, breaches and disputes, what remains."""
from liandong.documents.rules.context import Section, Table

from ..rules import notice, wording
from ..rules.breaches import BreachStage
from ..rules.disputes import DisputeStage
from ..rules.endings import Kind
from ..rules.remains import Fate
from .closing import COUNTED, Report

# Papers are Chinese, whatever the officer reads.
OUTCOMES = {"kept": "按期", "late": "逾期", "missed": "未履行", "open": "未到期", "waived": "免除", "lapsed": "失效"}
FATES = {Fate.LAPSES: "随终止失效", Fate.OWED: "仍须履行", Fate.PAID: "仍须支付", Fate.RETURNED: "仍须归还"}
BREACHES: dict[str, str] = {
    BreachStage.CLAIMED: "已提出，尚未答复", BreachStage.ADMITTED: "对方承认", BreachStage.DENIED: "对方否认",
    BreachStage.CURED: "已补正", BreachStage.WAIVED: "放弃追究", BreachStage.DAMAGES: "商定赔偿",
    BreachStage.RESCINDED: "未补正，据此解除", BreachStage.RETRACTED: "已撤回"}
DISPUTES: dict[str, str] = {
    DisputeStage.NEGOTIATION: "协商中", DisputeStage.MEDIATION: "调解中", DisputeStage.ARBITRATION: "仲裁中",
    DisputeStage.LITIGATION: "诉讼中", DisputeStage.SETTLED: "各方接受处理结果", DisputeStage.RULED: "已裁决",
    DisputeStage.DROPPED: "已撤回"}
GROUNDS: dict[str, str] = {Kind.CONSENT: "各方协商一致", Kind.NOTICE: "一方依约通知终止",
                           Kind.RESCISSION: "违约未补正，依约解除"}


def why(report: Report) -> str:
    """On which ground it ended."""
    it = report.ended_by
    return f"{GROUNDS[it.kind]}（{it.agency.name}：{it.why.rstrip('。')}）" if it else "有效期届满"


def sections(report: Report) -> list[Section]:
    """The parts of the report; each says so where there is nothing to tell."""
    return [_flows(report), _duties(report), _quarrels(report), _remains(report)]


def _flows(report: Report) -> Section:
    rows = [[wording.CATEGORIES.get(one.named, one.named), one.name, str(one.given), str(one.taken)] for one in report.flows]
    table = Table(rows=[["类别", "对方", "提供（条）", "获得（条）"], *rows], widths=[3, 3, 1.5, 1.5]) if rows else None
    said = "依据该协议开放的信息共享已于终止之时全部关闭，记录仍归提供方所有。"
    return Section(title="信息共享情况", paragraphs=[said if rows else "该协议没有开放信息共享。"], table=table)


def _duties(report: Report) -> Section:
    rows = [[one.name, *(str(one.counts[outcome]) for outcome in COUNTED)] for one in report.sides]
    told = any(any(one.counts.values()) for one in report.sides)
    table = Table(rows=[["义务方", *(OUTCOMES[outcome] for outcome in COUNTED)], *rows], widths=[3, *[1.1] * len(COUNTED)])
    if not told:
        return Section(title="义务履行情况", paragraphs=["协议没有产生有期限的义务。"])
    return Section(title="义务履行情况", table=table)


def _quarrels(report: Report) -> Section:
    said = [f"{one.claimant.name}主张{one.respondent.name}违约：{one.text.rstrip('。')}。结果：{BREACHES[one.stage]}。"
            for one in report.breaches]
    said += [f"争议“{one.title}”：{DISPUTES[one.stage]}。" for one in report.disputes]
    return Section(title="违约与争议", paragraphs=said or ["履行期间没有违约主张和争议。"])


def _remains(report: Report) -> Section:
    owed = [one for one in report.remains if one.fate != Fate.LAPSES]
    rows = [[wording.DEEDS.get(one.duty.kind, one.duty.name), one.duty.agency.name,
             notice.last_day(one.duty.due_at).isoformat(), FATES[one.fate]] for one in owed]
    table = Table(rows=[["事项", "责任方", "期限", "处理"], *rows], widths=[3, 3, 2, 2]) if rows else None
    return Section(title="未结事项", paragraphs=[] if rows else ["没有未结事项。"], table=table)
