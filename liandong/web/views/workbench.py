"""The workbench: what waits for the officer, what the agency owes this week, what came in, what happened."""
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.agreements import queries as agreements
from liandong.agreements.rules import lifecycle
from liandong.audit import queries as audit
from liandong.audit.models import Entry
from liandong.duties import queries as duties, rules as duty_rules, views as duty_pages
from liandong.kernel import moments, subjects, verbs
from liandong.kernel.actor import Actor
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import queries as notices, views as notice_pages
from liandong.sharing.rules import stages as records
from liandong.web.templatetags.ld import length

from . import figures

TODO, WEEK, INCOMING, NEWS, OWED = 10, 5, 5, 5, 5
QUIET = ("agencies.sign_in", "agencies.sign_out", "agencies.unlock")  # no news, and no first act
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
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
    week, due_now = _week(actor)
    unread = notices.unread_count(actor)
    incoming = list(notices.notices(actor).exclude(sender=actor.agency)[:INCOMING])
    return render(request, "web/workbench.html", {
        "figures": figures.figures(actor, unread), "todo": todo, "total": total, "week": week, "due_now": due_now,
        "incoming": notice_pages.lines(incoming),
        "unread": notices.said(unread) if unread else "", "owed": duty_pages.rows(actor, duties.owed_soon(actor)[:OWED]),
        "news": _news(actor), "today": moments.local(actor.at).date(), "weekday": weekday(moments.local(actor.at).date()),
        "is_first": settings.DEMO and _has_done_nothing(actor),
        "may_import": bool(lifecycle.DESK & actor.roles), "may_enter": bool(records.WRITERS & actor.roles),
    })


def _week(actor: Actor) -> tuple[list[tuple[duty_pages.Row, str]], int]:
    """What the agency owes this week, each with its weekday, filled up with what comes next; and how many of this week."""
    monday, ending = duties.week_of(actor.at)
    now = list(duties.due_this_week(actor))
    room = WEEK - len(now)
    coming = duties.open_ones(duties.owed_by(actor.agency)).filter(due_at__gt=ending)[:room] if room > 0 else []
    rows = duty_pages.rows(actor, [*now[:WEEK], *coming])
    return [(row, weekday(row.duty.due_on) if monday < row.duty.due_at <= ending else "") for row in rows], len(now)


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
    return Task((rank, duty.due_at), duty.name, f"{duty.period}·{duty.basis_words}·{row.partners}",
                reverse("duties:detail", args=[duty.pk]), gettext("Keep"), duty.due_at, duty.starts_at, duty.basis_words)


def _agreement_task(actor: Actor, agreement: agreements.Agreement, names: dict[UUID, str]) -> Task:
    what, act = ASKS[agreement.stage]
    since = agreement.agreed_at or agreement.sent_at or agreement.made_at
    partners = "、".join(names[p] for p in agreement.parties if p != actor.agency and p in names)
    title = gettext("%(what)s: %(title)s") % {"what": gettext(what), "title": agreement.title or gettext("untitled")}
    waited = gettext("waits %(length)s") % {"length": length(moments.left(actor.at, since).parts)}
    under = "·".join(text for text in (agreement.number, partners) if text)
    return Task((2, since), title, under, subjects.address("agreement", agreement.pk), gettext(act), waited=waited)


def _news(actor: Actor) -> list[News]:
    """The newest lines of the ledger for the agency's eyes, refusals and sign-ins left out."""
    lines = list(audit.lines().exclude(verb__in=QUIET).exclude(verb__endswith=".refused")[:NEWS])
    names, officers = agencies.names({e.agency for e in lines}), agencies.officer_names({e.officer for e in lines})
    return [News(e.at, names.get(e.agency, gettext("The platform")), f"{officers.get(e.officer, '')} {_said(e)}".strip(),
                 subjects.address(e.kind, e.subject)) for e in lines]


def _said(entry: Entry) -> str:
    """The sentence of the line's verb with its facts; the bare verb where a fact is missing."""
    try:
        return gettext(verbs.sentence(entry.verb)) % entry.facts
    except (KeyError, TypeError, ValueError):
        return entry.verb


def _has_done_nothing(actor: Actor) -> bool:
    since = actor.at - timedelta(days=1)
    return not audit.lines().filter(officer=actor.officer, at__gte=since).exclude(verb__in=QUIET).exists()


def weekday(day: date) -> str:
    """The short name of its day of the week."""
    return gettext(DAYS[day.weekday()])
