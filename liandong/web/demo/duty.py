"""The demonstration's duty rosters and emergency contacts: a month on duty, a change of today, test calls of the year."""
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from liandong.agencies import actions as agencies, queries, rules
from liandong.agencies.models import Contact, Roster, Shift
from liandong.kernel.actor import Actor
from liandong.kernel.moments import local

from .steps import by
from .story import Event, Story

DAWN = time(8)
WRONG = "接听者称是快递站点，该号码已停用。"


class Watch(NamedTuple):
    """A department on duty: leaders and officers by police number, in turn; who comes instead of whom is on duty today."""

    bureau: str
    department: str
    leaders: tuple[str, ...]
    officers: tuple[str, ...]
    phone: str
    instead: str
    hours_ago: int


WATCHES = (
    Watch("yunzhou", "指挥中心", ("010001", "010003"), ("010002", "010004", "010006"), "0999-555 0110", "010005", 2),
    Watch("jiangling", "指挥中心", ("020001",), ("020002", "020004"), "0998-555 0110", "020003", 26),
)


class Reached(NamedTuple):
    """An emergency contact, and the test calls to it: by whom, how many days ago, how they came out, after how many seconds."""

    bureau: str
    function: str
    name: str
    phone: str
    backup_phone: str
    calls: tuple[tuple[str, float, str, int | None], ...]


REACHED = (
    Reached("lan", "command", "省厅值班室", "0990-555 0110", "0990-555 0111", (("yunzhou", 21, "answered", 6),)),
    Reached("yunzhou", "command", "指挥中心值班长", "0999-555 0110", "0999-555 0119",
            (("jiangling", 38, "answered", 9), ("yunzhou", 8, "answered", 5))),
    Reached("yunzhou", "criminal", "刑侦支队值班", "0999-555 0131", "", (("cangling", 47, "answered", 22),)),
    Reached("jiangling", "command", "指挥中心值班长", "0998-555 0110", "0998-555 0119", (("yunzhou", 12, "answered", 7),)),
    Reached("jiangling", "traffic", "高速大队值班", "0998-555 0170", "0998-555 0171", (("yunzhou", 1.2, "no_answer", None),)),
    Reached("nanpu", "command", "值班室", "0997-555 0120", "", (("yunzhou", 0.2, "wrong_number", None),)),
    Reached("qingyuan", "order", "治安大队值班", "0999-555 0341", "", (("yunzhou", 16, "answered", 31),)),
    Reached("cangling", "forest", "林区火情报警", "0999-555 0519", "0999-555 0511", (("yunzhou", 5, "answered", 11),)),
)


def happen(story: Story) -> None:
    """Rosters of this month and what changes in them; contacts and their test calls."""
    for watch in WATCHES:
        story.add(story.now - timedelta(days=6, hours=3), rostering(watch))
    for reached in REACHED:
        story.add(story.now - timedelta(days=75), reaching(reached))


def rostering(watch: Watch) -> Event:
    """The month of today is filled from its first week, which is copied on, and published; then somebody falls out."""
    def happen(story: Story, at: datetime) -> None:
        month = rules.month_of(local(story.now).date())
        with by(story, watch.bureau, "administrator", at) as actor:
            department = queries.departments(actor.agency).get(name=watch.department)
            roster = agencies.open_roster(actor, month=month, department=department.pk)
            mondays = [week[0] for week in rules.weeks(month) if week[0] >= month]
            for day in rules.month_days(month)[:(mondays[0] - month).days + 7]:
                fill(actor, roster, watch, day)
            for monday in mondays[1:]:
                agencies.copy_week(actor, roster, monday=monday)
            roster = Roster.objects.select_related("agency", "department").get(pk=roster.pk)
            agencies.publish(actor, roster, version=roster.version)
        story.add(story.now - timedelta(hours=watch.hours_ago), replacing(watch, roster))
    return happen


def fill(actor: Actor, roster: Roster, watch: Watch, day: date) -> None:
    """One leader and one officer around the clock."""
    for post, numbers in (("leader", watch.leaders), ("officer", watch.officers)):
        put(actor, roster, numbers, post, day, watch.phone)


def put(actor: Actor, roster: Roster, numbers: Sequence[str], post: str, day: date, phone: str) -> None:
    """The officer whose turn it is, from eight to eight."""
    officer = queries.officers(actor.agency).get(police_number=numbers[day.toordinal() % len(numbers)])
    agencies.add_shifts(actor, roster, officer=officer, post=post, first=day, last=day, start=DAWN, end=DAWN, phone=phone)


def replacing(watch: Watch, roster: Roster) -> Event:
    """Who is on duty as officer tomorrow cannot come; the change is published at once."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, watch.bureau, "administrator", at) as actor:
            shifts = Shift.objects.select_related("roster__agency", "roster__department", "officer")
            later = shifts.filter(roster=roster, post="officer", starts_at__gt=at, dropped_in=None)
            gone = later.order_by("starts_at").first()
            if gone is None:
                return  # the last day of the month
            agencies.drop_shift(actor, gone)
            put(actor, roster, [watch.instead], "officer", local(gone.starts_at).date(), watch.phone)
            seen = Roster.objects.select_related("agency", "department").get(pk=roster.pk)
            agencies.publish(actor, seen, version=seen.version)
    return happen


def reaching(reached: Reached) -> Event:
    """The contact is entered; the calls follow."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, reached.bureau, "administrator", at) as actor:
            contact = agencies.add_contact(actor, function=reached.function, name=reached.name, phone=reached.phone,
                                           backup_phone=reached.backup_phone)
        for caller, days_ago, answer, seconds in reached.calls:
            story.add(story.now - timedelta(days=days_ago), calling(contact, caller, answer, seconds))
    return happen


def calling(contact: Contact, caller: str, answer: str, seconds: int | None) -> Event:
    """One side makes a test call."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, caller, "clerk", at) as actor:
            seen = Contact.objects.select_related("agency").get(pk=contact.pk)
            agencies.call_contact(actor, seen, backup=False, answer=answer, seconds=seconds,
                                  note=WRONG if answer == "wrong_number" else "")
    return happen
