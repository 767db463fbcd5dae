"""Lifecycle, blanks, wording, filling, deed and redline, without a database."""
import json
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given, strategies as st

from liandong.agreements.rules import blanks, deed, filling, marking, notice, reading, redline, stages, wording
from liandong.agreements.rules.lifecycle import LIFECYCLE, STORED, Stage, sides
from liandong.agreements.rules.terms import DutyTerm, Party, Period, Share, Source, Termination, Terms
from liandong.agreements.rules.vocabulary import Category, Cooperation, Dispute, DutyKind, Every, Mechanism, Timing
from liandong.engines import clauses
from liandong.kernel import moments

from .conftest import TEXT

A, B, C = UUID(int=1), UUID(int=2), UUID(int=3)
POLICE = {key: blanks.Side(name, "police") for key, name in ((A, "甲市公安局"), (B, "乙市公安局"), (C, "丙市公安局"))}
NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def terms(**parts) -> Terms:
    parties = [Party(role="甲方", name="甲市公安局", agency=A), Party(role="乙方", name="乙市公安局", agency=B)]
    return Terms(title="协议", parties=parties,
                 period=Period(months=12), **parts)


def share(category="leads", **parts) -> Share:
    return Share(**{"key": category, "category": category, "timing": "realtime", "level": 1} | parts)


def asked(found: Terms, of=POLICE) -> list[str]:
    return [need.path for need in blanks.blocking(blanks.needs(found, drafter=A, sides=of))]


def made(found: Terms) -> dict:
    return deed.of(uuid4(), found, "文本", number="1号", signers={k: deed.Signer("9901", s.name) for k, s in POLICE.items()})


def test_the_reader_s_evidence_becomes_sources():
    found = reading.from_reading(clauses.read(TEXT))
    assert found.source("sharing.persons").by == "reader" and found.sharing[1].clause == "第一条"
    start, end = found.source("termination").spans[0]
    assert "三十天书面通知" in TEXT[start:end] and found.termination == Termination(
        notice_days=30, unilateral=True, clause="第三条")


@pytest.mark.parametrize("found, path", [
    (terms(sharing=[share(timing=None)]), "sharing.leads"), (terms(sharing=[share(level=None)]), "sharing.leads"),
    (terms(sharing=[share("persons")]), "sharing.persons"), (terms(sharing=[share(giver="丙方")]), "sharing.leads"),
    (terms(duties=[DutyTerm(key="d", kind="meeting", on=3)]), "duties.d"),
    (terms(duties=[DutyTerm(key="d", kind="payment", within={"amount": None, "unit": "day"})]), "duties.d"),
    (terms(termination=Termination(unilateral=True)), "termination")])
def test_what_is_open_keeps_it_from_being_sent(found, path):
    assert asked(found) == [path]


def test_a_category_without_a_lawful_kind_is_decided_by_kinds_or_by_nothing():
    assert asked(terms(sharing=[share("persons", instead=["suspects"])])) == []
    assert asked(terms(sharing=[share("persons", instead=[], timing=None, level=None)])) == []
    assert blanks.opens(share("persons", instead=["suspects", "witnesses"])) == (["suspects"], None)


def test_a_company_never_gets_persons_and_no_agency_more_than_its_kind_may_see():
    firm = POLICE | {B: blanks.Side("运输公司", "company")}
    assert asked(terms(sharing=[share("suspects")]), firm) == ["sharing.suspects"]
    assert asked(terms(sharing=[share("suspects", giver="乙方")]), firm) == []
    assert asked(terms(sharing=[share("leads", level=2)]), firm) == ["sharing.leads"]


def test_parties_are_two_different_agencies_the_drafter_among_them():
    same = terms()
    same.parties[1].agency = A
    assert asked(same) == ["parties.甲方", "parties.乙方"]
    other = terms()
    other.parties[0].agency = C
    assert asked(other) == ["parties"]
    assert asked(Terms(title="协议", period=Period(is_open=True))) == ["parties"]


@pytest.mark.parametrize("timing, count", [("realtime", 2), ("prompt", 2), ("periodic", 0), ("on_request", 0)])
def test_only_real_time_and_prompt_stand_open(timing, count):
    assert len(made(terms(sharing=[share(timing=timing)]))["grants"]) == count


def test_a_loose_category_is_expanded_to_lawful_kinds_and_classes():
    grants = made(terms(sharing=[share("gangs_and_drugs", giver="甲方", classes=["060701", "05"])]))["grants"]
    assert {(g["owner"], g["agency"], g["category"]) for g in grants} == {
        (str(A), str(B), category) for category in ("cases", "suspects", "leads", "groups")}
    assert all(g["classes"] == ["060701"] and g["named"] == "gangs_and_drugs" for g in grants)


def test_classes_outside_the_category_open_nothing():
    assert made(terms(sharing=[share("forest_crime", classes=["05"])]))["grants"] == []


ROWS = st.builds(share, st.sampled_from([c.value for c in Category]), timing=st.sampled_from([t.value for t in Timing]),
                 level=st.sampled_from([0, 1, 2, None]), giver=st.sampled_from(["both", "甲方", "乙方"]),
                 instead=st.sampled_from([None, [], ["suspects"], ["leads"]]))


@given(st.lists(ROWS, max_size=4))
def test_nobody_gives_to_itself_and_nothing_above_its_row(rows):
    laid = made(terms(sharing=rows))
    levels = {row.category: row.level for row in rows}
    for grant in laid["grants"]:
        assert grant["owner"] != grant["agency"] and grant["level"] in (0, 1, 2)
        assert grant["named"] in levels
    json.dumps(laid)


def test_the_deed_covers_the_text_and_runs_from_midnight_to_midnight():
    found = terms()
    found.period = Period(starts=date(2027, 1, 1), ends=date(2027, 12, 31))
    laid = made(found)
    assert laid["text_sha256"] == sha256("文本".encode()).hexdigest() and laid["months"] is None
    assert (laid["starts_at"], laid["ends_at"]) == ("2027-01-01T00:00:00+08:00", "2028-01-01T00:00:00+08:00")


@pytest.mark.parametrize("number, said", [(0, "零"), (7, "七"), (10, "十"), (12, "十二"), (30, "三十"), (105, "一百零五"),
                                          (110, "一百一十"), (1001, "一千零一")])
def test_numbers_are_said_as_papers_write_them(number, said):
    assert wording.numeral(number) == said


@pytest.mark.parametrize("row, said", [
    (DutyTerm(key="d", kind="intelligence_transfer", every="month", on=25), "每月25日前，甲乙双方互相传递情报信息。"),
    (DutyTerm(key="d", kind="report", every="quarter", who="乙方"), "每季度，乙方报送工作情况。"),
    (DutyTerm(key="d", kind="reply", within={"amount": 7, "unit": "day"}),
     "甲乙双方应当自收到请求之日起七日内答复对方的请求。")])
def test_a_duty_is_said_in_an_official_sentence(row, said):
    assert wording.duty(row, terms()) == said


@pytest.mark.parametrize("row", [
    DutyTerm(key="d", kind="intelligence_transfer", every="month", on=25), DutyTerm(key="d", kind="report", every="quarter")])
def test_the_reader_reads_back_what_a_sentence_of_ours_says(row):
    read = clauses.read(f"警务合作协议\n甲方:甲市公安局\n乙方:乙市公安局\n一、{wording.duty(row, terms())}").terms.duties
    assert [(duty.kind, duty.every, duty.on) for duty in read] == [(row.kind, row.every, row.on)]


@given(days=st.integers(1, 366), unilateral=st.booleans())
def test_the_reader_reads_back_our_notice(days, unilateral):
    said = wording.termination(Termination(notice_days=days, unilateral=unilateral))
    read = clauses.read(f"警务合作协议\n甲方:甲市公安局\n乙方:乙市公安局\n一、协议终止:{said}").terms.termination
    assert read is not None and read.unilateral == unilateral
    assert read.notice_days == (days if unilateral else None)


def test_every_word_of_the_vocabulary_has_an_official_one():
    for vocabulary, said in ((Category, wording.CATEGORIES), (Timing, wording.TIMINGS), (Every, wording.PERIODS),
                             (DutyKind, wording.DEEDS), (Cooperation, wording.COOPERATION), (Mechanism, wording.MECHANISMS),
                             (Dispute, wording.DISPUTES)):
        assert set(said) == set(vocabulary)


def test_the_annex_says_what_officers_said_and_leaves_out_what_the_text_says():
    found = reading.from_reading(clauses.read(TEXT))
    found.termination = Termination(notice_days=60, unilateral=True)
    found.sources["termination"] = Source()
    said = wording.complete(TEXT, found)
    assert said.startswith(TEXT.rstrip()) and "任何一方可提前六十日书面通知对方终止本协议。" in said
    assert "一式" not in said[len(TEXT):]


def test_what_was_taken_out_is_said_not_to_count():
    before = reading.from_reading(clauses.read(TEXT))
    after = before.model_copy(deep=True)
    after.sharing = after.sharing[:1]
    after = reading.merged(reading.credited(before, after), before)
    assert [row.key for row in after.sharing] == ["leads"]
    assert "正文所述“预警”不作为本协议共享的信息类别。" in wording.sentences(after)


def test_blanks_are_filled_where_they_stand():
    text = "警务合作协议\n【协议编号】________\n甲方:________\n乙方:乙市公安局\n有效期限:自____年__月__日至____年__月__日"
    found = reading.from_reading(clauses.read(text))
    found.number, found.parties[0].name = "甲公协字〔2026〕1号", "甲市公安局"
    found.period = Period(starts=date(2027, 1, 1), ends=date(2027, 12, 31))
    assert filling.filled(text, found) == (
        "警务合作协议\n【协议编号】甲公协字〔2026〕1号\n甲方:甲市公安局\n乙方:乙市公安局\n有效期限:自2027年1月1日至2027年12月31日")


def test_a_party_chosen_anew_is_named_so_everywhere():
    text = "城市A市公安局与城市市公安局协议\n甲方:城市A市公安局\n乙方:城市市公安局"
    before = Terms(parties=[Party(role="甲方", name="城市A市公安局"), Party(role="乙方", name="城市市公安局")])
    after = Terms(parties=[Party(role="甲方", name="城市市公安局"), Party(role="乙方", name="江陵市公安局")])
    assert filling.filled(text, after, before) == "城市市公安局与江陵市公安局协议\n甲方:城市市公安局\n乙方:江陵市公安局"


TEXTS = sorted((Path(__file__).parents[3] / "tests/data").rglob("*.txt"))


@pytest.mark.parametrize("file", TEXTS, ids=lambda file: file.stem)
def test_a_text_is_shown_whole(file):
    text = file.read_text("utf-8")
    found = reading.from_reading(clauses.read(text))
    shown = "".join(paragraph.number + paragraph.text for paragraph in marking.paragraphs(text, found))
    missing = [sign for sign in set(text) - set("第条章") if "\u4e00" <= sign <= "\u9fff"
               and shown.count(sign) < text.count(sign) - 40]
    assert not missing and len(shown) > 0.9 * len("".join(text.split()))


@given(st.text("甲乙丙一二三，。\n 12", max_size=60), st.text("甲乙丙一二三，。\n 12", max_size=60))
def test_a_redline_holds_both_texts(before, after):
    pieces = redline.words(before, after)
    assert "".join(p.words for p in pieces if p.kind != "added") == before
    assert "".join(p.words for p in pieces if p.kind != "removed") == after
    assert bool(redline.near(pieces)) == (before != after)


def test_a_notice_does_not_count_its_day_and_ends_at_midnight():
    thirty = Termination(notice_days=30, unilateral=True)
    assert notice.ends_at(NOW, thirty) == moments.day_end(date(2026, 12, 23))
    assert notice.last_day(notice.ends_at(NOW, thirty)) == date(2026, 12, 23)
    working = Termination(notice_days=5, notice_unit="working_day", unilateral=True)
    assert notice.last_day(notice.ends_at(NOW, working)) == date(2026, 11, 30)


@pytest.mark.parametrize("at, notice_at, stage", [
    (NOW - timedelta(1), None, Stage.SIGNED), (NOW, None, Stage.IN_FORCE), (NOW, NOW, Stage.ENDING),
    (NOW + timedelta(9), None, Stage.ENDED), (NOW + timedelta(9), NOW, Stage.ENDED)])
def test_a_signed_agreement_lives_by_the_clock(at, notice_at, stage):
    life = stages.Moments("signed", NOW - timedelta(9), NOW - timedelta(8), NOW - timedelta(7), NOW - timedelta(6), NOW,
                          NOW + timedelta(9), notice_at)
    assert stages.stage(life, at) == stage
    assert [mark.stage for mark in stages.path(life, at) if mark.is_now] == [stage]


@pytest.mark.parametrize("stored", [stage.value for stage in STORED])
def test_the_path_shows_one_stage_as_now(stored):
    life = stages.Moments(stored, NOW, sent_at=NOW, withdrawn_at=NOW)
    assert sum(mark.is_now for mark in stages.path(life, NOW)) == 1


def test_while_parties_sign_the_agreed_text_is_done_and_signing_is_now():
    life = stages.Moments("signing", NOW, sent_at=NOW, agreed_at=NOW)
    drawn = {mark.stage: (mark.is_done, mark.is_now) for mark in stages.path(life, NOW)}
    assert drawn[stages.Stage.AGREED] == (True, False) and drawn[stages.Stage.SIGNING] == (False, True)
    assert stages.Stage.SIGNED not in drawn


def test_a_stranger_stands_on_no_side_and_a_consenting_party_is_not_asked():
    assert sides(agency=C, drafter=A, parties=[A, B]) == set()
    assert sides(agency=B, drafter=A, parties=[A, B], agreed=[B]) == {"party", "unsigned"}
    assert LIFECYCLE.offers("sent", sides={"party", "unsigned"}, roles={"clerk"})[0].step.verb == "change"


def test_the_guard_in_the_database_knows_the_steps_of_the_lifecycle():
    sql = (Path(__file__).parents[1] / "sql/0002_guards.sql").read_text("utf-8")
    for step in LIFECYCLE.steps:
        for source in step.sources:
            if source in STORED and step.target in STORED and source != step.target:
                assert f"('{source}', '{step.target}')" in sql, step.verb
