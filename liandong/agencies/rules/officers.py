"""Agencies (机构), their kinds and ceilings, posts and roles; the 12-character code."""
import re
from typing import Protocol
from uuid import UUID

from liandong.kernel.errors import Refused
from liandong.kernel.terms import Level, Term, gettext_noop as _


class Administrator(Protocol):
    """What is asked of who appoints: kernel's actor has it."""

    @property
    def agency(self) -> UUID:
        """Their own agency."""

    @property
    def clearance(self) -> int:
        """Their own clearance."""

    @property
    def roles(self) -> frozenset[str]:
        """What they may do."""


class Kind(Term):
    """What an agency is; the kind sets a ceiling to what it may ever see (access/categories.toml)."""

    POLICE = "police", _("Police")
    DEPARTMENT = "department", _("Government department")
    COMPANY = "company", _("Company")
    SCHOOL = "school", _("School")


class Tier(Term):
    """Where an agency stands in the hierarchy."""

    MINISTRY = "ministry", _("Ministry")
    PROVINCE = "province", _("Province")
    CITY = "city", _("City")
    COUNTY = "county", _("County")
    STATION = "station", _("Station")


class Role(Term):
    """What an officer may do; an officer may hold several."""

    OFFICER = "officer", _("Case officer")
    CLERK = "clerk", _("Clerk")
    LIAISON = "liaison", _("Liaison officer")
    REVIEWER = "reviewer", _("Legal reviewer")
    SIGNATORY = "signatory", _("Signatory")
    HEAD = "head", _("Head of department")
    LEADER = "leader", _("Leader of the agency")
    INSPECTOR = "inspector", _("Inspector")
    ADMINISTRATOR = "administrator", _("Administrator")


CODE = re.compile(r"[0-9]{6}[0-9A-Z]{6}")
# GA/T 380: 12 characters, region first; positions 7 to 12 may hold letters (forest police, customs, transport).

LONGEST_NAME = 80
POLICE_NUMBER = re.compile(r"[0-9A-Z]{4,12}")


def check_code(code: str) -> None:
    """Refused unless `code` is a 12-character agency code (GA/T 380)."""
    if not CODE.fullmatch(code):
        raise Refused(_("An agency code has 12 characters: six digits of the region, then six digits or capital letters."),
                      field="code")


def department_name(name: str) -> str:
    """The name without needless blanks; Refused where it is empty or longer than eighty characters."""
    words = " ".join(name.split())
    if not words:
        raise Refused(_("Write the name of the department."), field="name")
    if len(words) > LONGEST_NAME:
        raise Refused(_("The name of a department has eighty characters at most."), field="name")
    return words


def check_appointment(*, own_clearance: int, clearance: int, roles: frozenset[str]) -> None:
    """Refused when an administrator would give a clearance above their own, or a role that does not exist."""
    if not 0 <= clearance <= int(Level.WORK_SECRET):
        raise Refused(_("Choose a clearance from public to work secret."), field="clearance")
    if clearance > own_clearance:
        raise Refused(_("The clearance you give cannot be above your own."), field="clearance")
    if unknown := roles - {role.value for role in Role}:
        raise Refused(_("There is no such role: %(roles)s."), roles=", ".join(sorted(unknown)), field="roles")


def check_administrator(actor: "Administrator", *, agency: UUID, clearance: int = 0) -> None:
    """Refused unless the actor administers that very agency, with a clearance that reaches the officer's."""
    if Role.ADMINISTRATOR not in actor.roles or agency != actor.agency:
        raise Refused(_("Only an administrator of the agency itself does this; ask a colleague who holds the role."))
    if clearance > actor.clearance:
        raise Refused(_("This officer's clearance is above yours; an administrator with the same clearance does this."))


def check_own_roles(*, own: bool, roles: frozenset[str]) -> None:
    """Refused when administrators would take the role off themselves: an agency would be left without."""
    if own and Role.ADMINISTRATOR not in roles:
        raise Refused(_("You cannot give up the role of administrator yourself; another administrator does it."),
                      field="roles")
