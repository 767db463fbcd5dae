"""The agency's outbox for its administrators: what was sent, what waits, what failed and why."""
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.http import require_GET, require_POST

from liandong.kernel import lists
from liandong.kernel.pages import page

from .. import actions, queries
from ..rules import MailState

LOOKS = {MailState.QUEUED: "wait", MailState.SENT: "done", MailState.FAILED: "late", MailState.BOUNCED: "late"}


@require_GET
def mail(request: HttpRequest) -> HttpResponse:
    """State, tries and last error of every mail of the agency; nobody but its administrators finds the page."""
    if not queries.may_see_outbox(request.actor.roles):
        raise Http404
    state = request.GET.get("state", "")
    shown = lists.paged(request, queries.mails(request.actor, state))
    names = queries.names(found.officer for found in shown)
    rows = [(found, names.get(found.officer, "—"), LOOKS[MailState(found.state)], _(MailState(found.state).label))
            for found in shown]
    tabs = [{"label": _("All"), "url": "?", "current": not state},
            *({"label": _(s.label), "url": f"?state={s.value}", "current": state == s.value} for s in MailState)]
    columns = [{"label": _("State"), "width": 112}, {"label": _("Officer")},
               {"label": pgettext("told", "Notice"), "width": 112}, {"label": _("Queued"), "width": 120},
               {"label": _("Tries"), "width": 64}, {"label": _("Next try or sent"), "width": 128},
               {"label": _("Last error")}, {"label": "", "width": 88}]
    return page(request, "notices/mail", page=shown, rows=rows, tabs=tabs, columns=columns, is_off=not settings.EMAIL_HOST)


@require_POST
def try_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put one mail back into the outbox."""
    actions.try_again(request.actor, get_object_or_404(queries.mails(request.actor), pk=pk))
    messages.success(request, _("It is tried again within a minute."))
    return redirect("notices:mail")
