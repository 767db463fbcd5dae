"""What happens when in the demonstration: a queue of events, the oldest first."""
import heapq
from collections.abc import Callable
from datetime import datetime
from itertools import count
from random import Random
from uuid import UUID

from liandong.agencies import queries as agencies
from liandong.agencies.models import Agency
from liandong.kernel.actor import Actor
from liandong.sharing.models import Record

from . import cast

Event = Callable[["Story", datetime], None]


class Story:
    """What happens when: a queue of events, the oldest first; an event may add later ones."""

    def __init__(self, now: datetime) -> None:
        self.now, self.chance = now, Random(20261123)
        self.cases: dict[int, Record] = {}  # of each story that began with one
        self._queue: list[tuple[datetime, int, Event, Random]] = []
        self._order = count()
        self.agencies = {b.key: Agency.objects.get(code=b.code) for b in cast.BUREAUS}
        self.officers = {key: list(agencies.officers(agency.pk)) for key, agency in self.agencies.items()}

    def add(self, at: datetime, event: Event, chance: Random | None = None) -> None:
        """Have something happen at a moment; what lies in the future does not happen.

        What follows from it has the same `chance`: one of its own leaves everything else as it was.
        """
        if at < self.now:
            heapq.heappush(self._queue, (at, next(self._order), event, chance or self.chance))

    def tell(self) -> None:
        """Let everything happen in its order."""
        everyday = self.chance
        while self._queue:
            at, _, event, self.chance = heapq.heappop(self._queue)
            event(self, at)
        self.chance = everyday

    def actor(self, bureau: str, role: str, at: datetime) -> Actor:
        """Somebody of that agency with that role, at that moment."""
        able = [o for o in self.officers[bureau] if role in o.roles]
        others = [o for o in able if "signatory" not in o.roles and o.clearance >= able[0].clearance]
        return agencies.actor(able[0] if role == "signatory" else self.chance.choice(others or able), at=at)

    def bureau_of(self, agency: UUID) -> str:
        """The name in the cast of an agency."""
        return next(key for key, found in self.agencies.items() if found.pk == agency)
