"""Tell the demonstration's year: every step by the officer who takes it, through the product's actions, at its moment."""
import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connection

from liandong.agencies import queries as agencies
from liandong.agencies.models import Agency, Department, Liaison, Officer
from liandong.kernel.actor import Actor
from liandong.web.address import database

from . import cast, records, steps
from .deals import DEALS

Event = Callable[["Story", datetime], None]
RUNNING = (("yunzhou", "jiangling"), ("yunzhou", "qingyuan"), ("yunzhou", "cangling"), ("yunzhou", "nanpu"),
           ("jiangling", "nanpu"))


class Story:
    """What happens when: a queue of events, the oldest first; an event may add later ones."""

    def __init__(self, now: datetime) -> None:
        self.now, self.chance, self.cases = now, Random(20261123), {}
        self._queue: list[tuple[datetime, int, Event]] = []
        self._order = count()
        self.agencies = {b.key: Agency.objects.get(code=b.code) for b in cast.BUREAUS}
        self.officers = {key: list(agencies.officers(agency.pk)) for key, agency in self.agencies.items()}

    def add(self, at: datetime, event: Event) -> None:
        """Have something happen at a moment; what lies in the future does not happen."""
        if at < self.now:
            heapq.heappush(self._queue, (at, next(self._order), event))

    def tell(self) -> None:
        """Let everything happen in its order."""
        while self._queue:
            at, _, event = heapq.heappop(self._queue)
            event(self, at)

    def actor(self, bureau: str, role: str, at: datetime) -> Actor:
        """Somebody of that agency with that role, at that moment."""
        able = [o for o in self.officers[bureau] if role in o.roles]
        others = [o for o in able if "signatory" not in o.roles and o.clearance >= able[0].clearance]
        return agencies.actor(able[0] if role == "signatory" else self.chance.choice(others or able), at=at)

    def bureau_of(self, agency: UUID) -> str:
        """The name in the cast of an agency."""
        return next(key for key, found in self.agencies.items() if found.pk == agency)


def load() -> None:
    """Fill an empty installation: agencies by the owner of the tables, everything else as the officers themselves."""
    lay_agencies()
    with as_web():
        tell(datetime.now(UTC))


def tell(now: datetime) -> None:
    """The year before `now`."""
    story = Story(now)
    for deal in DEALS:
        story.add(now - timedelta(days=deal.days_ago, hours=3), steps.drafting(deal))
    for entry in records.year(story.chance, now):
        story.add(entry.at, steps.entering(entry))
    story.tell()


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
            officer = next(o for o in agency.officers.all() if "liaison" in o.roles)
            Liaison.objects.create(agency=agency, partner=partner, officer=officer, since=since)


@contextmanager
def as_web() -> Iterator[None]:
    """The story is told under the web role, so that every policy holds in it."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict |= database(settings.ADDRESSES["web"], role="web", server=settings.SERVER, pool=0)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict |= kept
