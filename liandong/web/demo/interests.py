"""Two bureaus without an agreement look into the same swindling number: their liaison officers find each other."""
from datetime import datetime, timedelta

from liandong.sharing import actions as sharing
from liandong.sharing.rules.entries import Entry

from .steps import by
from .story import Event, Story

NUMBER = "17000990662"  # of no subscriber: 1700 099 is given out to nobody in this story
BUREAUS = (("yunzhou", "990102", 40), ("canghe", "990302", 20))


def happen(story: Story) -> None:
    """Each enters the number out of its own case, hours apart."""
    for bureau, region, hours in BUREAUS:
        story.add(story.now - timedelta(hours=hours), entering(bureau, region))


def entering(bureau: str, region: str) -> Event:
    """A clerk enters the number used to lure a victim."""
    def happened(story: Story, at: datetime) -> None:
        with by(story, bureau, "clerk", at) as actor:
            sharing.enter(actor, Entry(
                "account", 1, region=region, legal_basis="刑事诉讼法第一百一十五条", review_on=(at + timedelta(days=80)).date(),
                elements={"account_kind": "phone", "number": NUMBER, "use": "lure",
                          "facts": "冒充快递客服，以丢件理赔为由诱导被害人转账。"}))
    return happened
