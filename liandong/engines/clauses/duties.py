"""Duties with a period, a day or a time limit: what, how often, on which day, within what time, by whom."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import NOBODY, agent_of, is_denied, phrases
from liandong.engines.clauses.model import Duty
from liandong.engines.clauses.outline import Sentence
from liandong.engines.clauses.times import Time, times_in

_ACTS = (
    ("intelligence_transfer", r"情报[^,。;、]{0,6}?(?:会商|交流|研判|分析)(?:会议|会)?|涉[毒黑恶]情报[^,。;]{0,4}会|[交透]个?底|传递|交换|互换|通报|推送|互通|传送|互传|"
                              r"通[一两二几]?(?:回|次|下|个)?气|互报|互推|互送|交流(?!会|活动|学习|[^,。;]{0,24}(?:经验|做法|方法))|互享|共享|发布|抄送|移送|移交"),
    ("report", r"报送|上报|汇报|报告(?!书)|上传(?=至|到)|提交(?![^,。;]{0,8}(?:仲裁|诉讼|争议|法院))|递交|报(?=[甲乙丙]方|对方|[^,。;]{2,14}备案)|报备|报(?:一[次下声]|个)|月报|周报|日报|(?:抄|抄送|送|递|交)[^,。;付款费钱]{0,4}?(?:给|到|至|送)?(?=[甲乙丙丁戊]方)"),
    ("reply", r"答复|回复|回函|复函|回应|反馈|办结|办理完毕|完成(?:调查|协查|核查)|出具[^,。;]{0,6}?(?:意见|结果|文书)|受理|作出[^,。;]{0,4}?(?:决定|响应|答复)|响应(?!通知|机制|级别|预案)|查复|回告|(?:给|回)[^,。;付]{0,3}?(?:准信|回话|回音|个?话|个?信|回信|说法)|办理"),
    ("payment", r"支付|付清|结清|付款|缴纳|拨付|结算|打款|汇款|转账|给付|付给|交纳|发放[^,。;]{0,6}(?:补贴|补助|经费|费用|津贴)|(?:钱|款|费用?)[^,。;]{0,10}?(?:打给|打到|交给|交清)"),
    ("return", r"归还|返还|退还|交还|送还|还回|还给|奉还|(?<![交归返退送偿])还(?=[,。;]|$|清|上|了)"),
    ("meeting", r"(?:联席|工作|协作|合作|联防|协调|警务|领导小组)?(?:会议|例会|座谈会|碰头会|联席会|年会|研讨会|工作会|协商会|协调会|联防会)|会晤|碰(?:一?次)?头|会商|磋商|见面|(?<![召展])开(?![展始通放发设])(?:(?!情报|宣传)[^,。;]){0,6}?会|座谈|碰面|碰个头|坐到?一(?:起|块儿?)|聚(?:一次|一聚)|(?<=召开)(?!年度|季度|月度|每)(?:(?!情报)[^,。;]){1,14}?会(?=[,。;、并和以研通]|$)"),
    ("training", r"培训|轮训|集训|授课|演练|练兵|实训|业务交流|业务学习|研修|跟班|跟岗|挂职|轮岗|合练|互派[^,。;]{0,8}(?:骨干|民警|教官)|联训|训练|比武|合训|同训|学习考察|考察学习|互派(?:业务)?(?:民警|教官|骨干)|[上讲][^,。;]{0,4}课"),
    ("publicity", r"宣传|普法|宣讲|讲座|法治课|法制课|安全教育|宣导|法治教育|法制教育|警示教育"),
    ("evaluation", r"考核|评估|评价|考评|评议|评比|满意度测评|打分"),
    ("operation", r"巡逻|联巡|巡查|踏查|巡航|巡护|巡防|执勤|联勤|联合行动|专项行动|统一行动|收网行动|清山行动|整治|清查|联合检查|安全检查|联合执法|设卡|盘查|排查|统一清查|联合勤务|联合值守|联合值班|打更|巡(?=[,。;]|$|[一二两三几][圈趟遍回次]|[山线河江村夜堤海])|检查"),
    ("notice", r"通知|告知|函告|通告|知会|打招呼|通报给"),
)
_ACT = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _ACTS))
# "收到通知后", "接到报告之日起": a condition, not an act.
_CONDITION = re.compile(r"^(?:书|单|函|书面|材料|请求)?(?:之?后|之?日起?|起|之?时(?!间|限|候)|的之?日)")
_ENDING = re.compile(
    r"解除|终止|退出|解约|散伙|退伙|续签|续期|续约|顺延|延展|异议|中止|不干了|(?:协议|合同|合作|有效|期限?|约定|^)(?:期满|届满|到期)|^(?:期满|届满|到期)|争议|诉讼|仲裁|协议有效"
)
_FAULT = re.compile(r"违约|整改|改正|纠正|补救|赔偿|滞纳|迟延|逾期")
_REQUEST = re.compile(r"请求|协查|来函|函|收到|接到|接收|申请|要求|委托|查询|询问|送检|文书|报送|提出|协助|协作|止付|调取|请示|自收")
_ANSWER = re.compile(r"答复|回复|回函|复函|回应|查复|回告|反馈|准信|回话|回音|话$|信$|说法")
# To whom a lesson is given: to the people it is publicity, to one's own it is training.
_LESSON = re.compile(r"^[上讲].*课$")
_PUPILS = re.compile(r"村|群众|居民|学生|师生|学校|校园|商户|社区|家长|反诈|法治|法制|普法|安全|[到进]校")
_PAYS = re.compile(r"([甲乙丙丁戊]方)(?:应|须|负责|按|需|应当)?[^。;,]{0,16}?(?:支付|付款|缴纳|结清)")
_AFTERWARDS = ("reply", "payment", "return", "notice", "report", "intelligence_transfer")


@dataclass(frozen=True)
class _Act:
    """An act named in a sentence."""

    kind: str
    start: int
    end: int
    phrase: int


@dataclass(frozen=True)
class _Owed:
    """A duty with the words that say it."""

    duty: Duty
    start: int
    end: int
    confidence: float

    def owed_by(self, who: str, confidence: float) -> "_Owed":
        """The same duty of another."""
        return replace(self, duty=replace(self.duty, who=who), confidence=confidence)


def read_duties(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Find the dated duties in the order of the text."""
    found = list(_all(sentences, masked))
    payer = next((one.duty.who for one in found if one.duty.kind == "payment" and one.confidence > NOBODY), None) or _payer(masked)
    found = [one.owed_by(payer, 0.6) if one.duty.kind == "payment" and one.confidence <= NOBODY else one for one in found]
    kept = [one for order, one in enumerate(found) if not _is_repeated(found, order)]
    for order, one in enumerate(kept):
        yield Found(f"duties.{order}", asdict(one.duty), one.start, one.end, one.confidence)


def _all(sentences: list[Sentence], masked: str) -> Iterator[_Owed]:
    heir: str | None = None
    lead: Sentence | None = None
    for sentence in sentences:
        text = masked[sentence.start:sentence.end]
        if lead and not _stands_under(lead, sentence):
            lead = None
        own = [_Owed(duty, sentence.start + start, sentence.start + end, sure) for duty, start, end, sure in _duties(sentence, text)]
        for one in own or (_under(lead, sentence, masked) if lead else []):
            # "甲方…支付;…内付清": the agent carries over the semicolon
            yield one.owed_by(heir, one.confidence) if heir and one.confidence <= NOBODY else one
        if not own and text.rstrip("\n").endswith(":") and any(time.is_period for time in times_in(text)):
            lead = sentence
        who, sure = agent_of(text, len(text), ()) if text.endswith(";") else ("", 0.0)
        heir = who if sure > NOBODY else heir if text.endswith(";") else None


def _stands_under(lead: Sentence, sentence: Sentence) -> bool:
    return len(sentence.path) > len(lead.path) and sentence.path[:len(lead.path)] == lead.path


def _under(lead: Sentence, sentence: Sentence, masked: str) -> Iterator[_Owed]:
    """The duties of an item that stands under "三方每季度:"."""
    before, text = masked[lead.start:lead.end], masked[sentence.start:sentence.end]
    times = [time for time in times_in(before) if time.is_period]
    if sentence.is_heading or times_in(text):
        return
    for duty, _, end, sure in _duties(sentence, before + text):
        if end > len(before):
            yield _Owed(duty, lead.start + times[0].start, sentence.start + end - len(before), min(sure, 0.74))


def _payer(masked: str) -> str:
    """Who pays according to the rest of the text; in a service agreement mostly the bureau, 甲方."""
    said = _PAYS.search(masked)
    return said[1] if said else "甲方"


def _is_repeated(found: list[_Owed], order: int) -> bool:
    """The same duty said before, or said without its period in a heading or a principle."""
    duty = found[order].duty
    if any(other.duty == duty for other in found[:order]):
        return True
    is_vague = duty.every is None and duty.on is None and duty.within is None
    return is_vague and any(other.duty.kind == duty.kind and other.duty.every and duty.kind in ("meeting", "evaluation") for other in found)


def _duties(sentence: Sentence, text: str) -> Iterator[tuple[Duty, int, int, float]]:
    times = times_in(text)
    parts = phrases(text)
    if times and _is_about_the_agreement(text, sentence.path):
        times = _apart_from_ending(text, times, parts) if _ENDING.search(text) else []
    if not times:
        return
    acts = _acts(text, parts, sentence.text)
    bound: dict[_Act, list[Time]] = {}
    for time in times:
        for act in _bound_acts(time, [one for one in acts if not _has_period(one, time, bound)], parts, times, text):
            bound.setdefault(act, []).append(time)
    _unite(bound)
    for act in sorted(bound, key=lambda one: one.start):
        duty, confidence = _duty(text, act, bound[act], sentence.path)
        if duty:
            start = min(act.start, *(time.start for time in bound[act]))
            end = max(act.end, *(time.end for time in bound[act]))
            yield duty, start, end, confidence


def _is_about_the_agreement(text: str, path: tuple[str, ...]) -> bool:
    """Whether a sentence's times belong to ending or disputes and not to a duty."""
    if any(re.search(r"违约|解除|终止|争议", heading) for heading in path[-2:]):
        return True
    return _ENDING.search(text) is not None and not re.search(r"会议|归还|返还", text)


def _apart_from_ending(text: str, times: list[Time], parts: list[tuple[int, int]]) -> list[Time]:
    """Of a sentence that also tells an ending, the periods that stand well apart from it ("每季度考核一次,…,可解除协议")."""
    ends = [order for order, part in enumerate(parts) if _ENDING.search(text, *part)]
    return [time for time in times if time.is_period
            and all(abs(order - end) > 1 for end in ends for order, (first, last) in enumerate(parts) if first <= time.start < last)]


def _acts(text: str, parts: list[tuple[int, int]], said: str) -> list[_Act]:
    found: list[_Act] = []
    for order, (start, end) in enumerate(parts):
        for match in _ACT.finditer(text, start, end):
            kind = match.lastgroup or ""
            if _CONDITION.match(text[match.end():match.end() + 6]) or is_denied(text, *match.span()):
                continue
            if not _ANSWER.search(match[0]) and _FAULT.search(text[max(0, match.start() - 16):match.end() + 6]):
                continue
            if kind != "payment" and text[match.end():match.end() + 1] in ("员", "者", "函", "书", "费", "台", "车") or _is_attribute(text, match.end()):
                continue
            if _LESSON.search(match[0]) and kind == "training" and _PUPILS.search(said):
                kind = "publicity"
            found.append(_Act(kind, match.start(), match.end(), order))
    return found


def _is_attribute(text: str, end: int) -> bool:
    return re.match(r"(?:日志|记录|路线|线路|台账)|(?:工作)?(?:的(?!信息|情况|人员)|结果(?!$|[,。;报通书送])|问题|成果|信息(?!共享|交流|互通))", text[end:end + 5]) is not None


def _has_period(act: _Act, time: Time, bound: dict[_Act, list[Time]]) -> bool:
    """Whether a later period cannot be this act's, which has its own."""
    return time.is_period and act.end <= time.start and any(other.is_period and other.every for other in bound.get(act, []))


def _bound_acts(time: Time, acts: list[_Act], parts: list[tuple[int, int]], times: list[Time], text: str) -> list[_Act]:
    """The acts that a time belongs to: after it in its phrase, else before it, else in the phrases near it."""
    here = next(order for order, (start, end) in enumerate(parts) if start <= time.start < end)
    following = [act for act in acts if act.phrase == here and act.start >= time.end - 1]
    rivals = [other.start for other in times if other.start > time.start]
    stop = min(rivals, default=len(text))
    near = [act for act in following if act.start < stop] or following
    if near:
        return _coordinated(text, near, time)
    before = [act for act in acts if act.phrase == here and act.end <= time.start]
    if before:
        return [before[-1]]
    reach = 3 if time.within else 2
    own = {order for order, (start, end) in enumerate(parts) for other in times if other is not time and start <= other.start < end}
    later = [act for act in acts if here < act.phrase < here + reach and act.phrase not in own]
    earlier = [act for act in acts if here - 2 <= act.phrase < here and (not time.within or act.kind in _AFTERWARDS)]
    if time.within and _FAULT.search(text, *parts[here]):
        return []
    if time.on is not None and not time.is_period and earlier:
        return [earlier[-1]]
    if later:
        return [_best(later, time)]
    return [earlier[-1]] if earlier else []


def _unite(bound: dict[_Act, list[Time]]) -> None:
    """Join a period and a limit that one act, said twice, carries ("每年支付…,于…日内付清")."""
    for act in sorted(bound, key=lambda one: one.start):
        for other in sorted(bound, key=lambda one: one.start):
            if act in bound and other in bound and act.start < other.start and act.kind == other.kind and act.kind in ("payment", "report"):
                periods = [any(time.is_period for time in bound[one]) for one in (act, other)]
                if periods == [True, False] or act.kind == "payment" and _same_period(bound[act], bound[other]):
                    bound[act] += bound.pop(other)


def _same_period(times: list[Time], others: list[Time]) -> bool:
    """Whether two times of one act name the same period, the second with its day."""
    return {time.every for time in times} == {time.every for time in others} and any(time.on is not None for time in others)


def _coordinated(text: str, acts: list[_Act], time: Time) -> list[_Act]:
    """The best act and those joined to it by 、 or 和."""
    first = _best(acts, time)
    joined = [first]
    for act in acts:
        between = text[joined[-1].end:act.start]
        if act.start > joined[-1].start and act.kind != joined[-1].kind and len(between) <= 8 and re.search(r"[、和与及并]", between):
            joined.append(act)
    return joined if time.is_period else joined[:1]


def _best(acts: list[_Act], time: Time) -> _Act:
    """A limit seeks an act that answers it; a period takes the first act, or the noun its verb leads to."""
    if time.within:
        return next((act for act in acts if act.kind in _AFTERWARDS), acts[0])
    nearest = acts[0]
    for act in acts[1:]:
        if act.start - nearest.end <= 6 and nearest.kind in ("intelligence_transfer", "operation", "notice", "publicity") and act.kind in ("meeting", "training", "publicity"):
            return act
    return nearest


def _duty(text: str, act: _Act, times: list[Time], path: tuple[str, ...]) -> tuple[Duty | None, float]:
    period = next((time for time in times if time.is_period and time.every), None) or next((time for time in times if time.is_period), None)
    day = next((time.on for time in times if time.on is not None), None)
    limit = next((time.within for time in times if time.within), None)
    kind = act.kind
    confidence = 0.88
    if limit and not period and kind in ("meeting", "training", "publicity", "evaluation", "operation"):
        return None, 0.0
    if kind == "reply" and (not limit or not (_ANSWER.search(text[act.start:act.end]) or _REQUEST.search(text))):
        return None, 0.0
    if text[act.start:act.end] in ("移交", "移送") and not re.search(r"线索|情报|信息|数据", text):
        return None, 0.0
    if kind == "notice" and not limit and not period:
        return None, 0.0
    if kind in ("meeting", "training", "publicity", "evaluation", "operation"):
        limit = None
    place = max([act.start, *(time.start for time in times if time.within)]) if kind == "payment" else act.start
    who, sure = agent_of(text, place, path)
    every = period.every if period else next((time.every for time in times if time.every), None)
    if kind == "reply":
        every = None
    return Duty(kind, every, day, limit, who), round(min(confidence, sure), 2)


