"""The workbench: what waits for the officer, what the agency owes this week, what came in, what happened."""
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.agreements.rules import lifecycle
from liandong.audit import queries as audit
from liandong.audit.models import Entry
from liandong.duties import queries as duties, views as duty_pages
from liandong.kernel import moments, subjects, verbs
from liandong.kernel.actor import Actor
from liandong.kernel.lists import capped_count
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import queries as notices, views as notice_pages
from liandong.sharing.rules import stages as records

from . import figures, todo

WEEK, INCOMING, NEWS, OWED = 5, 5, 5, 5
QUIET = ("agencies.sign_in", "agencies.sign_out", "agencies.unlock", "agencies.set_address", "notices.prefer", "web.make_feed",
         "web.revoke_feed")  # each officer's own affair: no news, and no first act
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


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
    tasks, total = todo.todo(actor, todo.COUNTED if request.GET.get("todo") == "all" else todo.SHOWN)
    week, due_now = _week(actor)
    unread = notices.unread_count(actor)
    incoming = list(notices.notices(actor).exclude(sender=actor.agency)[:INCOMING * 4])
    return render(request, "web/workbench.html", {
        "figures": figures.figures(actor, unread), "todo": tasks, "total": total, "week": week, "due_now": due_now,
        "incoming": notice_pages.folded(incoming)[:INCOMING],
        "unread": notices.said(unread), "notice_count": notices.said(unread),
        "owed": duty_pages.rows(actor, duties.owed_soon(actor)[:OWED]),
        "news": _news(actor), "today": moments.local(actor.at).date(), "weekday": weekday(moments.local(actor.at).date()),
        "is_first": settings.DEMO and _has_done_nothing(actor),
        "may_import": bool(lifecycle.DESK & actor.roles), "may_enter": bool(records.WRITERS & actor.roles),
        "live_page": f"agency:{actor.agency}",
    })


def _week(actor: Actor) -> tuple[list[tuple[duty_pages.Row, str]], int]:
    """What the agency owes this week, each with its weekday, filled up with what comes next; and how many of this week."""
    monday, ending = duties.week_of(actor.at)
    this_week = duties.due_this_week(actor)
    now = list(this_week[:WEEK])
    count, room = len(now) if len(now) < WEEK else capped_count(this_week), WEEK - len(now)
    coming = duties.open_ones(duties.owed_by(actor.agency)).filter(due_at__gt=ending)[:room] if room > 0 else []
    rows = duty_pages.rows(actor, [*now, *coming])
    return [(row, weekday(row.duty.due_on) if monday < row.duty.due_at <= ending else "") for row in rows], count


def _news(actor: Actor) -> list[News]:
    """The newest lines of the ledger for the agency's eyes, refusals and sign-ins left out."""
    lines = audit.newest(audit.lines().exclude(verb__in=QUIET).exclude(verb__endswith=".refused"), NEWS)
    lines.sort(key=lambda e: e.at, reverse=True)  # the ledger's order is that of writing
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
