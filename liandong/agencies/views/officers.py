"""Pages of an agency's own officers: added, appointed, closed and opened, given a first password."""
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.hashers import make_password
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, passwords, queries
from ..models import Officer
from .agencies import administrators_only, answer_form, may

ONCE = "agencies.first_password"  # in the session, encrypted, until it is shown


@require_http_methods(["GET", "POST"])
def add_officer(request: HttpRequest) -> HttpResponse:
    """Add an officer of one's own agency; the first password is shown once on the page after."""
    administrators_only(request)
    form = forms.NewOfficer(request.POST or None, actor=request.actor, initial={"clearance": 1, "roles": ["officer"]})
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=_("Add an officer"), verb=_("Add the officer"))
    password = passwords.new()
    given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        key = actions.add_officer(request.actor, **given, first_password=make_password(password))
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=_("Add an officer"), verb=_("Add the officer"))
    return _show_once(request, key, password)


@require_http_methods(["GET", "POST"])
def appoint(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change department, post, clearance and roles of a colleague."""
    officer = _colleague(request, pk)
    now = {"department": officer.department_id, "post": officer.post, "clearance": officer.clearance,
           "roles": officer.roles, "version": officer.version}
    form = forms.Appointment(request.POST or None, actor=request.actor, initial=now)
    if officer.clearance > request.actor.clearance:
        return page(request, "agencies/out_of_reach", who=officer, back=request.actor.agency)
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=officer.name, who=officer)
    try:
        actions.appoint(request.actor, officer, **form.cleaned_data)
    except Stale as stale:
        return answer_form(request, _seen(form, stale), title=officer.name, who=officer, clash=_clash(form, stale))
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=officer.name, who=officer)
    messages.success(request, _("The post of %(name)s is changed; it holds from the next page they open.") % {
        "name": officer.name})
    return redirect("agencies:detail", pk=request.actor.agency)


@require_POST
def close_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Close the account of a colleague."""
    return _set_account(request, pk, active=False)


@require_POST
def open_account(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open the account of a colleague again."""
    return _set_account(request, pk, active=True)


@require_POST
def reset_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a colleague a new first password, shown once on the page after."""
    password = passwords.new()
    actions.reset_password(request.actor, _colleague(request, pk), first_password=make_password(password))
    return _show_once(request, pk, password)


@never_cache
@require_GET
def first_password(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The first password, this once."""
    officer, kept = _colleague(request, pk), request.session.pop(ONCE, None)
    if not kept or kept["officer"] != str(pk):
        messages.info(request, _("A first password is shown once. If it was not noted, give a new one."))
        return redirect("agencies:appoint", pk=pk)
    return page(request, "agencies/first_password", who=officer, password=passwords.opened(kept["password"]))


def _set_account(request: HttpRequest, pk: UUID, *, active: bool) -> HttpResponse:
    version = request.POST.get("version", "")
    actions.set_account(request.actor, _colleague(request, pk), active=active,
                        version=int(version) if version.isdecimal() else 0)
    return redirect("agencies:detail", pk=request.actor.agency)


def _colleague(request: HttpRequest, pk: UUID) -> Officer:
    officer = queries.colleague(request.actor, pk)
    if officer is None or not may(request):
        raise Http404
    return officer


def _show_once(request: HttpRequest, officer: UUID, password: str) -> HttpResponse:
    request.session[ONCE] = {"officer": str(officer), "password": passwords.locked(password)}
    return redirect("agencies:first_password", pk=officer)


def _seen(form: forms.Appointment, stale: Stale) -> forms.Appointment:
    form.data = form.data.copy()
    form.data["version"] = str(stale.version)  # who saves again has seen both
    return form


def _clash(form: forms.Appointment, stale: Stale) -> list[dict[str, str]]:
    """Both texts, row by row, for who would otherwise overwrite the other's."""
    return [{"name": name, "label": str(form.fields[name].label), "theirs": _told(form, name, stale.theirs[name]),
             "mine": _told(form, name, stale.mine[name])} for name in stale.mine if stale.mine[name] != stale.theirs[name]]


def _told(form: forms.Appointment, name: str, value: str) -> str:
    labels = {str(key): str(label) for key, label in getattr(form.fields[name], "choices", [])}
    return pgettext("between roles", ", ").join(labels.get(v, v) for v in value.split()) if labels else value
