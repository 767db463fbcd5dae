"""Pause what one's agency gives, suspend the whole by consent of all, and resume."""
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

from liandong.access import actions as access, queries as deeds
from liandong.agencies import queries as agencies
from liandong.duties import actions as duties
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules.lifecycle import SIGNATORY
from . import steps

if TYPE_CHECKING:
    from liandong.access.models import Deed, Suspension

WHY = _("Say why: the partners read it.")
NO_PARTNER = _("Choose a partner of this agreement, or all of them.")
PAUSED = _("That is paused already.")
NOT_YOURS = _("This is not your agency's to decide now. Load the page again.")
POST = _("Pausing and resuming is a signatory's; ask a colleague who is one.")


def pause(actor: Actor, agreement: Agreement, *, partner: UUID | None, why: str) -> "Suspension":
    """Close at once what the actor's agency gives, to one partner or to all; they are told with the reason."""
    steps.may(actor, "pause", agreement)
    partners = [p for p in queries.staying(agreement, actor.at) if p != actor.agency]
    if not why.strip() or partner not in (None, *partners):
        raise Refused(WHY if not why.strip() else NO_PARTNER, field="note", concerns=[actor.agency])
    if any((one.owner_id, one.agency_id) == (actor.agency, partner) for one in queries.rests(agreement)):
        raise Refused(PAUSED, concerns=[actor.agency])
    made = access.pause(actor, _deed(agreement), owner=actor.agency, agency=partner, why=why.strip()[:500])
    _say(actor, "pause", agreement, [partner] if partner else partners, why=why.strip()[:200])
    return made


def suspend(actor: Actor, agreement: Agreement, *, why: str) -> "Suspension":
    """Propose that the whole rest: it does when every party agrees."""
    steps.may(actor, "suspend", agreement)
    if not why.strip():
        raise Refused(WHY, field="note", concerns=agreement.parties)
    made = access.pause(actor, _deed(agreement), owner=None, why=why.strip()[:500])
    _say(actor, "ask_suspend", agreement, _others(actor, agreement), why=why.strip()[:200])
    return made


def agree_suspend(actor: Actor, agreement: Agreement, rest: "Suspension") -> Agreement:
    """Agree to the suspension; with the last consent sharing closes and clocks stand still, in this transaction."""
    _may(actor, agreement, rest, rest.owner_id is None and rest.since is None and actor.agency not in rest.agreed)
    if access.agree_pause(actor, rest):
        duties.rest(actor, basis=agreement.pk)
        _say(actor, "suspended", agreement, queries.staying(agreement, actor.at))
    else:
        _say(actor, "agree_suspend", agreement, ())
    agreement.refresh_from_db()
    return agreement


def resume(actor: Actor, agreement: Agreement, rest: "Suspension") -> Agreement:
    """Open again what the actor's agency paused, or agree that the whole runs again; with the last consent it does."""
    own = rest.owner_id == actor.agency
    asked = rest.owner_id is None and actor.agency not in rest.resuming
    _may(actor, agreement, rest, rest.since is not None and (own or asked))
    runs = access.resume(actor, rest)
    if own:
        _say(actor, "unpause", agreement, [rest.agency_id] if rest.agency_id else _others(actor, agreement))
    elif runs:
        duties.resume(actor, basis=agreement.pk)
        _say(actor, "resumed", agreement, queries.staying(agreement, actor.at))
    else:
        _say(actor, "ask_resume", agreement, _others(actor, agreement))
    agreement.refresh_from_db()
    return agreement


def decline_pause(actor: Actor, agreement: Agreement, rest: "Suspension") -> Agreement:
    """Take back or decline what waits for consent: to rest, or to run again."""
    _may(actor, agreement, rest, rest.owner_id is None and (rest.since is None or bool(rest.resuming)))
    access.decline_pause(actor, rest)
    _say(actor, "decline_pause", agreement, _others(actor, agreement))
    return agreement


def _may(actor: Actor, agreement: Agreement, rest: "Suspension", is_open: bool) -> None:
    if not is_open or rest.until is not None or rest.deed_id != agreement.pk \
            or actor.agency not in queries.staying(agreement, actor.at):
        raise Refused(NOT_YOURS, concerns=[actor.agency])
    if not actor.roles & SIGNATORY:
        raise Refused(POST, concerns=[actor.agency])


def _say(actor: Actor, verb: str, agreement: Agreement, to: Iterable[UUID], **more: str) -> None:
    """The line for those concerned, and an urgent notice to the others; between two, a third learns nothing."""
    told = list(to)
    names = agencies.names(told)
    facts: Mapping[str, str] = {"number": agreement.number, "partners": "、".join(names[one] for one in told)} | more
    between = verb in ("pause", "unpause")
    steps.note(actor, verb, agreement, facts=facts, audience=told if between else queries.staying(agreement, actor.at))
    if told:
        steps.tell(actor, verb, agreement, to=told, roles=(), urgent=verb in ("pause", "suspended"), **more)


def _others(actor: Actor, agreement: Agreement) -> list[UUID]:
    return [party for party in queries.staying(agreement, actor.at) if party != actor.agency]


def _deed(agreement: Agreement) -> "Deed":
    found = deeds.deed(agreement.pk)
    assert found, "it is signed"
    return found
