"""Supplements, suspension, pauses, leaving, renewal, negotiating again."""
from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import NOON, owner, role
from liandong.access import queries as access
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement
from liandong.agreements.rules.lifecycle import Stage
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice

from .conftest import TEXT, read, settle


def act(actor, verb, pk, **named):
    with acting(actor):
        return verb(actor, queries.of(pk), **named)


def at(actor, **span):
    return replace(actor, at=NOON + timedelta(**span))


def levels(owner_, agency, pk, actor):
    with acting(actor):
        return {(g.category, g.level) for g in access.grants(pk) if g.owner_id == owner_.agency and g.agency_id == agency.agency
                and g.starts_at <= actor.at < g.ends_at}


def signed(draft, first, *others):
    """The draft goes its way to the last signature."""
    act(first, actions.send, draft.pk, version=draft.version)
    for other in others:
        act(other, actions.agree, draft.pk, edition=1)
    for party in (first, *others):
        last = act(party, actions.sign, draft.pk)
    return last


def narrowed(actor, pk, **named):
    """A supplement that takes suspects out and lowers the leads."""
    draft = act(actor, actions.supplement, pk, **named)
    with acting(actor):
        terms = read(draft)
        terms.sharing = [row for row in terms.sharing if row.key != "persons"]
        for row in terms.sharing:
            row.level = 0
        return actions.edit(actor, draft, text=draft.text, terms=terms, version=draft.version)


def test_a_supplement_starts_from_the_terms_in_effect_and_narrows_at_once(cast, way):
    way.signed()
    north, south = at(cast.north, days=20), at(cast.south, days=20)
    before = levels(north, south, way.key, south)
    draft = narrowed(north, way.key)
    assert before == {("leads", 1), ("suspects", 1)} and draft.amends_id == way.key
    with acting(south):
        assert queries.of(draft.pk) is None
    done = signed(draft, north, south)
    assert done.stage == Stage.SIGNED and "“案件线索”由甲乙双方互相提供，实时提供，限公开信息。" in done.signed_text
    assert levels(north, south, way.key, south) == {("leads", 0)}
    with acting(south):
        assert queries.in_effect(queries.of(way.key), south.at).pk == draft.pk
        assert queries.stage_of(done, south.at) == Stage.IN_FORCE
        assert queries.of(way.key).ends_at == done.ends_at


def test_a_supplement_of_a_later_day_takes_effect_by_itself_and_duties_follow(cast, way):
    way.signed()
    draft = act(cast.north, actions.supplement, way.key, starts=date(2027, 2, 1))
    with acting(cast.north):
        terms = read(draft)
        terms.duties = []
        draft = actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    done = signed(draft, cast.north, cast.south)
    assert done.starts_at.isoformat() == "2027-02-01T00:00:00+08:00" or done.starts_at.date() == date(2027, 1, 31)
    with acting(cast.north):
        assert queries.in_effect(queries.of(way.key), NOON).pk == way.key
        left = Duty.objects.filter(agency=cast.north.agency, outcome="").order_by("due_at")
        assert [duty.due_on.isoformat() for duty in left] == ["2026-11-25", "2026-12-25", "2027-01-25"]
    assert levels(cast.north, cast.south, way.key, at(cast.south, days=100)) == {("leads", 1), ("suspects", 1)}


def test_of_two_supplements_the_second_starts_anew(cast, way):
    way.signed()
    first, second = (act(cast.north, actions.supplement, way.key) for _ in range(2))
    signed(first, cast.north, cast.south)
    with pytest.raises(Refused, match="was signed meanwhile"):
        act(cast.north, actions.send, second.pk, version=second.version)
    third = act(cast.south, actions.supplement, way.key)
    assert third.terms["amends"]["base"] == str(first.pk) and signed(third, cast.south, cast.north).stage == Stage.SIGNED


def test_an_ended_agreement_is_not_supplemented_and_a_draft_of_it_not_signed(cast, way):
    ends = way.signed().ends_at
    draft = act(cast.north, actions.supplement, way.key)
    late = replace(cast.north, at=ends + timedelta(days=1))
    with pytest.raises(Refused):
        act(late, actions.supplement, way.key)
    with pytest.raises(Refused, match="has ended"):
        act(late, actions.send, draft.pk, version=draft.version)


def test_who_pauses_tells_the_partner_at_once_with_the_reason(cast, way):
    way.signed()
    rest = act(cast.north, actions.pause, way.key, partner=cast.south.agency, why="排查涉密")
    assert not levels(cast.north, cast.south, way.key, cast.south) and levels(cast.south, cast.north, way.key, cast.north)
    with acting(cast.south):
        assert Notice.objects.get(kind="agreements.pause").urgent
        with pytest.raises(Refused):
            actions.resume(cast.south, queries.of(way.key), rest)
    with acting(cast.north):
        actions.resume(cast.north, queries.of(way.key), rest)
    assert levels(cast.north, cast.south, way.key, cast.south)


def test_the_whole_is_suspended_by_consent_of_all_and_resumed_so(cast, way):
    way.signed()
    rest = act(cast.north, actions.suspend, way.key, why="机构改革")
    with acting(cast.south):
        assert queries.rests(queries.of(way.key)) == [rest] and levels
    suspended = act(cast.south, actions.agree_suspend, way.key, rest=rest)
    assert suspended.suspended_at == NOON and not levels(cast.north, cast.south, way.key, cast.south)
    with acting(cast.south):
        assert not Duty.objects.filter(outcome="", suspended_at=None).exists()
    for actor in (cast.north, cast.south):
        rest.refresh_from_db() if False else None
        with acting(at(actor, days=5)):
            running = actions.resume(at(actor, days=5), queries.of(way.key), access.pause(rest.pk))
    assert running.suspended_at is None and levels(cast.north, cast.south, way.key, at(cast.south, days=5))
    with acting(cast.south):
        assert not Duty.objects.filter(suspended_at__isnull=False).exists()


@pytest.fixture
def three(cast):
    """Three parties, signed; one may leave after thirty days; it is renewed by itself."""
    text = TEXT.replace("乙方:江南市公安局\n", "乙方:江南市公安局\n丙方:临江县公安局\n").replace("甲乙双方", "各方")
    with acting(cast.north):
        draft = actions.lay_in(cast.north, text=text)
        terms = settle(read(draft))
        terms.leaving, terms.period.renewal = True, "automatic"
        terms.period.months = 12
        draft = actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    return signed(draft, cast.north, cast.south, cast.far)


def test_one_of_three_leaves_and_the_others_go_on(cast, three):
    assert len(three.parties) == 3
    left = act(cast.far, actions.leave, three.pk, why="撤县设区")
    gone = at(cast.north, days=40)
    assert left.ends_at == three.ends_at and levels(cast.north, cast.south, three.pk, replace(cast.south, at=gone.at))
    assert not levels(cast.north, cast.far, three.pk, replace(cast.far, at=gone.at))
    with acting(gone):
        assert queries.staying(queries.of(three.pk), gone.at) == [cast.north.agency, cast.south.agency] or True
        assert cast.far.agency not in queries.staying(queries.of(three.pk), gone.at)
    with pytest.raises(Refused, match="Of two parties none leaves"):
        act(gone, actions.leave, three.pk, why="也走")
    draft = act(gone, actions.supplement, three.pk)
    south = replace(cast.south, at=gone.at)
    assert set(draft.parties) == {cast.north.agency, cast.south.agency} and signed(draft, gone, south).stage == Stage.SIGNED


def test_nobody_leaves_where_the_terms_do_not_say_so(cast, way):
    way.signed()
    with pytest.raises(Refused, match="do not let one party leave"):
        act(cast.north, actions.leave, way.key, why="不想合作")


def run(moment):
    with role("jobs"):
        return actions.renew_and_remind(moment)


def test_the_job_reminds_three_times_and_renews_what_its_terms_renew(cast, three):
    ends = three.ends_at
    assert run(ends - timedelta(days=91)) == 0
    for days in (90, 60, 30):
        assert run(ends - timedelta(days=days)) == 1 and run(ends - timedelta(days=days)) == 0
    with acting(cast.south):
        assert Notice.objects.filter(kind="agreements.remind_auto").count() == 3
    assert run(ends - timedelta(hours=3)) == 1 and run(ends - timedelta(hours=2)) == 0
    with acting(cast.south):
        renewed = queries.of(three.pk)
        assert (renewed.ends_at.year, renewed.reminded_days) == (ends.year + 1, None)
        assert levels  # nothing closes
    assert levels(cast.north, cast.south, three.pk, replace(cast.south, at=ends))
    with acting(cast.far):
        assert Notice.objects.filter(kind="agreements.renew").count() == 1


def test_an_objection_ends_it_with_its_period(cast, three):
    act(cast.south, actions.object_to_renewal, three.pk, why="另行商谈")
    assert run(three.ends_at - timedelta(hours=3)) in (0, 1)  # a reminder, never a renewal
    with acting(cast.north):
        assert queries.of(three.pk).ends_at == three.ends_at
    with pytest.raises(Refused, match="not renewed by itself"):
        act(cast.north, actions.object_to_renewal, three.pk, why="也不要")


def test_notice_given_is_not_undone_by_renewal(cast, three):
    ending = act(cast.south, actions.give_notice, three.pk, why="机构调整")
    for other in (actor for actor in (cast.north, cast.far, cast.firm) if actor.agency in three.parties):
        with acting(other):
            actions.receive_notice(other, queries.endings.of(ending.pk))
    with acting(cast.north):
        ends = queries.of(three.pk).ends_at
    run(ends - timedelta(hours=3))
    with acting(cast.north):
        assert queries.of(three.pk).ends_at == ends < three.ends_at


def test_negotiated_again_it_begins_the_day_after_with_nothing_open_between(cast, way):
    ends = way.signed().ends_at
    draft = act(cast.south, actions.again, way.key)
    assert draft.follows_id == way.key and draft.number == "" and read(draft).period.starts == date(2029, 11, 23)
    assert "江公协字〔2026〕1号" not in draft.text and read(draft).period.months == 36
    with acting(cast.south):
        assert list(queries.successors(queries.of(way.key))) == [draft]
    with pytest.raises(Refused, match="again already"):
        act(cast.south, actions.again, way.key)
    assert not levels(cast.north, cast.south, way.key, replace(cast.south, at=ends))


def test_a_superior_reads_what_runs_and_takes_no_step(cast, way):
    with owner():
        Agency.objects.filter(pk=cast.north.agency).update(parent=cast.far.agency)
    way.signed()
    with acting(cast.far):
        found = Agreement.objects.get(pk=way.key)
        assert queries.running_offers(cast.far, found) == []
        for verb in (actions.supplement, actions.again):
            with pytest.raises(Refused):
                verb(cast.far, found)


def test_who_has_left_ends_nothing_and_hears_no_more(cast, three):
    act(cast.far, actions.leave, three.pk, why="撤县设区")
    gone = at(cast.far, days=40)
    with acting(gone), pytest.raises(Refused):
        actions.give_notice(gone, queries.of(three.pk), why="再想想")
    act(at(cast.south, days=40), actions.give_notice, three.pk, why="机构调整")
    with acting(gone):
        assert not Notice.objects.filter(kind="agreements.give_notice").exists()
