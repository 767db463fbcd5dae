"""Release a record to one agency by name, and recall it."""
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from liandong.access import actions as access
from liandong.access.rules import sight
from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from ..models import Record
from ..rules import records
from ..rules.stages import DECIDERS
from . import recalls
from .records import NOT_A_DECIDER

NO_LONGER = _("What it was released for is done.")


def release(actor: Actor, record: Record, to: UUID, *, purpose: str, until: datetime) -> None:
    """Show this one record to one agency, for a purpose and a time; the agency is told."""
    _may_decide(actor)
    agency = agencies.agency(to)
    if not purpose.strip():
        raise Refused(_("Write what it is released for: the agency may use it for that alone."), field="purpose")
    if sight.ceilings().get((agency.kind, record.category), -1) < record.level:
        raise Refused(_("Agencies of this kind may not see records of this kind at this level, so a release would show "
                        "nothing."), field="agency")
    if record.recalled_at or record.frozen_at:
        raise Refused(_("It is recalled or frozen, so nobody else would see it. Share it anew first."))
    if not records.is_shared(record.review_on, actor.at):
        raise Refused(_("Its review day has passed. Renew it first: until then nobody else sees it."))
    access.release(actor, record.pk, agency.pk, purpose=purpose.strip()[:200], until=until)
    last = f"{moments.local(until):%Y-%m-%d %H:%M}"
    audit.record(actor, "sharing.release", record.pk, kind="record", audience=[agency.pk], purpose=purpose.strip()[:200],
                 facts={"number": record.number, "agency": agency.name, "until": last})
    notices.tell(actor, "sharing.released", agencies=[agency.pk], subject_kind="record", subject=record.pk,
                 values={"owner": _name(actor), "number": record.number, "title": record.title, "until": last})


def recall(actor: Actor, record: Record, held_by: UUID, *, reason: str = "") -> None:
    """End what was released to that agency; it is asked to confirm what it did with its copies."""
    _may_decide(actor)
    agency = agencies.agency(held_by)
    if not access.recall(actor, record.pk, agency.pk):
        raise Refused(_("It is not released to this agency, or no longer."))
    recalls.called_back(actor, record, agency.pk, reason.strip() or gettext(NO_LONGER))
    audit.record(actor, "sharing.recall", record.pk, kind="record", audience=[agency.pk],
                 facts={"number": record.number, "agency": agency.name})


def _may_decide(actor: Actor) -> None:
    if not DECIDERS & actor.roles:
        raise Refused(NOT_A_DECIDER)


def _name(actor: Actor) -> str:
    return agencies.agency(actor.agency).name
