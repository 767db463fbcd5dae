"""Cited laws: found with and without marks, told from longer names, and judged by the day."""
# ruff: noqa: E501 - sample sentences are read whole, and Chinese characters count twice

import json
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from liandong.engines.clauses import cited
from liandong.engines.clauses.glyphs import page_of
from liandong.engines.clauses.laws import checked_on, table

DAY = date(2026, 11, 23)
NAMES = [name for law in table() for name in (law.name, *law.names)]
AROUND = ["依据", "根据《", "》", "和", "、", "第十四条", "第三百四十六条之一第二款", "(2012年修正)", "的规定", "规", "院", "实施条例", "中华人民共和国", "《", "\n", " ", "甲方", "2026年", "技术", "办法"]


def states(text, on=DAY, **more):
    return [(one.name and one.name.removeprefix("中华人民共和国"), one.state) for one in cited(text, on, **more)]


@pytest.mark.parametrize("text", ["根据《中华人民共和国合同法》", "根据《合同法》的规定", "根据合同法规定", "依照中华人民共和国合同法第十四条", "依據《中華人民共和國合同法》", "按照《中华人民共和国\n合同法》", "依照 合 同 法 第 八 条"])
def test_a_repealed_law_is_named_with_what_holds_instead(text):
    one, = cited(text, DAY)

    assert (one.name, one.state, one.until) == ("中华人民共和国合同法", "repealed", date(2021, 1, 1))
    assert one.replaced_by == ("中华人民共和国民法典",)


@pytest.mark.parametrize("text", ["遵守技术合同法规", "学习合同法学", "依照合同法律关系", "向合同法院起诉", "购销合同法定代表人", "购销合同法", "《办案协作函》", "双方共享案件线索。", ""])
def test_words_that_only_look_like_a_law_cite_none(text):
    assert cited(text, DAY) == ()


def test_a_longer_name_is_not_the_shorter_one_in_it():
    assert states("依照劳动合同法和《劳动争议调解仲裁法》") == [("劳动合同法", "in_force"), ("劳动争议调解仲裁法", "in_force")]
    assert states("《中华人民共和国道路交通安全法》实施条例") == [("道路交通安全法实施条例", "in_force")]
    assert states("《民法典实施办法》、按照民法典实施办法") == [(None, "unknown")]


@pytest.mark.parametrize(("on", "law", "state"), [
    ("2020-12-31", "民法典", "not_yet"), ("2021-01-01", "民法典", "in_force"), ("2020-12-31", "合同法", "in_force"), ("2021-01-01", "合同法", "repealed"),
    ("2005-01-01", "治安管理处罚条例", "in_force"), ("2006-03-01", "治安管理处罚条例", "repealed"), ("2026-05-01", "危险化学品安全法", "in_force")])
def test_the_day_decides_how_a_law_stands(on, law, state):
    assert states(f"依据《{law}》", date.fromisoformat(on)) == [(law, state)]


def test_articles_belong_to_the_citation_and_its_place():
    text = "依照《中华人民共和国刑事诉讼法》第八十三条、第一百五十五条第二款，双方协作。"
    one, = cited(text, DAY)

    assert one.articles == ("第八十三条", "第一百五十五条第二款")
    assert text[one.start:one.end] == one.written == "《中华人民共和国刑事诉讼法》第八十三条、第一百五十五条第二款"


def test_an_older_edition_is_said_to_be_revised():
    assert states("依照《治安管理处罚法(2012年修正)》") == [("治安管理处罚法", "revised")]
    assert states("依照《治安管理处罚法》（2025年修订）第五条") == [("治安管理处罚法", "in_force")]
    assert states("依照《突发事件应对法》", written_on=date(2024, 10, 1)) == [("突发事件应对法", "revised")]
    assert states("依照《突发事件应对法》", date(2024, 10, 20), written_on=date(2024, 10, 1)) == [("突发事件应对法", "in_force")]


def test_an_article_number_soon_after_new_numbering_is_doubted():
    (sure, ), (doubted, ) = cited("依照《治安管理处罚法》", DAY), cited("依照《治安管理处罚法》第六十条", DAY)

    assert (sure.state, doubted.state, doubted.since) == ("in_force", "revised", date(2026, 1, 1))
    assert doubted.confidence < 0.6 < sure.confidence
    assert states("依照《治安管理处罚法》第六十条", date(2029, 6, 1)) == [("治安管理处罚法", "in_force")]


def test_an_unknown_instrument_is_said_to_be_unknown_with_little_confidence():
    one, = cited("按照《江南省高速公路交通应急管理办法》第三条", DAY)

    assert (one.name, one.state, one.articles) == (None, "unknown", ("第三条",))
    assert one.confidence <= 0.5


def test_a_name_that_is_only_known_counts_less_than_one_that_was_read():
    read_law, = cited("《民法典》", DAY)
    known_law, = cited("《" + next(law.names[0] for law in table() if law.status == "unconfirmed") + "》", DAY)
    bare, = cited("依据民法典", DAY)

    assert known_law.confidence < read_law.confidence and bare.confidence < read_law.confidence


def test_the_table_hangs_together():
    by_name = {law.name: law for law in table()}
    assert len({page_of(name).text for law in table() for name in law.names}) == sum(len(law.names) for law in table())
    for law in table():
        assert law.status in ("confirmed", "secondary", "unconfirmed") and (law.source or law.status == "unconfirmed"), law.name
        assert all(2 <= len(name) <= 24 for name in law.names), law.name
        assert all(law.in_force < day for day in (*law.amended, *law.revised)), law.name
        assert law.repealed is None or max(law.in_force, *law.amended, *law.revised, law.in_force) < law.repealed, law.name
        assert all(by_name[name].repealed is None for name in law.replaced_by), law.name
    assert checked_on() <= date.max


@settings(max_examples=150, deadline=2000)
@given(st.lists(st.sampled_from(NAMES + AROUND * 6), max_size=40).map("".join), st.dates(date(1950, 1, 1), date(2040, 1, 1)))
def test_any_text_is_searched_with_places_inside_it_and_in_order(text, on):
    found = cited(text, on)

    json.dumps([one.as_dict() for one in found])
    assert all(text[one.start:one.end] == one.written and one.start < one.end for one in found)
    assert all(one.end <= other.start for one, other in zip(found, found[1:], strict=False))
    assert all((one.name is None) == (one.state == "unknown") and 0 < one.confidence <= 1 for one in found)
    assert all((one.state == "repealed") == (one.until is not None and one.until <= on) for one in found)


@settings(max_examples=100, deadline=2000)
@given(st.sampled_from(table()), st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.booleans())
def test_every_law_of_the_table_is_found_by_each_of_its_names(law, on, marked):
    for name in (law.name, *law.names):
        one, = cited(f"双方根据{'《' + name + '》' if marked else name}的规定合作", on)
        assert one.name == law.name
        assert one.since is None or one.state == "not_yet" or one.since <= on < (law.repealed or on + timedelta(1)) or one.state == "repealed"


@settings(max_examples=60, deadline=2000)
@given(st.text(max_size=300))
def test_any_characters_are_searched(text):
    cited(text, DAY)


@pytest.mark.parametrize("unit", ["法", "《", "第一条、", "合同法", "中华人民共和国", "《合同法》第一条、", "(", "的规定办法条例"])
def test_repetition_costs_linear_time(unit):
    began = time.process_time()
    cited((unit * 50_000)[:100_000], DAY)

    assert time.process_time() - began < 6
