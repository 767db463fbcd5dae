"""Say what the command centre of one's agency is."""
from collections.abc import Collection

from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen

from .. import rules
from ..models import CommandCentre
from ..rules import centres

THERE = _("Your agency has its command centre already; change that one.")


def set_centre(actor: Actor, *, name: str, level: int, phone: str, duties: Collection[str], powers: Collection[str],
               version: int) -> CommandCentre:
    """Enter the command centre of the actor's agency (`version` 0), or change it as it was seen."""
    rules.check_administrator(actor, agency=actor.agency)
    centres.check(level, duties=duties, powers=powers)
    values = {"name": name.strip(), "level": level, "phone": phone.strip(), "duties": sorted(duties), "powers": sorted(powers)}
    found = CommandCentre.objects.filter(agency=actor.agency).first()
    if found and not version:
        raise Refused(THERE)
    centre = change_as_seen(found, version, **values) if found else CommandCentre.objects.create(
        agency_id=actor.agency, **values)
    audit.record(actor, "agencies.set_centre", actor.agency, kind="agency", facts={"name": centre.name}, change=values)
    return centre
