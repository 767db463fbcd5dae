"""From a text to an agreement that runs and ends, under row-level security."""
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError

from conftest import NOON, role
from liandong.access import queries as access
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement
from liandong.agreements.rules.lifecycle import Stage
from liandong.kernel import moments
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused, Stale

from .conftest import TEXT, read, settle


def test_a_text_becomes_a_draft_with_its_parties_found(cast):
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=TEXT)
    assert set(draft.parties) == {cast.north.agency, cast.south.agency}
    assert [share.key for share in read(draft).sharing] == ["leads", "persons", "warnings"]


def test_a_draft_does_not_exist_for_the_partner(cast, drafted):
    with acting(cast.south):
        assert queries.of(drafted.pk) is None and not queries.waiting_for(cast.south)


def test_an_incomplete_draft_is_not_sent(cast):
    with acting(cast.north), pytest.raises(Refused, match="Blanks or undecided"):
        draft = actions.lay_in(cast.north, text=TEXT)
        actions.send(cast.north, draft, version=draft.version)


def test_what_an_officer_adds_becomes_an_official_sentence(drafted, cast, way):
    text = way.agreed().signed_text
    assert "每月25日前，甲乙双方互相传递情报信息。" in text and "“重点人员动态”是指嫌疑人信息" in text
    assert "【协议编号】江公协字〔2026〕1号" in text


def test_a_change_asks_the_others_to_agree_anew(cast, way):
    way.sent()

    def shorter(it):
        terms = read(it)
        terms.termination.notice_days = 60
        return actions.change(cast.south, it, text=it.text, terms=terms, why="三十日太短", version=it.version)

    changed = way.step(cast.south, shorter)
    assert changed.edition == 2 and changed.stage == Stage.SENT
    with acting(cast.north):
        assert queries.waiting_for(cast.north).filter(pk=way.key).exists()
        assert not queries.agreed_by(changed) & {cast.north.agency}
    agreed = way.step(cast.north, lambda it: actions.agree(cast.north, it, edition=2))
    assert agreed.stage == Stage.AGREED and "提前六十日书面通知" in agreed.signed_text


def test_agreeing_to_an_edition_that_is_gone_is_refused(cast, way):
    way.sent()
    with pytest.raises(Refused, match="changed while you were reading"):
        way.step(cast.south, lambda it: actions.agree(cast.south, it, edition=7))


def test_the_last_signature_opens_grants_and_starts_duties(cast, way):
    signed = way.signed()
    with acting(cast.south):
        assert queries.stage_of(signed, NOON) == Stage.IN_FORCE
        assert {grant.category for grant in access.grants(way.key)} == {"leads", "suspects"}
        assert list(queries.in_force(cast.south)) == [signed]
    assert signed.ends_at == moments.day_end((NOON + timedelta(days=3 * 365)).date().replace(day=22))


def test_without_a_clause_no_notice_is_given(cast):
    text = TEXT.replace("任何一方均可提前三十天书面通知对方终止本协议", "本协议经双方协商一致可以提前终止")
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=text)
        draft = actions.edit(cast.north, draft, text=text, terms=settle(read(draft)), version=draft.version)
        actions.send(cast.north, draft, version=draft.version)
    for actor, act in ((cast.south, lambda it: actions.agree(cast.south, it, edition=1)),
                       (cast.north, lambda it: actions.sign(cast.north, it)),
                       (cast.south, lambda it: actions.sign(cast.south, it))):
        with acting(actor):
            act(queries.of(draft.pk))
    with acting(cast.north), pytest.raises(Refused, match="consent of all|No clause"):
        actions.give_notice(cast.north, queries.of(draft.pk), why="不想合作")


def test_only_the_drafter_withdraws(cast, way):
    way.sent()
    with pytest.raises(Refused):
        way.step(cast.south, lambda it: actions.withdraw(cast.south, it, why="不", version=it.version))
    gone = way.step(cast.north, lambda it: actions.withdraw(cast.north, it, why="改由市局签", version=it.version))
    assert gone.stage == Stage.WITHDRAWN


def test_two_officers_editing_see_both_texts(cast, drafted):
    seen = drafted.version
    with acting(cast.clerk):
        actions.edit(cast.clerk, drafted, text=drafted.text + "六、附则。\n", terms=read(drafted), version=seen)
    with acting(cast.north), pytest.raises(Stale) as stale:
        mine = queries.of(drafted.pk)
        actions.edit(cast.north, mine, text=TEXT, terms=read(mine), version=seen)
    assert "附则" in stale.value.theirs["text"] and "附则" not in stale.value.mine["text"]


def test_the_database_lets_no_party_skip_a_stage_or_rewrite_what_was_agreed(cast, way):
    way.agreed()
    for changes in ({"stage": "signed"}, {"stage": "draft"}, {"text": "别的"}, {"terms": {}}):
        with pytest.raises(DatabaseError), acting(cast.south):
            Agreement.objects.filter(pk=way.key).update(**changes)


def test_the_database_lets_nobody_name_the_parties_of_others(cast, way):
    way.sent()
    with pytest.raises(DatabaseError), acting(cast.south):
        Agreement.objects.filter(pk=way.key).update(parties=[cast.south.agency])
    with acting(cast.far):
        assert not Agreement.objects.filter(pk=way.key).update(stage="withdrawn")


def test_the_job_tells_the_end_once(cast, way):
    signed = way.signed()
    later = signed.ends_at + timedelta(minutes=1)
    with role("jobs"):
        assert actions.tell_moments(later) == 1 and actions.tell_moments(later) == 0


def test_a_second_number_of_a_drafter_is_refused(cast, drafted):
    with acting(cast.north):
        terms = read(drafted)
        terms.number = "江公协字〔2026〕9号"
        actions.edit(cast.north, drafted, text=drafted.text, terms=terms, version=drafted.version)
        other = actions.lay_in(cast.north, text=TEXT)
        wanted = read(other).model_copy(update={"number": "江公协字〔2026〕9号"})
        with pytest.raises(Refused, match="already another"):
            actions.edit(cast.north, other, text=other.text, terms=wanted, version=other.version)


def test_what_a_partner_would_lose_is_counted_by_the_modules_above(cast, way, monkeypatch):
    signed = way.signed()
    monkeypatch.setattr(queries.agreements, "counters", [lambda actor, deed, parties: {cast.south.agency: 312}] * 2)
    with acting(cast.north):
        assert queries.would_lose(cast.north, signed) == [queries.Loss("江南市公安局", 624)]


def test_a_clerk_does_not_sign_and_an_inspector_does_not_draft(cast, way):
    way.agreed()
    with pytest.raises(Refused, match="post does not allow"):
        way.step(cast.clerk, lambda it: actions.sign(cast.clerk, it))
    inspector = replace(cast.north, roles=frozenset({"inspector"}))
    with acting(inspector), pytest.raises(Refused, match="drafted by clerks"):
        actions.lay_in(inspector, text=TEXT)


def test_the_deed_says_what_was_agreed(cast, way):
    agreement = way.agreed()
    with acting(cast.south):
        deed = json.loads(access.deed(way.key).terms)
    assert deed["number"] == agreement.number and deed["months"] == 36 and len(deed["grants"]) == 4
    [duty] = deed["duties"]
    assert duty == {"kind": "intelligence_transfer", "every": "month", "on": 25, "within": None, "clause": "补充约定",
                    "who": [str(cast.north.agency), str(cast.south.agency)]}
