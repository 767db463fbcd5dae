"""The templates: each reads as what it says, and text and terms stay in step however either is changed."""
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from liandong.agreements.rules import instep, saying, templates, wording
from liandong.agreements.rules.reading import from_reading, merged
from liandong.agreements.rules.terms import DutyTerm, Fee, Limit, Party, Period, ReplyTime, Secrecy, Share, Termination, Terms
from liandong.agreements.rules.vocabulary import Category, Cooperation, Mechanism
from liandong.engines import clauses

ALL = templates.templates()
NAMES = ("云州市公安局", "江陵市公安局", "临水县公安局", "北川区公安局", "南岭市公安局")
FIRM = "云州恒信科技有限公司"


def of(key: str, count: int | None = None) -> Terms:
    """The terms of a template between as many bureaus as it asks for; what is bought is bought of a firm."""
    count = count or max(2, ALL[key].least)
    names = (NAMES[0], FIRM) if key == "service" else NAMES[:count]
    return templates.made(ALL[key], [Party(role=role, name=name)
                                     for role, name in zip(templates.roles(len(names)), names, strict=True)])


def facts(terms: Terms, *, is_template: bool = False) -> set[object]:
    """What the reader can know of terms, each as one fact; a reply time and a fee read as the duties they are."""
    found: set[object] = {("title", terms.title), ("venue", terms.venue), ("copies", terms.copies), tuple(terms.disputes)}
    found |= {(party.role, party.name) for party in terms.parties}
    found |= {(name, str(value)) for name, value in terms.period.model_dump().items() if value}
    found |= {("sharing", row.category, row.timing if row.timing in instep.READ_TIMINGS else None) for row in terms.sharing}
    found |= {("duty", row.kind, row.every, row.on, said(row.within), row.who) for row in terms.duties}
    found |= {(name, kind) for name in ("cooperation", "mechanisms", "breach") for kind in getattr(terms, name)}
    found.add(("secret", terms.confidentiality and terms.confidentiality.third_party_consent))
    ending = terms.termination
    found.add(("end", ending and (ending.notice_days, ending.unilateral, ending.notice_unit)))
    if is_template:
        found |= {("duty", "reply", None, None, said(row.within), "both") for row in terms.reply_times}
        found |= {("duty", "payment", row.every, row.on, said(row.within), row.payer) for row in terms.fees}
    return found - {("is_open", "True")}  # no reader knows of it


def said(limit: Limit | None) -> tuple[int | None, str] | None:
    return (limit.amount, limit.unit) if limit else None


def read(text: str) -> Terms:
    return from_reading(clauses.read(text))


@pytest.mark.parametrize("key, count", [*((key, None) for key in ALL), ("border", 3), ("framework", 5), ("wartime", 4)])
def test_the_reader_reads_in_a_template_what_it_says(key, count):
    terms = of(key, count)
    text = templates.laid(ALL[key], terms).text
    found, meant = facts(read(text)), facts(terms, is_template=True)
    assert 2 * len(found & meant) / (len(found) + len(meant)) > 0.98, found ^ meant
    assert clauses.read(text).kind == "agreement" and {blank.path for blank in read(text).blanks} == {"number", "signed_on"}


@pytest.mark.parametrize("key", ALL)
def test_every_sentence_knows_where_it_stands_and_nothing_is_left_for_the_annex(key):
    terms = of(key)
    laid = templates.laid(ALL[key], terms)
    terms.said = laid.said
    assert all(laid.text[one.start:one.end] == one.words for one in laid.said if one.path not in saying.GROUPS)
    assert "{" not in laid.text and wording.sentences(merged(terms, read(laid.text))) == ["签订日期以最后一方签署之日为准。"]


def test_two_parties_are_both_and_three_are_all():
    assert "双方遵循" in templates.laid(ALL["bilateral"], of("bilateral")).text
    many = templates.laid(ALL["framework"], of("framework", 5)).text
    assert "各方遵循" in many and "甲乙丙丁戊五方" in many and "云州市公安局等五方" in many


SPOKEN = [c.value for c in Category if c not in (Category.MISSING, Category.INTELLIGENCE)]
DONE = [c.value for c in Cooperation]
IMPLIED = {"operation": "joint_operation", "training": "training"}  # a duty the reader takes for cooperation as well


PERIODS = st.one_of(
    st.builds(Period, months=st.integers(1, 120), starts=st.just("on_signature"),
              renewal=st.sampled_from(["automatic", "by_agreement", "new_agreement"])),
    st.builds(Period, starts=st.just(date(2027, 1, 1)), ends=st.dates(date(2028, 1, 1), date(2039, 12, 31))))


@st.composite
def changed(draw, key="bilateral") -> Terms:
    """The template's terms with what the reader knows of them changed at random, each change one the reader can tell."""
    terms = of(key)
    kinds = draw(st.lists(st.sampled_from(SPOKEN), min_size=1, max_size=4, unique=True))
    terms.sharing = [Share(key=kind, category=kind, timing=draw(st.sampled_from(instep.READ_TIMINGS)).value, level=1,
                           giver=draw(st.sampled_from(["both", "甲方", "乙方"]))) for kind in kinds]
    acts = draw(st.lists(st.sampled_from(["intelligence_transfer", "meeting", "training", "report", "evaluation",
                                          "operation"]), max_size=3, unique=True))
    terms.duties = [DutyTerm(key=f"{act}-1", kind=act, every=draw(st.sampled_from(["week", "month", "quarter", "year"])),
                             who=draw(st.sampled_from(["both", "乙方"]))) for act in acts]
    terms.reply_times = [ReplyTime(key="r", within=Limit(amount=draw(st.integers(1, 90)), unit=draw(st.sampled_from(
        ["minute", "hour", "day", "working_day"]))))]
    terms.cooperation = sorted({"information_sharing", *draw(st.sets(st.sampled_from(DONE), max_size=5)),
                                *(IMPLIED[act] for act in acts if act in IMPLIED)})
    terms.mechanisms = sorted(draw(st.sets(st.sampled_from([m.value for m in Mechanism if m != Mechanism.TEAM]), min_size=1,
                                           max_size=5)) | {{"meeting": "joint_meeting", "evaluation": "evaluation"}[act]
                                                           for act in acts if act in ("meeting", "evaluation")})
    terms.period = draw(PERIODS)
    terms.termination = draw(st.builds(Termination, unilateral=st.just(True), notice_days=st.integers(1, 180),
                                        minimum_months=st.none() | st.integers(1, 60), deemed=st.booleans()))
    terms.confidentiality = Secrecy(third_party_consent=draw(st.booleans()))
    terms.copies, terms.cure = draw(st.integers(2, 40)), Limit(amount=draw(st.integers(1, 60)))
    terms.breach = ["cure_period", *draw(st.sets(st.sampled_from(["damages", "rescission", "liability"])))]
    terms.disputes = draw(st.permutations(["negotiation", "superior_mediation", "arbitration"]))[:2]
    return terms


@settings(max_examples=60, deadline=None)
@given(changed())
def test_a_changed_term_says_its_sentence_anew_and_reads_back(after):
    before = of("bilateral")
    laid = templates.laid(ALL["bilateral"], before)
    now = instep.rewritten(laid.text, laid.said, before, after)
    assert facts(read(now.text)) == facts(after, is_template=True)
    assert all(now.text[one.start:one.end] == saying.sentence(one.path, after) for one in now.said
               if one.path in saying.PARTS and saying.sentence(one.path, after))


@settings(max_examples=30, deadline=None)
@given(changed(), st.integers(0, 800), st.text("甲。，查\n", max_size=6))
def test_whatever_is_written_between_them_no_sentence_is_found_where_it_does_not_stand(after, place, words):
    before = of("bilateral")
    laid = templates.laid(ALL["bilateral"], before)
    now = instep.rewritten(laid.text, laid.said, before, after)
    text = now.text[:place] + words + now.text[place:]
    for one in instep.moved(now.said, now.text, text):
        assert one.is_lost or one.path in saying.GROUPS or text[one.start:one.end] == one.words


def edited(old: str, new: str, key: str = "bilateral"):
    """The template with some words written otherwise: its terms, its text now, its sentences as they are found."""
    terms = of(key)
    laid = templates.laid(ALL[key], terms)
    assert old in laid.text
    text = laid.text.replace(old, new)
    return terms, text, instep.heard(instep.moved(laid.said, laid.text, text), text, terms, read(text))


def lost(said) -> list[str]:
    return [one.path for one in said if one.is_lost]


def test_a_sentence_that_says_another_thing_is_lost_and_taken_over_as_it_reads():
    terms, text, said_now = edited("提前三十日书面通知", "提前十五日书面通知")
    assert lost(said_now) == ["termination"]
    instep.taken(said_now, "termination", terms, read(text))
    assert terms.termination and terms.termination.notice_days == 15
    assert lost(instep.stands(said_now, "termination", text)) == []


def test_a_sentence_in_other_words_of_the_same_meaning_is_not_asked_about():
    assert lost(edited("每季度，甲乙双方召开联席会议。", "甲乙双方每季度召开一次联席会议。")[2]) == []
    assert lost(edited("有效期三年", "有效期限为三年")[2]) == []


def test_a_lost_sentence_is_put_back_as_the_term_says_it():
    terms, text, said_now = edited("每月25日前，甲乙双方互相传递情报信息。", "每月传递一次。")
    assert lost(said_now) == ["duties.intelligence_transfer-1"]
    again = instep.back(text, said_now, "duties.intelligence_transfer-1", terms)
    assert "（一）每月25日前，甲乙双方互相传递情报信息。" in again.text and lost(again.said) == []


def test_a_row_taken_out_of_the_text_is_taken_out_of_the_terms_if_the_officer_says_so():
    terms, text, said_now = edited("（四）“作案手法”由甲乙双方互相提供，定期提供，限公开和内部信息。\n", "")
    assert lost(said_now) == ["sharing.methods"]
    instep.taken(said_now, "sharing.methods", terms, read(text))
    assert [row.key for row in terms.sharing] == ["leads", "fugitives", "vehicles"]


def test_a_row_added_or_taken_out_of_the_terms_is_numbered_into_the_text():
    before, after = of("bilateral"), of("bilateral")
    laid = templates.laid(ALL["bilateral"], before)
    after.sharing = [*after.sharing[1:], Share(key="new", category="accidents", timing="prompt", level=0, giver="甲方")]
    now = instep.rewritten(laid.text, laid.said, before, after)
    assert "（一）“在逃人员”" in now.text and "（四）“交通事故”由甲方提供，及时提供，限公开信息。" in now.text
    after.sharing = []
    assert "第三条　信息共享的类别和时限\n" + templates.NOTHING in instep.rewritten(laid.text, laid.said, before, after).text


def test_an_officer_s_own_words_stay_when_another_row_changes():
    before, text, said_now = edited("（二）“在逃人员”由甲乙双方互相提供，实时提供，限公开和内部信息。",
                                    "（二）双方实时互相通报“在逃人员”，限公开和内部信息。")
    assert lost(said_now) == []
    after = before.model_copy(deep=True)
    after.sharing[0].timing = "realtime"
    now = instep.rewritten(text, said_now, before, after)
    assert "双方实时互相通报“在逃人员”" in now.text and "“案件线索”由甲乙双方互相提供，实时提供" in now.text


def test_a_party_added_makes_both_sides_all_sides_everywhere():
    before, after = of("border", 2), of("border", 3)
    laid = templates.laid(ALL["border"], before)
    now = instep.rewritten(laid.text, laid.said, before, after)
    assert "丙方：临水县公安局" in now.text and "双方" not in now.text and "甲乙丙三方" in now.text


def test_a_fee_is_said_with_its_sum_its_day_and_what_a_delay_costs():
    fee = Fee(key="1", what="年度服务费", amount="120000", payer="甲方", within=Limit(amount=30), penalty=5)
    assert saying.fee(fee, of("service")) == (
        "甲方应当自本协议生效之日起三十日内支付年度服务费人民币120000元；逾期支付的，每日按未付金额的万分之五支付违约金。")


def test_sentences_are_found_again_in_a_copy_that_got_its_number():
    terms = of("bilateral")
    laid = templates.laid(ALL["bilateral"], terms)
    text = laid.text.replace("________", "云公协字〔2026〕12号")
    again = instep.anchored(laid.said, text)
    assert all(text[one.start:one.end] == one.words for one in again if one.words)
    after = terms.model_copy(deep=True)
    after.sharing = after.sharing[1:]
    assert "（三）“作案手法”" in instep.rewritten(text, again, terms, after).text
    assert instep.anchored(laid.said, "另一份文本。") == []
