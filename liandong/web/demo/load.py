"""Tell the demonstration's year: every step by the officer who takes it, through the product's actions, at its moment."""
from datetime import UTC, datetime, time, timedelta
from random import Random

from django.contrib.auth.hashers import make_password

from liandong.agencies.models import Agency, Department, Liaison, Officer
from liandong.agreements import actions as agreements
from liandong.duties import actions as duties
from liandong.kernel.logins import logged_in

from . import (
    answers,
    cast,
    clocks,
    desks,
    doors,
    drafts,
    duty,
    ends,
    force,
    interests,
    life,
    onward,
    papers,
    records,
    steps,
    table,
    uses,
)
from .deals import DEALS
from .story import Story

RUNNING = (("yunzhou", "jiangling"), ("yunzhou", "qingyuan"), ("yunzhou", "cangling"), ("yunzhou", "nanpu"),
           ("jiangling", "nanpu"), ("jiangling", "canghe"), ("jiangling", "qingyuan"), ("yunzhou", "lanan"))


def load() -> None:
    """Fill an empty installation: agencies by the owner of the tables, everything else as the officers themselves."""
    lay_agencies()
    with logged_in("web"):
        story = tell(datetime.now(UTC))
    with logged_in("jobs"):
        duties.make_later(story.now)
        duties.fire(story.now)
        agreements.renew_and_remind(story.now)
    with logged_in("web"):
        clocks.supervise(story)


def tell(now: datetime) -> Story:
    """The year before `now`."""
    story = Story(now)
    for deal in DEALS:
        story.add(now - timedelta(days=deal.days_ago, hours=3), steps.drafting(deal),
                  Random(deal.days_ago) if deal.leaving or deal.renews else None)
    for entry in records.year(story.chance, now):
        story.add(entry.at, steps.entering(entry))
    story.add(now - timedelta(days=2), answers.read)
    desks.happen(story)
    duty.happen(story)
    drafts.happen(story)
    uses.happen(story)
    table.happen(story)
    force.happen(story)
    interests.happen(story)
    life.happen(story)
    onward.happen(story)
    doors.happen(story)
    ends.happen(story)
    story.tell()
    clocks.talk(story)
    clocks.report(story)
    answers.acknowledge(story)
    papers.happen(story)
    return story


def lay_agencies() -> None:
    """Agencies, departments, officers and liaison officers; all demonstration accounts share one password."""
    password, made = make_password(cast.PASSWORD), {}
    for bureau in cast.BUREAUS:
        made[bureau.key] = agency = Agency.objects.create(
            code=bureau.code, name=bureau.name, short_name=bureau.short_name, mark=bureau.mark, kind=bureau.kind,
            tier=bureau.tier, parent=made.get(bureau.parent), duty_phone=bureau.duty_phone)
        Department.objects.bulk_create(Department(agency=agency, name=name) for name in bureau.departments)
    for person in cast.PEOPLE:
        agency = made[person.bureau]
        Officer.objects.create(
            police_number=person.number, name=person.name, agency=agency, post=person.post, clearance=person.clearance,
            department=agency.departments.get(name=person.department), roles=person.roles.split(), password=password)
    since = datetime.now(UTC) - timedelta(days=300)
    for one, other in RUNNING:
        for agency, partner in ((made[one], made[other]), (made[other], made[one])):
            people = list(agency.officers.order_by("police_number"))
            officer = next((o for o in people if "liaison" in o.roles), people[0])
            deputy = next((o for o in people if o != officer and "signatory" not in o.roles), None)
            Liaison.objects.create(agency=agency, partner=partner, officer=officer, deputy=deputy, since=since,
                                   phone=agency.duty_phone, days=[1, 2, 3, 4, 5], opens=time(8, 30), closes=time(18))
    desks.lay(made)
