"""What waits for the officer: notices to acknowledge, duties by their clocks, questions to answer, agreements to act on."""
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from liandong.agencies import queries as agencies
from liandong.agreements import queries as agreements
from liandong.agreements.models import Agreement, Breach, Dispute, Ending
from liandong.agreements.rules import lifecycle, reviewing
from liandong.duties import queries as duties, rules as duty_rules, views as duty_pages
from liandong.duties.models import Pause
from liandong.kernel import moments, subjects
from liandong.kernel.actor import Actor
from liandong.kernel.lists import capped_count
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import queries as notices
from liandong.notices.models import Notice
from liandong.web.templatetags.ld import length

SHOWN, COUNTED = 10, 99
URGENT, OVERDUE, SOON, WAITING, AHEAD, PAUSED = range(6)  # their order on the desk
RANKS = {"overdue": OVERDUE, "missed": OVERDUE, "soon": SOON, "paused": PAUSED}
ASKS = {
    "draft": (_("Finish the draft"), _("Finish")),
    "sent": (_("Answer the draft"), _("Answer")),
    "agreed": (_("Sign the agreement"), _("Sign")),
    "signing": (_("Sign the agreement"), _("Sign")),
}


@dataclass(frozen=True)
class Task:
    """One thing to do: its clock or how long it has waited, what it is, with whom, and the button."""

    rank: tuple[int, datetime]
    key: UUID
    title: str
    under: str
    url: str
    act: str
    due: datetime | None = None
    start: datetime | None = None
    basis: str = ""
    waited: str = ""
    paused: str = ""
    mark: str = ""  # the look of a mark beside the title, with its word
    word: str = ""
    is_posted: bool = False  # the button acts at once, in place


def todo(actor: Actor, most: int = SHOWN) -> tuple[list[Task], str]:
    """The most urgent things that wait for the officer, and how many there are in all."""
    parts = (_notices, _duties, _laid, _questions, _agreements, _reviews, _ends)
    tasks = sorted((task for part in parts for task in part(actor, most)), key=lambda task: task.rank)
    count = _count(actor) if len(tasks) > most else len(tasks)
    return tasks[:most], f"{COUNTED}+" if count > COUNTED else str(count or "")


def _count(actor: Actor) -> int:
    found = [notices.unanswered(actor), _asked(actor), agreements.to_review(actor), _ended(actor), _breached(actor),
             _disputed(actor)]
    if actor.roles & duty_rules.DESK:
        found += [duties.waiting(actor), duties.asked_of(actor)]
    if actor.roles & duty_rules.POSTS:
        found.append(duties.laid_before(actor))
    return sum(capped_count(rows, COUNTED) for rows in found)


def _notices(actor: Actor, most: int) -> Iterator[Task]:
    for notice in notices.unanswered(actor)[:most]:
        yield _notice_task(notice)


def _notice_task(notice: Notice) -> Task:
    due = notice.at + timedelta(minutes=notice.reply_minutes or 0)
    return Task((URGENT if notice.urgent else SOON, due), notice.pk, notice.text, f"{notice.sender.name}·{notice.number}",
                reverse("notices:acknowledge", args=[notice.pk]), gettext("Acknowledge"), due, notice.at,
                gettext("to be acknowledged"), mark="urgent" if notice.urgent else "", is_posted=True)


def _duties(actor: Actor, most: int) -> list[Task]:
    if not actor.roles & duty_rules.DESK:
        return []
    found = duties.waiting(actor)
    running = list(found.filter(paused_at=None)[:most])
    still = list(found.filter(paused_at__isnull=False)[: most - len(running)]) if len(running) < most else []
    return [_duty_task(actor, row) for row in duty_pages.rows(actor, [*running, *still])]


def _duty_task(actor: Actor, row: duty_pages.Row) -> Task:
    duty = row.duty
    standing = duty_rules.standing(duty, actor.at).value
    is_order = duty.basis_kind == "order"
    under = (duty.period, "" if is_order else duty.topic, row.partners, duty.basis_words)
    return Task((RANKS.get(standing, AHEAD), duty.due_at), duty.pk, f"{duty.name} {duty.topic}" if is_order else duty.name,
                "·".join(filter(None, under)), reverse("duties:detail", args=[duty.pk]),
                gettext("Look") if duty.paused_at else gettext("Keep"), duty.due_at, duty.starts_at, duty.basis_words,
                paused=gettext("waits for an answer") if duty.paused_at else "")


def _laid(actor: Actor, most: int) -> list[Task]:
    """What agencies below have not done in time, for who may order it to be done."""
    if not actor.roles & duty_rules.POSTS:
        return []
    return [_laid_task(actor, row) for row in duty_pages.rows(actor, duties.laid_before(actor)[:most])]


def _laid_task(actor: Actor, row: duty_pages.Row) -> Task:
    duty = row.duty
    title = gettext("%(agency)s has not done it: %(duty)s") % {"agency": duty.agency.short_name, "duty": duty.name}
    return Task((OVERDUE, duty.due_at), duty.pk, title, "·".join(filter(None, (duty.period, row.partners, duty.basis_words))),
                reverse("duties:detail", args=[duty.pk]), gettext("Supervise"), duty.due_at, duty.starts_at, duty.basis_words)


def _questions(actor: Actor, most: int) -> list[Task]:
    if not actor.roles & duty_rules.DESK:
        return []
    return [_question_task(actor, pause) for pause in duties.asked_of(actor)[:most]]


def _question_task(actor: Actor, pause: Pause) -> Task:
    duty = pause.duty
    title = gettext("%(agency)s asks: %(question)s") % {"agency": pause.agency.short_name, "question": pause.question}
    return Task((WAITING, pause.asked_at), pause.pk, title, "·".join(filter(None, (duty.name, duty.period, duty.basis_words))),
                reverse("duties:detail", args=[duty.pk]), gettext("Answer"), waited=_waited(actor, pause.asked_at))


def _agreements(actor: Actor, most: int) -> list[Task]:
    asked = list(_asked(actor)[:most])
    names = agencies.names({p for a in asked for p in a.parties}) if asked else {}
    return [_agreement_task(actor, agreement, names) for agreement in asked]


def _asked(actor: Actor) -> QuerySet[Agreement]:
    """The agreements that wait for a step this officer's roles may take."""
    signs, desks = bool(actor.roles & lifecycle.SIGNATORY), bool(actor.roles & lifecycle.DESK)
    stages = [*(("agreed", "signing") if signs else ()), *(("draft", "sent") if desks else ())]
    found = agreements.waiting_for(actor).filter(stage__in=stages)
    return agreements.ready_to_sign(found, actor)


def _reviews(actor: Actor, most: int) -> list[Task]:
    """Versions that wait for this officer's approval inside the agency."""
    if not actor.roles & {role.value for role in reviewing.ROLES}:
        return []
    return [_review_task(actor, agreement) for agreement in agreements.to_review(actor)[:most]]


def _review_task(actor: Actor, agreement: Agreement) -> Task:
    since = agreement.agreed_at or agreement.sent_at or agreement.made_at
    title = gettext("%(what)s: %(title)s") % {"what": gettext("Approve the agreement"), "title": agreement.title}
    under = "·".join(filter(None, (agreement.number, gettext("version %(n)d") % {"n": agreement.edition})))
    url = f"{subjects.address('agreement', agreement.pk)}?tab=negotiation#inside"
    return Task((WAITING, since), agreement.pk, title, under, url, gettext("Decide"), waited=_waited(actor, since))


def _agreement_task(actor: Actor, agreement: Agreement, names: dict[UUID, str]) -> Task:
    what, act = ASKS[agreement.stage]
    since = agreement.agreed_at or agreement.sent_at or agreement.made_at
    partners = "、".join(names[p] for p in agreement.parties if p != actor.agency and p in names)
    title = gettext("%(what)s: %(title)s") % {"what": gettext(what), "title": agreement.title or gettext("untitled")}
    under = "·".join(filter(None, (agreement.number, partners)))
    return Task((WAITING, since), agreement.pk, title, under, subjects.address("agreement", agreement.pk), gettext(act),
                waited=_waited(actor, since))


def _ends(actor: Actor, most: int) -> list[Task]:
    """Proposed ends to consent to, damages and cures to answer, results of disputes to accept, disputes to mediate."""
    found = [_end_task(actor, "ending", it, it.agreement, _("Consent to the end"), it.agency.name)
             for it in _ended(actor)[:most]]
    for it in _breached(actor)[:most]:
        ours = it.respondent_id == actor.agency
        found.append(_end_task(actor, "breach", it, it.agreement, _("Answer the damages asked for") if ours else
                               _("Confirm that it is cured"), (it.claimant if ours else it.respondent).name))
    for it in _disputed(actor)[:most]:
        what = _("Mediate in the dispute") if it.mediator_id == actor.agency else _("Accept or refuse the result")
        found.append(_end_task(actor, "dispute", it, it, what, it.opener.name))
    return found


def _ended(actor: Actor) -> QuerySet[Ending]:
    found = agreements.endings.waiting_for(actor)
    return found if actor.roles & lifecycle.SIGNATORY else found.none()


def _breached(actor: Actor) -> QuerySet[Breach]:
    """Damages are a signatory's to agree to, cures any desk's to confirm."""
    found = agreements.breaches.waiting_for(actor)
    signs = bool(actor.roles & lifecycle.SIGNATORY)
    return (found if signs else found.exclude(respondent=actor.agency)) if actor.roles & lifecycle.DESK else found.none()


def _disputed(actor: Actor) -> QuerySet[Dispute]:
    """Results are a signatory's to accept, mediation any desk's."""
    found = agreements.disputes.waiting_for(actor)
    signs = bool(actor.roles & lifecycle.SIGNATORY)
    return (found if signs else found.filter(mediator=actor.agency)) if actor.roles & lifecycle.DESK else found.none()


def _end_task(actor: Actor, kind: str, it: Ending | Breach | Dispute, about: Agreement | Dispute, what: str,
              who: str) -> Task:
    title = gettext("%(what)s: %(title)s") % {"what": gettext(what), "title": about.title}
    return Task((WAITING, it.at), it.pk, title, "·".join(filter(None, (about.number, who))), subjects.address(kind, it.pk),
                gettext("Decide"), waited=_waited(actor, it.at))


def _waited(actor: Actor, since: datetime) -> str:
    return gettext("waits %(length)s") % {"length": length(moments.left(actor.at, since).parts)}
