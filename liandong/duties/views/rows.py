"""A duty as lists, the workbench and its own page draw it."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import rules
from ..models import Duty

TOPIC = 36  # characters of an order's text in a title


@dataclass(frozen=True)
class Row:
    """A duty with what is said of it at a moment."""

    duty: Duty
    look: str
    word: str
    partners: str
    is_ours: bool

    @property
    def title(self) -> str:
        """What it is, for which period or about what, the latter cut short: an order's text can be long."""
        duty = self.duty
        return " · ".join(filter(None, (duty.name, duty.period, Truncator(duty.topic).chars(TOPIC))))

    @property
    def due(self) -> str:
        """By when, as a list says it: the day at whose 24:00 it is due, or day and minute."""
        return said(self.duty.due_at, ending=False)

    @property
    def is_paused(self) -> bool:
        """Whether its clock stands still until a question is answered."""
        return not self.duty.outcome and self.duty.paused_at is not None


def rows(actor: Actor, duties: Iterable[Duty]) -> list[Row]:
    """The duties with what is said of them; one query for the names."""
    found = list(duties)
    names = agencies.names({party for duty in found for party in duty.parties})
    return [Row(duty, rules.state(duty, actor.at).value, _(rules.standing(duty, actor.at).label),
                "、".join(names[p] for p in duty.parties if p != duty.agency_id), duty.agency_id == actor.agency)
            for duty in found]


def said(at: datetime, *, ending: bool = True) -> str:
    """A limit in words: midnight as 24:00 of the day before, as the law counts, or that day alone; else to the minute."""
    here = moments.local(at)
    if here.time() != time():
        return f"{here:%Y-%m-%d %H:%M}"
    day = rules.due_on(at).isoformat()
    return _("24:00 of %(day)s") % {"day": day} if ending else day
