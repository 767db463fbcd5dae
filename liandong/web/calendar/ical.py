"""The calendar as iCalendar (RFC 5545): title, due moment, basis number and link, and nothing that is protected."""
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from liandong.agencies.models import Shift
from liandong.duties.models import Duty
from liandong.kernel import moments

from .events import clock

EVENING, HOURS = timedelta(hours=15), timedelta(hours=2)  # before a day that is 9:00 of the day before; before an hour
REFRESH = timedelta(hours=1)


class Item(NamedTuple):
    """A duty with the word for how it stands and the path of its page."""

    duty: Duty
    word: str
    path: str


class Spell(NamedTuple):
    """A shift of the officer with what it is called and the path of its roster."""

    shift: Shift
    title: str
    path: str


def write(name: str, duties: Iterable[Item], shifts: Iterable[Spell], *, at: datetime, base: str) -> bytes:
    """A calendar of that name with each duty, how it stands and where its page is."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liandong//Duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for duty, word, path in duties:
        calendar.add_component(_event(duty, word, at, f"{base}{path}"))
    for shift, title, path in shifts:
        calendar.add_component(_shift(shift, title, at, f"{base}{path}"))
    return bytes(calendar.to_ical())


def _event(duty: Duty, word: str, at: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", f"duty-{duty.pk}@liandong")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("sequence", duty.version)
    event.add("summary", _("%(agency)s: %(duty)s (%(state)s)") % {
        "agency": duty.agency.short_name, "duty": f"{duty.name} {duty.period}".strip(), "state": word})
    event.add("description", "\n".join(filter(None, (duty.basis_words, url))))
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    if clock(duty.due_at):
        event.add("dtstart", duty.due_at.astimezone(UTC))
        event.add("dtend", duty.due_at.astimezone(UTC))
    else:  # a limit in days is the whole of its last day
        event.add("dtstart", duty.due_on)
        event.add("dtend", duty.due_on + timedelta(days=1))
    if not duty.outcome and not duty.paused_at and duty.due_at > at:
        event.add_component(_alarm(duty))
    return event


def _shift(shift: Shift, title: str, at: datetime, url: str) -> Event:
    event = Event()
    event.add("uid", f"shift-{shift.pk}@liandong")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("summary", title)
    event.add("url", url)
    event.add("dtstart", shift.starts_at.astimezone(UTC))
    event.add("dtend", shift.ends_at.astimezone(UTC))
    return event


def _alarm(duty: Duty) -> Alarm:
    """At nine in the morning of the day before; two hours before what is due at an hour."""
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"{duty.name} {moments.local(duty.due_at - timedelta(microseconds=1)):%m-%d}")
    alarm.add("trigger", -(HOURS if clock(duty.due_at) else EVENING))
    return alarm
