"""Changes answered one by one, comments that all parties read, and notes that nobody else does."""
import pytest
from django.db import DatabaseError, connection

from conftest import owner
from liandong.agencies.models import Agency
from liandong.agreements import actions, queries
from liandong.agreements.models import Comment, Note
from liandong.agreements.rules import answering
from liandong.agreements.rules.lifecycle import Stage
from liandong.agreements.rules.talking import Nature
from liandong.audit.models import Entry
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused
from liandong.notices.models import Notice

from .conftest import read


@pytest.fixture
def changed(cast, way):
    """South lengthens the notice and rewrites two clauses of what north sent."""
    way.sent()

    def act(it):
        terms = read(it)
        terms.termination.notice_days = 60
        text = it.text.replace("友好协商", "充分协商").replace("各执一份", "各持一份")
        return actions.change(cast.south, it, text=text, terms=terms, why="期限太短", version=it.version)

    return way.step(cast.south, act)


def answer(cast, way, *, passages=(), rows=(), why="", edition=2):
    return way.step(cast.north, lambda it: actions.answer(cast.north, it, passages=passages, rows=rows, why=why,
                                                          edition=edition))


def test_changes_are_told_apart_passage_by_passage_and_term_by_term(cast, changed):
    with acting(cast.north):
        found = queries.changes(changed)
    assert [(one.removed, one.added) for one in found.passages] == [("友好", "充分"), ("执", "持")]
    assert [row.path for row in found.rows] == ["termination"]


def test_all_taken_over_is_consent(cast, way, changed):
    agreed = answer(cast, way, passages={1, 2}, rows={"termination"})
    assert agreed.stage == Stage.AGREED and agreed.edition == 2


def test_none_taken_over_brings_the_words_before_back_as_a_new_version(cast, way, changed):
    with pytest.raises(Refused, match="Say why"):
        answer(cast, way)
    before = changed.edition
    back = answer(cast, way, why="三十日足够")
    assert back.edition == before + 1 and "友好协商" in back.text and read(back).termination.notice_days == 30
    with acting(cast.south):
        version = queries.versions(back).first()
        assert (version.nature, version.why) == (Nature.REJECT, "三十日足够")
        assert queries.agreed_by(back) == {cast.north.agency}
        assert Notice.objects.filter(kind="agreements.reject").count() == 1


def test_some_taken_over_is_a_counter_proposal_that_holds_just_these(cast, way, changed):
    back = answer(cast, way, passages={2}, rows={"termination"}, why="措辞不必改")
    assert back.edition == 3 and "友好协商" in back.text and "各持一份" in back.text
    assert read(back).termination.notice_days == 60
    with acting(cast.south):
        assert queries.versions(back).first().nature == Nature.COUNTER
        north, south = {cast.north.agency}, {cast.south.agency}
        assert [column.agreed for column in queries.table(back)] == [north, south, north]


def test_nobody_answers_a_first_version_or_one_that_is_gone(cast, way, changed):
    with pytest.raises(Refused, match="changed while you were reading"):
        answer(cast, way, why="不", edition=1)
    with pytest.raises(Refused, match="not open"):
        way.step(cast.south, lambda it: actions.answer(cast.south, it, passages=(), rows=(), why="不", edition=2))


def test_a_passage_is_put_back_where_it_stood():
    before, after = "一、甲方负责。\n二、乙方协助。\n三、附则。\n", "一、甲乙双方负责。\n三、附则与解释。\n"
    every = {one.number for one in answering.passages(before, after)}
    assert answering.text(before, after, every) == after and answering.text(before, after, ()) == before


def comment(actor, it, **more):
    with acting(actor):
        return actions.comment(actor, queries.of(it.pk), body="保密期限不明确", **more)


def test_a_comment_is_read_answered_and_settled_by_who_began_it(cast, changed):
    with acting(cast.south):
        [place] = [place for place, name in queries.places(changed) if name.startswith("二")]
    thread = comment(cast.south, changed, clause=place, quote="予以保密")
    with acting(cast.north):
        it = queries.of(changed.pk)
        actions.comment(cast.north, it, body="可加至五年", parent=queries.comment(it, thread.pk))
        with pytest.raises(Refused, match="began it"):
            actions.settle_comment(cast.north, it, thread)
        [seen] = queries.comments(it)
        assert seen.clause.startswith("二") and [one.body for one in seen.answers.all()] == ["可加至五年"]
    with acting(cast.south):
        actions.settle_comment(cast.south, changed, thread)
        assert queries.open_talk(cast.south, changed) == 0


def test_words_that_the_text_does_not_hold_are_not_quoted(cast, changed):
    with pytest.raises(Refused, match="does not hold"):
        comment(cast.north, changed, quote="从未写过的话")


def test_comments_on_a_draft_are_its_drafters_until_it_is_sent(cast, drafted, way):
    comment(cast.north, drafted)
    with acting(cast.south):
        assert not Comment.objects.exists()
    sent = way.sent()
    with acting(cast.south):
        assert queries.comments(sent).count() == 1


def test_a_note_is_read_by_ones_own_agency_alone(cast, changed):
    with acting(cast.north):
        actions.note(cast.north, queries.of(changed.pk), body="底线是四十五日")
    for other in (cast.south, cast.far):
        with acting(other):
            assert not Note.objects.exists() and not Notice.objects.filter(kind="agreements.note").exists()
            assert not Entry.objects.filter(verb="agreements.note").exists()
    with acting(cast.clerk):
        assert queries.notes(cast.clerk, changed).count() == 1
        [line] = Entry.objects.filter(verb="agreements.note")
        assert line.audience == [cast.north.agency] and "四十五" not in str(line.facts)


def test_who_is_above_a_party_reads_neither_comments_nor_notes(cast, way):
    agreed = way.agreed()
    comment(cast.north, agreed)
    with acting(cast.north):
        actions.note(cast.north, queries.of(agreed.pk), body="底线")
    for actor in (cast.north, cast.south):
        way.step(actor, lambda it, actor=actor: actions.sign(actor, it))
    with owner():
        Agency.objects.filter(pk=cast.north.agency).update(parent=cast.far.agency)
    with acting(cast.far):
        assert queries.of(agreed.pk) and not Comment.objects.exists() and not Note.objects.exists()


ATTACKS = [
    "UPDATE agreements_note SET settled_at = actor_at(), settled_by = actor_officer()",
    "SELECT FROM agreements_note",
    "UPDATE agreements_comment SET settled_at = actor_at(), settled_by = actor_officer()",
    "DELETE FROM agreements_comment", "UPDATE agreements_comment SET body = '同意'",
    """INSERT INTO agreements_comment (id, agreement_id, edition, clause, quote, body, agency_id, officer, at)
       SELECT gen_random_uuid(), id, edition, '', '', '同意', drafter_id, actor_officer(), actor_at()
       FROM agreements_agreement""",
    """INSERT INTO agreements_note (id, agreement_id, agency_id, edition, kind, clause, quote, body, officer, at)
       SELECT gen_random_uuid(), id, drafter_id, 1, 'note', '', '', 'x', actor_officer(), actor_at()
       FROM agreements_agreement""",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nobody_reaches_what_another_wrote(cast, changed, attack):
    comment(cast.north, changed)
    with acting(cast.north):
        actions.note(cast.north, queries.of(changed.pk), body="底线")
    try:
        with acting(cast.south), connection.cursor() as cursor:
            cursor.execute(attack)
            assert not cursor.rowcount
    except DatabaseError:
        pass
    with owner():
        assert Comment.objects.filter(settled_at=None, body="保密期限不明确").count() == Comment.objects.count() == 1
        assert Note.objects.filter(settled_at=None).count() == Note.objects.count() == 1
