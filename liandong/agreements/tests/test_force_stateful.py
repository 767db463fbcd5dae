"""No sequence of steps leaves a grant without an agreement in force, a duty without a basis, a party without its papers."""
import json
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from conftest import NOON, owner, role
from liandong.access import queries as access
from liandong.access.models import Deed, Grant, Leaving, Signature, Suspension
from liandong.agreements import actions, queries
from liandong.agreements.models import Agreement
from liandong.agreements.rules.lifecycle import Stage
from liandong.duties.models import Duty, Schedule
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .conftest import TEXT, read, settle

WHO = st.integers(0, 2)
STEPS = settings(max_examples=6, stateful_step_count=14, deadline=None, print_blob=False,
                 suppress_health_check=list(HealthCheck))


class Force(RuleBasedStateMachine):
    """Three agencies, one agreement, every verb in any order by any of them, as time goes by."""

    cast = None

    @initialize()
    def begin(self):
        self.before, self.at = transaction.savepoint(), NOON
        self.parties = (self.cast.north, self.cast.south, self.cast.far)
        text = TEXT.replace("乙方:江南市公安局\n", "乙方:江南市公安局\n丙方:临江县公安局\n").replace("甲乙双方", "各方")
        north = self.parties[0]
        with acting(north):
            draft = actions.lay_in(north, text=text)
            terms = settle(read(draft))
            terms.leaving, terms.period.renewal, terms.period.months = True, "automatic", 3
            self.root = actions.edit(north, draft, text=draft.text, terms=terms, version=draft.version).pk
        self.through(self.root)
        for party in self.parties:
            self.act(party, actions.sign, self.root)

    def teardown(self):
        if hasattr(self, "before"):
            connection.needs_rollback = False
            transaction.savepoint_rollback(self.before)

    def act(self, actor, verb, key, *args, **named):
        """One step; a refusal changes nothing."""
        actor = replace(actor, at=self.at)
        with suppress(Refused), acting(actor):
            found = queries.of(key)
            return verb(actor, found, *args, **named) if found else None

    def through(self, key):
        """Send it, and every party agrees."""
        with owner():
            draft = Agreement.objects.get(pk=key)
        drafter = next(p for p in self.parties if p.agency == draft.drafter_id)
        self.act(drafter, actions.send, key, version=draft.version)
        for party in self.parties:
            if party is not drafter and party.agency in draft.parties:
                self.act(party, actions.agree, key, edition=1)

    @rule(who=WHO, drop=st.integers(0, 2), level=st.integers(0, 2), later=st.integers(0, 20), signs=st.integers(1, 3))
    def supplement(self, who, drop, level, later, signs):
        """Draft, narrow or widen, agree; some of them sign."""
        actor, starts = replace(self.parties[who], at=self.at), (self.at + timedelta(days=later)).date() if later else None
        made = self.act(actor, actions.supplement, self.root, starts=starts)
        if made is None:
            return
        with suppress(Refused), acting(actor):
            terms = read(made)
            terms.sharing = terms.sharing[drop:]
            terms.duties = terms.duties[:2 - drop]
            for row in terms.sharing:
                row.level = level
            actions.edit(actor, made, text=made.text, terms=terms, version=made.version)
        self.through(made.pk)
        for party in self.parties[:signs]:
            self.act(party, actions.sign, made.pk)

    @rule(who=WHO)
    def sign_what_waits(self, who):
        with owner():
            waiting = list(Agreement.objects.filter(stage__in=[Stage.AGREED, Stage.SIGNING]).values_list("pk", flat=True))
        for key in waiting:
            self.act(self.parties[who], actions.sign, key)

    @rule(who=WHO)
    def withdraw(self, who):
        with owner():
            drafts = list(Agreement.objects.filter(drafter=self.parties[who].agency, amends=self.root)
                          .exclude(stage__in=[Stage.SIGNED, Stage.WITHDRAWN]))
        for draft in drafts[:1]:
            self.act(self.parties[who], actions.withdraw, draft.pk, why="另议", version=draft.version)

    @rule(who=WHO, whom=WHO, of_all=st.booleans())
    def pause(self, who, whom, of_all):
        self.act(self.parties[who], actions.pause, self.root, partner=None if of_all else self.parties[whom].agency, why="查")

    @rule(who=WHO)
    def suspend(self, who):
        self.act(self.parties[who], actions.suspend, self.root, why="停")

    @rule(everybody=st.booleans(), who=WHO,
          verb=st.sampled_from([actions.agree_suspend, actions.resume, actions.decline_pause]))
    def answer(self, everybody, who, verb):
        for party in self.parties if everybody else [self.parties[who]]:
            with acting(replace(party, at=self.at)):
                rests = queries.rests(queries.of(self.root))
            for rest in rests:
                self.act(party, verb, self.root, rest)

    @rule(who=WHO)
    def leave(self, who):
        self.act(self.parties[who], actions.leave, self.root, why="撤并")

    @rule(who=WHO)
    def object(self, who):
        self.act(self.parties[who], actions.object_to_renewal, self.root, why="另议")

    @rule(who=WHO)
    def notice(self, who):
        self.act(self.parties[who], actions.give_notice, self.root, why="调整")

    @rule(days=st.integers(1, 45))
    def time_goes_by(self, days):
        self.at += timedelta(days=days)
        self.jobs()

    @rule()
    def the_last_day_comes(self):
        with owner():
            ends = Deed.objects.get(pk=self.root).ends_at
        self.at = max(self.at, ends - timedelta(hours=12))
        self.jobs()

    def jobs(self):
        with role("jobs"):
            actions.renew_and_remind(self.at)
            actions.tell_moments(self.at)

    @invariant()
    def every_open_grant_stands_in_the_deed_in_effect(self):
        if not hasattr(self, "root"):
            return
        with owner():
            root, left = Deed.objects.get(pk=self.root), dict(Leaving.objects.values_list("agency_id", "at"))
            versions = list(Deed.objects.filter(amends=self.root, serial__isnull=False).order_by("serial"))
            paused = Suspension.objects.filter(owner=None, since__isnull=False, until=None).exists()
            for moment in (self.at, self.at + timedelta(days=25), root.ends_at):
                effect = [d for d in (root, *versions) if d.starts_at <= moment][-1:]
                for grant in Grant.objects.filter(starts_at__lte=moment, ends_at__gt=moment):
                    assert moment < root.ends_at and not paused and grant.deed_id == effect[0].pk
                    lines = json.loads(effect[0].terms)["grants"]
                    assert any((line["owner"], line["agency"], line["category"], line["level"]) == (
                        str(grant.owner_id), str(grant.agency_id), grant.category, grant.level) for line in lines)
                    assert all(left.get(party, moment + timedelta(1)) > moment for party in (grant.owner_id, grant.agency_id))

    @invariant()
    def every_open_duty_has_a_basis_when_it_falls_due(self):
        if not hasattr(self, "root"):
            return
        with owner():
            root, left = Deed.objects.get(pk=self.root), dict(Leaving.objects.values_list("agency_id", "at"))
            versions = [root, *Deed.objects.filter(amends=self.root, serial__isnull=False).order_by("serial")]
            rests = Suspension.objects.filter(owner=None, since__isnull=False).exists()
            for duty in Duty.objects.filter(basis=self.root, outcome="").select_related("schedule"):
                assert duty.due_at <= root.ends_at or rests  # what rested goes on with what was left
                said = [d for d in versions if d.starts_at < duty.due_at][-1]
                assert rests or any(t["kind"] == duty.kind and str(duty.agency_id) in t["who"] and t["on"] == duty.schedule.on
                                    for t in json.loads(said.terms)["duties"])
                assert duty.due_at <= left.get(duty.agency_id, duty.due_at) or rests
            assert not Schedule.objects.filter(basis=self.root, ends_at__gt=root.ends_at).exists()

    @invariant()
    def every_party_reads_what_it_signed_and_nobody_what_it_did_not(self):
        if not hasattr(self, "root"):
            return
        with owner():
            signed = {(deed, agency) for deed, agency in Signature.objects.values_list("deed_id", "agency_id")}
            parties = {deed.pk: set(deed.parties) for deed in Deed.objects.all()}
            opened = set(Deed.objects.filter(serial__isnull=False).values_list("pk", flat=True))
        for party in self.parties:
            with acting(replace(party, at=self.at)):
                seen = set(Agreement.objects.exclude(sent_at=None).values_list("pk", flat=True))
                assert {deed for deed, agency in signed if agency == party.agency} <= seen
                assert all(party.agency in parties[deed] for deed in seen & set(parties))
                assert all(access.deed(deed) is not None for deed, agency in signed if agency == party.agency)
        assert all(UUID(str(party)) and (deed, party) in signed for deed in opened for party in parties[deed])


def test_no_sequence_of_steps_breaks_what_was_agreed(cast):
    Force.cast = cast
    run_state_machine_as_test(Force, settings=STEPS)
