"""Tell everybody who read a record that it was corrected; report another agency's record, and answer such a report."""
from uuid import UUID

from django.db import connection

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.duties import actions as duties, rules as duty_rules
from liandong.kernel import live
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from ..models import Ask, Record, Report
from ..rules import recalls, reports
from ..rules.entries import Entry
from ..rules.stages import DECIDERS, WRITERS
from . import editions
from .recalls import DESK, tell
from .records import NOT_A_DECIDER, NOT_A_WRITER, edit


def correct(actor: Actor, record: Record, entry: Entry, *, reason: str, version: int) -> tuple[Record, list[Ask]]:
    """Change a record because it was wrong; whoever read it is told, and takes note. Returns it and what was asked of whom."""
    why = recalls.check_reason(reason)
    changed = edit(actor, record, entry, version=version)
    edition = editions.note(actor, changed, "correct", why, is_correction=True)
    return changed, _corrected(actor, changed, edition) if edition else []


def _corrected(actor: Actor, record: Record, edition: UUID) -> list[Ask]:
    """Ask whoever read the record to take note of the correction that this edition holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sharing_tell_correction(%s)", [edition])
        keys = [key for [key] in cursor.fetchall()]
    asked = list(Ask.objects.filter(pk__in=keys).order_by("agency__code"))
    tell(actor, asked, "sharing.corrected")
    audit.record(actor, "sharing.correct", record.pk, kind="record", audience=[one.agency_id for one in asked],
                 facts={"number": record.number, "count": str(len(asked))})
    return asked


def report(actor: Actor, record: Record, *, ground: str, words: str) -> Report:
    """Say that another agency's record is wrong, outdated or a duplicate; its owner owes an answer."""
    if not WRITERS & actor.roles:
        raise Refused(NOT_A_WRITER, concerns=[record.owner_id])
    if record.owner_id == actor.agency:
        raise Refused(_("It is a record of your own agency: correct it."))
    reports.check_report(ground, words)
    made = Report.objects.create(record=record, number=record.number, owner_id=record.owner_id, agency_id=actor.agency,
                                 officer=actor.officer, at=actor.at, ground=ground, words=words.strip()[:reports.WORDS_LIMIT])
    duties.start(actor, basis_kind="report", basis=made.pk, number="", clause="", kind=duty_rules.Kind.REPLY,
                 agency=record.owner_id, parties=[record.owner_id, actor.agency], subject_kind="report", subject=made.pk,
                 topic=record.number, started_by="report",
                 allowance=duty_rules.Allowance(reports.ANSWER_AMOUNT, reports.ANSWER_UNIT))
    audit.record(actor, f"sharing.report_{ground}", record.pk, kind="record", audience=[record.owner_id],
                 purpose=words.strip()[:200], facts={"number": record.number})
    notices.tell(actor, "sharing.reported", agencies=[record.owner_id], subject_kind="report", subject=made.pk, roles=DESK,
                 values={"agency": agencies.agency(actor.agency).name, "number": record.number})
    return made


def answer_report(actor: Actor, report: Report, *, answer: str, words: str) -> Report:
    """Accept what was reported (then correct the record), or say why it is right as it stands; the reader is told."""
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER, concerns=[report.agency_id])
    if report.owner_id != actor.agency:
        raise Refused(_("Only the owner of the record answers."))
    reports.check_outcome(answer, words, report.answered_at)
    Report.objects.filter(pk=report.pk).update(answer=answer, answer_words=words.strip()[:reports.WORDS_LIMIT],
                                               answered_at=actor.at, answered_by=actor.officer)
    report.refresh_from_db()
    duties.meet_by_event(actor, "report", subject_kind="report", subject=report.pk, evidence=words.strip())
    audit.record(actor, f"sharing.report_{answer}", report.record_id, kind="record", audience=[report.agency_id],
                 purpose=words.strip()[:200], facts={"number": report.number})
    live.changed(f"report:{report.pk}")
    notices.tell(actor, "sharing.report_answered", agencies=[report.agency_id], subject_kind="report", subject=report.pk,
                 roles=DESK, values={"owner": agencies.agency(actor.agency).name, "number": report.number})
    return report
