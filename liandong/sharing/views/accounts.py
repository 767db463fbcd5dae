"""Service accounts of the agency, for its administrators: made, renewed, revoked; a token is shown once."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from liandong.agencies.rules import Role
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries
from ..models import ServiceAccount
from ..rules.accounts import Scope


@never_cache
@require_http_methods(["GET", "POST"])
def list_(request: HttpRequest) -> HttpResponse:
    """The agency's accounts, and the form for a new one; its token stands in the answer to the form and nowhere else."""
    _administrators_only(request)
    form = forms.AccountForm(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        got = form.cleaned_data
        try:
            made, token = actions.accounts.make(
                request.actor, name=got["name"], source=got["source"], scopes=got["scopes"], clearance=int(got["clearance"]),
                per_minute=got["per_minute"])
        except Refused as refused:
            refused_in(request, form, refused)
        else:
            return _once(_page(request, forms.AccountForm(request.actor), token=token, shown=made))
    return _page(request, form, status=422 if form.is_bound else 200)


@never_cache
@require_POST
def renew(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new token; the one before answers for a day."""
    account = _of(request, pk)
    token = actions.accounts.renew(request.actor, account)
    return _once(_page(request, forms.AccountForm(request.actor), token=token, shown=account))


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """None of its tokens answers from now on."""
    actions.accounts.revoke(request.actor, _of(request, pk))
    messages.success(request, _("Revoked. None of its tokens answers from now on."))
    return redirect("sharing:accounts")


def _page(request: HttpRequest, form: forms.AccountForm, *, status: int = 200, **context: object) -> HttpResponse:
    rows = [(one, [_(Scope(scope).label) for scope in one.scopes], one.revoked_at is None and one.ends_at > request.actor.at)
            for one in queries.accounts.own(request.actor)]
    return page(request, "sharing/accounts", status=status, form=form, rows=rows, **context)


def _once(answer: HttpResponse) -> HttpResponse:
    """No receipt keeps the answer: what bears this heading is never kept to be shown again."""
    answer["Content-Disposition"] = "inline"
    return answer


def _of(request: HttpRequest, pk: UUID) -> ServiceAccount:
    _administrators_only(request)
    found = queries.accounts.of(request.actor, pk)
    if found is None:
        raise Http404
    return found


def _administrators_only(request: HttpRequest) -> None:
    if Role.ADMINISTRATOR not in request.actor.roles:
        raise Http404
