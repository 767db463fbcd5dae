"""A dispute: its steps in order, a superior that mediates and sees the file alone, a result that binds as a supplement."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from conftest import NOON, new_actor, new_agency, owner
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Answer, Breach, Comment, Dispute, Ending, Filing, Version
from liandong.agreements.rules import disputes as rules
from liandong.agreements.rules.lifecycle import Stage
from liandong.audit.models import Entry
from liandong.duties.models import Duty
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice
from liandong.sharing.models import Record

from .conftest import read
from .test_superior import HANGS, ask

FILE = "INSERT INTO agreements_filing (id, dispute_id, agency_id, officer, at, stage, part, text, duties, facts) "
ROW = "SELECT gen_random_uuid(), id, %s, actor_officer(), actor_at(), stage, '%s', '自拟', '{}', '[]' FROM agreements_dispute"


def later(actor, days=8):
    return replace(actor, at=NOON + timedelta(days=days))


@pytest.fixture
def above(cast):
    """A bureau above both parties, and a firm aside."""
    with owner():
        province = new_agency("岚省公安厅", "990000000000", tier="province")
        Agency.objects.filter(pk__in=[cast.north.agency, cast.south.agency]).update(parent=province)
        return new_actor(province, "000009", "钟鸣远", "officer", "clerk", "signatory")


@pytest.fixture
def dispute(cast, above, way):
    """Negotiation, then a superior, then the court; a breach is claimed, a notice given, a dispute about the breach opened."""
    with acting(cast.north):
        draft = queries.of(way.key)
        terms = read(draft)
        terms.disputes = ["negotiation", "superior_mediation", "litigation"]
        actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    way.signed()
    south = later(cast.south, 7)
    with acting(south):
        agreement = queries.of(way.key)
        missed = [duty.pk for duty in queries.breaches.missed(south, agreement)]
        breach = actions.claim_breach(south, agreement, respondent=cast.north.agency, text="11月未传递", duties=missed)
        actions.propose_end(south, agreement, last_on=south.at.date() + timedelta(days=60), why="并入")
        quoted = queries.disputes.clauses(agreement)[0]["clause"]
        return actions.open_dispute(south, agreement, title="传递期限", others=[cast.north.agency], text="我方认为已逾期",
                                    breach=breach, duties=missed, clauses=[quoted])


def take(actor, act, dispute, **fields):
    with acting(actor):
        it = queries.disputes.of(dispute.pk)
        if act in (actions.accept_result, actions.go_on, actions.end_dispute):
            fields["version"] = it.version
        return act(actor, it, **fields)


def mediated(cast, above, dispute):
    return take(later(cast.south), actions.go_on, dispute, text="协商三次未果")


def settled(cast, above, dispute):
    mediated(cast, above, dispute)
    take(later(above, 9), actions.add_to_dispute, dispute, verb="propose", text="每月传递期限改为28日前。")
    take(later(cast.north, 10), actions.accept_result, dispute)
    return take(later(cast.south, 10), actions.accept_result, dispute)


def test_the_nearest_superior_of_both_is_asked_and_told(cast, above, dispute):
    assert mediated(cast, above, dispute).mediator_id == above.agency
    with acting(later(above)):
        assert [one.pk for one in queries.disputes.waiting_for(later(above))] == [dispute.pk]
        assert Notice.objects.filter(subject=dispute.pk, key="agreements.dispute_ask").exists()


def test_before_it_is_asked_the_superior_sees_nothing_and_then_the_file_alone(cast, above, dispute):
    with acting(later(above)):
        assert not Dispute.objects.exists() and not Filing.objects.exists()
    mediated(cast, above, dispute)
    with acting(later(above)):
        [fact] = Filing.objects.get(part="statement").facts
        assert Dispute.objects.get().clauses and fact["due_at"].startswith("2026-11-25")
        assert not any(table.objects.exists() for table in (Breach, Ending, Answer, Version, Comment, Record, Duty))
        shown = {table for table, column in ask(HANGS) if ask(f'SELECT FROM "{table}" WHERE "{column}" = %s',
                                                              dispute.agreement_id)}
        assert shown == {"agreements_dispute"}
        assert set(Entry.objects.exclude(kind="dispute").values_list("verb", flat=True)) <= {"agreements.begin"}


@pytest.mark.parametrize("who", ["far", "firm"])
def test_for_outsiders_no_file_exists(cast, above, dispute, who):
    mediated(cast, above, dispute)
    with acting(later(getattr(cast, who))):
        assert not any(table.objects.exists() for table in (Dispute, Filing, Breach, Ending, Answer))
        assert queries.disputes.of(dispute.pk) is None
        with pytest.raises(DatabaseError, match="row-level security|permission denied"), transaction.atomic():
            Filing.objects.create(dispute_id=dispute.pk, agency_id=cast.far.agency, officer=cast.far.officer, at=NOON,
                                  stage="superior_mediation", part="statement", text="插话")


@pytest.mark.parametrize("attack", [
    "UPDATE agreements_filing SET text = '改写'", "DELETE FROM agreements_filing", "DELETE FROM agreements_dispute",
    "UPDATE agreements_dispute SET title = '别的'", "UPDATE agreements_dispute SET agencies = agencies || actor_agency()",
    "UPDATE agreements_dispute SET supplement = gen_random_uuid()",
    "UPDATE agreements_dispute SET stage = 'settled', closed_at = actor_at()",
    "UPDATE agreements_dispute SET stage = 'ruled', closed_at = actor_at()",
    "UPDATE agreements_dispute SET stage = 'dropped', closed_at = actor_at()",
    "UPDATE agreements_dispute SET stage = 'superior_mediation', mediator_id = actor_agency()",
    "UPDATE agreements_dispute SET stage = 'litigation'", "UPDATE agreements_dispute SET mediator_id = actor_agency()",
    "SELECT agreements_draw_up(id, gen_random_uuid()) FROM agreements_dispute",
    FILE + ROW % ("opener_id", "statement"), FILE + ROW % ("actor_agency()", "ruling"),
    FILE + ROW % ("actor_agency()", "acceptance"), FILE.replace("stage,", "stage, about,")
    + ROW.replace("stage,", "stage, (SELECT f.id FROM agreements_filing f LIMIT 1),") % ("actor_agency()", "acceptance"),
])
@pytest.mark.parametrize("who", ["north", "above"])
def test_nobody_rewrites_the_file_or_skips_a_step(cast, above, dispute, attack, who):
    if who == "above":
        mediated(cast, above, dispute)
    with acting(later({"north": cast.north, "above": above}[who], 9)):
        before = list(Filing.objects.values()), Dispute.objects.values().get()
        try:
            with transaction.atomic():
                assert ask(attack) == 0  # no row is theirs to change
        except DatabaseError as error:
            assert "syntax" not in str(error)
        assert (list(Filing.objects.values()), Dispute.objects.values().get()) == before


def test_what_a_mediator_reads_of_the_agreement_stands_in_it(cast, above, dispute):
    with acting(later(cast.south)), pytest.raises(DatabaseError, match="quoted as they stand"), transaction.atomic():
        Dispute.objects.create(agreement_id=dispute.agreement_id, number="假号", title="x", opener_id=cast.south.agency,
                               officer=cast.south.officer, at=later(cast.south).at, agencies=dispute.agencies,
                               clauses=[{"clause": "第九条", "text": "北方应赔偿一百万元"}], ways=dispute.ways,
                               stage=dispute.ways[0])


def test_the_file_is_laid_in_by_the_desk_alone(cast, above, dispute):
    patrol = replace(later(cast.north), roles=frozenset({"officer"}))
    with acting(patrol), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Filing.objects.create(dispute=dispute, agency_id=patrol.agency, officer=patrol.officer, at=patrol.at,
                              stage=dispute.stage, part="statement", text="x")


def test_the_accepted_result_is_drafted_as_a_supplement_and_binds_when_signed(cast, above, dispute):
    settled(cast, above, dispute)
    south = later(cast.south, 11)
    draft = take(south, actions.draw_up, dispute)
    with acting(south):
        assert draft.amends_id == dispute.agreement_id and "就“传递期限”的争议" in draft.text
        assert "每月传递期限改为28日前" in draft.text and "四、本补充协议是原协议的组成部分" in draft.text
        draft = actions.send(south, draft, version=draft.version)
    for actor, act in ((cast.north, lambda a, it: actions.agree(a, it, edition=it.edition)), (cast.north, actions.sign),
                       (cast.south, actions.sign)):
        with acting(later(actor, 11)):
            draft = act(later(actor, 11), queries.of(draft.pk))
    with acting(later(above, 12)):
        it = queries.disputes.of(dispute.pk)
        assert queries.stage_of(queries.disputes.supplement(it), later(above, 12).at) == Stage.IN_FORCE


def test_one_supplement_is_drafted_from_a_result_until_it_is_withdrawn(cast, above, dispute):
    settled(cast, above, dispute)
    north, south = later(cast.north, 11), later(cast.south, 11)
    draft = take(south, actions.draw_up, dispute)
    with pytest.raises(Refused, match="drafted the supplement already"):
        take(north, actions.draw_up, dispute)
    with acting(south):
        actions.withdraw(south, queries.of(draft.pk), why="另拟", version=draft.version)
    assert take(north, actions.draw_up, dispute).drafter_id == cast.north.agency


def test_the_mediator_drafts_nothing(cast, above, dispute):
    settled(cast, above, dispute)
    with pytest.raises(Refused):
        take(later(above, 11), actions.draw_up, dispute)


def test_where_the_talks_fail_it_goes_on_in_its_order_to_a_ruling(cast, above, dispute):
    mediated(cast, above, dispute)
    take(later(cast.north), actions.go_on, dispute, text="调解未成")
    ruled = take(later(cast.south, 60), actions.end_dispute, dispute, verb="rule", text="（2027）岚01民终9号：驳回")
    assert ruled.stage == "ruled" and rules.following(ruled.ways, [], "litigation") == []
