"""Reading in the demonstration: officers open what partners show them, more often lately; some of it nobody opens."""
from datetime import datetime, timedelta

from liandong.sharing import actions as sharing, queries
from liandong.sharing.rules.uses import Way

from .steps import by
from .story import Event, Story

READERS = ("yunzhou", "jiangling", "nanpu", "qingyuan", "cangling")
READINGS, DAYS, PAGE = 14, 75, 30


def happen(story: Story) -> None:
    """Every bureau with partners opens some of their newest records, and now and then takes a list away."""
    for bureau in READERS:
        for _n in range(READINGS):
            back = timedelta(days=DAYS * story.chance.random() ** 2, minutes=story.chance.randint(1, 600))
            story.add(story.now - back, reading(bureau))
        story.add(story.now - timedelta(days=story.chance.randint(2, 40)), exporting(bureau))


def reading(bureau: str) -> Event:
    """One officer opens one of the newest records that partners show."""
    def happened(story: Story, at: datetime) -> None:
        with by(story, bureau, "clerk", at) as actor:
            shown = list(queries.newest(actor, side="shared").exclude(kind="vehicle")[:PAGE])
            if shown:
                sharing.used(actor, [story.chance.choice(shown)], Way.READ)
    return happened


def exporting(bureau: str) -> Event:
    """A list of a few is taken away."""
    def happened(story: Story, at: datetime) -> None:
        with by(story, bureau, "clerk", at) as actor:
            sharing.export(actor, list(queries.newest(actor, side="shared")[:5]))
    return happened
