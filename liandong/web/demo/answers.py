"""In the demonstration's past notices were acknowledged within minutes, and read: only what came lately may still wait."""
from dataclasses import replace
from datetime import datetime, timedelta

from liandong.agencies import queries as agencies
from liandong.kernel.actor import acting
from liandong.notices import actions, queries

from .story import Story

AFTER = timedelta(minutes=3)  # before it would go to the head of department
DAY = timedelta(days=1)


def acknowledge(story: Story) -> None:
    """Let each agency acknowledge what it was told, by the first officer who sees it."""
    for officers in story.officers.values():
        for officer in officers:
            actor = agencies.actor(officer, at=story.now)
            with acting(actor):
                past = queries.unanswered(actor).filter(at__lt=story.now - AFTER)
                found = list(past.exclude(urgent=False, at__gt=story.now - DAY))
            for notice in found:
                then = replace(actor, at=notice.at + AFTER)
                with acting(then):
                    actions.acknowledge(then, notice)


def read(story: Story, at: datetime) -> None:
    """Every officer reads what came until that moment."""
    for officers in story.officers.values():
        for officer in officers:
            actor = agencies.actor(officer, at=at)
            with acting(actor):
                actions.read_all(actor)
