"""Formalities: copies, day and place of signing, and the blanks of fees and arbitrator."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page
from liandong.engines.clauses.numerals import BLANK, DATE, OPEN_DATE, SAID, date_of, number_of
from liandong.engines.clauses.outline import Sentence

_ORIGINALS = re.compile(rf"正本(?:为|共|一式)?({SAID})份")
_SETS = (
    (re.compile(rf"(?:一|壹)式({SAID})份"), 0.97),
    (re.compile(rf"(?:协议书?|合同|备忘录?|约定|文本|文件|原件)(?:签署|签订|正本|原件)?(?:一共|总共|共计|共|计|写|印制|签署|签)(?:有|了|成)?({SAID})份"), 0.9),
    (re.compile(rf"(?:协议书?|合同|文本)({SAID})份(?=[,。;\n]|$)"), 0.8),
    (re.compile(rf"(?:一共|共|写了?|印了?|签了?|立)({SAID})份(?=[,。;\n]|$)"), 0.75),
    (re.compile(rf"(?:一|壹)式({SAID})(?=[,。;\n]|$)"), 0.7),
)
_EACH = re.compile(rf"(?:(?P<many>[双三四五]|两|甲乙双|各)[方家])?(?:各(?:自)?(?:执|持|存|留存?|保存|保留|方保存)|一家(?:拿|执|存)?|每方(?:保存|执|持|留))({SAID})份")
_OTHER_PAPER = re.compile(r"报表|材料|清单|登记表|申请|月报|笔录|凭证|发票|名单|复印件|预案|方案|报告|台账|函")
_COUNTS = {"双": 2, "两": 2, "甲乙双": 2, "三": 3, "四": 4, "五": 5}
_SIGNED_ON = re.compile(
    r"(?<![效止始满出成起])(?:(?:协议)?(?:签订|签署|签约|签字|订立|签章|签定|盖章)(?:的)?(?:日期|时间|日)|(?<![\u4e00-\u9fff])(?:日期|时间)|(?<=签字\))日期|(?<=[表人章字_)])日期)(?:[】\])]:?|:)"
)
_SIGNED_AT = re.compile(r"(?:签订|签署|签约|签字|订立|签定)(?:地点|地)(?:[】\])]:?|:)")
_SIGNED_IN = re.compile(rf"于(?P<day>{OPEN_DATE})(?:在(?P<place>{BLANK})?[^,。;\n]{{0,10}}?)?(?:签[署订]|订立)")
_VALUE_END = re.compile(r"[\n,。;【]|[甲乙丙丁戊]方|签[订署约]|代表|地址|为了|鉴于|\(|(?<=日)(?=[\u4e00-\u9fff])|第[一1]条|[一1][、.]|日期|地点")
_OPEN_LINE = re.compile(rf"(?:(?<=\n)|(?<=[)】章字:])|^)(?:日期:?)?({OPEN_DATE}){{1,2}}(?=\n|$|\()")
_FEES = re.compile(r"费|款|酬|价|补贴|经费|资金|付|元|报酬|金额")
_NOT_FEES = re.compile(r"违约金|赔偿|滞纳金|罚|押金|保证金")
_OPEN_SUM = re.compile(rf"(?:{BLANK}|(?<=[币为计)付¥月年费价额]))(?:余|多)?(?:万|千)?(?:元(?![旦月])|圆)|(?:人民币|¥|RMB|金额(?:为|:)|费用为|标准为)(?:\(?[大小]写\)?:?)?{BLANK}")
_OPEN_LIMIT = re.compile(rf"(?:{BLANK}|(?<=[后起的内于第]))个?(?:工作日|日|天|小时|个月)(?:之?内|以内|前)|每(?:年|月|季度?)的?(?:{BLANK})?(?:日|号)(?:之?前|内)|每(?:年|月|季度?)的?{BLANK}(?:日|号|月)|于{BLANK}(?:前|日前)")
_PAID = re.compile(r"付|结算|结清|缴|拨|汇|转账")
_ARBITRATOR = re.compile(rf"(?:{BLANK}){{1,3}}(?:市|省|地)?(?:{BLANK})?(?:仲裁|劳动人事争议仲裁)|(?:提交|向|由|至|申请|请求)仲裁委员会|仲裁(?:机构|委员会)(?:名称)?(?::|为)?{BLANK}")


def read_copies(sentences: list[Sentence], parties: int) -> Iterator[Found]:
    """Find the number of originals."""
    best: Found | None = None
    for sentence in sentences:
        for one in _copies(sentence, parties):
            if best is None or one.confidence > best.confidence:
                best = one
    if best:
        yield best


def _copies(sentence: Sentence, parties: int) -> Iterator[Found]:
    if "份" not in sentence.text and "式" not in sentence.text:
        return
    originals = _ORIGINALS.search(sentence.text)
    if originals and (number := number_of(originals[1])):
        yield _counted(sentence, originals, number, 0.98)
    for pattern, confidence in _SETS:
        for match in pattern.finditer(sentence.text):
            number = number_of(match[1])
            if _OTHER_PAPER.search(sentence.text[max(0, match.start() - 10):match.start()]):
                continue
            if number and number < 100:
                yield _counted(sentence, match, number, confidence)
    each = _EACH.search(sentence.text)
    holders = _COUNTS.get(each["many"] or "", parties) if each else 0
    if each and holders > 1 and (number := number_of(each[2])):
        yield _counted(sentence, each, number * holders, 0.6)


def _counted(sentence: Sentence, match: re.Match[str], number: int, confidence: float) -> Found:
    return Found("copies", number, sentence.start + match.start(), sentence.start + match.end(), confidence)


def read_signing(page: Page) -> Iterator[Found]:
    """Find day and place of signing where they are left blank."""
    for field, pattern in (("signed_on", _SIGNED_ON), ("signed_at", _SIGNED_AT)):
        for match in pattern.finditer(page.text):
            stop = _VALUE_END.search(page.text, match.end())
            end = min(stop.start() if stop else len(page.text), match.end() + 40)
            value = page.text[match.end():end]
            if _is_open(field, value):
                yield Found(f"blanks.{field}", True, match.start(), max(end, match.end()), 0.95)
                break
    said = _SIGNED_IN.search(page.text)
    if said and not date_of(said[0]):
        if not re.fullmatch(DATE, said["day"] or ""):
            yield Found("blanks.signed_on", True, said.start(), said.end(), 0.85)
        if said["place"]:
            yield Found("blanks.signed_at", True, said.start(), said.end(), 0.85)
    tail = max(0, len(page.text) - 600)
    line = _OPEN_LINE.search(page.text, tail)
    if line and not date_of(line[0]) and not re.fullmatch(DATE, line[1]) and not re.fullmatch(BLANK, line[1]):
        yield Found("blanks.signed_on", True, line.start(), line.end(), 0.85)


def _is_open(field: str, value: str) -> bool:
    if field == "signed_on":
        return not date_of(value) and (not re.search(r"\d{1,2}月|[一二三四五六七八九十]月\S", value) or bool(re.search(OPEN_DATE, value)))
    return not value or bool(re.fullmatch(rf"(?:{BLANK}|[省市县区]){{1,6}}", value))


def read_fees(sentences: list[Sentence]) -> Iterator[Found]:
    """Find blanks in payment clauses."""
    for sentence in sentences:
        text = sentence.text
        if not _FEES.search(text) and not any(_FEES.search(heading) for heading in sentence.path):
            continue
        for match in _OPEN_SUM.finditer(text):
            if not _NOT_FEES.search(text[max(0, match.start() - 14):match.start()]):
                yield Found("blanks.fees.amount", True, sentence.start + match.start(), sentence.start + match.end(), 0.93)
        if _PAID.search(text) and not _NOT_FEES.search(text):
            for match in _OPEN_LIMIT.finditer(text):
                yield Found("blanks.fees.within", True, sentence.start + match.start(), sentence.start + match.end(), 0.93)


def read_arbitrator(sentences: list[Sentence]) -> Iterator[Found]:
    """Find the arbitrator where it is left blank."""
    for sentence in sentences:
        match = _ARBITRATOR.search(sentence.text)
        if match:
            yield Found("blanks.arbitrator", True, sentence.start + match.start(), sentence.start + match.end(), 0.95)
            return
