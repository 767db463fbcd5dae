"""Desks by function (对口部门), and the hours in which somebody answers: around the clock, or days and from–to. Pure."""
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Protocol

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Term, gettext_noop as _


class Function(Term):
    """What a desk or an emergency contact is for."""

    COMMAND = "command", _("Command centre")
    CRIMINAL = "criminal", _("Criminal investigation")
    ECONOMIC = "economic", _("Economic crime")
    DRUGS = "drugs", _("Drug enforcement")
    ORDER = "order", _("Public order")
    TRAFFIC = "traffic", _("Traffic police")
    FOREST = "forest", _("Forest police")
    CYBER = "cyber", _("Cyber security")
    LEGAL = "legal", _("Legal affairs")
    TECHNICAL = "technical", _("Criminal technology")
    LOGISTICS = "logistics", _("Logistics")
    OTHER = "other", _("Other matters")


ORDER = tuple(function.value for function in Function)
DAYS = (1, 2, 3, 4, 5, 6, 7)  # Monday is 1
LONGEST_PHONE = 30


class HasHours(Protocol):
    """What a row with hours has: no `opens` means around the clock."""

    @property
    def days(self) -> Sequence[int]:
        """On which days of the week, Monday 1."""

    @property
    def opens(self) -> time | None:
        """From when."""

    @property
    def closes(self) -> time | None:
        """To when; not after `opens` means on the next day."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours as they are typed: around the clock when `opens` is None."""

    days: tuple[int, ...] = DAYS
    opens: time | None = None
    closes: time | None = None


def is_open(row: HasHours, at: datetime) -> bool:
    """Whether somebody answers at that moment, in Beijing time; hours past midnight belong to the day they began on."""
    if row.opens is None or row.closes is None:
        return True
    here = moments.local(at)
    today, clock = here.isoweekday(), here.time().replace(tzinfo=None)
    if row.opens < row.closes:
        return today in row.days and row.opens <= clock < row.closes
    yesterday = (today - 2) % 7 + 1
    return today in row.days and clock >= row.opens or yesterday in row.days and clock < row.closes


def check_hours(hours: Hours) -> None:
    """Refused unless the hours are whole: around the clock, or some days with both times."""
    if hours.opens is None and hours.closes is None:
        return
    if hours.opens is None or hours.closes is None:
        raise Refused(_("Give both times, or choose around the clock."), field="opens")
    if hours.opens == hours.closes:
        raise Refused(_("Both times are the same; choose around the clock if that is meant."), field="closes")
    if not hours.days or set(hours.days) - set(DAYS):
        raise Refused(_("Choose the days on which the desk is staffed."), field="days")


def runs(days: Sequence[int]) -> list[tuple[int, int]]:
    """The days as runs, first and last of each: Monday to Friday is one run."""
    found: list[tuple[int, int]] = []
    for day in sorted(set(days)):
        if found and found[-1][1] == day - 1:
            found[-1] = found[-1][0], day
        else:
            found.append((day, day))
    return found


def check_phone(phone: str, *, field: str = "phone") -> None:
    """Refused unless it can be dialled: digits with blanks, dashes, brackets, a leading plus, an extension after 转 or #."""
    digits = sum(sign.isdigit() for sign in phone)
    if digits < 3 or set(phone) - set("0123456789 +-()（）转#*,，") or len(phone) > LONGEST_PHONE:
        raise Refused(_("A telephone number has digits, blanks, dashes, brackets, and an extension after # or 转."),
                      field=field)
