"""The terms since version 2: what was written before reads and verifies as it did, what is new runs."""
import json
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest

from liandong.agreements.rules import deed, redline, wording
from liandong.agreements.rules.terms import Area, Contact, Fee, Limit, Party, ReplyTime, Share, Source, Termination, Terms
from liandong.kernel.canonical import canonical

A, B = UUID(int=1), UUID(int=2)
SIGNERS = {A: deed.Signer("9901", "甲市公安局"), B: deed.Signer("9902", "乙市公安局")}
BEFORE = json.loads((Path(__file__).parent / "terms_v1.json").read_text("utf-8"))  # as version 1 stored them
LAID = "039e65afb20b10de18d80ae5c9f2f39994dd8b16482fba0ec4e0bc0c7e5375eb"  # the digest every party signed then


def laid(terms: Terms) -> dict:
    return deed.of(UUID(int=9), terms, "文本", number="1号", signers=SIGNERS)


def two(**parts) -> Terms:
    return Terms(title="协议", parties=[Party(role="甲方", name="甲市公安局", agency=A),
                                      Party(role="乙方", name="乙市公安局", agency=B)], **parts)


def test_terms_of_version_1_read_unchanged():
    read = Terms.model_validate(BEFORE)
    assert read.version == 1 and json.loads(read.model_dump_json(include=set(BEFORE)))["duties"] == BEFORE["duties"]
    assert not redline.rows(read, Terms.model_validate(read.model_dump(mode="json")))


def test_a_deed_laid_down_before_has_the_same_bytes_today():
    assert sha256(canonical(laid(Terms.model_validate(BEFORE)))).hexdigest() == LAID


def test_new_parts_stand_in_the_deed_only_where_they_say_something():
    assert set(laid(two())) == set(laid(Terms.model_validate(BEFORE)))
    said = laid(two(purpose="共同打击犯罪", cure=Limit(amount=10), leaving=True, lead={"": "place_of_case"},
                    area=Area(name="云江联防区", roads=["G318"]), contacts=[Contact(key="c", party="甲方", name="王队长")]))
    assert said["lead"] == {"": "place_of_case"} and said["cure"] == {"amount": 10, "unit": "day"} and said["leaving"]
    assert said["area"]["roads"] == ["G318"] and "fees" not in said


def test_a_reply_time_is_a_duty_that_a_request_of_its_kind_starts():
    first = ReplyTime(key="1", kind="pursuit", urgency="urgent", within=Limit(amount=30, unit="minute"))
    other = ReplyTime(key="2", urgency="urgent", within=Limit(amount=24, unit="hour"))
    duties = laid(two(reply_times=[first, other]))["duties"]
    assert [duty["started_by"] for duty in duties] == ["request", "request"]
    assert duties[0]["classes"] == ["pursuit.urgent"] and "pursuit.urgent" not in duties[1]["classes"]
    assert duties[1]["within"] == {"amount": 24, "unit": "hour"} and "check.urgent" in duties[1]["classes"]


def test_a_fee_is_a_duty_to_pay_once_from_the_entry_into_force_or_each_period():
    fees = [Fee(key="1", what="系统建设费", amount="120000", payer="甲方", within=Limit(amount=30)),
            Fee(key="2", what="维护费", amount="8000.50", payer="乙方", every="year", on=31)]
    once, yearly = laid(two(fees=fees))["duties"]
    assert (once["started_by"], once["within"]["amount"], once["who"]) == ("in_force", 30, [str(A)])
    assert (yearly["every"], yearly["on"], yearly["who"], yearly.get("started_by")) == ("year", 31, [str(B)], None)
    assert laid(two(fees=fees))["fees"][1]["amount"] == "8000.50"


def test_a_row_limited_to_roads_or_released_by_hand_stands_open_to_nobody():
    row = {"key": "leads", "category": "leads", "timing": "realtime", "level": 1}
    assert laid(two(sharing=[Share(**row)]))["grants"]
    for narrowed in (Share(**row, roads=["G318"]), Share(**row, by_hand=True)):
        assert laid(two(sharing=[narrowed]))["grants"] == []
    assert laid(two(sharing=[Share(**row, roads=["G318"], by_hand=True)]))["sharing"][0]["roads"] == ["G318"]


def test_a_form_of_notice_stands_in_the_deed_where_it_was_said():
    assert "notice_form" not in laid(two(termination=Termination(unilateral=True, notice_days=30)))["termination"]
    said = laid(two(termination=Termination(unilateral=True, notice_days=30, notice_form="written")))["termination"]
    assert said["notice_form"] == "written"


@pytest.mark.parametrize(("part", "said"), [
    ({"minimum_months": 18}, "终止本协议，但本协议生效后十八个月内除外。"),
    ({"deemed": True}, "终止本协议；通知逾期未签收、已报其上级机关的，视为收到。"),
])
def test_a_shortest_term_and_service_deemed_stand_in_text_and_deed(part, said):
    known = two(termination=Termination(unilateral=True, notice_days=30, **part))
    known.sources["termination"] = Source()
    assert any(one.endswith(said) for one in wording.sentences(known))
    assert laid(known)["termination"].items() >= part.items()


def test_parties_of_one_side_are_named_with_it():
    known = two()
    known.parties[0].side = "云州一侧"
    assert laid(known)["parties"][0]["side"] == "云州一侧" and "side" not in laid(known)["parties"][1]
    known.sources["parties.甲方"] = Source()
    assert "甲方为甲市公安局，属云州一侧。" in wording.sentences(known)
