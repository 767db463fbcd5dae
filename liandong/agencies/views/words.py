"""How desks, posts and hours are said and drawn."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _, pgettext

from .. import queries, rules
from ..forms.hours import WEEK
from ..models import Desk, Liaison


@dataclass(frozen=True)
class Line:
    """Somebody one calls, as a row: what for, who, where, when, and whether they answer now."""

    row: Desk | Liaison
    phone: str
    dial: str
    hours: str
    is_open: bool


def hours(row: rules.HasHours) -> str:
    """The hours in words: around the clock, or Mon–Fri 09:00–17:30."""
    if row.opens is None or row.closes is None:
        return _("around the clock")
    times = f"{row.opens:%H:%M}–{row.closes:%H:%M}"
    if len(set(row.days)) == len(rules.DAYS):
        return _("daily %(times)s") % {"times": times}
    return _("%(days)s %(times)s") % {"days": days(row.days), "times": times}


def days(of: Iterable[int]) -> str:
    """The days of the week in words; runs of three and more by their ends."""
    said = []
    for first, last in rules.runs(list(of)):
        if last - first > 1:
            said.append(_("%(first)s–%(last)s") % {"first": WEEK[first - 1], "last": WEEK[last - 1]})
        else:
            said += [str(WEEK[day - 1]) for day in range(first, last + 1)]
    return pgettext("between days", ", ").join(said)


def dial(phone: str) -> str:
    """What a telephone dials: up to the extension, digits and a leading plus."""
    number = phone.replace("#", "转").replace("*", "转").split("转")[0]
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


def desk_lines(found: Iterable[Desk], at: datetime) -> list[Line]:
    """Counterpart desks as rows."""
    return [Line(one, one.phone, dial(one.phone), hours(one), rules.is_open(one, at)) for one in found]


def post_lines(found: Iterable[Liaison], at: datetime) -> list[Line]:
    """Liaison posts as rows; a post without a phone has its officer's."""
    return [Line(one, one.phone or one.officer.phone, dial(one.phone or one.officer.phone), hours(one), rules.is_open(one, at))
            for one in found]


@dataclass(frozen=True)
class Reach:
    """A contact as it is drawn."""

    due: queries.Due
    look: str
    word: str
    dial: str
    backup_dial: str


def reaches(found: list[queries.Due]) -> list[Reach]:
    """Contacts as they are drawn."""
    return [Reach(one, *_look(one), dial(one.contact.phone), dial(one.contact.backup_phone)) for one in found]


def _look(due: queries.Due) -> tuple[str, str]:
    contact = due.contact
    if contact.tested_at is None or contact.tested_at < contact.changed_at:
        return "need" if due.is_due else "wait", _("not tested yet")
    return rules.LOOKS[contact.answer], _(rules.Answer(contact.answer).label)
