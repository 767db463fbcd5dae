"""Agreements in force in the demonstration: one narrowed by a supplement, paused and resumed, suspended, left by a party."""
from datetime import datetime, timedelta
from uuid import UUID

from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.kernel.actor import acting

from .story import Story

BUREAUS = ("yunzhou", "jiangling")
SUBJECT = "警务合作协议"
AGO = timedelta(days=45)


def happen(story: Story) -> None:
    """Forty-five days ago 云州 drafts a supplement to its first agreement with 江陵; later it pauses and resumes."""
    story.add(story.now - AGO, _draft)
    story.add(story.now - timedelta(days=20), _pause)
    story.add(story.now - timedelta(days=9), _suspend)
    story.add(story.now - timedelta(days=12), _leave)


def _draft(story: Story, at: datetime) -> None:
    """The stolen vehicles are to be shared as internal only, and the wanted no more than that."""
    root = _first(story, at)
    actor = story.actor(BUREAUS[0], "clerk", at)
    with acting(actor):
        draft = agreements.supplement(actor, agreed.of(root) or Agreement())
        terms = agreed.terms_of(draft)
        for share in terms.sharing:
            if share.category in ("vehicles", "leads"):
                share.level = 1
        draft = agreements.edit(actor, draft, text=draft.text, terms=terms, version=draft.version)
        agreements.send(actor, draft, version=draft.version)
    story.add(at + timedelta(days=1), lambda story, at: _agree(story, at, draft.pk))


def _agree(story: Story, at: datetime, key: UUID) -> None:
    actor = story.actor(BUREAUS[1], "clerk", at)
    with acting(actor):
        agreements.agree(actor, Agreement.objects.get(pk=key), edition=1)
    for hours, bureau in ((3, BUREAUS[0]), (22, BUREAUS[1])):
        story.add(at + timedelta(hours=hours), lambda story, at, bureau=bureau: _sign(story, at, bureau, key))


def _sign(story: Story, at: datetime, bureau: str, key: UUID) -> None:
    actor = story.actor(bureau, "signatory", at)
    with acting(actor):
        agreements.sign(actor, Agreement.objects.get(pk=key))


def _pause(story: Story, at: datetime) -> None:
    """江陵 pauses what it gives for two days."""
    root, actor = _first(story, at), story.actor(BUREAUS[1], "signatory", at)
    with acting(actor):
        agreement = Agreement.objects.get(pk=root)
        agreements.pause(actor, agreement, partner=story.agencies[BUREAUS[0]].pk, why="共享平台接口安全加固，暂停两日。")
    story.add(at + timedelta(days=2), _resume)


def _resume(story: Story, at: datetime) -> None:
    root, actor = _first(story, at), story.actor(BUREAUS[1], "signatory", at)
    with acting(actor):
        agreement = Agreement.objects.get(pk=root)
        for rest in agreed.rests(agreement):
            agreements.resume(actor, agreement, rest)


def _suspend(story: Story, at: datetime) -> None:
    """While its rooms are moved 云州 asks to suspend the service agreement; the company agrees the next day."""
    with acting(actor := story.actor("yunzhou", "signatory", at)):
        agreement = _titled("运行维护服务协议")
        agreements.suspend(actor, agreement, why="设备机房整体搬迁，搬迁期间不提供运维服务。")
    story.add(at + timedelta(days=1), lambda story, at: _suspended(story, at, agreement.pk))


def _suspended(story: Story, at: datetime, key: UUID) -> None:
    with acting(actor := story.actor("lanan", "signatory", at)):
        agreement = Agreement.objects.get(pk=key)
        for rest in agreed.rests(agreement):
            agreements.agree_suspend(actor, agreement, rest)


def _leave(story: Story, at: datetime) -> None:
    """沧河 gives notice that it leaves the framework of four; the others go on without it."""
    with acting(actor := story.actor("canghe", "signatory", at)):
        agreements.leave(actor, _titled("四地协作框架协议"), why="机构改革后相关职能移交南浦市公安局。")


def _titled(subject: str) -> Agreement:
    return Agreement.objects.get(title__endswith=subject, signed_at__isnull=False)


def _first(story: Story, at: datetime) -> UUID:
    """The first agreement of the two."""
    actor = story.actor(BUREAUS[0], "clerk", at)
    with acting(actor):
        parties = sorted(story.agencies[bureau].pk for bureau in BUREAUS)
        found = Agreement.objects.filter(title__endswith=SUBJECT, signed_at__isnull=False, amends=None).order_by("signed_at")
        return next(one.pk for one in found if sorted(one.parties) == parties)
