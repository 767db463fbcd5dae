"""Acknowledge what asks for it; what nobody acknowledges goes to the head of department, then to the agency's leader."""
from datetime import datetime
from uuid import UUID

from django.db import transaction

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import events, live, moments
from liandong.kernel.actor import NOBODY, Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import rules
from ..models import Notice
from .telling import read

BATCH = 200


def acknowledge(actor: Actor, notice: Notice, *, note: str = "") -> bool:
    """Acknowledge it for the whole agency; returns False when a colleague was first. The sender reads it in the ledger."""
    if notice.reply_minutes is None:
        raise Refused(_("This notice asks for no acknowledgement; it is enough to read it."))
    read(actor, notice)
    words = note.strip()[:200]
    taken = Notice.objects.filter(pk=notice.pk, acknowledged_at=None).update(
        acknowledged_at=actor.at, acknowledged_by=actor.officer, acknowledged_note=words)
    if not taken:
        return False
    _record(actor, "notices.acknowledge", notice, purpose=words)
    live.changed(f"agency:{notice.agency_id}")
    events.tell("notices.acknowledged", actor, notice)
    return True


def escalate(at: datetime) -> int:
    """Raise what was not acknowledged in time, each step once, however many workers there are; returns how many steps."""
    with transaction.atomic():
        overdue = Notice.objects.select_for_update(skip_locked=True).filter(next_step_at__lte=at).order_by("next_step_at")
        return sum(_raise(notice, at) for notice in overdue[:BATCH])


def _raise(notice: Notice, at: datetime) -> int:
    assert notice.reply_minutes and notice.next_step_at, "only these have steps"
    own = Notice.objects.filter(pk=notice.pk)
    if notice.acknowledged_at:
        own.update(next_step_at=None)
        return 0
    rungs = rules.rungs_due(notice.at, notice.reply_minutes, notice.next_step_at, at)
    posts = {post for rung in rungs for post in _holders(notice.agency_id, rung.role, notice.department_id)}
    own.update(raised=sorted({*notice.raised, *posts}), mailed_at=None,
               next_step_at=rules.next_step(notice.at, notice.reply_minutes, at))
    platform = Actor(NOBODY, notice.agency_id, at)
    for rung in rungs:
        _record(platform, f"notices.raise_{rung.role}", notice)
    live.changed(f"agency:{notice.agency_id}")
    return len(rungs)


def _holders(agency: UUID, role: str, department: UUID | None) -> list[str]:
    """The head of the notice's own department where it has one; else all of that post, else administrators as well."""
    held = agencies.holders(agency, [role])
    if department and role == rules.LADDER[0].role and held.filter(department=department).exists():
        return [rules.post(role, department)]
    return [role] if held.exists() else [role, rules.FALLBACK]


def _record(actor: Actor, verb: str, notice: Notice, *, purpose: str = "") -> None:
    """On the ledger of what it was about, for sender and receiver."""
    sender = agencies.names([notice.sender_id]).get(notice.sender_id, "")
    facts = {"sender": sender, "at": f"{moments.local(notice.at):%Y-%m-%d %H:%M}", "number": notice.number}
    subject, kind = (notice.subject, notice.subject_kind) if notice.subject else (notice.pk, "notice")
    audit.record(actor, verb, subject, kind=kind, audience=[notice.sender_id], purpose=purpose, facts=facts)
