"""The texts of the demonstration's agreements, put together from clauses as bureaus write them."""
from collections.abc import Sequence

NUMERALS = "一二三四五六七八九十"


def agreement(parties: Sequence[str], subject: str, clauses: Sequence[tuple[str, Sequence[str]]], *, number: str = "") -> str:
    """A whole text: title, number, parties, recital, numbered clauses with their items, signature lines."""
    roles = [f"{'甲乙丙丁戊'[i]}方" for i in range(len(parties))]
    together = "双方" if len(parties) == 2 else "各方"
    lines = [f"{'与'.join(parties) if len(parties) == 2 else '、'.join(parties)}{subject}", ""]
    lines += [f"协议编号：{number}", ""] if number else []
    lines += [f"{role}：{name}" for role, name in zip(roles, parties, strict=True)]
    lines += ["", f"为加强区域警务协作，共同维护社会治安，{together}经协商一致，订立本协议。", ""]
    for place, (heading, items) in enumerate(clauses):
        lines.append(f"第{NUMERALS[place]}条 {heading}")
        lines += list(items) if len(items) == 1 else [f"（{NUMERALS[i]}）{item}" for i, item in enumerate(items)]
        lines.append("")
    return "\n".join([*lines, *(f"{role}（盖章）：          日期：" for role in roles)]) + "\n"


def sharing(*categories: str, how: str = "实时共享") -> tuple[str, list[str]]:
    """The clause that opens information."""
    return "信息共享", [f"各方对{category}信息{how}。" for category in categories]


def monthly_exchange(day: int) -> tuple[str, list[str]]:
    """The clause that has every party hand over information each month."""
    return "情报交换", [f"各方于每月{day}日前相互传递情报信息。"]


def meetings(every: str = "每季度") -> tuple[str, list[str]]:
    """The clause on joint meetings and liaison officers."""
    return "工作机制", [f"各方{every}召开一次联席会议，轮流承办。", "各方指定联络员，负责日常联络。"]


SECRECY = ("保密", ["各方对协作中知悉的信息负有保密义务，未经提供方书面同意，不得向第三方提供。"])
DISPUTES = ("争议解决", ["因履行本协议发生争议的，各方协商解决；协商不成的，报请共同的上级公安机关协调。"])


def term(years: str, notice: str = "三十日") -> tuple[str, list[str]]:
    """The clause on period and notice."""
    return "期限与终止", [f"本协议自各方签字盖章之日起生效，有效期{years}。",
                     f"任何一方可提前{notice}书面通知其他各方终止本协议。",
                     "期满后需要继续协作的，各方重新协商并签订新协议。"]


LEAVING = ("退出", ["任何一方可提前三十日书面通知其他各方退出本协议，其余各方之间的合作不受影响。"])


def renewing(years: str) -> tuple[str, list[str]]:
    """The clause on a period that is renewed by itself."""
    return "期限与终止", [f"本协议自各方签字盖章之日起生效，有效期{years}。",
                     "任何一方可提前三十日书面通知其他各方终止本协议。",
                     f"期满前三十日内各方均未书面提出异议的，本协议自动续期{years}。"]
