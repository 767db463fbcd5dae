"""Show a masked detail to one officer for five minutes, for a live case; the owner sees that it was shown."""
from datetime import datetime, timedelta
from uuid import UUID

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Record, Reveal
from ..rules import masking, standard
from ..rules.stages import DECIDERS
from ..rules.uses import Way
from . import uses


def reveal(actor: Actor, record: Record, name: str, *, case: UUID) -> datetime:
    """Show that element to the officer until the moment returned; a line in the ledger tells the owner who, when and why."""
    element = standard.kinds()[record.kind].element(name)
    if not DECIDERS & actor.roles:
        raise Refused(_("Your post does not allow seeing masked details; a case officer or liaison officer does."),
                      concerns=[record.owner_id])
    if element is None or not element.mask or not record.elements.get(name):
        raise Refused(_("There is nothing masked here."))
    if record.role in element.closed_to_others and record.owner_id != actor.agency:
        raise Refused(_("Details of victims are not open to other agencies. Ask the owner's case officer."),
                      concerns=[record.owner_id])
    chosen = queries.live_cases(actor).filter(pk=case).first()
    if chosen is None:
        raise Refused(_("Choose the live case of your agency that needs it."), concerns=[record.owner_id], field="case")
    until = actor.at + timedelta(minutes=masking.SHOWN_MINUTES)
    Reveal.objects.create(record=record, element=name, officer=actor.officer, agency_id=actor.agency, case=chosen.pk,
                          at=actor.at, until=until)
    audit.record(actor, "sharing.reveal", record.pk, kind="record", audience=[record.owner_id], purpose=chosen.number,
                 facts={"number": record.number, "element": element.label.zh, "case": chosen.number})
    uses.used(actor, [record], Way.REVEAL)
    return until
