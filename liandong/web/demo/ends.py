"""How agreements end in the demonstration: one ended by consent, a breach in its time to cure, a dispute before a mediator."""
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from liandong.agreements import actions as agreements, queries as agreed
from liandong.agreements.models import Agreement
from liandong.kernel.actor import Actor, acting
from liandong.kernel.moments import local

from .story import Event, Story

ENDED = ("jiangling", "nanpu", "警务协作协议")
BROKEN = ("cangling", "yunzhou", "林区治安联防协议")
DISPUTED = ("nanpu", "yunzhou", "打击跨区域盗窃犯罪协作协议")
AT_ISSUE = "各方对案件线索、嫌疑车辆信息实时共享"


def happen(story: Story) -> None:
    """Each in its own weeks before today; every step by a signatory, so that nobody else's chance changes."""
    _end(story)
    _break(story)
    _quarrel(story)


def _end(story: Story) -> None:
    """南浦 proposes forty days ago that the agreement ends with a day three weeks ago; 江陵 consents."""
    last = local(story.now - timedelta(days=21)).date()
    story.add(story.now - timedelta(days=40), _by("nanpu", ENDED, lambda actor, it: agreements.propose_end(
        actor, it, last_on=last, why="两局警务协作并入沿江区域协作机制，不再单独保留本协议。")))
    story.add(story.now - timedelta(days=38), _by("jiangling", ENDED, lambda actor, it: [
        agreements.consent_end(actor, one, text="同意，未结事项按终止报告办理。")
        for one in agreed.endings.of_agreement(it.pk) if one.stage == "open"]))


def _break(story: Story) -> None:
    """云州 claims five days ago what 苍岭 handed over late; 苍岭 admits it and has until next week to cure it."""
    def claim(actor: Actor, it: Agreement) -> None:
        debtor = story.agencies["cangling"].pk
        late = agreed.breaches.missed(actor, it).filter(agency=debtor, kind="intelligence_transfer").order_by("-due_at")
        agreements.claim_breach(actor, it, respondent=debtor, clause="第二条", duties=[duty.pk for duty in late[:2]],
                                text="近期林区治安情报未按约定于每月25日前传递，影响联合巡护部署，请补送并说明情况。")

    story.add(story.now - timedelta(days=5), _by("yunzhou", BROKEN, claim))
    story.add(story.now - timedelta(days=3, hours=4), _by("cangling", BROKEN, lambda actor, it: [
        agreements.answer_breach(actor, one, admits=True, version=one.version,
                                 text="情况属实。因值班轮换交接疏漏，材料正在补送，今后由专人负责。")
        for one in agreed.breaches.of_agreement(it.pk)]))


def _quarrel(story: Story) -> None:
    """南浦 and 云州 disagree on what at once means; after talks their superior is asked to mediate."""
    def opens(actor: Actor, it: Agreement) -> None:
        quoted = [one["clause"] for one in agreed.disputes.clauses(it) if AT_ISSUE in one["text"]]
        agreements.open_dispute(
            actor, it, title="实时共享的时限", others=[story.agencies["yunzhou"].pk], clauses=quoted[:1],
            text="我局认为“实时共享”应在录入后一小时内完成。上月有三条嫌疑车辆信息次日才可查询，影响布控。")

    story.add(story.now - timedelta(days=16), _by("nanpu", DISPUTED, opens))
    story.add(story.now - timedelta(days=14), _by("yunzhou", DISPUTED, _in_it(
        lambda actor, one: agreements.add_to_dispute(
            actor, one, verb="state", text="协议未约定具体时限。录入前须经核实，我局建议以录入核实后二十四小时内为准。"))))
    story.add(story.now - timedelta(days=6), _by("nanpu", DISPUTED, _in_it(
        lambda actor, one: agreements.go_on(actor, one, text="两次协商未能就时限达成一致，请共同上级机关调解。",
                                            version=one.version))))


def _in_it(act: Callable[[Actor, agreed.disputes.Dispute], object]) -> Callable[[Actor, Agreement], object]:
    return lambda actor, it: [act(actor, one) for one in agreed.disputes.of_agreement(it.pk)]


def _by(bureau: str, which: tuple[str, str, str], act: Callable[[Actor, Agreement], object]) -> Event:
    """One step by that bureau's signatory on that agreement."""
    def happens(story: Story, at: datetime) -> None:
        actor = story.actor(bureau, "signatory", at)
        with acting(actor):
            act(actor, Agreement.objects.get(pk=_key(story, which)))
    return happens


def _key(story: Story, which: tuple[str, str, str]) -> UUID:
    parties = sorted(story.agencies[bureau].pk for bureau in which[:2])
    found = Agreement.objects.filter(title__endswith=which[2], signed_at__isnull=False, amends=None).order_by("signed_at")
    return next(one.pk for one in found if sorted(one.parties) == parties)
