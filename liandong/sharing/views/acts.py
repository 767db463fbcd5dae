"""What is done to a record with one button: a step, keeping it to a department, recall, reveal."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop

from .. import actions, words
from ..models import Record
from ..rules.stages import LIFECYCLE
from .subjects import own_or_404, record_or_404

NO_CASE = gettext_noop("Choose the live case of your agency that needs it.")


@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take one's own record to another stage."""
    record = own_or_404(request.actor, pk)
    if LIFECYCLE.of(verb) is None:
        raise Http404
    changed = actions.step(request.actor, record, verb, version=_version(request))
    messages.success(request, _("%(number)s: %(stage)s.") % {
        "number": record.number, "stage": words.stage(changed.kind, changed.stage)})
    return redirect("sharing:detail", pk=pk)


@require_POST
def mark_serious(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark one's own case or lead as a serious incident, and say what began by it."""
    actions.mark_serious(request.actor, own_or_404(request.actor, pk), version=_version(request))
    begun = duties.about(pk).filter(started_by="incident").count()
    messages.success(request, ngettext(
        "Marked as a serious incident. %(n)d duty began; whom it is owed to was told.",
        "Marked as a serious incident. %(n)d duties began; whom they are owed to was told.", begun) % {"n": begun} if begun else
        _("Marked as a serious incident. No agreement in force asks for a report; inform superior and partners yourself."))
    return redirect("sharing:detail", pk=pk)


@require_POST
def withdraw_serious(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the mark of a serious incident back, with a reason that everybody reads who was told of it."""
    actions.withdraw_serious(request.actor, own_or_404(request.actor, pk), reason=request.POST.get("note", ""),
                             version=_version(request))
    messages.success(request, _("Withdrawn. What was still owed because of it lapses; superior and partners were told why."))
    return redirect("sharing:detail", pk=pk)


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep one's own record to one's department, or open it to the agency again."""
    record = own_or_404(request.actor, pk)
    is_kept = request.POST.get("keep") == "yes"
    actions.keep_to(request.actor, record, is_kept=is_kept, version=_version(request))
    messages.success(request, _("Kept to your department. Nobody else sees it, save who it is released to by name.") if is_kept
                     else _("Open to your whole agency, and to partners as agreements say."))
    return redirect("sharing:detail", pk=pk)


@require_POST
def recall(request: HttpRequest, pk: UUID, agency: UUID) -> HttpResponse:
    """End what was released to that agency."""
    record = own_or_404(request.actor, pk)
    if agency not in agencies.names([agency]):
        raise Http404
    actions.recall(request.actor, record, agency)
    messages.success(request, _("Recalled. %(agency)s no longer sees it by your release, and is told so.") % {
        "agency": agencies.agency(agency).name})
    return redirect("sharing:detail", pk=pk)


@require_POST
def reveal(request: HttpRequest, pk: UUID, element: str) -> HttpResponse:
    """Show a masked detail for five minutes. The answer leads to the detail, so that no receipt holds it."""
    record = record_or_404(pk)
    actions.reveal(request.actor, record, element, case=_case(request, record))
    if request.headers.get("HX-Request") == "true":
        return redirect("sharing:cell", pk=pk, element=element)
    return redirect("sharing:detail", pk=pk)


def _version(request: HttpRequest) -> int:
    asked = request.POST.get("version", "")
    return int(asked) if asked.isdecimal() else 0


def _case(request: HttpRequest, record: Record) -> UUID:
    try:
        return UUID(request.POST.get("case", ""))
    except ValueError:
        raise Refused(NO_CASE, concerns=[record.owner_id], field="case") from None
