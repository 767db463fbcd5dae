"""Chinese sentences of agreements: phrases, negation, names of bodies, who acts."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re

_ROLE = "[甲乙丙丁戊己庚辛]"
_DENIAL = re.compile(
    r"不(?!断|仅|限|定期|少于|低于|同|但|可抗|良|法|稳定|安定|安全|明|便|足|力|一致|因|论|管|超过|迟于|晚于|早于|受|间断|等|懈|合格|符|熟悉|规范|文明|健全|到位|完善|服|了解|清楚|当|属|影响|妨碍|"
    r"违|变|分|脱|漏|留|松|放|怕|慎|意|满|畅|知|详|及|计|惜|遗|厌|折|准时|能自行|能单独|能独立|得(?:少于|低于|拒绝|推诿|推脱|推卸|拖延|无故|延误|以|隐瞒|迟|超过|擅自(?:停止|中断|减少)))"
    r"|未(?!成年|尽|来|破|落|能|整改|按|规定|约定|明确|涉及|列明|载明|作规定)|无(?!偿|条件|人机|缝|线|故|论|证|牌|限|正当)|没有|禁止|严禁|免除|谢绝|停止|取消|拒不"
)
_RESUMED = re.compile(r"[,:、?]?(?:但|而是|应|并应|同时|由|仍)")
_DENIED_AFTER = re.compile(
    r"^[^,。;、]{0,4}?(?:不设|不予|不开展|不提供|不包括|除外|不适用|不成立|不再|暂不|暂缓|一律不|不作要求|不考虑|另行规定)"
    r"|^[^。;]{0,30}?(?:不|暂不|一律不)(?:列入|纳入|写入)(?:本|[^,。;]{0,6}(?:范围|协议))|^[^,。;]{0,12}不在[^,。;]{0,8}(?:之列|范围|此列)|^[^,。;]{0,8}不在此列"
)
# What was, not what is promised: an agreement of the past, a meeting once held.
_PAST = re.compile(
    r"曾(?:签|经|于|就)|(?:去年|前年|上回|上次)[^。;]{0,24}过|(?:该|旧|上一份|前述)(?:公约|协议|备忘录?)[^。;]{0,30}(?:规定|约定|因|未能|失效)|\d{4}年(?:\d{1,2}月)?[^。;]{0,30}?(?:公约|协议|备忘录?)中?(?:有关|关于|规定)|"
    r"\d{4}年\d{1,2}月\d{1,2}日[^。;]{0,24}?(?:碰面|会面|见面|碰头|座谈|会晤|会商)"
)
_EXPIRED = re.compile(r"(?:原|旧)(?:协议书?|合同|备忘录?|公约)[^。;]{0,24}?(?:已|届满|失效|不再|废止)")
_FORMER = re.compile(r"(?<![\u4e00-\u9fff])原[^,。;()]{0,12}$|\(原[^()]{0,14}$")
_EXCEPT = re.compile(r"除[^,。;]{0,24}(?:外|之外|以外)")
_BESIDES = re.compile(r"[^。;]{0,10}?(?:还|也|亦|同时|另)(?!行)")
_BODY = re.compile(r"^(?:安全|犯罪|侦查|管理|指挥|工作|信息|情报|治安)?(?:局|支队|大队|中队|总队|处(?!理|置|罚|突|于|在|境|警|分|方|遇)|科(?![技研])|厅|学院|部门|办公室|机构|委员会|站(?!区)|救援(?:大队|支队|局|机构|队|站))")
_COMMA = re.compile(r"[,?]|(?<!\d):|:(?!\d)")


def phrases(text: str) -> list[tuple[int, int]]:
    """Return the phrases of a sentence, cut at commas and colons."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _COMMA.finditer(text):
        found.append((start, match.end()))
        start = match.end()
    if start < len(text) or not found:
        found.append((start, len(text)))
    return found


def is_denied(text: str, start: int, end: int) -> bool:
    """Whether the words [start, end) of a sentence are denied or forbidden."""
    before = text[max(0, start - 26):start]
    phrase = before[max(before.rfind(","), before.rfind(":")) + 1:]
    if phrase and any(True for match in _DENIAL.finditer(phrase) if not _RESUMED.search(phrase, match.end())):
        return not _EXCEPT.search(phrase)
    return _DENIED_AFTER.match(text[end:end + 10]) is not None


def is_past(text: str) -> bool:
    """Whether a sentence tells what was before this agreement."""
    return _PAST.search(text) is not None or _EXPIRED.search(text) is not None


def is_former(text: str, start: int) -> bool:
    """Whether the words from `start` are the name of something that was ("原三区联席会议办公室")."""
    return _FORMER.search(text[max(0, start - 16):start]) is not None


def is_excepted(text: str, start: int, end: int) -> bool:
    """Whether the words [start, end) stand in a "除 … 外" that takes them out ("除 … 外还" takes them in)."""
    for match in _EXCEPT.finditer(text, max(0, start - 26)):
        if match.start() < start and end <= match.end():
            return not _BESIDES.match(text[match.end():match.end() + 12])
    return False


def names_a_body(text: str, end: int) -> bool:
    """Whether the words up to here are part of the name of a body (交通管理局, 反恐支队)."""
    return _BODY.match(text[end:end + 8]) is not None


_ALL = re.compile(
    rf"双方|各方|[两三四五六]方(?!面)|[两三四五六七]所|[两三四五六七几各每](?:家|边|局|村|站)(?![门外])|双边|大伙儿?|全体成员|甲乙丙?丁?戊?[双三四五]方|协作单位|联防单位|各单位|任何一方|任一方|一方|对方|另一方|被请求方|请求方|接收方|承办方|受理方|两地|各地|"
    rf"{_ROLE}方?、{_ROLE}方|{_ROLE}方?[和与及]{_ROLE}方|{_ROLE}{{2,4}}[双各三四]?方"
)
# "向乙方、丙方": to whom, not who.
_OBJECT = re.compile(rf"[向对给与和为到于知将把归帮替送报]{_ROLE}方■*(?:[、和与及]{_ROLE}方■*)*")
_TURNS = re.compile(r"轮值|轮流")
_LOOSE = re.compile(rf"(?<![向对给与和为到于知将把经归从在导助合求供托请持促受报许权障证织付派绝往替帮使令有])(?:(?P<all>{_ALL.pattern})|(?P<one>{_ROLE}方)(?=[^,。;的]|$))")
NOBODY = 0.75  # how sure we are of "all" where no one is named
_OWNER = re.compile(rf"^({_ROLE}方)(?:的)?[^,。;]{{0,6}}(?:责任|义务|职责|权利|承诺|负责|任务|工作)|^({_ROLE}方)$")


def agent_of(text: str, at: int, path: tuple[str, ...]) -> tuple[str, float]:
    """Return who does what is said at a place of a sentence: a role, or "both" for all, and how sure that is."""
    bounds = [0, *(match.end() for match in _COMMA.finditer(text[:at]))]
    for order, start in enumerate(reversed(bounds)):
        stop = at if order == 0 else bounds[len(bounds) - order]
        match = _first_agent(text, start, stop)
        if match:
            return match, 0.9 if order == 0 else 0.8
    for heading in reversed(path):
        owner = _OWNER.match(heading)
        if owner:
            return owner[1] or owner[2], 0.8
    return "both", NOBODY


def _first_agent(text: str, start: int, stop: int) -> str | None:
    text = _OBJECT.sub(lambda match: match[0][0] + "■" * (len(match[0]) - 1), text) if "方" in text else text
    match = _LOOSE.search(text, start, max(stop, start))
    if not match:
        return None
    passive = re.search(rf"由({_ROLE}方|双方|各方|[三四五]方)", text[start:stop])
    if passive:
        return passive[1] if passive[1][0] in "甲乙丙丁戊己庚辛" and not _TURNS.search(text, 0, stop) else "both"
    if match["all"] or _TURNS.search(text, 0, stop):
        return "both"
    return match["one"]
