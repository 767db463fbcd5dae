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
KINDS = {"lead": LEAD, "case": CASE, "person": SUSPECT, "vehicle": VEHICLE}


def entered(actor, entry=LEAD, **changes):
    """A record of the actor's agency."""
    return actions.enter(actor, replace(entry, **changes))


def bare(owner, **fields):
    """A row as the database takes it, for worlds that are laid without an officer."""
    fields = {"id": uuid7(), "number": str(uuid7())[-12:], "kind": "lead", "category": "leads", "level": 1, "title": "线索",
              "entered_by": uuid7(), "updated_by": uuid7(), "entered_at": NOON, "updated_at": NOON, **fields}
    return Record(owner_id=owner, **fields)
