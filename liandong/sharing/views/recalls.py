"""Recall of a record and the answers to it; reports of readers and what the owner answers."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel import lists
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import AnswerForm, OutcomeForm, ReportForm
from ..models import Ask, Report
from ..rules.stages import DECIDERS, WRITERS
from .subjects import own_or_404, record_or_404
from .told import look


@require_POST
def recall_all(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Call one's own record back from everybody."""
    record, typed = own_or_404(request.actor, pk), request.POST.get("version", "")
    asked = actions.recall_all(request.actor, record, reason=request.POST.get("note", ""),
                               version=int(typed) if typed.isdecimal() else 0)
    messages.success(request, ngettext(
        "Recalled: nobody else sees it any more. %(n)d agency is asked to confirm what it did with its copies.",
        "Recalled: nobody else sees it any more. %(n)d agencies are asked to confirm what they did with their copies.",
        len(asked)) % {"n": len(asked)})
    return redirect("sharing:detail", pk=pk)


@require_POST
def share_anew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Share one's own recalled record anew, with a reason."""
    record = actions.share_anew(request.actor, own_or_404(request.actor, pk), reason=request.POST.get("note", ""))
    messages.success(request, _("%(number)s is shared anew, as agreements say. Release it again to whom you named.") % {
        "number": record.number})
    return redirect("sharing:detail", pk=pk)


@require_GET
def asks(request: HttpRequest) -> HttpResponse:
    """What our agency is asked about records of others that were recalled or corrected."""
    shown = lists.paged(request, queries.asks(request.actor))
    return page(request, "sharing/asks", page=shown, rows=[(one, look(one)) for one in shown])


@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One question: of a recalled record its number, its owner and what is asked; of a correction, what may still be seen."""
    ask = queries.ask(pk)
    if ask is None:
        raise Http404
    form = AnswerForm(ask.kind, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(request.actor, ask, answer=form.cleaned_data["answer"], words=form.cleaned_data["words"])
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("Answered. %(owner)s reads it.") % {"owner": ask.owner.name})
            return redirect("sharing:asked", pk=pk)
    return page(request, "sharing/asked", status=422 if form.is_bound else 200, live=f"ask:{pk}",
                **_asked(request.actor, ask, form))


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that another agency's record is wrong, outdated or a duplicate."""
    record = record_or_404(pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.report(request.actor, record, **form.cleaned_data)
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("Sent. %(owner)s owes an answer within five working days.") % {
                "owner": record.owner.name})
            return redirect("sharing:reported", pk=made.pk)
    return page(request, "sharing/small", status=422 if form.is_bound else 200, form=form, record=record,
                title=_("Report a mistake"), verb=_("Send to the owner"))


@require_http_methods(["GET", "POST"])
def reported(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: what the reader said, and how the owner answered."""
    found = queries.report(pk)
    if found is None:
        raise Http404
    form = OutcomeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_report(request.actor, found, **form.cleaned_data)
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("Answered. %(agency)s is told.") % {"agency": found.agency.name})
            return redirect("sharing:reported", pk=pk)
    return page(request, "sharing/reported", status=422 if form.is_bound else 200, live=f"report:{pk}",
                **_reported(request.actor, found, form))


def _asked(actor: Actor, ask: Ask, form: AnswerForm) -> dict[str, object]:
    record, is_recall = queries.of(ask.record_id), ask.kind == "recall"
    names = agencies.officer_names([ask.answered_by] if ask.answered_by else [])
    is_ours = ask.agency_id == actor.agency
    edition = None if record is None or is_recall else next((e for e in queries.editions(record) if e.pk == ask.cause), None)
    return {"ask": ask, "form": form, "record": record, "is_recall": is_recall, "is_ours": is_ours,
            "look": look(ask, owed_by_us=is_ours),
            "may_answer": is_ours and ask.answered_at is None and bool(WRITERS & actor.roles),
            "answered_by": names.get(ask.answered_by, "") if ask.answered_by else "", "duty": duties.about(ask.pk).first(),
            "changes": queries.differences(actor, record, queries.editions(record))[edition.pk] if record and edition else []}


def _reported(actor: Actor, found: Report, form: OutcomeForm) -> dict[str, object]:
    names = agencies.officer_names(key for key in (found.officer, found.answered_by) if key)
    is_owner = found.owner_id == actor.agency
    return {"report": found, "form": form, "record": queries.of(found.record_id), "is_owner": is_owner,
            "look": look(found, owed_by_us=is_owner),
            "may_answer": is_owner and found.answered_at is None and bool(DECIDERS & actor.roles),
            "by": names.get(found.officer, ""), "answered_by": names.get(found.answered_by, "") if found.answered_by else "",
            "duty": duties.about(found.pk).first()}
