"""The demonstration's agreements: who with whom, what they say, how long ago, and how far they have come."""
from typing import NamedTuple

from . import texts

Clauses = tuple[tuple[str, list[str]], ...]


class Deal(NamedTuple):
    """One agreement; `reached` is the last step taken, `noticed` how many days ago notice was given."""

    parties: tuple[str, ...]
    subject: str
    clauses: Clauses
    days_ago: int
    reached: str = "signed"  # draft, sent, changed, agreed, signing, signed, withdrawn
    noticed: int = 0
    level: int = 2
    concerned: bool = False
    incidents: int = 0  # hours within which a serious incident is reported
    leaving: bool = False  # one of several may leave, and the last does
    renews: bool = False  # by itself, unless somebody objects


DEALS = [
    Deal(("yunzhou", "jiangling"), "警务合作协议", (
        texts.sharing("案件线索、嫌疑人、在逃人员、被盗车辆"), texts.monthly_exchange(25), texts.meetings(), texts.SECRECY,
        texts.DISPUTES, texts.term("三年")), 290, incidents=2),
    Deal(("yunzhou", "jiangling", "qingyuan"), "沿江区域警务协作协议", (
        texts.sharing("逃犯、重大案件"), texts.monthly_exchange(10), texts.meetings("每半年"), texts.SECRECY,
        texts.DISPUTES, texts.term("三年", "六十日")), 240, concerned=True),
    Deal(("cangling", "yunzhou"), "林区治安联防协议", (
        texts.sharing("破坏森林和野生动植物资源犯罪情报", how="及时通报"), texts.monthly_exchange(25),
        texts.meetings("每季度"), texts.SECRECY, texts.term("二年")), 200),
    Deal(("nanpu", "yunzhou"), "打击跨区域盗窃犯罪协作协议", (
        texts.sharing("案件线索、嫌疑车辆"), texts.monthly_exchange(15), texts.SECRECY, texts.DISPUTES,
        texts.term("二年")), 150, level=1),
    Deal(("jiangling", "nanpu"), "警务协作协议", (
        texts.sharing("案件线索"), texts.meetings(), texts.SECRECY, texts.term("三年")), 180, level=1),
    Deal(("jiangling", "canghe"), "水上治安协作协议", (
        texts.sharing("案件线索、逃犯"), texts.monthly_exchange(20), texts.SECRECY, texts.term("三年")), 160, noticed=12),
    Deal(("yunzhou", "canghe"), "警务协作协议", (
        texts.sharing("案件线索"), texts.meetings("每半年"), texts.SECRECY, texts.term("六个月")), 250, level=1),
    Deal(("yunzhou", "qingyuan"), "边界治安联防协议", (
        texts.sharing("案件线索、嫌疑人"), texts.monthly_exchange(5), texts.SECRECY, texts.term("三年")), 9, reached="sent"),
    Deal(("jiangling", "yunzhou"), "打击电信网络诈骗协作协议", (
        texts.sharing("案件线索、重点人员动态", how="及时通报"), texts.meetings(), texts.SECRECY, texts.term("一年")), 6,
        reached="sent"),
    Deal(("nanpu", "yunzhou", "canghe"), "高速公路沿线警务协作协议", (
        texts.sharing("被盗车辆、案件线索"), texts.monthly_exchange(1), texts.SECRECY, texts.term("三年", "三十日")), 20,
        reached="signing", level=1),
    Deal(("yunzhou", "lanan"), "警用装备运行维护服务协议", (
        texts.meetings("每季度"), texts.SECRECY, texts.term("一年")), 120, level=0),
    Deal(("yunzhou", "nanpu"), "高速公路治安联合巡查协议", (
        texts.sharing("被盗车辆、案件线索"), texts.monthly_exchange(20), texts.meetings(), texts.SECRECY,
        texts.term("一年")), 312, level=1),
    Deal(("jiangling", "yunzhou", "nanpu", "canghe"), "打击流窜犯罪四地协作框架协议", (
        texts.sharing("案件线索、在逃人员"), texts.meetings("每半年"), texts.SECRECY, texts.LEAVING,
        texts.term("三年")), 130, level=1, leaving=True),
    Deal(("qingyuan", "yunzhou"), "县域道路交通安全协作协议", (
        texts.sharing("嫌疑车辆"), texts.meetings(), texts.SECRECY, texts.renewing("一年")), 385, level=1, renews=True),
    Deal(("canghe", "nanpu"), "警务协作协议", (
        texts.sharing("案件线索"), texts.SECRECY, texts.term("三年")), 60, reached="withdrawn"),
    Deal(("yunzhou", "nanpu"), "重大活动安保协作协议", (
        texts.sharing("治安隐患、案件线索"), texts.meetings(), texts.SECRECY, texts.term("____年")), 2, reached="draft"),
]
