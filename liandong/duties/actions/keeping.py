"""Say that a duty is kept, take that back, let go what one is owed."""
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.keys import uuid7
from liandong.kernel.versions import change_as_seen

from .. import rules
from ..models import Duty
from . import steps


def keep(actor: Actor, duty: Duty, *, evidence: str, version: int) -> Duty:
    """Say that a duty of ours is kept, with what shows it; kept or late is decided by this moment, not by who notices."""
    steps.take("keep", actor, duty, evidence, version)
    return kept(actor, duty, evidence)


def kept(actor: Actor, duty: Duty, evidence: str) -> Duty:
    """Write that it is kept at the actor's moment, and tell the others."""
    outcome, text = rules.outcome_at(duty.due_at, actor.at, duty.paused_at), evidence.strip()
    duty = change_as_seen(duty, duty.version, outcome=outcome.value, kept_at=actor.at, kept_by=actor.officer, evidence=text)
    verb = "duties.keep" if outcome == rules.Outcome.KEPT else "duties.keep_late"
    steps.note(actor, verb, duty, change={"outcome": outcome.value, "evidence": text})
    steps.tell(actor, verb, duty)
    return duty


def reopen(actor: Actor, duty: Duty, *, reason: str, version: int) -> Duty:
    """Take back one's own word on the same day, with a reason; the evidence stays to be written anew."""
    steps.take("reopen", actor, duty, reason, version)
    duty = change_as_seen(duty, version, outcome="", kept_at=None, kept_by=None)
    steps.note(actor, "duties.reopen", duty, purpose=reason.strip(), change={"outcome": ""})
    steps.tell(actor, "duties.reopen", duty)
    return duty


def waive(actor: Actor, duty: Duty, *, reason: str, version: int) -> Duty:
    """Let go what the actor's agency is owed; when every party it is owed to has, the duty ends as waived."""
    steps.take("waive", actor, duty, reason, version)
    steps.call("duties_waive(%s, %s, %s, %s)", duty, [duty.pk, version, uuid7(), reason.strip()])
    steps.note(actor, "duties.waive", duty, purpose=reason.strip(), change={"outcome": duty.outcome})
    steps.tell(actor, "duties.waive", duty)
    return duty


def exported(actor: Actor, count: int) -> None:
    """Write down that a list of duties left the platform."""
    audit.record(actor, "duties.export", None, kind="duty", facts={"count": str(count)})
