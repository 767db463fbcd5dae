"""What the tests of sharing enter: one entry of each kind, and records laid by the owner of the tables."""
from dataclasses import replace
from datetime import date

from conftest import NOON
from liandong.kernel.keys import uuid7
from liandong.sharing import actions
from liandong.sharing.models import Record
from liandong.sharing.rules.entries import Entry

ID = "11010519491231002X"  # the example of GB 11643 itself
PERSON = {"name": "贺远岭", "sex": "1", "birth_on": "1949-12-31", "credential": "111", "credential_no": ID,
          "phone": "13900006620", "address": "云州市云溪区柳林路 8 号", "facts": "涉嫌销赃"}
LEAD = Entry("lead", 1, title="临港区废旧金属市场夜间收购电池", region="990202", case_class="05000200",
             elements={"content": "夜间 1 时至 4 时集中出手", "reliability": "B", "credibility": "2"})
CASE = Entry("case", 1, title="11月上旬云溪区系列盗窃电动车案", region="990102", case_class="05000200",
             elements={"occurred_from": "2026-11-01T02:00:00+08:00", "place": "云溪区", "summary": "连续被盗 23 起"})
SUSPECT = Entry("person", 1, role="suspect", region="990102", case_class="05000200", elements=PERSON,
                legal_basis="刑事诉讼法第一百一十五条", review_on=date(2027, 2, 1))
WITNESS = replace(SUSPECT, role="witness")
VICTIM = replace(SUSPECT, role="victim")
VEHICLE = Entry("vehicle", 1, region="990102", elements={"plate": "岚B90X1T", "state": "cloned", "facts": "夜间出入市场"})
OTHERS = {
    "group": {"name": "“11·03”系列盗窃", "area": "云溪区、临港区", "facts": "夜间盗窃电动车电池"},
    "item": {"item_kind": "metal", "state": "stolen", "name": "通信电缆", "facts": "基站旁被剪断"},
    "account": {"account_kind": "phone", "number": "13900006620", "use": "lure", "facts": "用于冒充客服"},
    "warning": {"grade": "orange", "theme": "forest_fire", "content": "持续无雨", "place": "青原县边界林区",
                "until_on": "2026-12-01", "advice": "加强巡护"},
    "bulletin": {"facts": "系列盗窃案涉案车辆驶往江陵方向", "ask": "发现后通报", "on_finding": "report",
                 "contact": "0990-6620110"},
    "trend": {"from_on": "2026-10-01", "to_on": "2026-10-31", "features": "夜间高发", "basis_of": "本局案件系统"},
    "method": {"targets": "网购人员", "steps": "冒充快递客服，谎称丢件退款，诱导转账"},
    "hazard": {"hazard_kind": "forest", "grade": "major", "place": "青原林场", "content": "防火道堵塞",
               "found_on": "2026-11-20"},
    "place": {"name": "临港废旧金属市场", "place_kind": "scrap", "address": "临港区港前路", "facts": "夜间收购电池"},
    "violation": {"plate": "岚B90X1T", "behaviour": "overload", "at": "2026-11-20T08:00:00+08:00", "place": "省道204线"},
    "accident": {"at": "2026-11-20T08:00:00+08:00", "place": "省道204线12公里", "accident_kind": "vehicles",
                 "is_hit_and_run": "no", "summary": "两车追尾"},
    "road": {"road": "省道204线", "from_km": "K12", "road_state": "one_lane", "cause": "works",
             "from_at": "2026-11-20T08:00:00+08:00"},
    "forest": {"occurred_from": "2026-11-20T08:00:00+08:00", "forest": "青原林场12林班", "object": "trees",
               "summary": "红松被盗伐"},
    "condition": {"file": "青南边界联防区", "aspect": "terrain", "about": "黑石沟", "point": "access", "fact": "仅一条机耕路",
                  "observed_on": "2026-11-20"},
}
BASIS = {"legal_basis": "刑事诉讼法第一百一十五条", "review_on": date(2027, 2, 1)}
MADE = {"group": ("05000200", BASIS), "account": ("", BASIS),
        "bulletin": ("05000200", {}), "trend": ("05000200", {}), "method": ("05000300", {}), "forest": ("06069901", {})}
KINDS = {"lead": LEAD, "case": CASE, "person": SUSPECT, "vehicle": VEHICLE} | {
    kind: Entry(kind, 1, title="某地某类情况", region="990102", case_class=MADE.get(kind, ("", {}))[0], elements=elements,
                **MADE.get(kind, ("", {}))[1]) for kind, elements in OTHERS.items()}


def entered(actor, entry=LEAD, **changes):
    """A record of the actor's agency."""
    return actions.enter(actor, replace(entry, **changes))


def bare(owner, **fields):
    """A row as the database takes it, for worlds that are laid without an officer."""
    fields = {"id": uuid7(), "number": str(uuid7())[-12:], "kind": "lead", "category": "leads", "level": 1, "title": "线索",
              "entered_by": uuid7(), "updated_by": uuid7(), "entered_at": NOON, "updated_at": NOON, **fields}
    return Record(owner_id=owner, **fields)
