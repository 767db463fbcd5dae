"""Numbers, lengths of time and dates, in Arabic, Chinese and financial numerals, and their blanks."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from dataclasses import dataclass
from datetime import date

_VALUES = {
    "〇": 0, "零": 0, "O": 0, "一": 1, "壹": 1, "弌": 1, "二": 2, "贰": 2, "两": 2, "弍": 2, "三": 3, "叁": 3, "弎": 3, "四": 4, "肆": 4,
    "五": 5, "伍": 5, "六": 6, "陆": 6, "七": 7, "柒": 7, "八": 8, "捌": 8, "九": 9, "玖": 9, "俩": 2, "仨": 3,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCORES = {"廿": 20, "卅": 30}

HAN_NUMBER = "[〇零一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟廿卅俩仨]"
NUMBER = rf"(?:\d{{1,6}}|{HAN_NUMBER}{{1,8}})"
# A number may be said twice: 三(3), 3(叁).
SAID = rf"{NUMBER}(?:[(〔]{NUMBER}[)〕])?"
# Runs are bounded: patterns that combine blanks must stay linear on any input.
BLANK = r"(?:_{1,6}|[Xx×]{1,8}|[某*]{1,8}|〇{2,8}|-{2,8}|…{1,6}|\.{3,8}|\[[^\]\n]{0,24}\]|【[^】\n]{0,24}】|〔[_X×]*〕|\([_X×某… -]*\)|\{[^}\n]{0,24}\})"
_YEAR = rf"(?:\d{{4}}|{HAN_NUMBER}{{4}}|[〇零一二三四五六七八九O]{{4}})"
_PART = rf"(?:\d{{1,2}}|{HAN_NUMBER}{{1,3}}|元(?=月))"
DATE = rf"(?:{_YEAR}年{_PART}月{_PART}[日号]?|\d{{4}}[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))"
_OPEN_YEAR = rf"(?:\d{{0,4}}{BLANK}?|{HAN_NUMBER}{{0,4}}{BLANK}?)"
_OPEN_PART = rf"(?:{BLANK}|{_PART})?"
OPEN_DATE = rf"(?:{_OPEN_YEAR}年{_OPEN_PART}月{_OPEN_PART}日|{BLANK}(?=[起至到止,。;)\n]|$))"

_DATE_PARTS = re.compile(rf"({_YEAR})年({_PART})月(?:({_PART})[日号]?)?|(\d{{4}})[-./](\d{{1,2}})[-./](\d{{1,2}})")


def number_of(text: str) -> int | None:
    """Return the whole number that the text writes ("叁", "十五", "两", "3", "三(3)"), or None."""
    text = re.split(r"[(〔]", text, maxsplit=1)[0]
    if text == "元":
        return 1
    if text.isdigit() and text.isascii():
        return int(text)
    if not text or any(one not in _VALUES and one not in _UNITS and one not in _SCORES for one in text):
        return None
    if len(text) > 1 and all(one in _VALUES for one in text):
        return int("".join(str(_VALUES[one]) for one in text))
    total, digit = 0, None
    for one in text:
        if one in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[one]
            digit = None
        elif one in _SCORES:
            total += _SCORES[one]
        else:
            digit = _VALUES[one]
    return total + (digit or 0)


def date_of(text: str) -> str | None:
    """Return the ISO date that the text writes in full, or None (also for a day that does not exist)."""
    match = _DATE_PARTS.search(text)
    if not match:
        return None
    parts = [number_of(part) for part in match.groups() if part]
    if len(parts) != 3 or None in parts:
        return None
    year, month, day = (part or 0 for part in parts)
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True)
class Length:
    """A length of time as written: an amount and its unit."""

    amount: int | None
    unit: str


_MONTHS_PER = {"年": 12, "周年": 12, "个年头": 12, "年度": 12, "季度": 3, "个季度": 3, "个月": 1, "月": 1}
SPAN = rf"(?:{SAID}个?半?(?:周年|年度|年(?!(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月)|个?月|个?季度|日|天)(?:半|零?{SAID}个月)?|半年)"
_SPAN_PARTS = re.compile(rf"(?:({SAID})(个半)?个?(周年|年度|年|月|季度|日|天)(?:(半)|零?({SAID})个月)?|(半年))")


def months_of(text: str) -> int | None:
    """Return the length in months of "三年", "一年半", "十八个月", "半年", "九十日", or None."""
    match = _SPAN_PARTS.search(text)
    if not match:
        return None
    if match[6]:
        return 6
    amount = number_of(match[1])
    if amount is None:
        return None
    if match[3] in ("日", "天"):
        return amount // 30 if amount and amount % 30 == 0 else 12 if amount == 365 else None
    if amount > 99:
        return None
    months = amount * _MONTHS_PER.get(match[3], 1)
    if match[5] and match[3] != "月":
        months += number_of(match[5]) or 0
    return months + (6 if (match[2] or match[4]) and match[3] != "月" else 0)
