"""Tells notices upward: `notices` lies above agencies, so web/wiring.py hands them on."""
from collections.abc import Iterable, Mapping
from uuid import UUID

from liandong.kernel import events
from liandong.kernel.actor import Actor

from .. import rules

ALARMED = frozenset({rules.Role.ADMINISTRATOR.value, rules.Role.LEADER.value})
LIAISONS = frozenset({rules.Role.LIAISON.value})
ADMINISTRATORS = frozenset({rules.Role.ADMINISTRATOR.value})
DAY_MINUTES = 24 * 60


def tell(actor: Actor, kind: str, *, to: Iterable[UUID], values: Mapping[str, str], subject_kind: str, subject: UUID,
         roles: Iterable[str], urgent: bool = False, reply_minutes: int | None = None) -> None:
    """Tell agencies the sentence of that key; with `reply_minutes` it is to be acknowledged, or goes to head and leader."""
    events.tell("agencies.told", actor, kind, agencies=list(to), values=values,
                subject_kind=subject_kind, subject=subject, roles=sorted(roles), urgent=urgent, reply_minutes=reply_minutes)
