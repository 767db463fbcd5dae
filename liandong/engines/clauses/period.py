"""How long an agreement runs: length, first and last day, renewal, and what of it is left blank."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page
from liandong.engines.clauses.numerals import BLANK, DATE, OPEN_DATE, SPAN, date_of, months_of
from liandong.engines.clauses.outline import Sentence

_THING = r"(?:协议书?|合同|约定|备忘录?|合作|协作|共建|联防|联动|服务|意向书?|公约|责任书|纪要|细则|章程|协定|框架)"
_TERM = rf"(?:有效期[限间]?|效期|时效|(?:合作|服务|协作|执行)周期|有效时间|{_THING}(?:的)?(?:期限|期间|期|时间|时限|年限|周期|时效)|起止(?:时间|日期)|为期|存续期|期限)"
_OTHER_TERM = re.compile(
    r"(?:续期|续签|续约|续订|展期|延长|延续|延展|顺延|保密|保存|保管|存储|质量|保质|任期|试用|借用|租用|租赁|备案|追诉|宽限|公示|整治|羁押|处罚|届满|期满|到期|支付|付款|答复|办理|反馈|质保|保修|归还|整改|缴纳|提前|逾期|(?<!合同)(?<!协议)履行|通知)[^,。;]{0,5}$"
)
_MIDDLE = r"[^,。;\n0-9一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾两半_×X\[【〇]{0,10}?"
_SIGNED = r"(?:签字|签订|签署|盖章|签约|签章|签名|签定|订立|签)"
_LENGTHS = (
    re.compile(rf"(?P<cue>{_TERM}){_MIDDLE}:?(?:自[^,。;\n]{{0,24}}?(?:之日|当日|那天)(?:起|算起)?[,计]?(?:算)?(?:的)?)?(?P<span>{SPAN})(?!前|内(?!有效)|以前|后)"),
    re.compile(rf"(?P<cue>{_THING}[^,。;\n]{{0,6}}?(?:有效|先?管|先定|暂定|试行|先试|定|一签|先?签|执行期|执行|持续|延续|维持|运行|实行|实施)(?:期)?(?:为|是)?)(?P<span>{SPAN})(?!前|后)"),
    re.compile(rf"(?P<cue>之日起|签字起|生效起|日起)(?:计算?|算)?,?(?:为期|有效期|满)?(?P<span>{SPAN})(?=内?有效|为限|[。,;\n]|时?止|时?终止|届满|$)"),
    re.compile(rf"(?P<span>{SPAN})(?P<cue>内有效|有效|为限|为期|一签)"),
    re.compile(rf"(?P<cue>(?<=,)有效期?)(?P<span>{SPAN})"),
    re.compile(rf"(?P<cue>(?:^|(?<=[,。;:、\n是])|说好的?|说定)(?:先试行?|试行期?|先试|先签|先定|暂定|先干|先合作|先搭伙|先|管|就?管))(?P<span>{SPAN})(?!前|后|内|[^,。;]{{0,2}}[一1]次)"),
    re.compile(rf"(?P<cue>(?:止(?:日)?|日|日起|月|底)[,(]?(?:有效期|期限|合作期)?(?:共计?|合计|计|为期|总计))(?P<span>{SPAN})"),
)
_OPEN_LENGTH = re.compile(rf"(?P<cue>{_TERM})(?:\(?[年月]\)?)?(?:限|共|为|是|:|暂定|定为|即)*(?P<blank>{BLANK}|(?<=[为是:期限]))个?(?:年|月|周年)(?![_×X0-9月]|{BLANK})")
_OPEN_TOTAL = re.compile(rf"(?P<cue>止|日)[,(]?(?:有效期|期限)?(?:共计?|合计|计|为期)(?:{BLANK})?个?(?:年|月)(?![0-9])")
_OPEN_SINCE = re.compile(rf"(?P<cue>之日起|生效起|签字起)(?:计算?|算)?,?(?:为期|有效期)?(?:{BLANK})?个?(?:年|月)(?=[。,;\n止内]|$)")
_UNDER_HEADING = re.compile(rf"^[:\n]?(?:为|共|暂定)?(?P<span>{SPAN})(?!前|后|内(?!有效))")
_OPEN_UNDER = re.compile(rf"^[:\n]?(?:为|共)?(?P<cue>{BLANK})个?(?:年|月)(?=[,。;\n(]|$)")
_STARTING = re.compile(r"签|续|到期|期满|协议|约定|合适|算数|生效|再说")
_ANY_DATE = rf"(?:{DATE}|{OPEN_DATE})"
_RANGE = re.compile(rf"(?P<first>{_ANY_DATE})(?:\(含\)|当日|零时)?(?:起|开始|生效|施行|实施|执行)*[,、]?(?:有效)?(?:至|到|-+|~)(?P<last>{_ANY_DATE})")
_UNTIL = re.compile(rf"(?:至|到|截至|截止到?|止于|终止于)(?P<last>{_ANY_DATE})(?P<stop>止|为止|终止|失效|届满|到期|期满)?")
_ENDS_ON = re.compile(rf"(?:于|在)(?P<last>{_ANY_DATE})(?:终止|届满|到期|失效|期满)")
_FROM = re.compile(rf"(?:自|从|由|打|于|期限:|期:)(?P<first>{_ANY_DATE})(?:\(含\)|零时|[0〇]时|当日)?(?:开始|算|生效|施行|实施|执行|起|正式)")
_EFFECTIVE = re.compile(rf"(?P<first>{DATE})(?:零时|[0〇]时|当日)?(?:起|开始|正式)*(?:生效|施行|实施|执行)")
_BEGINS = re.compile(rf"(?:生效|起始|开始)(?:日期|时间|日):?(?P<first>{_ANY_DATE})")
_ABOUT = re.compile(r"有效|试行|章程|公约|细则|为期|期限|协议|合同|备忘|约定|合作期|服务期|生效|起止|施行|算起|【期限】")
_ON_SIGNATURE = (
    re.compile(rf"(?:自|从|打|由|经|于|以)[^,。;\n]{{0,26}}?{_SIGNED}[^,。;\n]{{0,10}}?(?:之?日|当日|当天|那天|时|之时|后)(?:\([^()]{{0,20}}\))?(?:之?后)?"
               r"[^,。;\n]{0,4}?(?:起|开始|算|生效|计|施行|实施|执行|有效)"),
    re.compile(rf"{_SIGNED}(?:后|即|之后|之日|当日|当天|那天|时)[^,。;\n]{{0,4}}?(?:生效|有效|算数|施行|执行|实施|起效|算起|起算|开始)"),
    re.compile(r"签了?(?:字|名|章)[^。;\n]{0,4}?(?:算数|生效|作数|起|开始算)|(?:按|摁)[^,。;]{0,2}手印[^。;\n]{0,4}?(?:算数|生效|作数|起)"),
    re.compile(rf"(?:自|从|打)[^,。;\n]{{0,16}}?{_SIGNED}(?:完毕|完成)?起"),
    re.compile(rf"{_SIGNED}本?(?:协议书?|合同|备忘录?|公约)之日起"),
    re.compile(r"签(?:字|章|署)(?:盖章)?有效"),
    re.compile(rf"(?:自|从|打){_SIGNED}(?:之日|那天|当天|日)?(?:算起|起|开始)"),
    re.compile(rf"(?:打|从){_SIGNED}[^,。;\n]{{0,3}}?(?:那天|之日|那日)[^,。;\n]{{0,3}}(?:起|算)"),
)
_NOT_TERM = re.compile(rf"补充协议自|承诺书自|起?{SPAN}(?:之?内|以内)(?!有效)|起?[0-9一二三四五六七八九十两_]{{1,4}}个?(?:工作日|日|天|小时)(?:之?内|以内)(?!有效)")
_RENEWAL_TIME = re.compile(r"期满|到期|届满|续签|续约|续期|续订|展期|顺延|延长|延续|延展|延期|续展|到时候|期限已?届|满后|继续(?:合作|有效|执行|履行)|接着|继续的|续(?:存|延)")
_RENEWALS = (
    ("automatic", re.compile(r"(?:自动|自行|默认|依次|当然|视为(?:自动|同意)?)[^,。;]{0,4}?(?:续|顺延|延长|延续|延展|延期|展期|展延|往后|往下)|"
                             r"(?:继续有效|接着(?:算|用|往下|往后|顺延|执行|干)|顺延[一二两三1-3]年|往[后下]顺延?|继续执行|继续生效)")),
    ("new_agreement", re.compile(r"(?:重新|另行|另|再行?)(?:协商|商定|商议|商谈)?(?:[,、]?(?:并|后))?(?:重新|另行)?(?:签订|签署|签定|订立|签|商签|拟定)|签[订署]新(?:的)?(?:协议|合同)|"
                                 r"重签|换签|(?:另|新|重)[订签立](?:新)?(?:的)?(?:协议|合同|约定|新约)|签新约")),
    ("by_agreement", re.compile(r"续签|续约|续订|续期|展期|延长|延续|延展|延期|顺延|续展|续延|接着(?:干|签|合作)|继续合作")),
)
_SILENCE = re.compile(r"(?:未|无|没有?)[^,。;]{0,16}?(?:通知|提出|异议|意见|反对|话讲)")
_SURVIVES = re.compile(r"(?:终止|解除|失效)[^,。;]{0,8}(?:仍|继续)|(?:保密|义务|条款)[^,。;]{0,16}(?:仍|继续)")
_OF_AGREEMENT = re.compile(r"协议|合同|备忘|约定|公约|章程|责任书|期满|届满|到期|有效期|合作|协作|到时候|满后|续[签约订]|共建|联防|服务期|接着")
_REFUSED = re.compile(r"(?:不|不得|不再|无法|未|拒绝|没有)[^,。;]{0,3}$")
_CONSENTED = re.compile(r"可|协商|商|同意|意见一致|一致|愿意|有权|优先|提出|另议|再")


def read_period(page: Page, sentences: list[Sentence]) -> Iterator[Found]:
    """Find length, start, end, renewal of the agreement and their blanks."""
    found: dict[str, Found] = {}
    for one in _all(sentences):
        known = found.get(one.field)
        if known is None or one.confidence > known.confidence:
            found[one.field] = one
    if "term.months" in found:
        found.pop("blanks.term.months", None)
    yield from found.values()


def _all(sentences: list[Sentence]) -> Iterator[Found]:
    for place, sentence in enumerate(sentences):
        yield from _length(sentence)
        yield from _range(sentence)
        yield from _signature(sentence)
        yield from _renewal(sentence, sentences[place - 1] if place else None)


def _length(sentence: Sentence) -> Iterator[Found]:
    for rank, pattern in enumerate(_LENGTHS):
        for match in pattern.finditer(sentence.text):
            before = sentence.text[max(0, match.start("cue" if rank < 2 else "span") - 14):match.start("cue" if rank < 2 else "span")]
            if _OTHER_TERM.search(before) or rank == 3 and not _ABOUT.search(sentence.text):
                continue
            if rank == 2 and not _ABOUT.search(sentence.text) or rank == 5 and not _STARTING.search(sentence.text):
                continue
            months = months_of(match["span"])
            if months:
                yield Found("term.months", months, sentence.start + match.start(), sentence.start + match.end("span"), 0.95 - rank * 0.07)
    headed = _UNDER_HEADING.match(sentence.text)
    if headed and sentence.path and re.search(r"期限|有效期", sentence.path[-1]) and (months := months_of(headed["span"])):
        yield Found("term.months", months, sentence.start, sentence.start + headed.end(), 0.9)
    unsaid = _OPEN_UNDER.match(sentence.text)
    if unsaid and sentence.path and re.search(r"期限|有效期", sentence.path[-1]):
        yield Found("blanks.term.months", True, sentence.start, sentence.start + unsaid.end(), 0.9)
    for match in (*_OPEN_LENGTH.finditer(sentence.text), *_OPEN_TOTAL.finditer(sentence.text), *_OPEN_SINCE.finditer(sentence.text)):
        if not _OTHER_TERM.search(sentence.text[max(0, match.start() - 14):match.start()]):
            yield Found("blanks.term.months", True, sentence.start + match.start(), sentence.start + match.end(), 0.95)


def _range(sentence: Sentence) -> Iterator[Found]:
    """Dates of the term: a range, a last day, a first day."""
    text = sentence.text
    about = _ABOUT.search(text) or any("期限" in heading or "有效" in heading for heading in sentence.path)
    taken = 0
    for match in _RANGE.finditer(text):
        if about or "起" in match[0] or text[max(0, match.start() - 1):match.start()] in ("自", "从", ":"):
            yield from _day(sentence, match, "first", "starts", 0.96)
            yield from _day(sentence, match, "last", "ends", 0.96)
            taken = match.end()
    for match in (*_UNTIL.finditer(text, taken), *_ENDS_ON.finditer(text, taken)):
        if about or match.groupdict().get("stop"):
            yield from _day(sentence, match, "last", "ends", 0.9)
    for match in (*_FROM.finditer(text, taken), *_EFFECTIVE.finditer(text, taken), *_BEGINS.finditer(text, taken)):
        if about or re.match(r"[^,。;]{0,4}(?:生效|施行|执行|实施|实行|有效|计算)", text[match.end() - 2:match.end() + 8]):
            yield from _day(sentence, match, "first", "starts", 0.93)


def _day(sentence: Sentence, match: re.Match[str], group: str, field: str, confidence: float) -> Iterator[Found]:
    span = sentence.start + match.start(), sentence.start + match.end()
    day = date_of(match[group])
    if day:
        yield Found(f"term.{field}", day, *span, confidence)
    elif not re.fullmatch(DATE, match[group]):
        yield Found(f"blanks.term.{field}", True, *span, confidence)


def _signature(sentence: Sentence) -> Iterator[Found]:
    for pattern in _ON_SIGNATURE:
        match = pattern.search(sentence.text)
        if not match:
            continue
        following = sentence.text[match.end() - 1:match.end() + 10]
        if _NOT_TERM.match(following) or "补充协议" in sentence.text[:match.start() + 6]:
            continue
        if re.search(r"批准|审批|备案|核准", match[0]):
            continue
        yield Found("term.starts", "on_signature", sentence.start + match.start(), sentence.start + match.end(), 0.92)
        return


def _is_silent(text: str, at: int) -> bool:
    """Whether the period goes on because no one said no ("未书面通知不再续约的,续期一年")."""
    silence = list(_SILENCE.finditer(text, 0, at))
    return bool(silence) and not re.search(r"可|协商|商|同意|愿|再签", text[silence[-1].end():at + 3])


def _renewal(sentence: Sentence, previous: Sentence | None) -> Iterator[Found]:
    text = sentence.text
    if not _RENEWAL_TIME.search(text) and not (previous and re.search(r"到时候|期满|届满|到期", previous.text)):
        return
    for rank, (value, pattern) in enumerate(_RENEWALS):
        for match in pattern.finditer(text):
            if _REFUSED.search(text[max(0, match.start() - 6):match.start()]) or _SURVIVES.search(text[:match.end()]):
                continue
            if value == "by_agreement" and _is_silent(text, match.start()):
                value = "automatic"
                yield Found("term.renewal", value, sentence.start, sentence.start + len(text.rstrip("\n")), 0.85)
                return
            if value == "by_agreement" and not (_CONSENTED.search(text) and _RENEWAL_TIME.search(text)):
                continue
            if re.search(r"保密|遇节假日|不可抗力|工期|交付|办理期限|答复期限", text[:match.start()]) and "协议" not in text[:match.end()]:
                continue
            if value == "by_agreement" and not _OF_AGREEMENT.search(text + (previous.text if previous else "")):
                continue
            if value == "automatic" and "接着" in match[0] and re.search(r"可以|可再|再续|想接着", text):
                continue
            if value == "new_agreement" and "补充" in text[match.start():match.end() + 4]:
                continue
            yield Found("term.renewal", value, sentence.start, sentence.start + len(text.rstrip("\n")), 0.94 - rank * 0.02)
            return
