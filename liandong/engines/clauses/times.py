"""When a duty is due: periods, days of the period, time limits, as they stand in a sentence."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
from collections.abc import Iterator
from dataclasses import dataclass

from liandong.engines.clauses.model import Limit
from liandong.engines.clauses.numerals import BLANK, NUMBER, SAID, number_of

_UNITS = {
    "天": "day", "日": "day", "周": "week", "星期": "week", "礼拜": "week", "月": "month", "季": "quarter", "季度": "quarter", "半年": "half_year",
    "年": "year", "年度": "year", "学期": None, "学年": "year", "晚": "day", "夜": "day", "旬": None,
    "上学日": "day", "教学日": "day", "工作日": "day", "营业日": "day", "开放日": "day", "开市日": "day",
}
_EVERY = re.compile(
    rf"每(?:[双单]|隔|逢(?=周|星期|年|月))?个?(?P<many>(?!一年半)(?:{NUMBER}|半)个?)?(?P<unit>半年|学期|学年|(?:上学|教学|工作|营业|开放|开市)日|季度?|年度?|月|周|星期|礼拜|天|日|晚|夜|旬)(?!逾期|人|名|车|套)"
    r"|(?P<by>[按逐])(?P<byunit>季度?|年度?|月|周|日|天|旬)(?![内前])"
    rf"|(?P<times>{NUMBER}|半)个?(?P<timesunit>季度?|年|月|周|星期|天)[^,。;、内前后]{{0,6}}?(?:一|1|{NUMBER})[次回趟]"
    r"|一(?P<one>月|周|季|年|日)一(?=[\u4e00-\u9fff])"
    r"|(?P<adverb>年终|年底|年末|岁末|年初|全年(?=[^,。;]{0,4}(?:不少于|至少|不低于|开展|组织))|月底|月末|月初|季初|季度初|季末|季度末|月度|季度(?=[\u4e00-\u9fff]{0,4}(?:会|考|评|通报|例|碰头|商))|年度(?=[\u4e00-\u9fff]{0,6}(?:会|考|评|总结|报告|培训)))"
    rf"|(?P<vague>每{BLANK}(?=组织|召开|开展|进行|举行|举办)|(?<!不)定期(?!或不定期限)|经常性(?:地)?(?=召开)|学期(?:初|末)|[双单]月(?=[^,。;]{{0,8}}(?:召开|开展|组织|会|巡|通报)))"
)
_ADVERBS = {"全年": "year", "年终": "year", "年底": "year", "年末": "year", "岁末": "year", "年初": "year", "年度": "year", "月底": "month", "月末": "month", "月初": "month", "季初": "quarter", "季度初": "quarter",
            "月度": "month", "季末": "quarter", "季度末": "quarter", "季度": "quarter"}
_WEEKDAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_DAY = re.compile(
    rf"^(?:度)?(?:的)?(?:(?P<weekday>(?<=周)[一二三四五六日天]|(?<=期)[一二三四五六日天])|(?:首月|头一?个月|第一个月|末月|{NUMBER}月)?(?:的)?(?P<day>{NUMBER}|{BLANK})[日号])"
)
_LATER_DAY = re.compile(rf"(?:首月|头一?个月|次月|当月|下月|本月|次年{NUMBER}月|末月|第一个月|(?:于|在|每年)?{NUMBER}月)的?(?P<day>{NUMBER})[日号](?!至|起|-)(?:前|之前|以前)?")
_UNIT = r"(?P<unit>工作日|日|天|小时|分钟|钟头|周|星期|个?月)"
_LIMIT = re.compile(
    rf"(?P<amount>{SAID}|{BLANK}|半)个?半?{_UNIT}(?:之?内|以内|的期限内)"
    rf"|(?:不(?:得)?(?:超过|迟于|晚于)|最(?:迟|晚)(?:不超过|不得超过|应在|于|在)?|限(?:时)?)(?P<most>{SAID}|{BLANK}|半)个?(?P<mostunit>工作日|日|天|小时|分钟|钟头|周)"
    rf"|(?P<done>{SAID}|{BLANK}|半)个?(?P<doneunit>工作日|日|天|小时|分钟|钟头)(?:答复|回复|回函|办结|归还|付清|到位|赶到|修好)"
    rf"|(?:提前|(?<![年月季日节])[赛会演动]前|(?:节假日|节日|开学|放假|考试)前)(?P<ahead>{SAID}|{BLANK}|半)个?(?P<aheadunit>工作日|日|天|小时|周|个?月)(?![内以])"
    rf"|(?<=[后起])的?个?(?P<openunit>工作日|日|小时)(?:之?内)"
)
_SIZES = {"工作日": ("working_day", 1), "日": ("day", 1), "天": ("day", 1), "小时": ("hour", 1), "钟头": ("hour", 1), "分钟": ("minute", 1),
          "周": ("day", 7), "星期": ("day", 7), "月": ("day", 30), "个月": ("day", 30)}


@dataclass(frozen=True)
class Time:
    """A period or a limit in a sentence."""

    start: int
    end: int
    every: str | None = None
    on: int | None = None
    within: Limit | None = None
    is_period: bool = False
    is_vague: bool = False


def times_in(text: str) -> list[Time]:
    """Return the periods and limits of a sentence in order."""
    found = [*_periods(text), *_limits(text)]
    return sorted(found, key=lambda one: one.start)


def _periods(text: str) -> Iterator[Time]:
    taken = -1
    for match in _EVERY.finditer(text):
        every, known = _every(match)
        if not known:
            continue
        on, end = _day(text, match.end("timesunit") if match["times"] else match.end())
        yield Time(match.start(), end, every, on, None, True, every is None)
        taken = end
    for match in _LATER_DAY.finditer(text):
        if text[max(0, match.start() - 1):match.start()] in ("至", "到", "-", "~"):
            continue  # the end of a stretch of days
        if match.start() >= taken and text[match.end():match.end() + 1] != "年":
            month = re.match(r"[次当下本]月", match[0])
            quarter = re.match(r"首月|末月|第一个月|头", match[0])
            yield Time(match.start(), match.end(), "month" if month else "quarter" if quarter else None, number_of(match["day"]))


def _every(match: re.Match[str]) -> tuple[str | None, bool]:
    """The period of a match (None where it is not one of the vocabulary), and whether it is a period at all."""
    if match["vague"]:
        return None, True
    if match["adverb"]:
        return _ADVERBS[match["adverb"]], True
    if match["by"] or match["one"]:
        return _UNITS[match["byunit"] or match["one"]], True
    many, unit = (match["times"], match["timesunit"]) if match["times"] else (match["many"], match["unit"])
    if not many:
        return (None if match[0][1] in "双单" else _UNITS[unit]), True
    if many.startswith("半"):
        return ("half_year" if unit.startswith("年") else None), True
    return _multiple(number_of(many.rstrip("个")), unit), True


def _multiple(amount: int | None, unit: str) -> str | None:
    if amount == 1:
        return _UNITS[unit]
    if unit == "月":
        return {3: "quarter", 6: "half_year", 12: "year"}.get(amount or 0)
    if unit.startswith("季"):
        return {2: "half_year", 4: "year"}.get(amount or 0)
    return None


def _day(text: str, at: int) -> tuple[int | None, int]:
    match = _DAY.match(text[at - 1:at + 14][1:]) if at else None
    weekday = re.match(r"[一二三四五六日天](?![次回月年个份半场名天日次])", text[at:at + 2]) if text[at - 1] in "周期拜" else None
    if weekday:
        return _WEEKDAYS[weekday[0]], at + 1
    if match and match["day"]:
        return number_of(match["day"]), at + match.end()
    return None, at


def _limits(text: str) -> Iterator[Time]:
    for match in _LIMIT.finditer(text):
        unit = next(match[name] for name in ("unit", "mostunit", "doneunit", "aheadunit", "openunit") if match[name])
        said = next((match[name] for name in ("amount", "most", "done", "ahead") if match[name]), "")
        name, size = _SIZES[unit.replace("个", "") if unit not in _SIZES else unit]
        yield Time(match.start(), match.end(), within=_limit(said, name, size))


def _limit(said: str, name: str, size: int) -> Limit:
    if said == "半":
        return Limit(30, "minute") if name == "hour" else Limit(15, "day") if size == 30 else Limit(None, name)
    amount = number_of(said)
    return Limit(None if amount is None else amount * size, name)
