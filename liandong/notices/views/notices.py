"""The list of notices and one notice; reading and acknowledging."""
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from liandong.agencies.rules import Role
from liandong.kernel import filters, lists, moments, says, subjects
from liandong.kernel.actor import Actor
from liandong.kernel.pages import page

from .. import actions, forms, queries, rules
from ..models import Notice

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # in the catalog of web
ROWS = 100  # of a page; those of one kind and day are folded


@dataclass(frozen=True)
class Line:
    """A notice as it is drawn: what it says, where it leads, whether it was read; and the like it is folded with."""

    notice: Notice
    text: str
    url: str
    is_new: bool
    more: list["Line"] = field(default_factory=list)

    @property
    def unread(self) -> int:
        """How many of those folded away were not read."""
        return sum(line.is_new for line in self.more)


def lines(found: Iterable[Notice]) -> list[Line]:
    """The notices as they are drawn, in the reader's language."""
    return [_line(notice) for notice in found]


def folded(found: Sequence[Notice]) -> list[Line]:
    """The notices as they are drawn, those of one kind and day as one."""
    return [_line(fold.first, fold.more) for day in rules.by_day(found) for fold in day.folds]


@require_GET
@filters.opens_with_default
def list_(request: HttpRequest) -> HttpResponse:
    """What the officer was told: what asks for acknowledgement on top, then day by day, the like folded."""
    actor, asked = request.actor, forms.Filter(request.GET)
    asked.is_valid()  # a field that is not understood is left out of cleaned_data
    group, sender = asked.cleaned_data.get("group", ""), asked.cleaned_data.get("sender")
    group = group if group in says.groups() else ""
    since = asked.cleaned_data.get("since")
    tab = request.GET.get("tab") if request.GET.get("tab") in ("unread", "urgent", "partners") else "all"
    shown = lists.paged(request, queries.narrowed(actor, tab=tab, group=group, sender=sender, since=_first(since)), size=ROWS)
    unread = queries.unread_count(actor)
    pinned = list(queries.unanswered(actor)[:ROWS]) if shown.number == 1 and tab != "partners" and not (
        group or sender or since) else []
    top = {notice.pk for notice in pinned}
    return page(request, "notices/list", page=shown, days=_days(actor, [n for n in shown if n.pk not in top]),
                pinned=lines(pinned), tabs=_tabs(request, tab, unread), tab=tab, unread=unread, group=group, sender=sender,
                notice_count=queries.said(unread), since=since, groups=[(key, _(label)) for key, label in queries.groups()],
                senders=queries.senders(actor), outbox=queries.may_see_outbox(actor.roles), live_page=f"agency:{actor.agency}")


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One notice: where a mail leads, and where it is acknowledged with a word."""
    notice = get_object_or_404(queries.notices(request.actor), pk=pk)
    return page(request, "notices/detail", line=_line(notice), notice=notice, facts=_facts(notice),
                late=_("Not acknowledged in %(n)s minutes; now also with: %(posts)s.") % {
                    "n": notice.reply_minutes, "posts": _posts(notice)} if notice.raised and notice.is_waiting else "")


@require_POST
def read(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark one notice as read; a click on the notice goes on to its subject."""
    notice = get_object_or_404(Notice, pk=pk)
    actions.read(request.actor, notice)
    url = subjects.address(notice.subject_kind, notice.subject) or reverse("notices:list")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(_back(request))


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    actions.read_all(request.actor)
    return redirect("notices:list")


@require_POST
def acknowledge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Acknowledge a notice for the agency, and stay where one was."""
    notice = get_object_or_404(Notice.objects.select_related("sender"), pk=pk)
    if actions.acknowledge(request.actor, notice, note=request.POST.get("note", "")):
        messages.success(request, _("Acknowledged. %(sender)s reads it in the ledger.") % {"sender": notice.sender.name})
    else:
        messages.info(request, _("A colleague has acknowledged it already."))
    return redirect(_back(request))


def _line(notice: Notice, more: Iterable[Notice] = ()) -> Line:
    url = subjects.address(notice.subject_kind, notice.subject)
    return Line(notice, notice.text, url, not getattr(notice, "is_read", True), [_line(other) for other in more])


def _days(actor: Actor, found: list[Notice]) -> list[tuple[str, list[Line]]]:
    today = moments.local(actor.at).date()
    near = {today: _("Today"), today - timedelta(days=1): _("Yesterday")}
    return [(near.get(day.day) or f"{day.day:%Y-%m-%d} {_(WEEKDAYS[day.day.weekday()])}",
             [_line(fold.first, fold.more) for fold in day.folds]) for day in rules.by_day(found)]


def _first(day: date | None) -> datetime | None:
    """The first moment of that day; of a day nobody means, none."""
    return moments.day_end(day - timedelta(days=1)) if day and 1900 < day.year < 2200 else None


def _tabs(request: HttpRequest, current: str, unread: int) -> list[dict[str, object]]:
    kept, tabs = request.GET.copy(), []
    kept.pop("page", None)
    labels = {"all": _("All"), "unread": _("Unread"), "urgent": _("Urgent only"), "partners": _("From partners")}
    for name, label in labels.items():
        kept["tab"] = name
        tabs.append({"label": label, "url": f"?{kept.urlencode()}", "current": name == current,
                     "count": queries.said(unread) if name == "unread" else None})
    return tabs


def _facts(notice: Notice) -> list[tuple[str, str]]:
    names = queries.names([notice.officer, notice.acknowledged_by])
    roles = "、".join(_(Role(role).label) for role in notice.roles) or _("all officers")
    found = [(_("Number"), notice.number), (_("Sender"), notice.sender.name), (_("Told by"), names.get(notice.officer, "—")),
             (_("Told to"), f"{notice.department}·{roles}" if notice.department else roles)]
    if notice.acknowledged_at:
        found.append((_("Acknowledged by"), names.get(notice.acknowledged_by, "—")))
    return found + ([(_("Note"), notice.acknowledged_note)] if notice.acknowledged_note else [])


def _posts(notice: Notice) -> str:
    roles = [post.partition(":")[0] for post in notice.raised]
    return "、".join(_(Role(role).label) for role in roles if role)


def _back(request: HttpRequest) -> str:
    """The page one was on, if it is one of ours."""
    page_before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(page_before, {request.get_host()}, request.is_secure())
    return page_before if is_ours else reverse("notices:list")
