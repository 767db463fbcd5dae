"""The demonstration's counterpart desks, and what happens to liaison posts: one handed over, one left vacant today."""
from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple

from liandong.agencies import actions as agencies, rules
from liandong.agencies.models import Agency, CommandCentre, Desk, Liaison
from liandong.agencies.rules import centres

from .steps import by
from .story import Event, Story

OFFICE = rules.Hours((1, 2, 3, 4, 5), time(9), time(17, 30))
LONG = rules.Hours((1, 2, 3, 4, 5, 6, 7), time(8), time(22))
ALWAYS = rules.Hours()
NOTE = "每月25日前的情报交换由对方法制科叶知秋收件；苍岭林场检查站的联勤表待更新。"


class Counter(NamedTuple):
    """One desk; `officer` by police number, `partner` by key."""

    bureau: str
    function: str
    name: str
    department: str
    officer: str
    phone: str
    hours: rules.Hours
    partner: str = ""


COUNTERS = (
    Counter("lan", "command", "省厅指挥中心值班室", "指挥中心", "", "0990-555 0110", ALWAYS),
    Counter("lan", "legal", "警务合作处", "警务合作处", "000001", "0990-555 0130", OFFICE),
    Counter("yunzhou", "command", "指挥中心值班台", "指挥中心", "010003", "0999-555 0110", ALWAYS),
    Counter("yunzhou", "criminal", "刑侦支队情报中队", "刑侦支队", "010002", "0999-555 0131", LONG),
    Counter("yunzhou", "criminal", "江陵专线", "刑侦支队", "010004", "0999-555 0132", ALWAYS, "jiangling"),
    Counter("yunzhou", "legal", "法制支队协作岗", "法制支队", "010006", "0999-555 0141转3", OFFICE),
    Counter("jiangling", "command", "指挥中心", "指挥中心", "020002", "0998-555 0110", ALWAYS),
    Counter("jiangling", "criminal", "刑侦支队合成作战室", "刑侦支队", "020003", "0998-555 0135", LONG),
    Counter("jiangling", "legal", "法制支队", "法制支队", "", "0998-555 0142", OFFICE),
    Counter("nanpu", "criminal", "刑侦支队", "刑侦支队", "030002", "0997-555 0133", OFFICE),
    Counter("canghe", "order", "水上支队值班室", "水上支队", "040003", "0996-555 0150", ALWAYS),
    Counter("canghe", "criminal", "刑侦支队", "刑侦支队", "040002", "0996-555 0131", OFFICE),
    Counter("qingyuan", "criminal", "刑侦大队", "刑侦大队", "050002", "0999-555 0331", OFFICE),
    Counter("cangling", "forest", "林区巡护调度", "刑侦大队", "060001", "0999-555 0511", ALWAYS),
    Counter("lanan", "technical", "运维值守", "运维部", "080002", "0999-555 0802", LONG),
)


CENTRES = (("lan", "岚省公安厅指挥中心", "0990-555 0110"), ("yunzhou", "云州市公安局指挥中心", "0999-555 0110"),
           ("jiangling", "江陵市公安局指挥中心", "0998-555 0110"), ("qingyuan", "青原县公安局指挥中心", "0999-555 0310"))


def lay(made: Mapping[str, Agency]) -> None:
    """Enter the desks and the command centres."""
    for counter in COUNTERS:
        agency, hours = made[counter.bureau], counter.hours
        Desk.objects.create(
            agency=agency, function=counter.function, name=counter.name, phone=counter.phone, days=list(hours.days),
            opens=hours.opens, closes=hours.closes, department=agency.departments.get(name=counter.department),
            officer=agency.officers.filter(police_number=counter.officer).first(), partner=made.get(counter.partner))
    for bureau, name, phone in CENTRES:
        level = centres.level_of(made[bureau].tier)
        CommandCentre.objects.create(agency=made[bureau], name=name, level=level, phone=phone,
                                     duties=[item.code for item in centres.of_level("duty", level)],
                                     powers=[item.code for item in centres.of_level("power", level)])


def happen(story: Story) -> None:
    """What the year brings to the liaison posts."""
    story.add(story.now - timedelta(days=20, hours=2), handing_over("yunzhou", "cangling"))
    story.add(story.now - timedelta(hours=3), leaving("yunzhou", "lanan"))


def handing_over(bureau: str, partner: str) -> Event:
    """The liaison officer hands the post for one partner over to a colleague."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, bureau, "administrator", at) as actor:
            post = Liaison.objects.select_related("agency", "officer", "partner").get(
                agency=actor.agency, partner=story.agencies[partner], until=None)
            to = next(o for o in story.officers[bureau] if o.police_number == "010004")
            agencies.hand_over(actor, post, to=to, note=NOTE)
    return happen


def leaving(bureau: str, partner: str) -> Event:
    """A liaison post ends and nobody follows: administrators and the leader are alarmed."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, bureau, "administrator", at) as actor:
            post = Liaison.objects.select_related("officer", "partner").get(
                agency=actor.agency, partner=story.agencies[partner], until=None)
            agencies.end_liaison(actor, post)
    return happen
