"""Clocks of the demonstration: a question that stops one, an answer that lets one go on, a report, a superior's order."""
from datetime import timedelta

from liandong.duties import actions as duties, queries
from liandong.duties.models import Duty
from liandong.sharing import actions as sharing
from liandong.sharing.models import Record
from liandong.sharing.rules.stages import LIVE

from .steps import by
from .story import Story

QUESTION = "本期情报材料所附通话记录的起止时间不全，请明确需要的时段。"
ANSWER = "请提供本年十月一日以来的部分，其余可下期补送。"
REPORT = "已电话报告省厅指挥中心并通报江陵市公安局，书面情况已经专网报送。"
ORDER = "请在三个工作日内完成本期传递，并书面报告逾期原因。"


def talk(story: Story) -> None:
    """江陵 asks about one duty and waits; 云州 asked about another and was answered."""
    asked = _ask(story, "jiangling", "yunzhou", story.now - timedelta(hours=20))
    answered = _ask(story, "yunzhou", "jiangling", story.now - timedelta(hours=44))
    if answered and answered != asked:
        with by(story, "jiangling", "clerk", story.now - timedelta(hours=21)) as actor:
            duty = queries.duties().get(pk=answered.pk)
            duties.answer(actor, duty, answer=ANSWER, version=duty.version)


def supervise(story: Story) -> None:
    """The department of the province orders the oldest duty that was raised to it to be done."""
    with by(story, "lan", "leader", story.now) as actor:
        duty = Duty.objects.filter(watchers__contains=[actor.agency], outcome="", paused_at=None).order_by("due_at").first()
        if duty:
            duties.order(actor, duty, text=ORDER, amount=3, unit="working_day", version=duty.version)


def report(story: Story) -> None:
    """云州 marked a case as a serious incident the day before, and reported on it within the hour."""
    at = story.now - timedelta(hours=26)
    with by(story, "yunzhou", "officer", at) as actor:
        case = Record.objects.filter(kind="case", owner=actor.agency, stage__in=LIVE, entered_at__lt=at).order_by(
            "-entered_at").first()
        if case:
            sharing.mark_serious(actor, case, version=case.version)
    with by(story, "yunzhou", "clerk", at + timedelta(minutes=40)) as actor:
        for duty in queries.open_ones(queries.owed_by(actor.agency)).filter(started_by="incident"):
            duties.keep(actor, duty, evidence=REPORT, version=duty.version)


def _ask(story: Story, debtor: str, creditor: str, at: object) -> Duty | None:
    parties = [story.agencies[key].pk for key in (debtor, creditor)]
    with by(story, debtor, "clerk", at) as actor:
        duty = queries.open_ones(queries.owed_by(actor.agency)).filter(
            parties__contains=parties, starts_at__lte=actor.at, due_at__gt=actor.at, paused_at=None).first()
        return duties.ask(actor, duty, question=QUESTION, version=duty.version) if duty else None
