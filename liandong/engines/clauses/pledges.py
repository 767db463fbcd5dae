"""Secrecy, ending before time, and what follows from a breach."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import is_denied
from liandong.engines.clauses.numerals import BLANK, SAID, number_of
from liandong.engines.clauses.outline import Sentence

_SECRECY = re.compile(r"保密|保守[^,。;]{0,16}(?:秘密|机密)|(?:严守|守住|守好)[^,。;]{0,8}(?:秘密|机密)|(?:秘密|机密)[^,。;]{0,4}严守|泄露|泄漏|泄密|外泄|外传|透露|披露|守口如瓶|(?:不|别)[^,。;]{0,4}(?:往外|对外)[^,。;]{0,3}(?:说|讲|传)|(?:说|讲|传)出去|(?:不|防止)[^,。;]{0,4}外流|烂在肚子里|管住嘴|嘴(?:要)?严|不(?:得|许|准)[^,。;]{0,6}(?:外传|乱讲|乱说|宣扬|声张)|留密|涉密[^,。;]{0,12}(?:管理|规定)|不公开(?=[,。;])")
_NOT_SECRECY = re.compile(r"保密(?:局|委|处|科|办)")
_PASS = r"(?:披露|透露|泄露|泄漏|提供|公开|公布|散布|传播|转交|外传|告诉|扩散|转给|转告|转移|捅|漏|转让|出售|外泄|交给|使用|发布|外流|带出|复制|刊登|说|讲|传)"
_OTHERS = r"(?:第三方|第三人|第三者|他人|其他(?:任何)?(?:单位|机构|个人|组织|人)|任何(?:单位|机构|个人|组织)|外人|别人|旁人|外单位|无关(?:的)?(?:单位|人员|人|第三)|媒体|外界|当事人家|非授权|外面|外头|家里人|亲友|无关者|其它(?:单位|人|方)|两方以外|三方以外|各方以外|双方以外|本协议以外)"
_FORBIDDEN = r"(?:不得|不能|不可|不准|不许|不应|禁止|严禁|不要|别|不会|不向|不给|不(?=将|把|对|泄|透|外|以))"
_THIRD = (
    (re.compile(rf"{_FORBIDDEN}[^。;]{{0,50}}?{_OTHERS}"), 0.95),
    (re.compile(rf"{_OTHERS}[^。;,]{{0,8}}(?:,)?[^。;,]{{0,8}}(?:保密|均不得|不得)"), 0.85),
    (re.compile(rf"未(?:经|获|得到?|征得)[^。;]{{0,30}}?(?:同意|许可|允许|批准|授权)[^。;]{{0,24}}?{_FORBIDDEN}[^。;]{{0,24}}?{_PASS}"), 0.85),
    (re.compile(rf"{_FORBIDDEN}[^,。;]{{0,8}}?(?:往外|对外|向外)[^,。;]{{0,8}}?{_PASS}"), 0.7),
    (re.compile(rf"(?:外头|外面|别人|外人|旁人)[^。;]{{0,16}}?{_FORBIDDEN}(?:说|讲|提|透)"), 0.7),
    (re.compile(r"[跟对向]谁(?:也|都)[^,。;]{0,3}(?:不能|不许|不得|不准|别)[^,。;]{0,3}(?:说|讲|提|透)"), 0.7),
    (re.compile(rf"{_FORBIDDEN}[^,。;]{{0,16}}?(?:说|讲|传)出去"), 0.6),
    (re.compile(r"(?:不得|严禁|禁止)(?:擅自)?[^,。;]{0,6}?(?:外传|外泄)"), 0.6),
)
_PASSED = re.compile(rf"{_PASS}|保密")


def read_confidentiality(sentences: list[Sentence]) -> Iterator[Found]:
    """Find whether secrecy is promised, and whether passing to third parties is forbidden."""
    secret: Found | None = None
    for sentence in sentences:
        text = sentence.text
        for pattern, confidence in _THIRD:
            match = pattern.search(text)
            if match and _PASSED.search(text) and _is_about_information(text, sentence):
                yield _secrecy(sentence, match, True, confidence, _passing_end(text, match))
                return
        match = _SECRECY.search(text)
        if match and not _NOT_SECRECY.match(text[match.start():]) and (secret is None or secret.confidence < 0.85):
            secret = _secrecy(sentence, match, False, 0.6 if sentence.is_heading else 0.9)
    if secret:
        yield secret


def _is_about_information(text: str, sentence: Sentence) -> bool:
    if re.search(r"转让|转包|分包|权利义务|抵押", text) and not re.search(r"信息|情报|秘密|资料", text):
        return False
    words = r"提供|转交|讲给|说给|告诉|材料|情况|事情|信息|情报|秘密|机密|资料|数据|内容|案情|案子|听到|消息|隐私|保密|泄露|泄漏|披露|透露|方案|档案"
    return bool(re.search(words, text)) or any("保密" in heading for heading in sentence.path)


def _passing_end(text: str, match: re.Match[str]) -> int:
    """Where the words end that say what is forbidden: with the verb of passing on ("不得向第三方 … 泄露")."""
    verb = re.search(_PASS, text[match.end():match.end() + 24])
    return match.end() + verb.end() if verb and not re.search(_PASS, match[0]) else match.end()


def _secrecy(sentence: Sentence, match: re.Match[str], forbids: bool, confidence: float, end: int | None = None) -> Found:
    last = sentence.start + (match.end() if end is None else end)
    return Found("confidentiality", {"third_party_consent": forbids}, sentence.start + match.start(), last, confidence)


_THING = r"(?:本?协议书?|本?合同|本?约定|本?备忘录?|合作关系?|协作关系|合作)"
_END = r"(?:解除|终止|退出|撤销|中止|解约|不干|不想干|不愿意?干|停止合作|散伙|退约|作废)"
_ABOUT_END = re.compile(rf"{_END}[^,。;]{{0,6}}?{_THING}|{_THING}[^,。;]{{0,30}}?{_END}|{_END}|(?:退出|解约|不想干|不干|散伙|退伙|就散|(?:可以?|就|想|要)退(?![还回货休伍]))")
_NOTICE = re.compile(
    rf"(?:提前|提早|预先|事先|于|应|须|至少)?(?P<amount>{SAID}|{BLANK}|半)个?(?P<unit>工作日|自然日|日历日|日|天|个?月|周|星期)(?:之?前|以前)?[^,。;]{{0,12}}?(?:通知|告知|告诉|打招呼|打个招呼|说一声|吱|书面|知会|提出|函告|致函|发函|照会|告诉)"
)
_LATER = re.compile(rf"通知[^。;]{{0,24}}?(?P<amount>{SAID}|{BLANK}|半)个?(?P<unit>工作日|日|天|个?月|周|星期)之?后[^,。;]{{0,8}}(?:生效|终止|失效|解除)")
_ANYONE = re.compile(r"任何一方|任一方|一方|[甲乙丙丁]方|各方|双方均可|均可|哪家|哪一?[方边头家个]|谁|各家|每家|单方|一家|甲乙双方")
_MAY = re.compile(r"可以?|有权|得以?(?![到出])|要求|需要?|应(?:当)?提前|须提前|就行|即可|真不想|不愿|想|提出|提前")
_NO_END = re.compile(rf"(?:不得|不可|不能|不许|不准|无权|均不得)(?:擅自|单方面?|随意|任意|无故|提前|自行)*[^,。;]{{0,4}}?{_END}")
_AGREED = re.compile(rf"(?:协商一致|双方同意|一致同意|各方同意|协商同意|共同同意|协商)[^。;]{{0,24}}?{_END}|{_END}[^。;]{{0,20}}(?:协商一致|一致同意|双方同意|协商同意|各方同意|(?:经|征得)[^,。;]{{0,6}}同意)")
_ANY_TIME = re.compile(rf"随时[^,。;]{{0,4}}{_END}")
_EXPIRY = re.compile(r"期满|届满|到期|有效期(?:满|结束)|自动终止|自动失效|自然终止")
_FAULT = re.compile(r"违约|违反|不履行|未履行|未按|逾期|拒不|守约|严重|不合格|不达标|不改|未能履行|弄虚作假|过错|泄[露密漏]|擅自|仍未|未改正")


def read_termination(sentences: list[Sentence]) -> Iterator[Found]:
    """Find how the agreement may be ended before its time."""
    found: list[Found] = []
    for sentence in sentences:
        text = sentence.text
        match = _ABOUT_END.search(text)
        if not match or sentence.is_heading or any("违约" in heading for heading in sentence.path) or re.search(rf"保密[^。;]{{0,20}}{_END}", text):
            continue
        found.extend(_ending(sentence, text))
    if found:
        yield max(found, key=lambda one: (one.value["notice_days"] is not None, one.confidence))


def _ending(sentence: Sentence, text: str) -> Iterator[Found]:
    notice = _LATER.search(text) or _NOTICE.search(text)
    if _NO_END.search(text) and not (notice and _MAY.search(text[:notice.start()])):
        yield _ended(sentence, None, False, 0.9)
    elif notice and not _EXPIRY.search(text[:notice.start() + 4]) and not re.search(r"续签|续期|争议", text) and (_ANYONE.search(text) or _MAY.search(text)):
        yield _ended(sentence, notice, True, 0.93)
    elif _AGREED.search(text) and not re.search(r"协商(?:不成|不一致|未果)", text):
        yield _ended(sentence, None, False, 0.85)
    elif (_ANYONE.search(text) or _ANY_TIME.search(text)) and _MAY.search(text) and not _FAULT.search(text) and not _EXPIRY.search(text) and re.search(rf"{_THING}|退出|不想干|不愿干|不干了|散|退", text):
        yield _ended(sentence, None, True, 0.7)


def _ended(sentence: Sentence, notice: re.Match[str] | None, unilateral: bool, confidence: float) -> Found:
    value: dict[str, int | bool | str | None] = {"notice_days": None, "unilateral": unilateral}
    if notice:
        days, unit = _days(notice)
        value["notice_days"] = days
        if unit:
            value["notice_unit"] = unit
    return Found("termination", value, sentence.start, sentence.start + len(sentence.text.rstrip("\n")), confidence)


def _days(notice: re.Match[str]) -> tuple[int | None, str | None]:
    unit = notice["unit"]
    amount = 0.5 if notice["amount"] == "半" else number_of(notice["amount"])
    if amount is None:
        return None, "working_day" if unit == "工作日" else None
    size = 30 if unit.endswith("月") else 7 if unit in ("周", "星期") else 1
    return int(amount * size), "working_day" if unit == "工作日" else None


_BREACHES = (
    ("damages", re.compile(r"赔偿|(?:得|要|照价)赔(?!款|礼)|补偿[^,。;]{0,8}损失|损失[^。;]{0,16}补偿|损失[^,。;]{0,10}(?:承担|弥补|由[^,。;]{0,8}负责)")),
    ("liquidated_damages", re.compile(r"违约金|滞纳金")),
    ("cure_period", re.compile(
        rf"限期[^,。;]{{0,6}}(?:改正|整改|纠正|补救|履行)|(?:{SAID}|{BLANK})个?(?:工作日|日|天|个?月)(?:之?内|以内)[^,。;]{{0,16}}?(?:改正|纠正|整改|补正|补救|改过来)|"
        r"(?:合理|规定|指定)(?:的)?(?:期限|时间)内[^,。;]{0,10}(?:改正|纠正|整改|补救|履行)")),
    ("rescission", re.compile(r"(?:违约|违反|不履行|未履行|拒不|守约|逾期不|不改|情节严重|严重|未按)[^。;]{0,50}?(?:解除|终止)[^,。;]{0,10}?(?:协议|合同|合作|约定|协作)|(?:违约|违反|拒不|守约)[^。;]{0,40}?(?:解除|终止)|(?:不改|违约|守约|不履行)[^。;]{0,30}?作废|(?:屡教不改|不改|违约|违反)[^。;]{0,30}?(?:可以?|有权)[^,。;]{0,4}退出|(?:有权|可以?)(?:单方面?)?(?:提前)?(?:解除|终止)")),
    ("liability", re.compile(r"(?:承担|负|追究|究)[^,。;]{0,30}?(?:(?:违约|法律|相应|行政|刑事|民事|纪律|有关)(?:的)?[^,。;]{0,6}?责任|(?<!赔偿)责任|法律后果|(?:一切|全部|相应|由此)[^,。;]{0,8}后果)|(?:责任|后果)自负|自负其责|谁(?:违反|违约|造成|出错)[^,。;]{0,6}谁负责|责任(?:由)?[^,。;]{0,8}?(?:自负|负(?=[,。;]|$)|承担)|该(?:哪家|谁)[^,。;]{0,4}责任|依[法规]担责|问责|追责")),
)
_NOT_LIABILITY = re.compile(r"(?:赔偿|保密|主体|管理|工作|安全|防范|治安|举证|维护|维修|直接|领导|防火|费用)(?:的)?责任")
_BREACHED = re.compile(r"违约|违反|不履行|未履行|造成|泄[露密漏]|过错|未按|后果|损失|失职|导致|说话不算|误了?[^,。;]{0,4}事|不落实|不到位|偷懒|不认真|没做到|做不到|掉链子|玩忽|推诿|不作为|擅自|逾期|不力|毁约|拒不|瞒报|违规|依法")
_CURED = re.compile(r"隐患|场馆|消防设施")


def read_breach(sentences: list[Sentence]) -> Iterator[Found]:
    """Find the consequences of a breach."""
    known: set[str] = set()
    for place, sentence in enumerate(sentences):
        for name, pattern in _BREACHES:
            match = pattern.search(sentence.text)
            if name in known or not match or not _counts(name, sentence, match, sentences[place - 1].text if place else ""):
                continue
            known.add(name)
            yield Found(f"breach.{name}", name, sentence.start + match.start(), sentence.start + match.end(), 0.9)


def _counts(name: str, sentence: Sentence, match: re.Match[str], before: str) -> bool:
    text = sentence.text
    start = match.start() - 1 if match[0].startswith("守约") and text[match.start() - 1:match.start()] == "不" else match.start()
    if is_denied(text, start, match.end()) and not re.search(r"不(?:履行|改正|按|到位|力|当|守)|未|拒不", text[max(0, match.start() - 24):match.start()]):
        return False
    in_breach = any("违约" in heading or "责任追究" in heading or "法律责任" in heading for heading in sentence.path)
    if name == "liability":
        return not _NOT_LIABILITY.search(match[0]) and (in_breach or bool(_BREACHED.search(text)) or bool(_BREACHED.search(before)))
    if name == "damages":
        return in_breach or bool(re.search(r"损失|损害|违约|损坏|弄坏|弄丢|坏了|遗失|照价|损毁|毁损|灭失|丢失|说话不算|过错|违反", text))
    if name == "cure_period":
        return not _CURED.search(text) and (in_breach or bool(re.search(r"违约|违反|不履行|未履行|不合格|未按|逾期|不改|通知|催告|仍未|拒不", text)))
    if name == "rescission":
        return in_breach or bool(_FAULT.search(text))
    return True
