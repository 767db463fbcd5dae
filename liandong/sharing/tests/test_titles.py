"""The rule for titles: what it suggests, what it misses, and that it never stops anybody."""
import pytest

from conftest import NOON
from liandong.sharing.rules import entries, standard, titles
from liandong.sharing.rules.titles import Typed

from .cast import CASE, LEAD

THEFT = Typed("990102", "05000200", "云州", {"occurred_from": "2026-11-03T02:00:00+08:00", "place": "柳林路地铁口"})


def kind(name):
    return standard.kinds()[name]


def test_a_title_is_suggested_from_time_place_and_class():
    assert titles.suggested(kind("case"), THEFT) == "11月3日云溪区柳林路地铁口盗窃案"
    assert titles.suggested(kind("case"), Typed("990102")) == "云溪区" and titles.suggested(kind("case"), Typed()) == ""
    assert titles.suggested(kind("lead"), Typed("990202", "05000200")) == "临港区盗窃案线索"
    assert titles.in_words(kind("case")) == "时间+地点+类别"


@pytest.mark.parametrize("title, missed", [
    ("11月3日云溪区盗窃电动车案", 0), ("云溪区盗窃案", 1), ("盗窃案", 2), ("情况", 3), ("11月上旬柳林路系列盗窃", 0)])
def test_what_a_title_does_not_say_is_a_warning(title, missed):
    assert len(titles.findings(kind("case"), title, THEFT)) == missed
    assert not titles.findings(kind("vehicle"), title, THEFT)


def test_a_title_outside_the_rule_is_entered_all_the_same():
    found = entries.check(CASE, at=NOON)
    assert not found.errors
    assert not entries.check(LEAD, at=NOON).errors


@pytest.mark.parametrize("pattern, wrong", [
    ("{time}{place}{class}", ""), ("【{agency}】{place}", ""), ("{summary}", "summary"), ("{nobody}", "nobody"),
    ("标题", "标题"),
    ("{time", "{time"), ("{time.real}", "time.real")])
def test_a_pattern_names_only_what_there_is_to_name(pattern, wrong):
    assert titles.unknown(pattern, kind("case")) == wrong
