"""Approval inside an agency before it signs: its chain of posts, and where one edition stands on it."""
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liandong.agencies.rules import Role
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _

ROLES = (Role.REVIEWER, Role.HEAD, Role.INSPECTOR, Role.LEADER)  # the posts a chain is made of
NAMED = {role.value: role for role in ROLES}
USUAL = (Role.REVIEWER, Role.LEADER)  # what an agency begins with
LACKING = {
    Role.REVIEWER: _("The legal reviewer of your agency has not approved this version yet."),
    Role.HEAD: _("The head of department has not approved this version yet."),
    Role.INSPECTOR: _("The inspector of your agency has not approved this version yet."),
    Role.LEADER: _("The leader of your agency has not approved this version yet."),
}
RETURNED = {
    Role.REVIEWER: _("The legal reviewer of your agency returned this version; read why under Negotiation."),
    Role.HEAD: _("The head of department returned this version; read why under Negotiation."),
    Role.INSPECTOR: _("The inspector of your agency returned this version; read why under Negotiation."),
    Role.LEADER: _("The leader of your agency returned this version; read why under Negotiation."),
}


class Standing(Term):
    """Where one step of the chain stands on an edition."""

    WAITING = "waiting", _("waits")
    LATER = "later", _("comes later")
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")


@dataclass(frozen=True, slots=True)
class Place:
    """One step of the chain on one edition."""

    role: Role
    standing: Standing

    @property
    def lacks(self) -> str:
        """The sentence that says what keeps the edition from being signed."""
        return (RETURNED if self.standing == Standing.RETURNED else LACKING)[self.role]


def places(chain: Sequence[str], verdicts: Mapping[str, bool]) -> list[Place]:
    """The chain in its order, each step with its standing by the last verdict given for it."""
    found: list[Place] = []
    for name in chain:
        verdict = verdicts.get(name)
        is_due = all(place.standing == Standing.APPROVED for place in found)
        standing = (Standing.LATER if not is_due else Standing.WAITING if verdict is None
                    else Standing.APPROVED if verdict else Standing.RETURNED)
        found.append(Place(NAMED[name], standing))
    return found


def next_place(found: Iterable[Place]) -> Place | None:
    """The step that keeps the edition from being signed; None when all have approved, or there is no chain."""
    return next((place for place in found if place.standing != Standing.APPROVED), None)


def check_chain(roles: Sequence[str]) -> None:
    """Refused when a post stands twice in the chain, or is none that approves."""
    if set(roles) - {role.value for role in ROLES}:
        raise Refused(_("Only legal reviewer, head of department, inspector and leader approve."), field="roles")
    if len(set(roles)) != len(roles):
        raise Refused(_("A post stands once in the chain."), field="roles")


VERBS = {
    "agreements.approve": _("approved version %(edition)s of “%(title)s” as %(role)s"),
    "agreements.return": _("returned version %(edition)s of “%(title)s” as %(role)s: %(why)s"),
    "agreements.set_chain": _("set who approves agreements before they are signed: %(chain)s"),
}

NOTICES = {
    "agreements.asked": _("Version %(edition)s of “%(title)s” waits for your approval"),
    "agreements.approved": _("Version %(edition)s of “%(title)s” is approved inside the agency"),
    "agreements.return": _("%(officer)s returned version %(edition)s of “%(title)s”: %(why)s"),
}
