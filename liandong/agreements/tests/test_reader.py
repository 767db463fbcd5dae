"""The reader page: what the officer is led through, what stays of a look and a correction, laws, plans, imports."""
import re
from datetime import date

import pytest

from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement
from liandong.agreements.rules import blanks, citing, looking, marking, reading
from liandong.agreements.rules.terms import Source, Terms
from liandong.audit import queries as audit
from liandong.engines import clauses
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale

from .conftest import TEXT
from .test_pages import HERE, docx, fields, post

TODAY = date(2026, 11, 23)
LAWS = TEXT.replace("经过友好协商", "根据《中华人民共和国合同法》《中华人民共和国刑法》,经过友好协商")
PLAN = """2026年校园安全专项行动实施方案
为进一步加强校园安全工作,制定本实施方案。
一、工作目标:实现校园案事件零发生。
二、工作步骤:(一)动员部署阶段(3月1日至3月15日);(二)组织实施阶段(3月16日至11月30日)。
三、组织保障:县公安局成立领导小组,各派出所每月对辖区学校开展一次安全检查,于12月10日前报送总结。
"""


@pytest.fixture
def north(cast, sign_in):
    return sign_in(cast.north)


@pytest.fixture
def laid(cast):
    """A draft as it was read, with a law that is repealed."""
    with acting(cast.north):
        return actions.lay_in(cast.north, text=LAWS)


def stops(page) -> list[str]:
    """The keys of what is to be looked at, in the order of the walk."""
    found = re.findall(r'data-key="([^"]+)"[^>]*data-at="(-?\d+)" data-todo', page.content.decode())
    return [key for key, _at in sorted(found, key=lambda one: int(one[1]))]


def look(client, draft, path, query="", **more):
    return post(client, f"{HERE}{draft.pk}/look/{query}", {"path": path, "version": draft.version}, **more)


def reread(text: str, mine: Terms) -> Terms:
    return reading.merged(mine, reading.from_reading(clauses.read(text)))


def test_the_walk_goes_through_blanks_laws_and_what_is_undecided_in_the_order_of_the_text(north, laid):
    found = stops(north.get(f"{HERE}{laid.pk}/edit/"))
    assert found == ["number", "signed_on", "law.合同法", "sharing.leads", "sharing.persons", "sharing.warnings"]


def test_a_look_stays_with_the_draft_and_is_a_line_in_the_ledger(cast, north, laid):
    answer = look(north, laid, "law.合同法", headers={"HX-Request": "true"})
    said = answer.content.decode()
    assert answer.status_code == 200 and "已核对" in said and 'id="version" value="2"' in said
    assert "law.合同法" not in stops(north.get(f"{HERE}{laid.pk}/edit/"))
    with acting(cast.north):
        line = audit.lines().get(verb="agreements.look")
        assert line.facts["words"] == "合同法"


def test_a_look_is_taken_back(north, cast, laid):
    look(north, laid, "signed_on")
    with acting(cast.north):
        laid.refresh_from_db()
    assert look(north, laid, "signed_on", "?undo=1").status_code == 302
    assert "signed_on" in stops(north.get(f"{HERE}{laid.pk}/edit/"))


@pytest.mark.parametrize("path", ["sharing.leads", "copies", "law.刑法", "no.such"])
def test_only_what_asks_for_a_look_is_looked_at(north, laid, path):
    assert look(north, laid, path).status_code == 409


def test_a_stranger_looks_at_nothing(cast, sign_in, laid, drafted, way):
    assert look(sign_in(cast.south), laid, "number").status_code == 404
    way.sent()
    with acting(cast.south), pytest.raises(Refused):
        actions.look(cast.south, queries.of(way.key), path="number", version=1)


def test_a_look_at_what_a_colleague_changed_is_stale(cast, laid):
    with acting(cast.north), pytest.raises(Stale):
        actions.look(cast.north, laid, path="number", version=9)


def test_what_was_looked_at_is_asked_again_when_the_text_says_otherwise():
    terms = looking.looked(reading.from_reading(clauses.read(TEXT)), "period.months")
    assert reread(TEXT.replace("案件线索", "案件线索等"), terms).source("period.months").is_confirmed
    assert not reread(TEXT.replace("三年", "两年"), terms).source("period.months").is_confirmed


def test_what_an_officer_corrected_stays_when_the_text_is_read_again():
    before = reading.from_reading(clauses.read(TEXT))
    mine = before.model_copy(deep=True)
    mine.period.months = 24
    again = reread(TEXT.replace("两份", "四份"), reading.credited(before, mine))
    assert (again.period.months, again.source("period.months").by, again.copies) == (24, "officer", 4)
    assert again.source("period.months").spans  # the words it corrects are still shown


def test_an_unsure_reading_asks_for_a_look_until_it_had_one():
    terms = Terms(sources={"copies": Source(by="reader", confidence=0.7, spans=[(0, 2)])}, copies=2)
    asked = {need.path for need in blanks.needs(terms, drafter=None, sides={})}
    after = {need.path for need in blanks.needs(looking.looked(terms, "copies"), drafter=None, sides={})}
    assert "copies" in asked and "copies" not in after


def test_what_overlaps_is_told_apart():
    terms = Terms(sources={"copies": Source(by="reader", confidence=0.9, spans=[(0, 8)]),
                           "sharing.leads": Source(by="reader", confidence=0.5, spans=[(4, 10)])})
    [line] = marking.paragraphs("一二三四五六七八九十", terms)
    assert [(piece.words, piece.keys, piece.state) for piece in line.pieces] == [
        ("一二三四", ("copies",), ""), ("五六七八", ("sharing.leads", "copies"), "low"), ("九十", ("sharing.leads",), "low")]


def test_a_saved_row_comes_back_with_all_it_changes(north, laid):
    typed = fields(north.get(f"{HERE}{laid.pk}/edit/")) | {"sharing-leads-level": "1", "head-title": "改过的名称"}
    page = post(north, f"{HERE}{laid.pk}/edit/", typed, headers={"HX-Request": "true"})
    said = page.content.decode()
    assert page.status_code == 200 and "<html" not in said and 'hx-swap-oob="true">改过的名称' in said
    assert "sharing.leads" not in stops(page) and "已更正" in said


def test_a_row_that_was_not_opened_stays_as_it_is(cast, north, laid):
    page = north.get(f"{HERE}{laid.pk}/edit/")
    assert 'name="rest-copies"' not in page.content.decode()
    assert 'name="rest-copies"' in north.get(f"{HERE}{laid.pk}/row/term/?path=copies").content.decode()
    with acting(cast.north):
        before = queries.terms_of(laid)
    typed = {"version": "1", "party": ["甲方", "乙方"], "sharing": [row.key for row in before.sharing],
             "drawn": ["", "sharing-leads-level"], "sharing-leads-level": "2"}
    assert post(north, f"{HERE}{laid.pk}/edit/", typed).status_code == 302
    with acting(cast.north):
        after = queries.terms_of(queries.of(laid.pk))
    assert after.sharing[0].level == 2
    assert after.model_dump(exclude={"sharing", "sources"}) == before.model_dump(exclude={"sharing", "sources"})
    changed = {path for path, source in after.sources.items() if source.by == "officer"}
    assert changed == {"sharing.leads"}


def test_a_row_of_sharing_asks_what_is_missing_and_folds_the_rest(north, laid):
    [row] = [row for section in north.get(f"{HERE}{laid.pk}/edit/").context["sections"] for row in section.rows
             if row.key == "sharing.leads"]
    assert [field.name for field in row.fields] == ["level"] and {"regions", "giver", "remove"} <= {f.name for f in row.more}


def test_a_repealed_law_is_said_where_it_is_cited_and_on_the_agreement(north, laid):
    hint = "《合同法》已于2021-01-01废止，由《民法典》取代。"
    assert hint in north.get(f"{HERE}{laid.pk}/edit/").content.decode()
    assert hint in north.get(f"{HERE}{laid.pk}/").content.decode()


def test_the_law_in_force_takes_the_place_of_the_repealed_one(cast, north, laid):
    typed = fields(north.get(f"{HERE}{laid.pk}/edit/")) | {"recite": "law.合同法"}
    assert post(north, f"{HERE}{laid.pk}/edit/", typed).status_code == 302
    with acting(cast.north):
        text = queries.of(laid.pk).text
    assert "《中华人民共和国民法典》《中华人民共和国刑法》" in text and not citing.stale(text, TODAY)


def test_a_law_cited_by_article_is_not_simply_renamed():
    text = "根据《合同法》第五十二条,双方约定如下"
    [law] = citing.stale(text, TODAY)
    assert not citing.may_replace(law) and citing.replaced(text, TODAY, law.path) == text


def test_a_plan_is_asked_about_before_it_is_taken_in_and_said_on_its_page(cast, north):
    page = post(north, f"{HERE}import/", {"text": PLAN})
    assert page.status_code == 200 and "像是方案" in page.content.decode()
    with acting(cast.north):
        assert not Agreement.objects.exists()
    assert PLAN.strip() in north.get(f"{HERE}import/?again=1").content.decode().replace("\r\n", "\n")
    answer = post(north, f"{HERE}import/", {"place": "0", "anyway": "1"})
    page = north.get(answer["Location"])
    assert 'id="plan-x"' in page.content.decode() and stops(page)[0] == "kind"
    look(north, page.context["agreement"], "kind")
    assert 'id="plan-x"' not in north.get(answer["Location"]).content.decode()


def test_a_number_that_is_taken_keeps_the_text(north):
    text = TEXT.replace("【协议编号】________", "协议编号:北公协字〔2026〕7号")
    assert post(north, f"{HERE}import/", {"text": text}).status_code == 302
    page = post(north, f"{HERE}import/", {"text": text})
    assert page.status_code == 422 and "北公协字〔2026〕7号" in page.content.decode() and page.context["refusal"]


def test_a_file_and_a_text_at_once_are_refused_and_the_text_stays(north):
    page = post(north, f"{HERE}import/", {"file": docx(TEXT), "text": "甲方和乙方"})
    assert page.status_code == 422 and "甲方和乙方" in page.content.decode()


def test_a_pasted_text_without_chinese_is_spoken_of_as_a_text(north):
    page = post(north, f"{HERE}import/", {"text": "hello"})
    assert page.status_code == 422 and "粘贴" in page.context["form"].errors["text"][0]


def test_a_text_that_grew_too_long_is_said_so(north, laid):
    page = post(north, f"{HERE}{laid.pk}/edit/", fields(north.get(f"{HERE}{laid.pk}/edit/")) | {"text": "国" * 300_001})
    assert page.status_code == 422 and page.context["too_long"]
