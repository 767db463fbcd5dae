"""Who agrees: the parties by role, from labels, from running text, or from names alone."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.glyphs import Page

ROLES = "甲乙丙丁戊己庚辛"
_ROLE = f"[{ROLES}]方"
_LABEL = re.compile(rf"({_ROLE})\)?(?P<note>\([^()\n]{{0,30}}\))?(?:名称|单位|全称)?(?:(?P<colon>】?:|】|-{{1,4}})|[为是]:?(?=[\u4e00-\u9fff_×X\[【(]))")
_NAME_END = re.compile(
    r"[\n。;,]|法定|负责人|地址|住所|住址|联系|电话|代表|统一社会|邮编|邮政|开户|账号|签[订字章署约]|盖章|日期|鉴于|传真|职务|身份证|"
    r"为(?=了|加强|进一步|充分|维护|打击|有效|提升|提高|明确|适应|切实|保障|推进|更好|全面|共同|做好|落实|防范|预防|深化|规范|发挥|确保|净化|严厉)|"
    r"根据|依据|依照|按照|经(?=双方|协商|友好|甲乙|各方|[三四五]方|平等|充分)|"
    rf"[{ROLES}]、?[{ROLES}]?方|协议(?:编号|签|期)|\((?:以下|下|简)|以下简称|下称|第[一1]条|[一1][、.]|双方|各方|本协议|【"
)
_SIGNED = re.compile(r"[盖签章印]")
_CALLED = re.compile(rf"(?P<name>[^,。;:、\n()]{{2,60}}?)\((?:(?:以下|下)?(?:合|统|简)?称?(?:为|作)?)\"?(?P<role>{_ROLE})\"?\)")
_BARE = re.compile(rf"(?:(?<=\n)|^)([{ROLES}]):(?=[\u4e00-\u9fff_×X\[【])")
_WRAPPED = re.compile(rf"(?P<role>{_ROLE})\((?P<name>[^()\n]{{2,40}}(?:局|所|队|处|校|院|公司|中心|学|政府|办|委|站|行|会))\)(?!:)")
_NOUNS = (
    "公安局|公安厅|公安部|公安处|分局|派出所|总队|支队|大队|中队|警务站|警务室|检察院|法院|司法局|管理局|管委会|办事处|委员会|"
    "(?:镇|乡|县|市|区|州|省)政府|有限公司|公司|集团|学校|学院|大学|中学|小学|幼儿园|医院|银行|协会|中心|公安机关|戒毒所|看守所|监狱|海关|街道办"
)
_NOUN = re.compile(rf"(?:{_NOUNS})")
_TOKEN = re.compile(r"[^、和与及同跟,\n。;:()\"]{2,60}")
_ALIAS = re.compile(rf"\((?:以下)?(?:简|下|统)?称(?:为)?\"?((?!{_ROLE})[\u4e00-\u9fff]{{2,6}})\"?\)")
_STAMP = re.compile(r"\([^()\n]{0,14}\)")
_LEAD = re.compile(r"^(?:[^局所队校院]{0,14}?由|咱们|我们|我|由|经|兹|今|关于|(?:友邻|相邻|毗邻|邻近)的|本协议由|就|如下|在|[^市县区州]{0,6}日)")
PLACEHOLDER = re.compile(
    r"_|×|[Xx]{2,}|[Xx](?=[省市县区州盟旗镇乡街路公派交分大])|某|\*{2}|〇〇|\[[^\]]*\]|【[^】]*】|…|-{2,}|\{|^\([^)]*\)$|(?:名称|全称)\)?$|^\("
)
_SEALED = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,24}}?(?:{_NOUNS}|村|[局所队站]))\((?:公?章|印|盖章|签章|加盖公章|签字)\)")
_PREAMBLE = 600


# What the text calls a party of that kind, where there is one only: "派出所每季度…".
_CALLS = (
    (("派出所",), "派出所"), (("学校", "校方"), "学校|中学|小学|学院|大学|幼儿园"), (("医院", "院方"), "医院"), (("公司", "企业"), "公司|集团|厂"),
    (("村里", "村委会", "村上"), "村"), (("市场",), "市场"), (("林场",), "林场"), (("管护站",), "管护站"), (("银行", "行方"), "银行"), (("机场",), "机场"),
    (("景区",), "景区"), (("物业",), "物业"), (("警方", "公安机关"), "公安|派出所|交警|警察|刑警"), (("公安局", "县局"), "公安局(?!.{0,12}(?:所|队))"), (("检察院",), "检察院"), (("法院",), "法院"),
    (("协会", "商会"), "协会|商会"), (("社区",), "社区"), (("酒店", "宾馆"), "酒店|宾馆"), (("车站", "站方"), "车站|客运站"), (("交警",), "交警|交通警察"),
)


def owner_of(heading: str, found: list[Found]) -> str:
    """Return the heading with the role in place of the common noun it begins with ("派出所的责任")."""
    names = {one.field.split(".", 1)[1]: one.value for one in found if one.field.startswith("parties.") and one.value}
    for nouns, kind in _CALLS:
        said = re.match("|".join(nouns), heading)
        roles = [role for role, name in names.items() if re.search(kind, name)] if said else []
        if said and len(roles) == 1 and len(names) > 1:
            return roles[0] + heading[said.end():]
    return heading


def subjects_of(found: list[Found]) -> list[tuple[re.Pattern[str], str]]:
    """Return the patterns of the common nouns that stand for one party where they begin a phrase, with its role."""
    names = {one.field.split(".", 1)[1]: one.value for one in found if one.field.startswith("parties.") and one.value}
    calls: list[tuple[re.Pattern[str], str]] = []
    for nouns, kind in _CALLS:
        roles = [role for role, name in names.items() if re.search(kind, name)]
        if len(roles) == 1 and len(names) > 1:
            calls.append((re.compile(rf"(?:(?<=[,。;:\n、由送给向报告知])|^)(?:{'|'.join(nouns)})(?![的内外周门附和与及、]|管理|工作|秩序|安全|治安)"), roles[0]))
    return calls


def aliases_of(page: Page, found: list[Found]) -> dict[str, str]:
    """Return the short names that the text gives its parties ("以下简称县局"), with the role each stands for."""
    names: dict[str, str] = {}
    for one in found:
        match = _ALIAS.match(page.text, one.end)
        if match and one.value and one.field.startswith("parties."):
            names[match[1]] = one.field.split(".", 1)[1]
    return names


def read_parties(page: Page) -> Iterator[Found]:
    """Find the parties in the order of their roles; a name left open is a blank."""
    found = _labelled(page)
    for pattern in (_CALLED, _WRAPPED):
        for match in pattern.finditer(page.text[:4 * _PREAMBLE]):
            role, span = match["role"], match.span("name")
            if role not in found or found[role].value is None and found[role].confidence < 0.8:
                found[role] = _named(page, role, _trimmed(page.text, *span), 0.92)
    if not any(role in found for role in ("甲方", "乙方")):
        found = _unlabelled(page)
    for role in sorted(found, key=lambda one: ROLES.index(one[0])):
        yield found[role]
        if found[role].value is None and found[role].confidence >= 0.8:
            yield Found(f"blanks.parties.{role}", True, found[role].start, found[role].end, found[role].confidence)


def _labelled(page: Page) -> dict[str, Found]:
    found = _bare(page)
    signed: dict[str, Found] = {}
    for match in _LABEL.finditer(page.text):
        role, note = match[1], match["note"] or ""
        stop = _NAME_END.search(page.text, _past_brackets(page.text, match.end()))
        end = min(stop.start() if stop else len(page.text), match.end() + 60)
        if _SIGNED.search(note):
            signed.setdefault(role, _named(page, role, (match.end(), end), 0.6, match.start()))
        elif role not in found and _is_definition(page.text, match):
            found[role] = _named(page, role, (match.end(), end), 0.97 if match["colon"] else 0.9, match.start())
    for role, one in signed.items():
        if one.value is not None:
            found.setdefault(role, one)
    return found


def _bare(page: Page) -> dict[str, Found]:
    """Roles without 方, each on a line of its own ("甲：某某派出所")."""
    found: dict[str, Found] = {}
    for match in _BARE.finditer(page.text[:2 * _PREAMBLE]):
        stop = _NAME_END.search(page.text, _past_brackets(page.text, match.end()))
        end = min(stop.start() if stop else len(page.text), match.end() + 60)
        found.setdefault(match[1] + "方", _named(page, match[1] + "方", (match.end(), end), 0.85, match.start()))
    return found if len(found) > 1 else {}


def _past_brackets(text: str, start: int) -> int:
    """Where a value that begins with a bracket may first end: a description in brackets is one word."""
    match = re.match(r"\[[^\]\n]{0,40}\]|【[^】\n]{0,40}】|\((?!以下|下称|简称)[^)\n]{0,40}\)|\{[^}\n]{0,40}\}", text[start:start + 44])
    return start + match.end() if match else start


def _is_definition(text: str, match: re.Match[str]) -> bool:
    """A label that names a party, not a heading of its duties or a verb ("甲方为乙方提供")."""
    following = text[match.end():match.end() + 12]
    if match["colon"]:
        return not re.match(r"负责|应|提供|按|有权|(?:[1一][.、])|\([一1]\)|保证", following)
    return re.match(rf"(?:[\u4e00-\u9fff×X]{{1,18}}?(?:{_NOUNS})|_|\[|【)(?![^,。;\n]{{0,6}}(?:提供|办))",
                    text[match.end():match.end() + 30]) is not None and text[match.start() - 1:match.start()] in ("", "\n", "。", ",", ";", ":")


def _named(page: Page, role: str, span: tuple[int, int], confidence: float, label: int | None = None) -> Found:
    start, end = span
    while end > start and page.text[end - 1] in "、:\"和与及-":
        end -= 1
    value = page.text[start:end]
    if not value or PLACEHOLDER.search(value):
        return Found(f"parties.{role}", None, start if label is None else label, end, confidence)
    return Found(f"parties.{role}", page.raw_of(start, end), start, end, confidence)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A name without the words that lead to it ("本协议由…", "…与")."""
    lead = re.match(r".*(?:协议由|由|与|和|经)(?=[\u4e00-\u9fff×X_]{0,18}(?:公安|局|公司|院|校|所|队))", text[start:end])
    return (start + lead.end() if lead else start), end


def _unlabelled(page: Page) -> dict[str, Found]:
    """Names alone: the first group of bodies joined by 和 or 、 in title or preamble."""
    group: list[tuple[int, int]] = []
    text = _STAMP.sub(lambda match: "(" * len(match[0]), page.text[:_PREAMBLE])
    for match in _TOKEN.finditer(text):
        span, is_whole = _body(text, *match.span())
        if span and group and not _is_joined(text, group[-1][1], match.start()):
            group = []
        if span:
            group.append(span)
        if len(group) > 1 and (not span or not is_whole or len(group) == len(ROLES)):
            break
        if not span or not is_whole:
            group = []
    if len(group) < 2:
        group = _sealed(page.text)
    return {role + "方": _named(page, role + "方", span, 0.7) for role, span in zip(ROLES, group, strict=False)} if len(group) > 1 else {}


def _sealed(text: str) -> list[tuple[int, int]]:
    """The names before the seals at the end ("石泉县公安局(章)")."""
    known: dict[str, tuple[int, int]] = {}
    for match in _SEALED.finditer(text, max(0, len(text) - _PREAMBLE)):
        known.setdefault(match[1], match.span(1))
    return list(known.values())[:len(ROLES)]


def _body(text: str, start: int, end: int) -> tuple[tuple[int, int] | None, bool]:
    """The name of a body that a token begins with, and whether it is the whole token."""
    last = None
    for match in _NOUN.finditer(text, start, end):
        last = match.end()
    lead = _LEAD.match(text[start:end])
    first = start + (lead.end() if lead else 0)
    if last is None or last - first < 3 or last - first > 40:
        return None, False
    return (first, last), last == end


def _is_joined(text: str, end: int, start: int) -> bool:
    between = text[end:start].strip("()")
    return len(between) == 1 and between in "、和与及同跟,\n"
