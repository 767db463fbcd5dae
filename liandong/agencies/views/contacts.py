"""Emergency contacts: the list with what is due, one contact with its test calls, and one's own to enter and change."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries, rules
from ..models import Contact
from .agencies import administrators_only, answer_form, may
from .words import reaches


@require_GET
def contacts(request: HttpRequest) -> HttpResponse:
    """The contacts one may know: all, one's own, those whose test call is due, those overdue."""
    actor, tab = request.actor, request.GET.get("tab", "all")
    found = queries.contacts(actor)
    picked = {"ours": [d for d in found if d.contact.agency_id == actor.agency],
              "due": [d for d in found if d.is_due],
              "overdue": [d for d in found if d.is_overdue]}
    labels = {"all": _("All"), "ours": _("Ours"), "due": _("Test call due"), "overdue": _("Test call overdue")}
    tabs = [{"label": label, "url": "?" if name == "all" else f"?tab={name}", "current": name == tab,
             "count": len(picked.get(name, found))} for name, label in labels.items()]
    plan = queries.plan(actor.agency)
    form = forms.PlanForm(initial={"every_days": plan.every_days, "version": plan.version})
    return page(request, "agencies/contacts", rows=reaches(picked.get(tab, found)), tabs=tabs, total=len(found),
                may=may(request), plan=plan, form=form)


@require_GET
def contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One contact with its test calls."""
    return _contact(request, _found(pk))


@require_POST
def call_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Record a test call."""
    found, form = _found(pk), forms.CallForm(request.POST)
    if not form.is_valid():
        return _contact(request, found, form=form, status=422)
    try:
        actions.call_contact(request.actor, found, **form.cleaned_data)
    except Refused as refusal:
        refused_in(request, form, refusal)
        return _contact(request, found, form=form, status=422)
    wrong = form.cleaned_data["answer"] == rules.Answer.WRONG_NUMBER
    messages.success(request, _("Written down. The administrators of %(agency)s are told that the number is wrong.") % {
        "agency": found.agency.name} if wrong else _("The test call is written down."))
    return redirect("agencies:contact", pk=pk)


@require_http_methods(["GET", "POST"])
def add_contact(request: HttpRequest) -> HttpResponse:
    """Enter an emergency contact."""
    administrators_only(request)
    form = forms.ContactForm(request.POST or None)
    said = {"title": _("New emergency contact"), "verb": _("Enter the contact")}
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, **said)
    try:
        new = actions.add_contact(request.actor, **_given(form))
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, **said)
    return redirect("agencies:contact", pk=new.pk)


@require_http_methods(["GET", "POST"])
def set_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an emergency contact of one's own."""
    found = _own(request, pk)
    now = {name: getattr(found, name) for name in ("function", "name", "phone", "backup_phone", "version")}
    form = forms.ContactForm(request.POST or None, initial=now)
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=found.name, contact=found)
    try:
        actions.set_contact(request.actor, found, **_given(form), version=form.cleaned_data["version"])
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=found.name, contact=found)
    return redirect("agencies:contact", pk=pk)


@require_POST
def end_contact(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove an emergency contact of one's own."""
    version = request.POST.get("version", "")
    actions.end_contact(request.actor, _own(request, pk), version=int(version) if version.isdecimal() else 0)
    return redirect("agencies:contacts")


@require_POST
def plan_tests(request: HttpRequest) -> HttpResponse:
    """Set every how many days one's own contacts are called."""
    administrators_only(request)
    form = forms.PlanForm(request.POST)
    if not form.is_valid():
        raise Refused(_("From 1 to 365 days."))
    actions.plan_tests(request.actor, **form.cleaned_data)
    return redirect("agencies:contacts")


def _contact(request: HttpRequest, found: Contact, *, form: forms.CallForm | None = None, status: int = 200) -> HttpResponse:
    [row] = reaches(queries.due([found], request.actor.at))
    calls = [(call, _(rules.Answer(call.answer).label), rules.LOOKS[call.answer]) for call in queries.calls(found)[:50]]
    names = queries.officer_names([call.officer for call, _word, _look in calls])
    lines = [{"call": call, "word": word, "look": look, "who": names.get(call.officer, "")} for call, word, look in calls]
    is_own = found.agency_id == request.actor.agency
    return page(request, "agencies/contact", status=status, row=row, contact=found, lines=lines, is_own=is_own,
                may=is_own and may(request), form=(form or forms.CallForm()) if rules.CALLERS & request.actor.roles else None)


def _found(pk: UUID) -> Contact:
    found = queries.contact(pk)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: UUID) -> Contact:
    administrators_only(request)
    found = _found(pk)
    if found.agency_id != request.actor.agency:
        raise Http404
    return found


def _given(form: forms.ContactForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in ("function", "name", "phone", "backup_phone")}
