"""What officers do to a duty from its page; what was typed stays when it is refused."""
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import refused_in

from .. import actions, rules
from ..models import Duty
from .detail import answer_with, form_of, found
from .rows import said


@require_POST
def keep(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that a duty is kept, with its evidence."""
    def done(kept: Duty) -> str:
        if kept.outcome == rules.Outcome.LATE:
            return _("Kept late, and written down. The other parties are told.")
        return _("Kept in time, and written down. The other parties are told.")

    return _take(request, pk, "keep", actions.keep, done)


@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop the clock by a documented question."""
    return _take(request, pk, "ask", actions.ask,
                 lambda duty: _("Asked. The clock stands still until one of the other parties answers."))


@require_POST
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Answer the question; the clock goes on."""
    return _take(request, pk, "answer", actions.answer,
                 lambda duty: _("Answered. The clock goes on; the duty is due %(due)s.") % {"due": said(duty.due_at)})


@require_POST
def waive(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Let go what one's agency is owed."""
    def done(duty: Duty) -> str:
        if duty.outcome == rules.Outcome.WAIVED:
            return _("Waived; the duty has ended. The other parties are told.")
        return _("Your agency's waiver is written down; the duty ends when every party it is owed to has waived it.")

    return _take(request, pk, "waive", actions.waive, done)


@require_POST
def order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Order that the duty be done; the page of the order follows."""
    return _take(request, pk, "order", actions.order,
                 lambda made: _("Ordered, due %(due)s. When it is kept, the order is answered.") % {"due": said(made.due_at)})


@require_POST
def reopen(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take back one's own word of the same day."""
    return _take(request, pk, "reopen", actions.reopen,
                 lambda duty: _("Taken back. The duty is open again; the other parties are told."))


def _take(request: HttpRequest, pk: UUID, verb: str, act: Callable[..., Any], done: Callable[[Duty], str]) -> HttpResponse:
    """Do it with the fields of its form, say so, and lead to the duty that came out of it."""
    duty = found(pk)
    form = form_of(verb, duty, request.POST)
    if not form.is_valid():
        return answer_with(request, duty, failed=(verb, form), status=422)
    try:
        result = act(request.actor, duty, **form.cleaned_data)
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_with(request, found(pk), failed=(verb, form), status=422)
    messages.success(request, done(result))
    return redirect("duties:detail", pk=result.pk)
