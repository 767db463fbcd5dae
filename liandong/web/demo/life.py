"""What happens to records in the demonstration: one is recalled and one agency answers, one is corrected, one reported."""
from dataclasses import replace
from datetime import datetime, timedelta

from liandong.kernel import moments
from liandong.sharing import actions as sharing, queries
from liandong.sharing.models import Record, Use
from liandong.sharing.rules.entries import Entry

from .steps import by
from .story import Event, Story

OWNER, READER = "yunzhou", "jiangling"
LEFT = 5  # reviews that wait for an officer


def happen(story: Story) -> None:
    """Two records of one bureau that its neighbour reads; the days are chosen so that clocks still run."""
    for bureau in (key for key, officers in story.officers.items() if any("liaison" in one.roles for one in officers)):
        story.add(story.now - timedelta(days=6, hours=5), reviewed(bureau))
    story.add(story.now - timedelta(days=3, hours=4), reported)
    story.add(story.now - timedelta(days=2, hours=6), corrected)
    story.add(story.now - timedelta(days=2, hours=2), recalled)
    story.add(story.now - timedelta(days=1, hours=3), answered)


def reviewed(bureau: str) -> Event:
    """A bureau goes through what is due for review; the last few it has not come to yet."""
    def happen(story: Story, at: datetime) -> None:
        with by(story, bureau, "liaison", at) as actor:
            for record in list(queries.reviews.due(actor))[:-LEFT]:
                until = moments.local(at).date() + timedelta(days=120 + record.pk.int % 90)
                sharing.reviews.renew(actor, record, until=until, reason="案件仍在侦办，需继续共享", version=record.version)
    return happen


def reported(story: Story, at: datetime) -> None:
    """A reader says that a lead is outdated; the owner has not answered yet."""
    with by(story, READER, "clerk", at) as actor:
        record = queries.newest(actor, side="shared").filter(kind="lead", owner=story.agencies[OWNER].pk).first()
        if record:
            sharing.report(actor, record, ground="outdated", words="线索所述窝点已于上周搬离，现场只剩空房。")


def corrected(story: Story, at: datetime) -> None:
    """The owner corrects a lead that its neighbour has read."""
    with by(story, OWNER, "clerk", at) as actor:
        record = _read(story, 0)
        if record:
            sharing.correct(actor, record, replace(_entry(record), title=f"{record.title}（时间更正）"),
                            reason="核对接警记录，发现时间段写错", version=record.version)


def recalled(story: Story, at: datetime) -> None:
    """The owner recalls another from everybody."""
    with by(story, OWNER, "clerk", at) as actor:
        record = _read(story, 1)
        if record:
            sharing.recall_all(actor, record, reason="线索来源被证实不可靠，停止使用", version=record.version)


def answered(story: Story, at: datetime) -> None:
    """Its neighbour confirms; whoever else was asked has not yet."""
    with by(story, READER, "clerk", at) as actor:
        ask = queries.asks(actor).filter(kind="recall", answer="").first()
        if ask:
            sharing.answer(actor, ask, answer="sealed", words="打印件一份，已封存于刑侦支队保密柜")


def _read(story: Story, place: int) -> Record | None:
    """One of the owner's leads that its neighbour has read, the newest first."""
    owner, reader = story.agencies[OWNER].pk, story.agencies[READER].pk
    read = Use.objects.filter(owner=owner, agency=reader).values("record")
    found = Record.objects.filter(owner=owner, kind="lead", recalled_at=None, pk__in=read).order_by("-entered_at", "pk")
    return next(iter(found[place : place + 1]), None)


def _entry(record: Record) -> Entry:
    return Entry(record.kind, record.level, record.role, record.title, record.region, record.case_class, record.legal_basis,
                 record.review_on, tuple(record.handling), tuple(record.concerns), record.elements)
