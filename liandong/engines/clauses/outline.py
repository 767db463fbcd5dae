"""How a text is built: numbered clauses with headings, and the sentences inside them."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from bisect import bisect_right
from dataclasses import dataclass

from liandong.engines.clauses.glyphs import Page

_HAN = "一二三四五六七八九十百零〇"
_MARK = re.compile(
    rf"(?P<article>第[{_HAN}0-9]{{1,4}}[条章节款](?!第|的|规定|约定|所|、第|和|至|及|与|之|款))|"
    rf"(?P<han>(?<![{_HAN}周期第星])[{_HAN}]{{1,3}}[、.](?=\S))|"
    rf"(?P<inhan>\([{_HAN}]{{1,3}}\)(?![份年个月日天名款项]))|"
    r"(?P<deep>(?<![\d.])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d年月.%元])[.、]?)|"
    r"(?P<digit>(?<![\d.A-Za-z第月年])\d{1,2}[.、)](?![\d]))|"
    r"(?P<indigit>\(\d{1,2}\)(?![份年个月日天名]))|"
    r"(?P<ring>[①-⑳])|"
    rf"(?P<isfirst>[{_HAN}]{{1,2}}是(?=\S))|"
    r"(?P<bullet>[▲●■◆★•▪])|"
    r"(?P<role>(?<=\n)(?:\n)?(?=[甲乙丙丁戊]方(?:的)?(?:职责|责任|义务|权利义务|权利)?:\n?(?:\d{1,2}[.、)]|\([\d一]|①)))"
)
_BEFORE = frozenset("\n。;:!?)】]\"")
_ANYWHERE = frozenset(("digit", "indigit", "ring", "inhan", "bullet"))
_NOUNS = (
    "目标|目的|宗旨|原则|内容|范围|领域|事项|机制|方式|形式|职责|责任|义务|权利|条款|保密|期限|有效期|解除|终止|变更|解决|争议|费用|"
    "支付|生效|附则|总则|其他|其它|措施|要求|保障|合作|协作|共享|交流|协查|侦查|行动|支持|联动|配合|培训|制度|组织|依据|背景|约定|"
    "安排|联系|处理|违约|规定|宣传|执法|巡逻|救济|补充|管理|勤务|适用|份数"
)
_RUN_ON = re.compile(
    rf"(?!(?:甲方|乙方|丙方|双方|各方|甲乙双方|[三四五]方|任何)(?!的?(?:权利|责任|义务|职责)))(?:(?!要求|应|可|不得|有权|擅自|一方|本协议|本合同|发生|提供|负责|向)[^\n,。;:()0-9]){{0,14}}?(?:{_NOUNS})(?=甲乙|甲、乙|双方|各方|[三四五]方|甲方|乙方|丙方|本协议|本合同|协议|合同|任何|任一|一方|"
    r"为|在|对|如|因|由|凡|若|未|经|合作期|与本|建立|[1-9](?:[.、)])|\([1-9一]\)|①)")
_TITLED = re.compile(r"(?!本协议|本合同|合同|协议有效|甲方为|乙方为)[^\n,。;:0-9(]{1,18}(?<![为是至自])(?=[:])|【[^】\n]{1,18}】")
_LINE = re.compile(r"[^\n。;:,0-9(]{1,24}(?=\n)")
_ROLE = re.compile(r"[甲乙丙丁戊]方(?:的)?(?:职责|责任|义务|权利义务|权利)?(?=:\n?(?:\d|\(|①))")
_STOP = re.compile(r"[。;!?\n]")
_LONGEST_SENTENCE = 500


@dataclass(frozen=True)
class Mark:
    """A clause number in the text: its style, its words, where it stands, its heading."""

    style: str
    label: str
    start: int
    body: int
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True)
class Sentence:
    """A sentence (or heading): its place in the compact text and the headings it stands under."""

    start: int
    end: int
    text: str
    path: tuple[str, ...]
    is_heading: bool = False


def marks_of(page: Page) -> list[Mark]:
    """Return the clause numbers of a text in order, each with its heading and the headings above it."""
    marks: list[Mark] = []
    stack: list[tuple[str, str]] = []
    body = 0
    for match in _MARK.finditer(page.text):
        style = match.lastgroup or ""
        if style == "article":
            style = match[0][-1]  # chapters hold sections, sections hold articles
        if not _is_mark(page, match, style, body):
            continue
        heading, body = _heading(page.text, match.end())
        while any(known == style for known, _ in stack):
            stack.pop()
        stack.append((style, heading))
        marks.append(Mark(style, match[0].rstrip("、.,"), match.start(), body, heading, tuple(one for _, one in stack)))
    return marks


def _is_mark(page: Page, match: re.Match[str], style: str, body: int) -> bool:
    start = match.start()
    before = page.text[start - 1] if start else "\n"
    if before in _BEFORE or start == body:
        return True
    if style == "isfirst" and before == ",":
        return True
    following = page.text[match.end():match.end() + 1]
    return style in _ANYWHERE and "\u4e00" <= before <= "\u9fff" and ("\u4e00" <= following <= "\u9fff" or following in '"【(')


def _heading(text: str, start: int) -> tuple[str, int]:
    """The heading after a number, and where the clause's own words begin."""
    start += text[start:start + 1] in (":", "、", ".")
    role = _ROLE.match(text, start)
    if role:
        return role[0], role.end() + 1
    for pattern in (_LINE, _TITLED, _RUN_ON):
        match = pattern.match(text, start)
        if match:
            end = match.end()
            return match[0].strip("【】"), end + (text[end:end + 1] == ":")
    return "", start


def sentences_of(page: Page, marks: list[Mark]) -> list[Sentence]:
    """Return the sentences of a text in order; a heading is a sentence of its own."""
    cuts = {0, len(page.text)}
    cuts.update(match.end() for match in _STOP.finditer(page.text))
    headings: set[int] = set()
    for mark in marks:
        cuts.update((mark.start, mark.body))
        if mark.heading:
            headings.add(mark.start)
    starts = [mark.start for mark in marks]
    found: list[Sentence] = []
    ordered = sorted(cuts)
    for start, end in zip(ordered, ordered[1:], strict=False):
        at = bisect_right(starts, start) - 1
        path = marks[at].path if at >= 0 else ()
        found.extend(Sentence(first, last, page.text[first:last], path, start in headings)
                     for first, last in _pieces(page.text, start, end) if page.text[first:last].strip("\n。;!?"))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, cut at commas where it is so long that no one would write it so."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONGEST_SENTENCE:
        comma = text.rfind(",", start + 1, start + _LONGEST_SENTENCE)
        cut = comma + 1 if comma > start else start + _LONGEST_SENTENCE
        pieces.append((start, cut))
        start = cut
    pieces.append((start, end))
    return pieces
