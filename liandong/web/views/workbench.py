"""The workbench: what waits for the officer, what the agency owes this week, what came in, what happened."""
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_noop
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.agreements import queries as agreements
from liandong.agreements.rules import lifecycle
from liandong.audit import queries as audit
from liandong.audit.models import Entry
from liandong.duties import queries as duties, rules as duty_rules, views as duty_pages
from liandong.kernel import moments, subjects, verbs
from liandong.kernel.actor import Actor
from liandong.notices import queries as notices, views as notice_pages
from liandong.web.templatetags.ld import length

from . import figures

TODO, WEEK, INCOMING, NEWS, OWED = 10, 6, 6, 8, 5
QUIET = ("agencies.sign_in", "agencies.sign_out", "agencies.unlock")  # no news, and no first act
ASKS = {
    "draft": (gettext_noop("Finish the draft"), gettext_noop("Finish")),
    "sent": (gettext_noop("Answer the draft"), gettext_noop("Answer")),
    "agreed": (gettext_noop("Sign the agreement"), gettext_noop("Sign")),
    "signing": (gettext_noop("Sign the agreement"), gettext_noop("Sign")),
}


@dataclass(frozen=True)
class Task:
    """One thing to do: its clock or how long it has waited, what it is, with whom, and the button."""

    rank: tuple[int, datetime]
    title: str
    under: str
    url: str
    act: str
    due: datetime | None = None
    start: datetime | None = None
    basis: str = ""
    waited: str = ""


@dataclass(frozen=True)
class News:
    """One line of the ledger in words."""

    at: datetime
    who: str
    words: str
    url: str


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The officer's desk at this moment."""
    actor = request.actor
    todo, total = _todo(actor)
    this_week = list(duties.due_this_week(actor)[:WEEK])
    coming = [] if this_week else list(duties.open_ones(duties.owed_by(actor.agency))[:WEEK])
    incoming = list(notices.notices(actor).exclude(sender=actor.agency)[:INCOMING])
    return render(request, "web/workbench.html", {
        "figures": figures.figures(actor), "todo": todo, "total": total, "is_coming": not this_week,
        "week": duty_pages.rows(actor, this_week or coming), "incoming": notice_pages.lines(incoming),
        "unread": sum(not n.is_read for n in incoming), "owed": duty_pages.rows(actor, duties.owed_soon(actor)[:OWED]),
        "news": _news(actor), "today": moments.local(actor.at).date(),
        "is_first": settings.DEMO and _has_done_nothing(actor),
    })


def _todo(actor: Actor) -> tuple[list[Task], int]:
    """What waits for the officer, the most urgent first, and how many there are in all."""
    owed = duty_pages.rows(actor, duties.waiting(actor)) if actor.roles & duty_rules.DESK else []
    asked = [a for a in agreements.waiting_for(actor) if actor.roles & _asked_roles(a.stage)]
    names = agencies.names({p for a in asked for p in a.parties})
    tasks = [_duty_task(actor, row) for row in owed] + [_agreement_task(actor, a, names) for a in asked]
    tasks.sort(key=lambda task: task.rank)
    return tasks[:TODO], len(tasks)


def _asked_roles(stage: str) -> frozenset[str]:
    return lifecycle.SIGNATORY if stage in ("agreed", "signing") else lifecycle.DESK


def _duty_task(actor: Actor, row: duty_pages.Row) -> Task:
    duty = row.duty
    rank = {"overdue": 0, "soon": 1}.get(duty_rules.standing(duty, actor.at).value, 3)
    return Task((rank, duty.due_at), duty.title, f"{duty.basis_words}·{row.partners}", reverse("duties:detail", args=[duty.pk]),
                _("Keep"), duty.due_at, duty.starts_at, duty.basis_words)


def _agreement_task(actor: Actor, agreement: agreements.Agreement, names: dict[UUID, str]) -> Task:
    what, act = ASKS[agreement.stage]
    since = agreement.agreed_at or agreement.sent_at or agreement.made_at
    partners = "、".join(names[p] for p in agreement.parties if p != actor.agency and p in names)
    title = _("%(what)s: %(title)s") % {"what": _(what), "title": agreement.title or _("untitled")}
    waited = _("waits %(length)s") % {"length": length(moments.left(actor.at, since).parts)}
    under = "·".join(text for text in (agreement.number, partners) if text)
    return Task((2, since), title, under, subjects.address("agreement", agreement.pk), _(act), waited=waited)


def _news(actor: Actor) -> list[News]:
    """The newest lines of the ledger for the agency's eyes, refusals and sign-ins left out."""
    lines = list(audit.lines().exclude(verb__in=QUIET).exclude(verb__endswith=".refused")[:NEWS])
    names, officers = agencies.names({e.agency for e in lines}), agencies.officer_names({e.officer for e in lines})
    return [News(e.at, names.get(e.agency, _("The platform")), f"{officers.get(e.officer, '')} {_said(e)}".strip(),
                 subjects.address(e.kind, e.subject)) for e in lines]


def _said(entry: Entry) -> str:
    """The sentence of the line's verb with its facts; the bare verb where a fact is missing."""
    try:
        return _(verbs.sentence(entry.verb)) % entry.facts
    except (KeyError, TypeError, ValueError):
        return entry.verb


def _has_done_nothing(actor: Actor) -> bool:
    since = actor.at - timedelta(days=1)
    return not audit.lines().filter(officer=actor.officer, at__gte=since).exclude(verb__in=QUIET).exists()
