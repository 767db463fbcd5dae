"""Passing on in the demonstration: one request answered and consented to, one that waits for its owner."""
from datetime import datetime, timedelta

from liandong.agencies.models import Agency
from liandong.sharing import actions as sharing, queries

from .steps import by
from .story import Story

THIRD = "岚省森林资源监测院"


def happen(story: Story) -> None:
    """云州 asks 江陵 twice for what it sees of it; 江陵 answers the first."""
    story.add(story.now - timedelta(days=3), asked)
    story.add(story.now - timedelta(hours=30), answered)


def asked(story: Story, at: datetime) -> None:
    """Two leads of 江陵 are to go on, one to a bureau of the platform and one to an institute."""
    with by(story, "yunzhou", "liaison", at) as actor:
        far = Agency.objects.get(short_name="南浦")
        owner = Agency.objects.get(short_name="江陵")
        shown = list(queries.newest(actor, side="shared").filter(owner=owner, kind="lead", level__lte=1)[:2])
        for record, third, name in zip(shown, (far.pk, None), ("", THIRD), strict=False):
            sharing.onward.ask(actor, record, third=third, third_name=name, purpose="核查同类线索在其辖区的下游去向",
                               until=at + timedelta(days=60))


def answered(story: Story, at: datetime) -> None:
    """The owner consents to the bureau; the institute waits."""
    with by(story, "jiangling", "liaison", at) as actor:
        for request in queries.onward.waiting(actor).exclude(third=None)[:1]:
            sharing.onward.take(actor, request, "give", words="同意提供，仅限核查下游去向，期满删除。")
