"""A deed with its amendments, pauses and leavings: every window is exact, and nobody opens or closes what is another's."""
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from conftest import NOON, role
from liandong.access import actions, queries
from liandong.access.models import Grant, Leaving, Suspension
from liandong.agencies import queries as agencies
from liandong.kernel.actor import acting
from liandong.kernel.keys import uuid7
from liandong.kernel.moments import day_end

from .cast import both_ways, ended, lay, line, opened, sign

FOREVER = 400  # days


def at(actor, **span):
    return replace(actor, at=NOON + timedelta(**span))


def sees(giver, taker, level=1, **span):
    """Whether the taker holds a grant of the giver at that level then."""
    moment = NOON + timedelta(**span)
    with acting(taker):
        found = Grant.objects.filter(owner=giver.agency, agency=taker.agency, level__gte=level, starts_at__lte=moment,
                                     ends_at__gt=moment).count()
    assert found < 2, "nothing opens twice"
    return bool(found)


def call(actor, function, *values):
    with acting(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}({', '.join(['%s'] * len(values))})", values)
        return cursor.fetchone()[0]


def refused(actor, function, *values, match):
    with pytest.raises(DatabaseError, match=match):
        call(actor, function, *values)


def act(actor, verb, *args, **named):
    with acting(actor):
        return verb(actor, *args, **named)


@pytest.fixture
def deed(cast):
    return opened(cast.north, cast.south, grants=both_ways(cast.north, cast.south, level=2))


@pytest.fixture
def three(cast):
    """North, south and far, each giving to each; one may leave after thirty days."""
    parties = (cast.north, cast.south, cast.far)
    return opened(*parties, grants=both_ways(*parties), leaving=True, termination={"notice_days": 30, "notice_unit": "day"})


def amend(deed, *parties, grants, **terms):
    later = [at(p, days=10) for p in parties]
    return opened(*later, grants=grants, amends=deed.pk, **terms)


def test_an_amendment_that_narrows_closes_at_once(cast, deed):
    amend(deed, cast.north, cast.south, grants=[line(cast.north, cast.south, level=1)])
    assert sees(cast.north, cast.south, 2, days=9) and not sees(cast.north, cast.south, 2, days=10)
    assert sees(cast.north, cast.south, 1, days=10) and not sees(cast.south, cast.north, 1, days=10)
    assert sees(cast.north, cast.south, 1, days=FOREVER)


def test_an_amendment_from_a_later_day_opens_then_by_itself(cast, deed):
    start = day_end((NOON + timedelta(days=30)).date())
    amend(deed, cast.north, cast.south, grants=[line(cast.south, cast.north, level=2)], starts_at=start.isoformat())
    before, after = (start - NOON) - timedelta(seconds=1), start - NOON
    assert sees(cast.north, cast.south, 2, seconds=before.total_seconds())
    assert not sees(cast.north, cast.south, 1, seconds=after.total_seconds())
    assert sees(cast.south, cast.north, 2, seconds=after.total_seconds())


def test_an_amendment_needs_every_party_and_starts_from_the_latest(cast, deed, three):
    wanting = lay(cast.north, cast.south, grants=[], amends=three.pk)
    sign(wanting, cast.north, cast.south)
    refused(cast.south, "access_open", wanting.pk, match="every party that has not left")
    rivals = [lay(cast.north, cast.south, grants=[], amends=deed.pk) for _ in range(2)]
    for rival in rivals:
        sign(rival, cast.north, cast.south)
    call(cast.south, "access_open", rivals[0].pk)
    refused(cast.south, "access_open", rivals[1].pk, match="another amendment came first")


def test_what_the_column_says_is_what_was_signed(cast, deed, three):
    false = lay(cast.north, cast.south, grants=[], amends=deed.pk)
    plain = lay(cast.north, cast.south, grants=[line(cast.north, cast.south)])
    with role("owner"):
        type(false).objects.filter(pk=plain.pk).update(amends=deed.pk)
        type(false).objects.filter(pk=false.pk).update(amends=three.pk)
    for one in (false, plain):
        sign(one, cast.north, cast.south)
        refused(cast.south, "access_open", one.pk, match="amends what was signed")


def test_a_deed_that_has_ended_is_not_amended(cast, deed):
    ended(deed, NOON + timedelta(days=5), NOON)
    late = lay(cast.north, cast.south, grants=[line(cast.north, cast.south)], amends=deed.pk)
    sign(late, cast.north, cast.south)
    refused(at(cast.south, days=6), "access_open", late.pk, match="has ended")
    assert not sees(cast.north, cast.south, days=6)


def test_who_pauses_what_it_gives_closes_it_at_once_and_opens_it_again(cast, deed):
    act(at(cast.north, days=1), actions.pause, deed, owner=cast.north.agency, agency=cast.south.agency, why="涉密排查")
    assert not sees(cast.north, cast.south, days=1) and sees(cast.south, cast.north, days=1)
    with acting(cast.north):
        pause = queries.pauses(deed.pk).get()
    with pytest.raises(DatabaseError, match="not the agency's to end"):
        act(at(cast.south, days=2), actions.resume, pause)
    assert act(at(cast.north, days=3), actions.resume, pause)
    assert not sees(cast.north, cast.south, days=2) and sees(cast.north, cast.south, days=3)


def test_the_whole_rests_and_runs_again_only_when_all_agree(cast, three):
    pause = act(cast.north, actions.pause, three, owner=None, why="机构调整")
    assert sees(cast.north, cast.far, hours=1) and not act(cast.south, actions.agree_pause, pause)
    assert act(at(cast.far, days=1), actions.agree_pause, pause) and not sees(cast.north, cast.far, days=1)
    for actor, runs in ((cast.far, False), (cast.south, False), (cast.north, True)):
        assert act(at(actor, days=2), actions.resume, pause) is runs
    assert sees(cast.north, cast.far, days=2) and not sees(cast.north, cast.far, days=1, hours=23)


def test_an_amendment_of_what_is_paused_opens_only_with_the_end_of_the_pause(cast, deed):
    pause = act(cast.north, actions.pause, deed, owner=cast.north.agency, why="涉密排查")
    amend(deed, cast.north, cast.south, grants=[line(cast.north, cast.south)])
    assert not sees(cast.north, cast.south, days=10)
    act(at(cast.north, days=11), actions.resume, pause)
    assert sees(cast.north, cast.south, days=11)


def test_a_party_that_leaves_takes_only_its_own_with_it(cast, three):
    leaving = day_end((NOON + timedelta(days=30)).date())
    refused(cast.far, "access_leave", three.pk, leaving - timedelta(seconds=1), match="after its notice")
    assert act(cast.far, actions.leave, three, leaving) is False
    gone = (leaving - NOON).total_seconds()
    assert sees(cast.far, cast.south, seconds=gone - 1) and not sees(cast.far, cast.south, seconds=gone)
    assert not sees(cast.north, cast.far, seconds=gone) and sees(cast.north, cast.south, seconds=gone)
    partners = {cast.north.agency, cast.south.agency, cast.far.agency}
    for actor, left in ((cast.north, {cast.south.agency}), (cast.far, set()), (cast.south, {cast.north.agency})):
        with acting(at(actor, seconds=gone - 1)):
            assert agencies.partners(at(actor, seconds=gone - 1)) == partners - {actor.agency}
        with acting(at(actor, seconds=gone)):
            assert queries.partners(at(actor, seconds=gone)) == left


def test_when_one_would_stay_alone_the_whole_ends(cast, three):
    leaving = day_end((NOON + timedelta(days=30)).date())
    act(cast.far, actions.leave, three, leaving)
    later = leaving + timedelta(days=1)
    assert act(at(cast.south, days=1), actions.leave, three, later) is True
    with acting(cast.north):
        three.refresh_from_db()
        assert three.ends_at == later
    refused(at(cast.far, days=60), "access_leave", three.pk, later, match="only a signatory of a party")


def test_nobody_leaves_where_the_terms_do_not_let_it(cast, deed):
    refused(cast.south, "access_leave", deed.pk, NOON + timedelta(days=99), match="where the terms let it")


def renewed(deed, moment):
    with role("jobs"):
        return actions.renew(queries.deed(deed.pk), moment)


def test_a_deed_is_renewed_once_in_its_last_day_where_it_says_so(cast):
    deed = opened(cast.north, cast.south, grants=both_ways(cast.north, cast.south), renewal="automatic", months=12)
    end = deed.ends_at
    assert not renewed(deed, end - timedelta(hours=25)) and renewed(deed, end - timedelta(hours=24))
    assert not renewed(deed, end - timedelta(hours=1)) and not renewed(deed, end)
    assert sees(cast.north, cast.south, seconds=(end - NOON).total_seconds())
    with acting(cast.north):
        deed.refresh_from_db()
    assert (deed.ends_at.year, deed.ends_at.month, deed.ends_at.day) == (end.year + 1, end.month, end.day)


def test_an_objection_keeps_it_from_being_renewed(cast, deed):
    auto = opened(cast.north, cast.south, grants=[], renewal="automatic", months=12)
    late = replace(cast.south, at=auto.ends_at - timedelta(hours=24))
    refused(late, "access_object", auto.pk, match="nothing to object to")
    act(replace(late, at=late.at - timedelta(seconds=1)), actions.object_to_renewal, auto)
    assert not renewed(auto, auto.ends_at - timedelta(hours=1))
    refused(cast.south, "access_object", deed.pk, match="nothing to object to")
    assert not renewed(deed, deed.ends_at - timedelta(hours=1))


@pytest.mark.parametrize("sql", [
    "SELECT access_settle(%(deed)s, actor_at())", "SELECT * FROM access_windows(%(deed)s, actor_at())",
    "SELECT access_renew(%(deed)s, actor_at())", "SELECT access_hold(%(deed)s)",
    "SELECT access_version_at(%(deed)s, actor_at())",
    "UPDATE access_pause SET until = actor_at()", "DELETE FROM access_pause", "UPDATE access_leaving SET at = 'infinity'",
    "INSERT INTO access_leaving (id, deed_id, agency_id, asked_at, officer, at) SELECT gen_random_uuid(), %(deed)s, "
    "actor_agency(), actor_at(), actor_officer(), actor_at()",
    "UPDATE access_deed SET ends_at = 'infinity'", "UPDATE access_deed SET objected_at = NULL",
    "UPDATE access_deed SET serial = 1",
])
def test_the_web_role_writes_none_of_it_itself(cast, deed, sql):
    with pytest.raises(DatabaseError, match="permission denied"), acting(cast.south), connection.cursor() as cursor:
        cursor.execute(sql, {"deed": deed.pk})


def test_a_stranger_a_clerk_and_who_has_left_pause_nothing_and_know_nothing(cast, three, deed):
    for actor in (cast.firm, replace(cast.north, roles=frozenset({"clerk"})), cast.far):
        refused(actor, "access_pause_grants", uuid7(), deed.pk, actor.agency, None, "无故", match="only a signatory of a party")
    refused(cast.south, "access_pause_grants", uuid7(), deed.pk, cast.north.agency, None, "替他", match="gives itself")
    act(cast.north, actions.pause, three, owner=cast.north.agency, agency=cast.south.agency, why="两家之间")
    with acting(cast.far):
        assert not Suspension.objects.exists() and not Leaving.objects.exists()
        assert call_in("access_in_effect", deed.pk) is None
    drill = replace(cast.north, exercise=uuid7())
    refused(drill, "access_pause_grants", uuid7(), deed.pk, drill.agency, None, "演练", match="only a signatory")


def call_in(function, deed):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, actor_at())", [deed])
        return cursor.fetchone()[0]


def test_in_force_means_the_version_in_effect_and_running_that_it_does_not_rest(cast, deed):
    amendment = amend(deed, cast.north, cast.south, grants=[])
    for days, found in ((9, deed.pk), (10, amendment.pk)):
        with acting(at(cast.south, days=days)):
            assert [one.pk for one in queries.in_force(at(cast.south, days=days))] == [found]
            assert queries.effective_deed(deed.pk, NOON + timedelta(days=days)).pk == found
            assert call_in("access_in_effect", deed.pk) == found
    pause = act(at(cast.north, days=11), actions.pause, deed, owner=None, why="机构调整")
    act(at(cast.south, days=11), actions.agree_pause, pause)
    with acting(at(cast.south, days=12)):
        assert queries.in_force(at(cast.south, days=12)).exists() and not queries.running(at(cast.south, days=12)).exists()
        assert call_in("access_in_effect", deed.pk) is None
