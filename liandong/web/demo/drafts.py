"""The demonstration's draft from a template: a joint defence area of three neighbours, half settled."""
from datetime import timedelta

from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.rules import templates
from liandong.agreements.rules.terms import Area, Contact, Party

from . import steps
from .story import Story

PARTIES = ("yunzhou", "cangling", "qingyuan")
AREA = Area(name="云岭联防区", roads=["国道G318云岭段", "县道X021"], villages=["上河村", "石桥村"], blocks=["云岭林场3号林班"],
            polygon=[[(118.32, 29.71), (118.47, 29.74), (118.45, 29.62), (118.32, 29.71)]])


def happen(story: Story) -> None:
    """A clerk of the first made it yesterday, and wrote one of its sentences otherwise."""
    at = story.now - timedelta(hours=26)
    with steps.by(story, PARTIES[0], "clerk", at) as actor:
        template = templates.templates()["border"]
        found = [story.agencies[key] for key in PARTIES]
        terms = templates.made(template, [Party(role=role, name=agency.name, agency=agency.pk) for role, agency in
                                          zip(templates.roles(len(found)), found, strict=True)])
        terms.area = AREA
        terms.contacts = [Contact(key=f"contact-{party.role}", party=party.role, name="指挥中心值班长")
                          for party in terms.parties]
        draft = agreements.start(actor, template=template, terms=terms)
    with steps.by(story, PARTIES[0], "clerk", at + timedelta(minutes=40)) as actor:
        text = draft.text.replace("提前三十日书面通知", "提前六十日书面通知")
        agreements.edit(actor, draft, text=text, terms=agreed.terms_of(draft), version=draft.version)
