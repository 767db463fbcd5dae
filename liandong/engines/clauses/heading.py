"""The head of an agreement: its title and its number."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page

_KINDS = (
    "协议书|协议|合同书|合同|谅解备忘录|备忘录|备忘|意向书|意向|公约|约定书|约定|责任书|章程|议定书|协定|承诺书|纪要|"
    "工作方案|实施方案|方案|工作计划|计划|预案|办法|意见|通知|细则|制度|规定|框架(?!协议|合同|性|下|备忘)"
)
_SAMPLE_WORDS = "示范文本|范文|范本|模板|模版|样本|样例|样式|示例|参考|通用|精选|最新|完整版|标准版|简单版|格式|合集|大全|推荐"
_MARKS = rf"(?:(?:{_SAMPLE_WORDS})(?:版|稿|文)?(?:[0-9一二三四五六七八九十]{{1,3}}(?=[:、]))?|[(【\[][^()【】\[\]\n]{{0,8}}(?:{_SAMPLE_WORDS})[^)】\]\n]{{0,10}}[)】\]]|[(【\[](?:{_SAMPLE_WORDS}|[第共]?[0-9一二三四五六七八九十百]{{0,3}}篇|篇|版)[^)】\]\n]{{0,10}}[)】\]]|" \
         r"第?[0-9一二三四五六七八九十]{1,3}篇(?:文章)?|篇[0-9一二三四五六七八九十]{1,3}|20\d\d年?最新|-+)"
_BEFORE_TITLE = re.compile(rf"^(?:{_MARKS}|附件[0-9一二三四五六七八九十]{{0,2}}[:]?|[:、.,\s#*>])+")
_CANDIDATE = re.compile(rf"(?P<title>[^\n]{{0,80}}?(?:{_KINDS})(?![编文]?号|双方|各方|名称)(?P<note>\((?:试行|草案|修订|暂行|[^()\n]{{0,8}}年[^()\n]{{0,4}})[^()\n]{{0,6}}\))?)(?P<marks>{_MARKS}*)")
_CONTINUED = re.compile(r"^(?:的|之|补充|签|实施|落实|书)")
_NUMBER_LABEL = r"(?:(?:协议书?|合同书?|文件|备案|约定书?|备忘录|本协议)?(?:编号|文号)|协议书?号|合同号)"
_LABEL = re.compile(rf"[(【\[]?(?<!代码)(?<!证)(?<!执照){_NUMBER_LABEL}(?:为?[:】\]]:?|(?=[A-Za-z0-9〔_]))")
_NAME_LABEL = re.compile(r"[【\[]?(?:协议书?|合同|文件|项目)名称(?:[】\]]:?|:)([^\n【】:]{2,80}?)(?=\n|【|协议编号|甲方|签订|$)")
_SERIAL = re.compile(r"(?:(?<=[\n(])|^)[\u4e00-\u9fff]{2,10}[〔\[(]\d{4}[〕\])]第?[0-9]{1,4}号")
_NUMBER_END = re.compile(r"[\n,。;:]|【(?!\d{4}】|[_X×]{0,6}】)|(?<![\d_X×【])】|[甲乙]方|签[订约署]|协议(?!\()|地址|为了|鉴于|\)$")
_HEAD_END = re.compile(
    r"[甲乙丙]方(?:\([^()\n]{0,20}\))?[:为是]|\([甲乙]方\)[:]?|鉴于|为了|为(?=进一步|加强|充分|打击|有效|维护|明确|适应|推进|保障|切实|提升|提高|净化|严厉)|"
    r"[^\n]{0,6}协议由|[甲乙]方|根据(?=[《国有相上我本])|【(?!篇)协议(?!名称)|本(?:协议|合同|备忘|约定|方案)|签[订署约](?:日期|地点|时间|地)[:】]|"
    r"\n[^\n]{0,8}(?:各方|双方|单位)[:\n]|第[一1]条|\n[一1][、.]|[。;]"
)
_OWN_LINE = re.compile(r"(?<=\n)([^\n,。;:、()]{2,40}(?:协议书|协议|合同书?|备忘录|意向书|公约|责任书))(?=\n)")
# A first line that names its matter without saying what kind of paper it is.
_TOPIC = re.compile(r"(?![第一二三四五六七八九十\d]{1,3}[、.条章])[^\n,。;:_甲乙?!]{5,44}(?=\n)")
# A page of samples: its own title, its introduction, then the first piece with its title.
_FIRST_PIECE = re.compile(r"(?:(?<=\n)|^)[【\[(]?(?:第?[一1]篇|篇[一1]|(?:范文|范本|模板)[一1])[】\]):、.]*(?=[^\n]{4,60}(?:\n|$))")
_LONGEST_HEAD = 400
_ORGANISED = re.compile(r"(?:局|所|队|处|校|院|公司|机关|中心|政府|学|行|会|室|赛|节|期间|活动|地区|区域|流域|沿线|边界|园区|景区|口岸)$|的$|[、与和]$|^关于|关于$")
BLANK_VALUE = re.compile(r"_|×|[Xx]{2,}|某|\*{2}|…|\[[^\]\d]*\]|【[^】\d]*】|〔[^〕\d]*〕|\([^)\d]*\)|第号|-{3,}|〇〇|^\(?(?:空|略|待定|待填|待编|暂无|暂缺|无)\)?$|^\((?:空|略|待[填编定])")


def is_organised(line: str) -> bool:
    """Return whether a line is one of names that a title goes on from."""
    return _ORGANISED.search(line) is not None


def read_number(page: Page) -> Iterator[Found]:
    """Find the number of the agreement, or that it is left blank."""
    head = page.text[:4 * _LONGEST_HEAD]
    label = _LABEL.search(head)
    if label:
        stop = _NUMBER_END.search(head, label.end())
        end = min(stop.start() if stop else len(head), label.end() + 40)
        value = head[label.end():end].strip(")")
        if not value.strip("-_./号第 ()[]【】〔〕") or BLANK_VALUE.search(value):
            yield Found("blanks.number", True, label.start(), max(end, label.end()), 0.95)
            return
        start = label.end()
        yield Found("number", page.raw_of(start, start + len(value)), start, start + len(value), 0.95)
        return
    serial = _SERIAL.search(head[:_LONGEST_HEAD])
    if serial:
        yield Found("number", page.raw_of(*serial.span()), serial.start(), serial.end(), 0.8)


def read_title(page: Page) -> Iterator[Found]:
    """Find the agreement's own title, without the marks of the page it came from."""
    named = _NAME_LABEL.search(page.text, 0, 4 * _LONGEST_HEAD)
    if named:
        yield _titled(page, named.start(1), named.end(1), 0.97)
        return
    piece = _FIRST_PIECE.search(page.text, 0, 4 * _LONGEST_HEAD)
    if piece:
        line = page.text[piece.end():page.text.find("\n", piece.end()) % (len(page.text) + 1)]
        if found := _last_title(line):
            yield _titled(page, piece.end() + found[0], piece.end() + found[1], 0.95)
            return
    lines = _head_lines(page.text)
    best: tuple[int, int] | None = None
    for place, (start, end) in enumerate(lines):
        found = _last_title(page.text[start:end])
        if found:
            first, last = start + found[0], start + found[1]
            if found[0] == 0:
                first = _widened(page.text, lines, place)
            best = (first, last)
    best = best or _later_title(page.text)
    if best:
        yield _titled(page, *best, 0.93)
    elif match := _TOPIC.match(page.text):
        yield _titled(page, *match.span(), 0.6)


def _head_lines(text: str) -> list[tuple[int, int]]:
    """The lines before the parties and the preamble, without number lines."""
    end = _HEAD_END.search(text[:_LONGEST_HEAD])
    stop = end.start() if end else min(len(text), _LONGEST_HEAD)
    if end and end[0] in "。;":
        stop = max(text.rfind("\n", 0, stop), 0)  # the beginning of a sentence is no title
    lines: list[tuple[int, int]] = []
    start = 0
    for line in text[:stop].split("\n"):
        label = _LABEL.search(line)
        last = start + (label.start() if label else len(line))
        if last > start and not _SERIAL.fullmatch(line.strip("()")) and "," not in text[start:last]:
            lines.append((start, last))
        start += len(line) + 1
    return lines


def _later_title(text: str) -> tuple[int, int] | None:
    """A title on a line of its own below the names of the parties."""
    for match in _OWN_LINE.finditer(text[:_LONGEST_HEAD]):
        return match.span(1)
    return None


def _last_title(line: str) -> tuple[int, int] | None:
    """The last title in a line (pages of samples put their own title in front)."""
    spans: list[tuple[int, int]] = []
    for match in _CANDIDATE.finditer(line):
        if spans and _CONTINUED.match(match["title"]) and spans[-1][1] == match.start():
            spans[-1] = (spans[-1][0], match.end("title"))
        elif len(match["title"]) - len(_skipped(match["title"])) >= 3:
            spans.append((match.start(), match.end("title")))
    rest = re.sub(r"\([^()]{0,10}\)$", "", line[spans[-1][1]:]) if spans else ""
    if not spans or re.sub(_MARKS, "", rest).strip(":()[]【】、.0123456789"):
        return None
    return spans[-1]


def _skipped(title: str) -> str:
    match = _BEFORE_TITLE.match(title)
    return match[0] if match else ""


def _widened(text: str, lines: list[tuple[int, int]], place: int) -> int:
    """Where a title of several lines begins: lines of names above the line with its kind belong to it."""
    first = lines[place][0]
    while place > 0:
        start, end = lines[place - 1]
        line = text[start:end]
        if end + 1 != first or not _ORGANISED.search(line) or _last_title(line) or len(line) > 60:
            break
        first, place = start, place - 1
    return first


def _titled(page: Page, start: int, end: int, confidence: float) -> Found:
    while True:
        skipped = len(_skipped(page.text[start:end]))
        tail = re.search(rf"{_MARKS}+$", page.text[start:end])
        if not skipped and not tail:
            break
        start, end = start + skipped, end - (len(tail[0]) if tail else 0)
        if end - start < 3:
            break
    if page.text[start] == "《" and page.text.find("》", start, end) == end - 1:
        start, end = start + 1, end - 1
    return Found("title", page.raw_of(start, end), start, end, confidence)
