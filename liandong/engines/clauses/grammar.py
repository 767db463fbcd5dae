"""Chinese sentences of agreements: phrases, negation, names of bodies, who acts."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re

_ROLE = "[甲乙丙丁戊己庚辛]"
_DENIAL = re.compile(
    r"不(?!断|仅|限|定期|少于|低于|同|但|可抗|良|法|稳定|安定|明|便|足|力|一致|因|论|管|得(?:少于|低于|拒绝|推诿|推脱|推卸|拖延|无故|延误|以|隐瞒|迟|超过|擅自(?:停止|中断|减少)))"
    r"|未(?!成年|尽|来|破|落|能|整改|按|规定|约定|明确|涉及|列明|载明|作规定)|无(?!偿|条件|人机|缝|线|故|论|证|牌|限|正当)|没有|禁止|严禁|免除|谢绝|停止|取消|拒不"
)
_RESUMED = re.compile(r"[,:、?]?(?:但|而是|应|并应|同时|由|仍)")
_DENIED_AFTER = re.compile(r"^[^,。;、]{0,4}?(?:不设|不予|不开展|不提供|不包括|除外|不适用|不成立|不再)")
_EXCEPT = re.compile(r"除[^,。;]{0,24}(?:外|之外|以外)")
_BODY = re.compile(r"^(?:安全|犯罪|侦查|管理|指挥|工作|信息|情报|治安)?(?:局|支队|大队|中队|总队|处(?!理|置|罚)|科(?![技研])|厅|学院|部门|办公室|机构|委员会|站(?!区)|救援(?:大队|支队|局|机构|队|站))")
_COMMA = re.compile(r"[,:?]")


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


def names_a_body(text: str, end: int) -> bool:
    """Whether the words up to here are part of the name of a body (交通管理局, 反恐支队)."""
    return _BODY.match(text[end:end + 8]) is not None


_ALL = re.compile(
    rf"双方|各方|[两三四五六]方(?!面)|[两三四五]所|协作单位|联防单位|各单位|任何一方|任一方|一方|对方|另一方|被请求方|请求方|接收方|承办方|受理方|两地|各地|"
    rf"{_ROLE}方?、{_ROLE}方|{_ROLE}方?[和与及]{_ROLE}方|{_ROLE}{{2,4}}[双各三四]?方"
)
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
    match = _LOOSE.search(text, start, max(stop, start))
    if not match:
        return None
    passive = re.search(rf"由({_ROLE}方|双方|各方|[三四五]方)", text[start:stop])
    if passive:
        return passive[1] if passive[1][0] in "甲乙丙丁戊己庚辛" else "both"
    if match["all"]:
        return "both"
    return match["one"]
