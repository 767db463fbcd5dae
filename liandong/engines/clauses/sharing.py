"""Which categories of information are shared, and how soon."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import is_denied, names_a_body, phrases
from liandong.engines.clauses.numerals import BLANK, NUMBER
from liandong.engines.clauses.ontology import senses
from liandong.engines.clauses.outline import Sentence

_SHARE = re.compile(
    r"共享|互享|互通|交流|交换|互换|通报|传递|推送|提供|告知|通知|通告|发布|报送|报告|移送|转递|互传|反馈|录入|共用|会商|送达|传送|抄送|"
    r"告诉|打电话|说一声|吱一声|先讲|随时发|通个?气|讲一讲|说说|随报随传|传过?去|互报|上报|流转|汇总|沟通|互相说|发给|移交|发送|互推|互送|抄告|投送|分发|即[发到知]即报|随[发到有]随报|反映|回传|传回|传输|报给|送给|转交|立马|讲一声|讲清楚|互通有无|交个?底|透个?底|通[一两二几]?(?:回|次|下)气|抄一份|递个?话|转告|知会"
)
_UPWARDS = re.compile(r"(?:上级|上一级|市局|省厅|主管部门)[^,。;]{0,10}$|(?:第三方|第三人|他人|媒体|社会|公众)[^,。;]{0,8}$")
_CONTINUES = re.compile(r"^(?:包括|包含|含|如|例如|比如|即|主要|特别|尤其|涉及|涵盖|具体)")
_PURPOSE = re.compile(r"^(?:以便|以利|以确保|确保|从而|便于|以期|以及时|为了|为有效|进而)")
_SECRET = re.compile(r"保密|泄露|泄漏|外泄|秘密")
_OTHER_ACT = re.compile(
    r"(?:打击|查处|逮捕|拘留|拘传|传唤|押解|抓捕|追捕|缉捕|抓获|侦办|侦破|排查|整治|处置|调查|破获|预防|防范|防控|遏制|打掉|控制|协助|堵截|拦截|查获|惩治|严惩|应对|减少|消除|缓解|化解|侦查|办理|审理|掌握|维护|扰乱)"
    r"(?:和[^,。;、]{2}|与[^,。;、]{2}|、[^,。;、]{2})?(?:各类|跨区域|跨地区|交通|重大|刑事|相关|有关|的|网上|一批)*$"
)
_WHOSE = re.compile(r"(?:信息|情况)?的(?:群众|人(?!员)|公民|单位|个人|居民|村民|商户|举报人)")
_ABOUT = re.compile(r"(?:双方|各方|[三四五]方)?(?:对|针对|对于|就)")
_CHASED = re.compile(r"追捕|跟追|抓捕|堵截|设卡|押解|扣留|先行处置|共同排查|调处|化解")
_OTHER_AGENT = re.compile(r"(?:[甲乙丙丁戊]方|对方|另一方|接[到收][^,。;]{0,6}方)(?:应|须|要|负责|应当)")
_DAYS = re.compile(rf"(?:{NUMBER}|{BLANK})个?(?:工作日|日|天)(?:之?内|以内)")
_HANDLED = re.compile(r"(?:的)?(?:协同|联合|合作|共同)?(?:侦办|侦查|侦破|办理|查处|处置|处理|打击|联调|联治|治理|调处|化解|排查|整治|防控|管控|抓捕|追捕|协查|查控|堵截)(?!情况|信息|进展|结果|资料)")
_NOTED = re.compile(r"[^、,;()]{0,10}\(([^()]{1,14})\)")  # "案件线索(实时)、…"
# "通报下列情况:" leads a list; a heading may too.
_LEAD = re.compile(r"(?:下列|以下|如下|包括|范围|内容|方面|信息|情报|情况|数据|线索|事项)[^。;]{0,40}:\n?$")
_SHARED = re.compile(r"(?:信息|情报|线索|数据|情况)[^,。;]{0,4}(?:共享|互通|交流|通报|交换|推送)|(?:共享|互通|交流|通报|交换|情报|信息|线索)(?:的)?(?:信息|情报|内容|范围|事项|清单|目录|种类|类别)")
_ABOVE = re.compile(r"^\n?(?:上述|以上|前述|前款|这些|上列)[^,。;]{0,4}(?:情报|信息|情况|线索|内容|事项|数据|资料)")
_WORK = re.compile(r"打击|追捕|抓捕|侦查|查处|巡逻|整治|协助|侦办|会议|培训|宣传|设卡|堵截|保密|排查|调处|共同|联合|防止|化解|处置|泄露|应当?|必须|组织|开展|负责")
_LONGEST_ITEM = 80
_OF_THEM = re.compile(r"(?:势力|违法|犯罪|活动|号码|的|等|人员|信息)*")  # what may stand between a category and its 线索
_BOTH = {"gangs_and_drugs", "persons"}  # 吸毒人员 are both
_INTELLIGENCE = re.compile(r"情报(?!部门|中心|大队|支队|机构|科|处)")
_TIMINGS = (
    ("realtime", re.compile(r"实时|即时|7[×xX*]24|全天候|即[发到知]即报|随[发到有]随报|随时|随报随传|同步(?:推送|共享|录入)|不间断")),
    ("prompt", re.compile(rf"及时|第一时间|立即|立刻|立马|马上|当即|随即|火速|连夜|抓紧|不过夜|赶紧|赶快|尽快|尽速|从速|尽早|即刻|迅速|当场|当日|当天|别等|(?:{NUMBER}|{BLANK}|半)个?(?:小时|钟头|分钟)(?:之?内|以内)?")),
    ("periodic", re.compile(rf"(?<!不)定期|每(?:隔)?(?:[一两二三四六]个?|个)?(?:日|天|周|月|季度?|年度?|半[年月]|星期|礼拜|旬|学期|学年)|每(?:半|个)|按(?:日|周|月|季|年|旬)|逐[日周月]|一(?:个)?(?:月|周|季)(?:度)?一|(?:月|季|年)度|年终|年底|月底|{NUMBER}个?(?:月|天|周)[^,。;]{{0,4}}一次")),
)
_PURPOSEFUL_TIMING = re.compile(r"及时(?:掌握|发现|调整|解决|处理|了解|准确)")


@dataclass(frozen=True)
class _Named:
    """A category named in a sentence."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A category that is shared: its own words, those that say how soon, and those that share it (all compact spans)."""

    category: str
    timing: str
    words: tuple[int, int]
    soon: tuple[int, int] | None
    act: tuple[int, int]
    confidence: float


def read_sharing(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Find one row a category, with the timing of the sentence that names it; each word is its own evidence."""
    rows: dict[str, Row] = {}
    for row in _all_rows(sentences, masked):
        known = rows.get(row.category)
        if known is None or known.timing == "unspecified" != row.timing:
            rows[row.category] = row
    for row in rows.values() or _unsorted(sentences, masked):
        value = {"category": row.category, "timing": row.timing}
        yield Found(f"sharing.{row.category}", value, *row.words, row.confidence)
        if row.soon:
            yield Found(f"sharing.{row.category}.timing", row.timing, *row.soon, row.confidence)
        first, last = min(row.act[0], row.words[0]), max(row.act[1], row.words[1])
        yield Found("cooperation.information_sharing", "information_sharing", first, last, 0.85)


def _all_rows(sentences: list[Sentence], masked: str) -> Iterator[Row]:
    """The rows of each sentence; what a list under "通报下列情况:" names is shared by its lead."""
    lead: Sentence | None = None
    above: Sentence | None = None
    for sentence in sentences:
        text = masked[sentence.start:sentence.end]
        own = list(_rows(sentence, text))
        yield from own
        if lead and not _goes_on(lead, sentence):
            lead = None
        if above and _ABOVE.match(text) and _act_in(text, 0, len(text)) is not None:
            yield from _listed(above, masked[above.start:above.end], text, sentence)
        if not own and not sentence.is_heading:
            above = sentence
            headed = any(_SHARED.search(heading) for heading in sentence.path[-2:])
            if lead or headed and not _SHARE.search(text):
                yield from _listed(sentence, text, masked[lead.start:lead.end] if lead else "", lead)
        if _LEAD.search(text) and _act_in(text, 0, len(text)) is not None:
            lead = sentence
        elif lead and not sentence.is_heading and text.endswith("。") and sentence.path == lead.path:
            lead = None


def _goes_on(lead: Sentence, sentence: Sentence) -> bool:
    """Whether a sentence stands under the lead: deeper, or the next of a list without numbers."""
    return sentence.path == lead.path or len(sentence.path) > len(lead.path) and sentence.path[:len(lead.path)] == lead.path


def _listed(sentence: Sentence, text: str, before: str, lead: Sentence | None) -> Iterator[Row]:
    """The categories of a list of things, with the timing said in it or by its lead."""
    if _WORK.search(text) or len(text) > _LONGEST_ITEM:
        return
    act = (lead.start, lead.end - 1) if lead else (sentence.start, sentence.start)
    for one in _categories(text):
        if is_denied(text, one.start, one.end) or names_a_body(text, one.end) or _HANDLED.match(text[one.end:one.end + 10]):
            continue
        words = sentence.start + one.start, sentence.start + one.end
        said = _first_timing(text, 0, len(text))
        if said:
            yield Row(one.name, said[0], words, (sentence.start + said[1], sentence.start + said[2]), words, 0.8)
            continue
        said = _first_timing(before, 0, len(before)) if lead else None
        soon = (lead.start + said[1], lead.start + said[2]) if lead and said else None
        yield Row(one.name, said[0] if said else "unspecified", words, soon, act if lead and act[1] - act[0] < 60 else words, 0.72)


def _rows(sentence: Sentence, text: str) -> Iterator[Row]:
    if not _SHARE.search(text):
        return
    parts = phrases(text)
    acts = [_act_in(text, start, end) for start, end in parts]
    for one in _categories(text):
        place = next(order for order, (start, end) in enumerate(parts) if start <= one.start < end)
        act = _governing(text, parts, acts, place)
        if act is None or is_denied(text, one.start, one.end) or names_a_body(text, one.end):
            continue
        start, end = parts[place]
        if act > place and any(_CHASED.search(text, *parts[between]) for between in range(place + 1, act)):
            continue
        if act > place and _ABOUT.match(text[start:end]) and _categories(text[slice(*parts[act])]):
            continue  # "对系列案件,实行线索共享": the leads are shared
        if _is_other_object(text, one, start, act == place) or _PURPOSE.match(text[start:end]) or _WHOSE.match(text[one.end:one.end + 8]):
            continue
        yield _row(sentence, text, parts, one.name, (one.start, one.end), place, act, acts[act] or 0)


def _row(sentence: Sentence, text: str, parts: list[tuple[int, int]], name: str, words: tuple[int, int], place: int, act: int,
         verb: int) -> Row:
    own = _NOTED.match(text, words[1])
    said = _first_timing(text, own.start(1), own.end(1)) if own else None
    timing, span = (said[0], said[1:]) if said else _timing(text, parts, place, act)
    at = sentence.start
    soon = (at + span[0], at + span[1]) if span else None
    return Row(name, timing, (at + words[0], at + words[1]), soon, (at + verb, at + min(verb + 2, len(text))), 0.9 if act == place else 0.78)


def _categories(text: str) -> list[_Named]:
    """The categories named in a sentence; where words overlap the longer ones name it ("涉毒线索" is no lead of its own)."""
    named = [_Named(sense.name, *match.span()) for sense in senses("categories") for match in sense.pattern.finditer(text)]
    named.sort(key=lambda one: (one.start - one.end, one.start))
    taken: list[_Named] = []
    for one in named:
        if not any(one.start < other.end and other.start < one.end and {one.name, other.name} != _BOTH for other in taken):
            taken.append(one)
    taken.sort(key=lambda one: one.start)
    return [one for order, one in enumerate(taken) if not (one.name == "leads" and order and taken[order - 1].name != "cases"
            and _OF_THEM.fullmatch(text, taken[order - 1].end, one.start))]


def _act_in(text: str, start: int, end: int) -> int | None:
    """Where a phrase shares something (not upwards, not forbidden, not as a mere attribute)."""
    if _SECRET.search(text, start, end):
        return None
    for match in _SHARE.finditer(text, start, end):
        if is_denied(text, *match.span()) or _UPWARDS.search(text[start:match.start()]):
            continue
        if re.match(r"的|(?:书|单)?(?:之?后|之日|时(?!候))", text[match.end():match.end() + 3]):
            continue
        return match.start()
    return None


def _governing(text: str, parts: list[tuple[int, int]], acts: list[int | None], place: int) -> int | None:
    """The phrase whose act shares what the phrase at `place` names."""
    if acts[place] is not None:
        return place
    start, end = parts[place]
    if _SECRET.search(text, start, end) or re.match(r"(?:双方|各方|甲方|乙方)?(?:根据|按照|结合|依据|针对|依照)", text[start:end]):
        return None
    if _CONTINUES.match(text[start:end]) or _is_list(text[start:end]):
        for earlier in range(place - 1, max(-1, place - 4), -1):
            if acts[earlier] is not None:
                return earlier
    for later in range(place + 1, min(len(parts), place + 3)):
        if acts[later] is not None:
            return later
    return None


def _is_list(phrase: str) -> bool:
    return "、" in phrase and not re.search(r"应|须|开展|进行|组织|协助|执行|代为|侦查|取证|抓捕", phrase)


def _is_other_object(text: str, one: _Named, start: int, is_here: bool) -> bool:
    """Whether another verb than the sharing one takes the category as its object."""
    if _HANDLED.match(text[one.end:one.end + 10]):
        return True
    if re.match(r"(?:的)?(?:信息|情况|线索|动态|资料|数据|情报)", text[one.end:one.end + 4]):
        return False
    other = _OTHER_ACT.search(text[max(start, one.start - 14):one.start])
    return other is not None and (is_here or not other[0].startswith("掌握"))  # "掌握逃犯动向的,实时推送"


def _timing(text: str, parts: list[tuple[int, int]], place: int, act: int) -> tuple[str, tuple[int, int] | None]:
    """The timing said nearest to the category: its own phrase, the act's, those between, those before, those after."""
    between = range(min(place, act), max(place, act) + 1)
    order = [act, place, *between, *range(min(place, act) - 1, -1, -1), *range(max(place, act) + 1, len(parts))]
    for which in order:
        start, end = parts[which]
        if _PURPOSE.match(text[start:end]) or which > max(place, act) and _OTHER_AGENT.match(text[start:end]):
            continue
        if which > max(place, act) and _SHARE.search(text, start, end) and _categories(text[start:end]):
            break
        said = _first_timing(text, start, end)
        if said:
            return said[0], said[1:]
        if which == act and _DAYS.search(text, start, end):
            break
    return "unspecified", None


def _first_timing(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """The first word of a phrase that says how soon, and its place."""
    hits = [(match.start(), name, match.end()) for name, pattern in _TIMINGS for match in pattern.finditer(text, start, end)
            if not _PURPOSEFUL_TIMING.match(text[match.start():match.start() + 6])]
    if not hits:
        return None
    first, name, last = min(hits)
    return name, first, last


def _unsorted(sentences: list[Sentence], masked: str) -> list[Row]:
    """Intelligence that is shared without any category being named."""
    best: Row | None = None
    for sentence in sentences:
        text = masked[sentence.start:sentence.end]
        for match in _INTELLIGENCE.finditer(text):
            parts = phrases(text)
            acts = [_act_in(text, start, end) for start, end in parts]
            place = next(order for order, (start, end) in enumerate(parts) if start <= match.start() < end)
            act = _governing(text, parts, acts, place)
            if act is None or is_denied(text, *match.span()):
                continue
            row = _row(sentence, text, parts, "intelligence", match.span(), place, act, acts[act] or 0)
            if best is None or best.timing == "unspecified" != row.timing:
                best = replace(row, confidence=0.6 if sentence.is_heading else 0.8)
            break
    return [best] if best else []
