"""The rules of the dry run: a year of duties, what two agreements say of one thing, what no module keeps."""
from datetime import date
from importlib.util import find_spec
from uuid import uuid4

import pytest

from liandong.agreements.rules import conflicts, keeping, vocabulary as v, year
from liandong.agreements.rules.conflicts import Clash, Paper
from liandong.agreements.rules.terms import DutyTerm, Limit, Party, Secrecy, Share, Terms
from liandong.duties.rules import Calendar

A, B, C = (uuid4() for _ in range(3))
PLANNED = {"federation", "evaluation", "analysis", "training", "meetings", "dispatch", "checkpoints", "operations",
           "assistance", "intelligence", "resources", "messages"}


def two(one=A, other=B, **parts) -> Terms:
    return Terms(parties=[Party(role="甲方", agency=one), Party(role="乙方", agency=other)], **parts)


def share(category="leads", **parts) -> Share:
    return Share(**{"key": category, "category": category, "timing": "realtime", "level": 1} | parts)


def met(draft: Terms, other: Terms) -> list[Clash]:
    return [one.kind for one in conflicts.conflicts(draft, [Paper(uuid4(), "旧1号", "旧协议", other)], A)]


@pytest.mark.parametrize("mine, theirs, wanted", [
    (share(), share(), [Clash.TWICE]),
    (share(level=2), share(), [Clash.DIFFERENT]),
    (share(timing="periodic"), share(), [Clash.DIFFERENT]),
    (share(regions=["990102"]), share(), [Clash.DIFFERENT]),
    (share("gangs_and_drugs", level=2), share("cases"), [Clash.DIFFERENT]),
    (share("gangs_and_drugs", classes=[]), share("vehicles"), []),
    (share(giver="甲方"), share(giver="乙方"), []),
    (share("persons", instead=["suspects"]), share("persons", instead=[]), [Clash.DROPPED]),
    (share("persons", instead=[]), share("persons", instead=["suspects"]), []),
])
def test_two_rows_meet_where_they_give_the_same_between_the_same(mine, theirs, wanted):
    assert met(two(sharing=[mine]), two(sharing=[theirs])) == wanted


def test_roles_are_compared_by_the_agencies_that_hold_them():
    assert met(two(A, B, sharing=[share(giver="甲方")]), two(B, A, sharing=[share(giver="乙方")])) == [Clash.TWICE]


def test_what_came_under_a_bar_is_not_given_on_to_a_third_party():
    barred = two(A, B, sharing=[share()], confidentiality=Secrecy(third_party_consent=True))
    [found] = conflicts.conflicts(two(A, C, sharing=[share()]), [Paper(uuid4(), "旧1号", "", barred)], A)
    assert (found.kind, found.pairs) == (Clash.ONWARD, [(A, C)])
    assert not conflicts.conflicts(two(A, C, sharing=[share()]), [Paper(uuid4(), "旧1号", "", barred)], C)  # not C's to know


def test_one_asks_for_consent_and_the_other_does_not():
    strict = Secrecy(third_party_consent=True)
    assert met(two(confidentiality=strict), two()) == met(two(), two(confidentiality=strict)) == [Clash.SECRECY]
    assert met(two(confidentiality=strict), two(A, C)) == []


def test_a_duty_owed_under_both_is_said():
    monthly, weekly = (DutyTerm(key="d", kind="intelligence_transfer", every=every) for every in ("month", "week"))
    assert met(two(duties=[monthly]), two(duties=[weekly])) == [Clash.DOUBLED]
    assert met(two(duties=[monthly]), two(duties=[weekly.model_copy(update={"kind": "meeting"})])) == []
    after = DutyTerm(key="d", kind="notice", started_by="case", within=Limit(amount=24, unit="hour"))
    assert met(two(duties=[after]), two(duties=[after.model_copy(update={"started_by": "incident"})])) == []


def test_a_year_of_duties_is_reckoned_as_the_clocks_do():
    laid = [{"kind": "meeting", "every": "quarter", "on": None, "within": None, "who": [str(A), str(B)], "clause": "三",
             "day_rule": "last_working_day"},
            {"kind": "notice", "every": None, "on": None, "within": {"amount": 24, "unit": "hour"}, "who": [str(A)],
             "clause": "四", "started_by": "case"}]
    found = year.promises(laid, starts=date(2026, 11, 23), ends=None, calendar=Calendar())
    assert [(one.kind, one.agency) for one in found] == [("meeting", A), ("meeting", B), ("notice", A)]
    assert [fall.day for fall in found[0].falls][0] == date(2026, 12, 31) and len(found[0].falls) == 4
    assert [fall.provisional for fall in found[0].falls] == [True, True, True, True] and found[2].within == (24, "hour")
    ended = year.promises(laid, starts=date(2026, 11, 23), ends=date(2027, 1, 31), calendar=Calendar())
    assert len(ended[0].falls) == 1
    assert year.months(date(2026, 11, 30))[0] == date(2026, 12, 1) and len(year.months(date(2026, 11, 23))) == 13


def test_the_table_of_what_is_kept_knows_every_promise_and_the_modules_there_are():
    words = {"cooperation": v.Cooperation, "mechanism": v.Mechanism, "timing": v.Timing, "event": v.Event, "duty": v.DutyKind}
    for family, vocabulary in words.items():
        assert set(keeping.table()[family]) == {member.value for member in vocabulary}
    for family, rows in keeping.table().items():
        for value, row in rows.items():
            if "by" in row:
                assert find_spec(f"liandong.{row['by']}"), f"{family}.{value}: no module {row['by']}"
            else:
                assert row["awaits"] in PLANNED and not find_spec(f"liandong.{row['awaits']}"), \
                    f"{family}.{value}: {row['awaits']} has come; say what carries this now"


def test_what_stays_on_paper_is_said_with_its_reason():
    terms = two(sharing=[share(), share("cases", timing="on_request"), share("vehicles", by_hand=True)],
                duties=[DutyTerm(key="a", kind="report"), DutyTerm(key="b", kind="report", every="month"),
                        DutyTerm(key="c", kind="reply", started_by="request")],
                cooperation=["information_sharing", "joint_patrol"], mechanisms=["joint_meeting", "liaison_officer"])
    assert [(one.path, one.message) for one in keeping.unkept(terms)] == [
        ("sharing.cases", keeping.NOT_STANDING), ("sharing.vehicles", keeping.BY_HAND), ("duties.a", keeping.UNTIMED),
        ("duties.c", keeping.NO_EVENT), ("cooperation", keeping.ON_PAPER), ("mechanisms", keeping.ON_PAPER)]
