"""What follows for records when an agreement comes into force: both sides are told how much has opened."""
from typing import Protocol
from uuid import UUID

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from .. import queries


class InForce(Protocol):
    """What is asked of an agreement: its key, which is its deed's, its number and its parties."""

    pk: UUID
    number: str
    parties: list[UUID]


def opened(actor: Actor, agreement: InForce) -> None:
    """Tell each party how many records the actor's agency has opened to it, and the actor's agency what it got.

    The actor knows only what its own agency gives and gets, so nobody learns what two others show each other.
    """
    others = [party for party in agreement.parties if party != actor.agency]
    names, got = agencies.names(agreement.parties), 0
    for partner in others:
        flows = queries.under(agreement.pk, partner)
        got += sum(flow.gets for flow in flows)
        _tell(actor, agreement, partner, names[actor.agency], sum(flow.gives for flow in flows))
    _tell(actor, agreement, actor.agency, ", ".join(names[party] for party in others), got)


def _tell(actor: Actor, agreement: InForce, agency: UUID, giver: str, count: int) -> None:
    notices.tell(actor, "opened", agencies=[agency], subject_kind="agreement", subject=agreement.pk,
                 message=_("%(number)s is in force: %(count)s records of %(giver)s are open to your agency."),
                 values={"number": agreement.number, "count": str(count), "giver": giver})
