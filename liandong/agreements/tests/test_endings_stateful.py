"""No sequence of notices, proposals, breaches and disputes ends sharing without a lawful ground, or leaves it open after."""
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from conftest import NOON, owner, role
from liandong.access.models import Deed, Grant
from liandong.agreements import actions, queries
from liandong.agreements.models import Answer, Breach, Dispute, Ending, Filing
from liandong.agreements.rules import notice
from liandong.agreements.rules.terms import Limit
from liandong.duties import actions as duties
from liandong.duties.models import Duty
from liandong.kernel import moments
from liandong.kernel.actor import acting
from liandong.kernel.errors import Refused

from .conftest import read

WHO, RIGHT = st.integers(0, 1), st.sampled_from([True, True, True, False])  # mostly the side whose step it is
STEPS = settings(max_examples=6, stateful_step_count=25, deadline=None, print_blob=False,
                 suppress_health_check=list(HealthCheck))
ANSWERS = {"consent": actions.consent_end, "receive": actions.receive_notice, "withdraw": actions.withdraw_end}
OPEN = ("claimed", "admitted", "denied")


TAKES = {"gives_notice": "who", "proposes": "who days", "answers": "right", "claims_a_breach": "who", "opens_a_dispute": "who",
         "goes_on_with_a_breach": "right", "rescinds": "right", "goes_on_with_a_dispute": "who", "time_goes_by": "days"}
VERBS = [
    "gives_notice", "proposes", "claims_a_breach", "claims_a_breach", "rescinds", "rescinds", "opens_a_dispute",
    *["time_goes_by"] * 3, *(f"answers {verb}" for verb in ("answer", "answer", "withdraw", "decline")),
    *(f"goes_on_with_a_breach {verb}" for verb in ("answer", "cure", "cure", "confirm", "confirm", "reject", "ask", "ask",
                                                   "agree", "agree", "waive", "retract")),
    *(f"goes_on_with_a_dispute {verb}" for verb in ("propose", "propose", "accept", "accept", "accept", "refuse", "go_on",
                                                    "drop", "rule"))]


class Claim(NamedTuple):
    """What the plain model knows of a breach: who claims it, until when it is to be cured, when it was said to be."""

    by: UUID
    due: datetime
    reported: datetime | None = None
    rejected: bool = False

    def lets_rescind(self, at: datetime) -> bool:
        """Whether the time ran out without a cure in it that the claimant let stand."""
        return at > self.due and (self.reported is None or self.reported > self.due or self.rejected)


class Endings(RuleBasedStateMachine):
    """Two parties, one agreement, every verb in any order by either, as time goes by."""

    cast = key = None

    @initialize()
    def begin(self):
        self.before, self.at = transaction.savepoint(), NOON
        self.parties = (self.cast.north, self.cast.south)
        self.claims: dict[UUID, Claim] = {}
        self.grounds: list[datetime] = []  # when it ends, each by a ground that the model knows
        with owner():
            self.first_end = Deed.objects.get(pk=self.key).ends_at

    def teardown(self):
        if hasattr(self, "before"):
            connection.needs_rollback = False
            transaction.savepoint_rollback(self.before)

    def do(self, who, act):
        """One step of that party; nothing where it is refused."""
        actor = replace(self.parties[who], at=self.at)
        with suppress(Refused), acting(actor):
            return act(actor)

    def side(self, agency, other):
        """The place of that party, or of the other one."""
        return int((self.parties[1].agency == agency) != other)

    def newest(self, who, table, **by):
        return self.do(who, lambda actor: table.objects.filter(agreement=self.key, **by).order_by("-at", "-pk").first())

    @rule(verb=st.sampled_from(VERBS), who=WHO, right=RIGHT, days=st.integers(1, 13))
    def takes_a_step(self, verb, who, right, days):
        """One of all the verbs: by the side whose step it is, mostly."""
        name, _, verb = verb.partition(" ")
        getattr(self, name)(**{"verb": verb} if verb else {}, **{
            "who": {"who": who}, "right": {"right": right}, "days": {"days": days}, "who days": {"who": who, "days": days},
        }[TAKES[name]])

    def gives_notice(self, who):
        self.do(who, lambda a: actions.give_notice(a, queries.of(self.key), why="调整"))

    def proposes(self, who, days):
        last = (self.at + timedelta(days=days * 3)).date()
        self.do(who, lambda a: actions.propose_end(a, queries.of(self.key), last_on=last, why="并入"))

    def answers(self, right, verb):
        it = self.newest(0, Ending, stage="open")
        if it is None:
            return
        who = self.side(it.agency_id, right != (verb == "withdraw"))
        verb = {"notice": "receive", "consent": "consent"}[it.kind] if verb == "answer" else verb
        if verb == "decline":
            self.do(who, lambda a: actions.decline_end(a, queries.endings.of(it.pk), text="不同意"))
        elif self.do(who, lambda a: ANSWERS[verb](a, queries.endings.of(it.pk))) and verb != "withdraw":
            assert it.agency_id != self.parties[who].agency  # nobody answers itself
            self.grounds.append(moments.day_end(it.last_on) if verb == "consent" else notice.ends_at(
                self.at, queries.terms_of(it.agreement).termination))

    def claims_a_breach(self, who):
        if self.newest(who, Breach, stage__in=OPEN):
            return
        made = self.do(who, lambda a: actions.claim_breach(a, queries.of(self.key), respondent=self.parties[1 - who].agency,
                                                           text="未履行"))
        if made:
            self.claims[made.pk] = Claim(made.claimant_id, moments.day_end((self.at + timedelta(days=10, hours=8)).date()))

    def goes_on_with_a_breach(self, right, verb):
        it = self.newest(0, Breach, stage__in=OPEN)
        if it is None:
            return
        who = self.side(it.claimant_id, right == (verb in ("answer", "cure", "agree")))
        version = {"version": it.version}
        done = self.do(who, lambda a: {
            "answer": lambda: actions.answer_breach(a, it, admits=True, text="属实", **version),
            "cure": lambda: self.cure(a, it), "confirm": lambda: actions.confirm_cured(a, it, **version),
            "reject": lambda: actions.reject_cure(a, it, text="不全", **version),
            "ask": lambda: actions.ask_damages(a, it, amount=Decimal(9), days=5, text="费用", **version),
            "agree": lambda: actions.agree_damages(a, it, **version),
            "waive": lambda: actions.waive_breach(a, it, text="罢了", **version),
            "retract": lambda: actions.retract_claim(a, it, text="有误", **version)}[verb]())
        if done and verb == "cure":
            self.claims[it.pk] = self.claims[it.pk]._replace(reported=self.at)
        elif done and verb == "reject":
            assert self.claims[it.pk].by == self.parties[who].agency
            self.claims[it.pk] = self.claims[it.pk]._replace(rejected=True)

    def rescinds(self, right):
        it = self.newest(0, Breach, stage__in=OPEN)
        if it is None:
            return
        who = self.side(it.claimant_id, not right)
        disputed = self.newest(who, Dispute, breach=it.pk, closed_at=None)
        with owner():
            runs = Deed.objects.get(pk=self.key).ends_at > self.at
        done = self.do(who, lambda a: actions.rescind(a, it, text="未补正", version=it.version))
        claim = self.claims[it.pk]
        lawful = claim.by == self.parties[who].agency and claim.lets_rescind(self.at) and disputed is None and runs
        assert (done is not None) == lawful
        self.grounds += [self.at] if done else []

    def opens_a_dispute(self, who):
        it = self.newest(who, Breach, stage__in=OPEN)
        if self.newest(who, Dispute, closed_at=None):
            return
        self.do(who, lambda a: actions.open_dispute(a, queries.of(self.key), title="争议", text="陈述", breach=it,
                                                    others=[self.parties[1 - who].agency]))

    def goes_on_with_a_dispute(self, who, verb):
        it = self.newest(who, Dispute, closed_at=None)
        if it is None:
            return
        version = {"version": it.version}
        self.do(who, lambda a: {
            "propose": lambda: actions.add_to_dispute(a, it, verb="propose", text="改期"),
            "refuse": lambda: actions.add_to_dispute(a, it, verb="refuse", text="不妥"),
            "accept": lambda: actions.accept_result(a, it, **version),
            "go_on": lambda: actions.go_on(a, it, text="未果", **version),
            "drop": lambda: actions.end_dispute(a, it, verb="drop", text="不争了", **version),
            "rule": lambda: actions.end_dispute(a, it, verb="rule", text="判决", **version)}[verb]())

    def time_goes_by(self, days):
        self.at += timedelta(days=days)
        with role("jobs"):
            actions.deem_received(self.at)
            actions.tell_moments(self.at)

    def cure(self, actor, breach):
        duty = Duty.objects.get(basis=breach.pk, kind="cure")
        return duties.keep(actor, duty, evidence="已补", version=duty.version)

    @invariant()
    def sharing_ends_by_a_lawful_ground_and_not_later(self):
        if not hasattr(self, "at"):
            return
        with owner():
            deed = Deed.objects.get(pk=self.key)
            assert deed.ends_at == min([self.first_end, *self.grounds])
            assert {grant.ends_at for grant in Grant.objects.all()} == {deed.ends_at}
            lawful = Ending.objects.filter(stage="settled")
            assert sorted(one.ends_at for one in lawful) == sorted(self.grounds)
            assert not Answer.objects.filter(word="deemed").exists()  # no clause lets a notice count as received
            assert not Duty.objects.filter(basis=self.key, outcome="", due_at__gt=deed.ends_at).exists()

    @invariant()
    def every_clock_of_a_claim_or_a_notice_has_its_ground(self):
        if not hasattr(self, "at"):
            return
        with owner():
            breaches, notices = Breach.objects.in_bulk(), Ending.objects.in_bulk()
            for duty in Duty.objects.exclude(basis=self.key):
                if duty.basis_kind == "notice":
                    assert duty.outcome or notices[duty.basis].stage == "open"
                elif duty.kind == "payment":
                    assert breaches[duty.basis].stage == "damages"
                else:
                    assert duty.outcome or breaches[duty.basis].stage in (*OPEN, "rescinded")
            assert set(breaches) == set(self.claims)
            for it in breaches.values():
                assert {"cure", "reply"} <= set(Duty.objects.filter(basis=it.pk).values_list("kind", flat=True))

    @invariant()
    def a_dispute_is_settled_by_all_and_by_nobody_else(self):
        if not hasattr(self, "at"):
            return
        with owner():
            for it in Dispute.objects.all():
                last = Filing.objects.filter(dispute=it, part="result").order_by("-at", "-pk").first()
                said = set(Filing.objects.filter(about=last and last.pk, part="acceptance").values_list("agency", flat=True))
                assert (it.stage == "settled") == (last is not None and said == set(it.agencies))


def test_no_sequence_of_endings_breaks_what_was_agreed(cast, way):
    with acting(cast.north):
        draft = queries.of(way.key)
        terms = read(draft)
        terms.breach, terms.cure = ["cure_period", "rescission"], Limit(amount=10, unit="day")
        terms.disputes = ["negotiation", "litigation"]
        actions.edit(cast.north, draft, text=draft.text, terms=terms, version=draft.version)
    way.signed()
    Endings.cast, Endings.key = cast, way.key
    run_state_machine_as_test(Endings, settings=STEPS)
