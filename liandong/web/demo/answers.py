"""In the demonstration's past every urgent notice was acknowledged within minutes; the visitor begins with a quiet page."""
from dataclasses import replace
from datetime import timedelta

from liandong.agencies import queries as agencies
from liandong.kernel.actor import acting
from liandong.notices import actions, queries

from .story import Story

AFTER = timedelta(minutes=3)  # before it would go to the head of department


def acknowledge(story: Story) -> None:
    """Let each agency acknowledge what it was told, by the first officer who sees it."""
    for officers in story.officers.values():
        for officer in officers:
            actor = agencies.actor(officer, at=story.now)
            with acting(actor):
                found = list(queries.unanswered(actor).filter(at__lt=story.now - AFTER))
            for notice in found:
                then = replace(actor, at=notice.at + AFTER)
                with acting(then):
                    actions.acknowledge(then, notice)
