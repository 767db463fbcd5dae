"""Call a record back from everybody it reached, have them say what they did with it, and share it anew."""
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.duties import actions as duties, rules as duty_rules
from liandong.kernel import events, live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.keys import uuid7
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen
from liandong.notices import actions as notices

from ..models import Ask, Record
from ..rules import recalls
from ..rules.stages import DECIDERS, WRITERS
from . import editions, reach
from .records import NOT_A_DECIDER, NOT_A_WRITER

DESK = sorted(duty_rules.DESK)


def recall_all(actor: Actor, record: Record, *, reason: str, version: int) -> list[Ask]:
    """Call the record back from everybody: its owner alone sees it from this moment on, and whom it reached is asked."""
    _may_decide(actor)
    why = recalls.check_reason(reason)
    if record.recalled_at is not None:
        raise Refused(_("It is recalled already."))
    if version != record.version:
        change_as_seen(record, 0, updated_at=actor.at)  # no row has it: raises Stale with both texts
    asked = called_back(actor, record, None, why)
    record.refresh_from_db()
    editions.note(actor, record, "recall", why)
    events.tell("access.changed", actor, [one.agency_id for one in asked])
    events.tell("sharing.closed", actor, record)
    audit.record(actor, "sharing.recall_all", record.pk, kind="record", purpose=why[:200],
                 facts={"number": record.number, "count": str(len(asked))})
    return asked


def called_back(actor: Actor, record: Record, whom: UUID | None, why: str) -> list[Ask]:
    """Write the recall, lay the duties, and tell each agency that is asked: the number, by whom, and what is asked of it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_call_back(%s, %s, %s, %s)", [record.pk, uuid7(), whom, why])
        keys = [key for [key] in cursor.fetchall()]
    asked = list(Ask.objects.filter(pk__in=keys).select_related("agency").order_by("agency__code"))
    tell(actor, asked, "sharing.recalled_all" if whom is None else "sharing.recalled")
    return asked


def tell(actor: Actor, asked: Iterable[Ask], notice: str) -> None:
    """Lay on each agency the duty to answer, and tell its desk."""
    name = agencies.agency(actor.agency).name
    for one in asked:
        duties.start(actor, basis_kind=one.kind, basis=one.pk, number="", clause="", kind=duty_rules.Imposed.ACKNOWLEDGEMENT,
                     agency=one.agency_id, parties=[one.owner_id, one.agency_id], subject_kind="ask", subject=one.pk,
                     topic=one.number, started_by=one.kind,
                     allowance=duty_rules.Allowance(recalls.ANSWER_AMOUNT, recalls.ANSWER_UNIT))
        notices.tell(actor, notice, agencies=[one.agency_id], subject_kind="ask", subject=one.pk, roles=DESK,
                     values={"owner": name, "number": one.number})


def answer(actor: Actor, ask: Ask, *, answer: str, words: str = "") -> Ask:
    """Say what one's agency did with its copies, or that it took note of a correction; the owner is told."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER, concerns=[ask.owner_id])
    if ask.agency_id != actor.agency:
        raise Refused(_("Only the agency that is asked answers."))
    recalls.check_answer(ask.kind, answer, words, ask.answered_at)
    Ask.objects.filter(pk=ask.pk).update(answer=answer, words=words.strip()[:400], answered_at=actor.at,
                                         answered_by=actor.officer)
    ask.refresh_from_db()
    duties.meet_by_event(actor, ask.kind, subject_kind="ask", subject=ask.pk,
                         evidence=" ".join(filter(None, (gettext(recalls.said(answer)), words.strip()))))
    audit.record(actor, f"sharing.answer_{answer}", ask.pk, kind="ask", audience=[ask.owner_id], purpose=words.strip()[:200],
                 facts={"number": ask.number})
    live.changed(f"record:{ask.record_id}")
    if ask.kind == recalls.Asked.RECALL:
        notices.tell(actor, "sharing.recall_answered", agencies=[ask.owner_id], subject_kind="ask", subject=ask.pk, roles=DESK,
                     values={"agency": agencies.agency(actor.agency).name, "number": ask.number})
    return ask


def share_anew(actor: Actor, record: Record, *, reason: str) -> Record:
    """Share a recalled record anew, with a reason: agreements show it again; what was released by name stays ended."""
    _may_decide(actor)
    why = recalls.check_reason(reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_share_anew(%s, %s)", [record.pk, why])
        [done] = cursor.fetchone()
    if not done:
        raise Refused(_("It is not recalled; there is nothing to share anew."))
    record.refresh_from_db()
    editions.note(actor, record, "share_anew", why)
    audit.record(actor, "sharing.share_anew", record.pk, kind="record", purpose=why[:200], facts={"number": record.number})
    reach.changed(actor, record)
    return record


def _may_decide(actor: Actor) -> None:
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER)
