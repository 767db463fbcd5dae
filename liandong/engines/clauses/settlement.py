"""Disputes: the ways to settle them, in their order, and the court."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page
from liandong.engines.clauses.outline import Sentence

_DISPUTE = re.compile(r"争议|纠纷|争执|争端|异议|理解不一致|分歧|扯皮|闹(?:了)?别扭|红脸|吵|谈不拢|说不拢|说不到一块|合不来|意见不合|意见不统一|意见分歧|有出入|岔子|不愉快|闹意见|看法不一|达不成一致|引发(?:的)?诉讼|产生(?:的)?诉讼|矛盾|(?:履行|执行|协作|合作)(?:过程)?中?[^,。;]{0,6}(?:出现|发生|遇到?|产生)[^,。;]{0,6}问题|意见不一|不同意见|意见不同|说法不一|想法不一|协商不成|(?:有|出|发生|遇到?)(?:了|啥|什么|任何|些)?问题[^。;]{0,12}(?:商量|协商)")
_NOT_DISPUTE = re.compile(r"矛盾纠纷|纠纷(?:调处|调解|排查|化解)|(?:化解|排查|调处|调解)[^,。;]{0,8}(?:纠纷|矛盾)|(?:均)?(?:无|未)[^,。;]{0,8}异议|提出[^,。;]{0,6}异议|(?:群众|村民|居民|邻里|医患|商户|游客|旅客|消费|家庭|劳资|婚姻|学生|医疗|民间|草场|山林|林权|土地|水利|水源|坟地|宅基地|债务|经济)[^,。;]{0,6}(?:纠纷|矛盾|争议)|交通事故纠纷|边界纠纷|民间纠纷")
_SUPERIOR = r"(?:上级(?:领导)?|上一级|共同(?:的)?上|县局领导|局领导|省厅|市局|省公安厅|市公安局|主管(?:部门|机关|单位)|公安厅|政府|领导(?!小组)|公安部|[镇乡县村市](?:上|里)|县局|上头|县领导|街道(?:办)?|司法所|党委|政法委|所长|局长)"
_WAYS = (
    ("negotiation", re.compile(r"协商|商量|商谈|磋商|会商|沟通解决|沟通(?=[,。;]|不成)|洽谈|商议|商讨|和解|商定|自行解决|说开|由领导[^,。;]{0,4}谈|坐下来?谈|谈(?:清|妥|拢)|好说好商|当面(?:说|谈)|好好(?:说|谈)")),
    ("superior_mediation", re.compile(rf"{_SUPERIOR}[^,。;]{{0,24}}?(?:协调|调解|裁决|裁定|调处|处理|决定|断|仲裁|解决|定夺|裁断|出面|评(?:评)?理|裁处|说和|协商解决不了|主持|做主|拍板)|(?:报|报请|提请|请|提交|由)[^,。;]{{0,4}}{_SUPERIOR}(?!备案|存档)[^,。;]{{0,10}}(?:协调|调解|裁(?:决|定|断)?|处理|解决)|(?:报请|提请|报)[^,。;]{{2,18}}(?:协调|裁决|裁定|调处|处理|决定)|(?:报请|提请)[^,。;]{{0,4}}{_SUPERIOR}|调解|调处")),
    ("arbitration", re.compile(r"仲裁")),
    ("litigation", re.compile(r"(?:人民)?法院[^,。;]{0,6}?(?:诉讼|起诉)|诉讼|起诉|人民法院|打官司|法院|诉(?:至|诸)|(?:法律|司法)(?:程序|途径|渠道)|对簿公堂|上法院|上法庭|告(?:到|上)")),
)
_QUARREL = re.compile(r"争议|说不拢|意见不(?:合|统一|一致)|争端|纠纷(?!调|排|化)|分歧|理解不一致|协商不成|会商不成|协商未果|闹(?:了)?别扭|谈不拢|追究")
_COURT = re.compile(r"(?P<role>[甲乙丙丁戊]方)(?:的)?(?:所在地|住所地|所在|住所|单位所在地|注册地|当地)[^,。;]{0,14}?(?:法院|提起诉讼|起诉|诉讼|管辖)")
_NAMED = re.compile(r"(?:向|由|至|到|提交|提请)(?P<court>[\u4e00-\u9fff]{2,16}?(?:中级|高级|基层|铁路运输|铁路|海事|互联网)?(?:人民)?法院)")
_NO_COURT = re.compile(r"所在地|有管辖权|有权|管辖|当地|住所地|签订地|履行地|依法|^人民|^法院|相关")


# "不经仲裁", "不诉讼"; "仲裁除外".
_REFUSED = re.compile(r"(?:不得|不可|不(?!成|了|拢|能|到|妥|行|通|下|服|一致|果)|无需|无须|不再|放弃|禁止)(?:通过|采取|采用|申请|提起|提交|经过?|约定|选择|适用|设|走|向)?[^,。;]{0,3}$")
_NO_MORE = re.compile(r"除外|不适用|暂不")
_FIRST_TALK = re.compile(r"(?:先行|首先|应先|起诉前|诉讼前|仲裁前|先)[^,。;]{0,8}?(?:协商|商量|磋商|沟通)")


def about_disputes(sentences: list[Sentence]) -> set[int]:
    """Return where the sentences begin that tell how disputes are settled (a superior who settles them is no mechanism)."""
    found: set[int] = set()
    is_open = False
    for sentence in sentences:
        if _QUARREL.search(sentence.text) or any("争议" in heading for heading in sentence.path):
            found.add(sentence.start)
            is_open = True
        elif is_open:
            found.add(sentence.start)
        is_open = is_open and sentence.text.endswith(";")
    return found


def read_disputes(page: Page, sentences: list[Sentence]) -> Iterator[Found]:
    """Find the ways to settle disputes in the order in which they are to be tried, and the court."""
    known: dict[str, Found] = {}
    court: Found | None = None
    live = 0
    for sentence in sentences:
        if _opens(sentence):
            live = 2
        elif _is_in_clause(sentence):
            live = max(live, 1)
        if not live or sentence.is_heading and not re.search(r"仲裁|诉讼", sentence.text):
            live = max(live, 1) if sentence.is_heading and live else live
            continue
        for one in _ways(sentence):
            known.setdefault(one.field, one)
        court = court or _court(page, sentence)
        live -= 1
    talk = known.get("disputes.negotiation")
    is_first = talk is not None and any(_FIRST_TALK.search(one.text) for one in sentences if one.start <= talk.start < one.end)
    yield from sorted(known.values(), key=lambda one: -1 if is_first and one is talk else one.start)
    if court and "disputes.litigation" in known:
        yield court


def _opens(sentence: Sentence) -> bool:
    text = _NOT_DISPUTE.sub("", sentence.text)
    return bool(_DISPUTE.search(text))


def _is_in_clause(sentence: Sentence) -> bool:
    return any(re.search(r"争议|纠纷|分歧", heading) for heading in sentence.path)


def _ways(sentence: Sentence) -> Iterator[Found]:
    text = sentence.text
    found: list[tuple[int, int, str]] = []
    for name, pattern in _WAYS:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 8):match.start()]
            failed = re.match(r"[^,。;]{0,4}?(?:不成|不了|不拢|未果|无果|不一致|不能|失败|无法)", text[match.end():match.end() + 8])
            if not failed and (_REFUSED.search(before) or _NO_MORE.match(text[match.end():match.end() + 6])):
                continue
            if name == "arbitration" and re.search(rf"{_SUPERIOR}[^,。;委]{{0,8}}$", text[max(0, match.start() - 14):match.start()]):
                continue
            if name == "superior_mediation" and (re.search(r"仲裁(?:委|机构|院|庭)|法院", match[0]) or re.match(r"人民调解", text[max(0, match.start() - 2):match.end() + 2])):
                continue
            found.append((match.start(), match.end(), name))
            break
    for start, end, name in sorted(found):
        yield Found(f"disputes.{name}", name, sentence.start + start, sentence.start + end, 0.92)


def _court(page: Page, sentence: Sentence) -> Found | None:
    match = _COURT.search(sentence.text)
    if match and "仲裁" not in match[0]:
        return Found("venue", match["role"] + "所在地", sentence.start + match.start(), sentence.start + match.end(), 0.95)
    for named in _NAMED.finditer(sentence.text):
        if not _NO_COURT.search(named["court"]):
            start, end = sentence.start + named.start("court"), sentence.start + named.end("court")
            return Found("venue", page.raw_of(start, end), start, end, 0.9)
    return None
