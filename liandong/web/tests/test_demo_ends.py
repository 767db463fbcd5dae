"""The endings of the demonstration happen as they are told."""
from datetime import timedelta

from conftest import NOON, owner
from liandong.agreements.models import Agreement, Breach, Dispute, Ending
from liandong.web.demo import ends, steps
from liandong.web.demo.deals import DEALS
from liandong.web.demo.load import lay_agencies
from liandong.web.demo.story import Story


def test_one_is_ended_one_is_being_cured_and_one_is_before_a_mediator(db):
    with owner():
        lay_agencies()
    story = Story(NOON)
    for deal in DEALS:
        if any(deal.parties == which[:2] and deal.subject == which[2] for which in (ends.ENDED, ends.BROKEN, ends.DISPUTED)):
            story.add(NOON - timedelta(days=deal.days_ago, hours=3), steps.drafting(deal))
    ends.happen(story)
    story.tell()
    with owner():
        [ending], [breach], [dispute] = Ending.objects.all(), Breach.objects.all(), Dispute.objects.all()
        assert ending.stage == "settled" and Agreement.objects.get(pk=ending.agreement_id).ends_at < NOON
        assert (breach.stage, dispute.stage) == ("admitted", "superior_mediation") and dispute.clauses
