"""Which categories of information are shared, and how soon."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import is_denied, names_a_body, phrases
from liandong.engines.clauses.numerals import BLANK, NUMBER
from liandong.engines.clauses.ontology import senses
from liandong.engines.clauses.outline import Sentence

_SHARE = re.compile(
    r"共享|互享|互通|交流|交换|互换|通报|传递|推送|提供|告知|通知|通告|发布|报送|报告|移送|转递|互传|反馈|录入|共用|会商|送达|传送|抄送|"
    r"告诉|打电话|说一声|吱一声|先讲|随时发|通个?气|讲一讲|说说|随报随传|传过?去|互报|上报|流转|汇总|沟通|互相说|发给|递个?话|转告|知会"
)
_UPWARDS = re.compile(r"(?:上级|上一级|市局|省厅|主管部门)[^,。;]{0,10}$|(?:第三方|第三人|他人|媒体|社会|公众)[^,。;]{0,8}$")
_CONTINUES = re.compile(r"^(?:包括|包含|含|如|例如|比如|即|主要|特别|尤其|涉及|涵盖|具体)")
_PURPOSE = re.compile(r"^(?:以便|以利|以确保|确保|从而|便于|以期|以及时|为了|为有效|进而)")
_SECRET = re.compile(r"保密|泄露|泄漏|外泄|秘密")
_OTHER_ACT = re.compile(
    r"(?:打击|查处|逮捕|拘留|拘传|传唤|押解|抓捕|追捕|缉捕|抓获|侦办|侦破|排查|整治|处置|调查|破获|预防|防范|防控|遏制|打掉|控制|协助|堵截|拦截|查获|惩治|严惩|应对|减少|消除|缓解|化解|侦查|办理|审理|掌握|维护|扰乱|稳定)"
    r"(?:和[^,。;、]{2}|与[^,。;、]{2}|、[^,。;、]{2})?(?:各类|跨区域|跨地区|交通|重大|刑事|相关|有关|的|网上|一批)*$"
)
_TIMINGS = (
    ("realtime", re.compile(r"实时|即时|随时|随报随传|同步(?:推送|共享|录入)|不间断")),
    ("prompt", re.compile(rf"及时|第一时间|立即|立刻|马上|赶紧|赶快|尽快|尽早|即刻|迅速|当场|当日|当天|别等|(?:{NUMBER}|{BLANK}|半)个?(?:小时|钟头|分钟)(?:之?内|以内)?")),
    ("periodic", re.compile(rf"(?<!不)定期|每(?:日|天|周|月|季|年|半|星期|旬|个|学期|学年)|按(?:日|周|月|季|年|旬)|逐[日周月]|一(?:个)?(?:月|周|季)(?:度)?一|(?:月|季|年)度|年终|年底|月底|{NUMBER}个?(?:月|天|周)[^,。;]{{0,4}}一次")),
)
_PURPOSEFUL_TIMING = re.compile(r"及时(?:掌握|发现|调整|解决|处理|了解|准确)")


@dataclass(frozen=True)
class _Named:
    """A category named in a sentence."""

    name: str
    start: int
    end: int


def read_sharing(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Find one row a category, with the timing of the sentence that names it."""
    rows: dict[str, Found] = {}
    for sentence in sentences:
        for row in _rows(sentence, masked[sentence.start:sentence.end]):
            known = rows.get(row.field)
            if known is None or known.value["timing"] == "unspecified" != row.value["timing"]:
                rows[row.field] = row
    if not rows:
        rows = {row.field: row for row in _unsorted(sentences, masked)}
    yield from rows.values()


def _rows(sentence: Sentence, text: str) -> Iterator[Found]:
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
        if _is_other_object(text, one, start) or _PURPOSE.match(text[start:end]):
            continue
        timing, span = _timing(text, parts, place, act)
        first = min(one.start, span[0]) if span else one.start
        last = max(one.end, span[1]) if span else one.end
        verb = acts[act]
        first, last = min(first, verb if verb is not None else first), max(last, verb + 2 if verb is not None else last)
        yield Found(f"sharing.{one.name}", {"category": one.name, "timing": timing}, sentence.start + first,
                    sentence.start + min(last, len(text)), 0.9 if act == place else 0.78)


def _categories(text: str) -> list[_Named]:
    """The categories named in a sentence; where words overlap the longer ones name it."""
    named = [_Named(sense.name, *match.span()) for sense in senses("categories") for match in sense.pattern.finditer(text)]
    named.sort(key=lambda one: (one.start - one.end, one.start))
    taken: list[_Named] = []
    for one in named:
        if not any(one.start < other.end and other.start < one.end for other in taken):
            taken.append(one)
    return sorted(taken, key=lambda one: one.start)


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


def _is_other_object(text: str, one: _Named, start: int) -> bool:
    """Whether another verb than the sharing one takes the category as its object."""
    if re.match(r"(?:的)?(?:信息|情况|线索|动态|资料|数据|情报)", text[one.end:one.end + 4]):
        return False
    return _OTHER_ACT.search(text[max(start, one.start - 14):one.start]) is not None


def _timing(text: str, parts: list[tuple[int, int]], place: int, act: int) -> tuple[str, tuple[int, int] | None]:
    """The timing said nearest to the category: its own phrase, the act's, those between, those before, those after."""
    between = range(min(place, act), max(place, act) + 1)
    order = [act, place, *between, *range(min(place, act) - 1, -1, -1), *range(max(place, act) + 1, len(parts))]
    for which in order:
        start, end = parts[which]
        if _PURPOSE.match(text[start:end]):
            continue
        if which > max(place, act) and _SHARE.search(text, start, end) and _categories(text[start:end]):
            break
        hits = [(match.start(), name, match.span()) for name, pattern in _TIMINGS for match in pattern.finditer(text, start, end)
                if not _PURPOSEFUL_TIMING.match(text[match.start():match.start() + 6])]
        if hits:
            _, name, span = min(hits)
            return name, span
    return "unspecified", None


_INTELLIGENCE = re.compile(r"情报(?!部门|中心|大队|支队|机构|科|处)")


def _unsorted(sentences: list[Sentence], masked: str) -> Iterator[Found]:
    """Intelligence that is shared without any category being named."""
    best: Found | None = None
    for sentence in sentences:
        text = masked[sentence.start:sentence.end]
        for match in _INTELLIGENCE.finditer(text):
            parts = phrases(text)
            acts = [_act_in(text, start, end) for start, end in parts]
            place = next(order for order, (start, end) in enumerate(parts) if start <= match.start() < end)
            act = _governing(text, parts, acts, place)
            if act is None or is_denied(text, *match.span()):
                continue
            timing, span = _timing(text, parts, place, act)
            verb = acts[act] or 0
            first, last = min(match.start(), verb, span[0] if span else verb), max(match.end(), verb + 2, span[1] if span else 0)
            found = Found("sharing.intelligence", {"category": "intelligence", "timing": timing}, sentence.start + first,
                          sentence.start + last, 0.6 if sentence.is_heading else 0.8)
            if best is None or best.value["timing"] == "unspecified" != timing:
                best = found
            break
    if best:
        yield best
