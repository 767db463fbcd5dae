"""What an act of one module starts in another, where neither knows the other; subscribed in wiring.py."""
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.utils.translation import gettext as _

from liandong.duties import actions as duties, rules as duty_rules
from liandong.kernel.actor import Actor
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record


class Case(Protocol):
    """What is asked of a record."""

    pk: UUID
    kind: str
    number: str
    case_class: str
    concerns: list[UUID]


class Agreed(Protocol):
    """What is asked of an agreement."""

    pk: UUID
    title: str
    amends_id: UUID | None
    starts_at: datetime | None


class Roster(Protocol):
    """What is asked of a duty roster."""

    pk: UUID
    edition: int


def case_entered(actor: Actor, record: Case) -> None:
    """A case that concerns partners starts what agreements with them promise for cases of its class.

    They read its number and no more: whether they see the case itself is for grants to say.
    """
    if record.kind == "case" and record.concerns:
        duties.start_by_event(actor, "case", subject_kind="record", subject=record.pk, topic=record.number,
                              classes=[record.case_class], concerned=record.concerns)


def agreement_begun(actor: Actor, agreement: Agreed) -> None:
    """An agreement or a supplement came into force: what it promises to pay once from then on begins.

    Of a supplement it is about what it amends, so that what was promised before is not asked for twice. The clock of what began
    at midnight runs from there, however late a job tells of it.
    """
    starts = agreement.starts_at
    duties.start_by_event(actor, "in_force", subject_kind="agreement", subject=agreement.amends_id or agreement.pk,
                          topic=agreement.title, classes=[str(agreement.pk)],
                          since=starts if starts and starts < actor.at else None)


def record_closed(actor: Actor, record: Record) -> None:
    """What is called back, frozen or removed meets nobody any more."""
    sharing.interests.meet(actor, [record])


def incident_marked(actor: Actor, record: Case) -> None:
    """A serious incident starts what agreements promise for one; partners and superior are told its number at once."""
    duties.start_by_event(actor, "incident", subject_kind="record", subject=record.pk, topic=record.number,
                          classes=[record.case_class])


def incident_withdrawn(actor: Actor, record: Case, *, reason: str, since: datetime) -> None:
    """It was no serious incident: partners and superior, who were told that it is one, are told so."""
    duties.withdrawn(actor, "incident", subject_kind="record", subject=record.pk, since=since, reason=reason)


def roster_changed(actor: Actor, roster: Roster) -> None:
    """A published roster that was changed starts what agreements promise for that: telling, and its acknowledgement.

    The first edition changes nothing: partners read it, and are asked for nothing.
    """
    if roster.edition == 1:
        return
    duties.start_by_event(actor, "roster", subject_kind="roster", subject=roster.pk, topic=str(roster))
    # publishing told the partners: what was promised of telling is kept by it
    duties.meet_by_event(actor, "roster", subject_kind="roster", subject=roster.pk, evidence=_(
        "Edition %(n)s of the duty roster was published; the partners were told.") % {"n": roster.edition},
        kinds=duty_rules.TELLING)


def roster_acknowledged(actor: Actor, roster: Roster) -> None:
    """A partner acknowledged the newest edition: what it promised for that is kept."""
    duties.meet_by_event(actor, "roster", subject_kind="roster", subject=roster.pk, evidence=_(
        "Edition %(n)s of the duty roster was acknowledged on its page.") % {"n": roster.edition}, kinds=duty_rules.ANSWERS)
