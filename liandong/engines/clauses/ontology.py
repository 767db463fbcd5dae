"""The field's language: kinds of cooperation, mechanisms and categories, each with its synonyms."""
# ruff: noqa: E501 - patterns are read whole, and Chinese characters count twice

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from liandong.engines.clauses.found import Found
from liandong.engines.clauses.grammar import is_denied, is_excepted, is_former, names_a_body
from liandong.engines.clauses.outline import Sentence

_WORDS = Path(__file__).with_name("words")
_REFUSED = re.compile(r"(?:暂|均|也|并|一律|互)不|不(?:得|再|予|对接|设|建|共享|提供|承担|负责)")
_MACROS = {
    "{joint}": "(?:联合|共同|协同|合作|携手|一起|一块儿?|联手|会同|合力|联动|一道|联袂|协力)",
    "{give}": "(?:提供|给予|支援|供给|配备|配发|配齐|配置|发放|赠送|捐赠|捐助|赞助|出借|借给|借出|借用|互借|租用|调拨|调配|调剂|调用|共享|共用|互用|添置|购置)",
    "{gear}": "(?:(?<!消防)设备|装备|物资|器材|警械|无人机|器械|家伙什?|船艇|巡逻艇|冲锋舟|警车|警犬|对讲机|记录仪|摄像头|监控探头|探头|电动车|摩托车|巡逻车|电脑|打印机|"
              "钢叉|盾牌|头盔|防护用品|交通工具|道闸|仪器|(?<!嫌疑)(?<!可疑)(?<!被盗)(?<!套牌)(?<!盗抢)(?<!涉案)(?<!作案)(?<!逃逸)(?<!肇事)(?<!逃犯)车辆|发电机|通信器材)",
    "{place}": "(?:场地|场所|用房|办公室|办公地点|办公区|场馆|体育馆|射击馆|靶场|操场|礼堂|训练场|训练基地|教室|会议室|报告厅|营房|停车场|停车位|值班室|备勤室|休息室|宿舍|"
               "警务站|屋子|房间|房子|办公设施|活动室|活动中心|空房|门面|岗亭)",
}


@dataclass(frozen=True)
class Sense:
    """One meaning and the pattern of words that carry it."""

    name: str
    pattern: re.Pattern[str]
    confidence: float


@cache
def senses(subject: str) -> tuple[Sense, ...]:
    """Return the meanings of a subject ("cooperation", "mechanisms", "categories")."""
    table = tomllib.loads((_WORDS / f"{subject}.toml").read_text("utf-8"))
    found: list[Sense] = []
    for name, words in table.items():
        ranks = words.items() if isinstance(words, dict) else [("strong", words)]
        for rank, patterns in ranks:
            joined = "|".join(f"(?:{pattern})" for pattern in patterns)
            for macro, meaning in _MACROS.items():
                joined = joined.replace(macro, meaning)
            found.append(Sense(name, re.compile(joined), 0.9 if rank == "strong" else 0.6))
    return tuple(found)


def promised(subject: str, sentence: Sentence, text: str) -> Iterator[Found]:
    """Find the meanings that a sentence promises; what it denies, forbids or only names does not count."""
    for sense in senses(subject):
        for match in sense.pattern.finditer(text):
            if _counts(subject, text, *match.span()):
                yield Found(f"{subject}.{sense.name}", sense.name, sentence.start + match.start(),
                            sentence.start + match.end(), sense.confidence)
                break


def _counts(subject: str, text: str, start: int, end: int) -> bool:
    """Whether the words [start, end) promise what they mean."""
    if end <= start or _REFUSED.search(text, start, end) or is_denied(text, start, end) or is_excepted(text, start, end) or is_former(text, start):
        return False
    return not (subject == "cooperation" and names_a_body(text, end))
