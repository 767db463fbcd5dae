"""What administrators add to the data standard: the forms, one addition with its versions, everything that was added."""
from datetime import date
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.agencies import queries as agencies
from liandong.kernel import lists, moments
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in
from liandong.kernel.terms import gettext_noop

from .. import actions, queries, words
from ..forms import additions as forms
from ..rules import adding, standard, titles
from ..rules.additions import ONLY, Addition, What

ADD = {What.ELEMENT: gettext_noop("Add an element"), What.TABLE: gettext_noop("Add a code table"),
       What.CODE: gettext_noop("Add a code"), What.NAMING: gettext_noop("Set the pattern of titles")}


@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, what: str, place: str) -> HttpResponse:
    """Add an element to a kind, a code to a table, a new table, or a pattern of titles."""
    _check_place(request, what, place)
    form = _form(what, place, request.POST if request.method == "POST" else None, _likely(request, what, place))
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, what, place, status=200 if request.method == "GET" else 422)
    one, why = forms.addition(what, place, form.cleaned_data), form.cleaned_data["why"]
    try:
        if what == What.TABLE:
            actions.add_table(request.actor, one, adding.code_rows(form.cleaned_data["rows"]), why=why)
        else:
            actions.add(request.actor, one, why=why)
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, form, what, place, status=422)
    return _done(request, one)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, what: str, place: str, name: str) -> HttpResponse:
    """Another version of what was added."""
    _keeper(request)
    before = _newest(what, place, name)
    shown = {field: getattr(before, field) for field in ("zh", "en", *forms.OWN)} | {"since": _today(request)}
    form = _form(what, place, request.POST if request.method == "POST" else None, shown, is_new=False)
    if request.method == "GET" or not form.is_valid():
        return _page(request, form, what, place, status=200 if request.method == "GET" else 422, before=before)
    one = forms.addition(what, place, form.cleaned_data, before)
    try:
        actions.add(request.actor, one, why=form.cleaned_data["why"])
    except Refused as error:
        refused_in(request, form, error)
        return _page(request, form, what, place, status=422, before=before)
    return _done(request, one)


@require_http_methods(["GET", "POST"])
def retire(request: HttpRequest, what: str, place: str, name: str) -> HttpResponse:
    """Offer an element or code no longer from a day on."""
    _keeper(request)
    label = _label(what, place, name)
    form = forms.RetireForm(request.POST if request.method == "POST" else None, initial={"until": _today(request)})
    status = 200 if request.method == "GET" else 422
    if request.method == "POST" and form.is_valid():
        try:
            actions.retire(request.actor, what, place, name, until=form.cleaned_data["until"], why=form.cleaned_data["why"])
        except Refused as error:
            refused_in(request, form, error)
        else:
            messages.success(request, _("%(label)s is offered no longer from %(day)s on. Old records stay as they are.") % {
                "label": label, "day": form.cleaned_data["until"].isoformat()})
            return redirect("sharing:standard_one", what=what, place=place, name=name)
    return page(request, "sharing/addition_form", status=status, form=form, title=_("Retire %(label)s") % {"label": label},
                verb=_("Retire"), where=_place(what, place), back=_back(what, place))


@require_GET
def one(request: HttpRequest, what: str, place: str, name: str) -> HttpResponse:
    """One addition with all its versions."""
    rows = list(queries.versions(what, place, name))
    if not rows:
        raise Http404
    named = agencies.officer_names({row.officer for row in rows})
    newest = rows[0]
    return page(request, "sharing/addition", rows=[(row, named.get(row.officer, "")) for row in rows], newest=newest,
                label=newest.zh, where=_place(what, place), back=_back(what, place), what=What(what),
                is_retired=newest.until is not None and newest.until <= _today(request), only=ONLY,
                may_add=queries.keeps_standard(request.actor), facts=_facts(newest))


@require_GET
def of_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where a notice or a line of the ledger about the standard leads."""
    found = queries.addition(pk)
    if found is None:
        raise Http404
    return redirect("sharing:standard_one", what=found.what, place=found.place, name=found.name)


@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Everything that was added, changed and retired, newest first."""
    found = lists.paged(request, queries.history())
    rows = [(row, _place(row.what, row.place), _(What(row.what).label)) for row in found]
    return page(request, "sharing/standard_history", page=found, rows=rows, may_add=queries.keeps_standard(request.actor))


def _form(what: str, place: str, data: Any, initial: dict[str, Any], *, is_new: bool = True) -> django_forms.Form:
    if what == What.ELEMENT:
        return forms.element_form(place, data, initial, is_new=is_new)
    if what == What.TABLE:
        return forms.table_form(data, initial)
    return forms.naming_form(place, data, initial) if what == What.NAMING else forms.code_form(data, initial, is_new=is_new)


def _page(request: HttpRequest, form: django_forms.Form, what: str, place: str, *, status: int,
          before: Addition | None = None) -> HttpResponse:
    title = _("Change %(label)s") % {"label": before.zh} if before else _(ADD[What(what)])
    return page(request, "sharing/addition_form", status=status, form=form, title=title, where=_place(what, place),
                verb=_("Change") if before else _("Add to the standard"), back=_back(what, place), before=before)


def _done(request: HttpRequest, one: Addition) -> HttpResponse:
    messages.success(request, _("%(label)s holds for everybody on the platform from %(day)s on. Administrators are told.") % {
        "label": one.zh, "day": one.since.isoformat()})
    return redirect(_back(one.what, one.place))


def _keeper(request: HttpRequest) -> None:
    """For others these addresses are not there."""
    if not queries.keeps_standard(request.actor):
        raise Http404


def _check_place(request: HttpRequest, what: str, place: str) -> None:
    _keeper(request)
    now = standard.current()
    known = {What.ELEMENT: set(now.kinds), What.NAMING: {name for name, kind in now.kinds.items() if not kind.title},
             What.CODE: set(now.labels) - adding.CLOSED_TABLES, What.TABLE: {ONLY}}
    if what not in known or place not in known[What(what)]:
        raise Http404


def _likely(request: HttpRequest, what: str, place: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"since": _today(request)}
    return shown | {"zh": titles.pattern(standard.kinds()[place])} if what == What.NAMING else shown


def _newest(what: str, place: str, name: str) -> Addition:
    found = [one for one in queries.known() if one.key == (what, place, name)]
    if not found or what == What.TABLE:
        raise Http404
    return max(found, key=lambda each: each.version)


def _label(what: str, place: str, name: str) -> str:
    shipped = standard.current().labels.get(place, {}) if what == What.CODE and place not in adding.CLOSED_TABLES else {}
    return f"{name} {words.said(shipped[name])}" if name in shipped else _newest(what, place, name).zh


def _place(what: str, place: str) -> str:
    kinds = standard.kinds()
    if what in (What.ELEMENT, What.NAMING):
        return words.said(kinds[place].label) if place in kinds else place
    return words.of_table(place) if place != ONLY else _("Data standard")


def _back(what: str, place: str) -> str:
    if what in (What.ELEMENT, What.NAMING):
        return reverse("sharing:standard_kind", args=[place])
    return reverse("sharing:standard_codes", args=[place]) if place != ONLY else reverse("sharing:standard")


def _facts(newest: Any) -> list[tuple[str, str]]:
    if newest.what != What.ELEMENT:
        return []
    body, kind = newest.body, standard.kinds()[newest.place]
    group = next((words.said(label) for key, label in kind.groups if key == body.get("group")), "")
    rows = [(_("Name in data"), newest.name), (_("Group"), group), (_("Type"), str(forms.TYPES[body["type"]])),
            (_("Codes"), words.of_table(body["codes"]) if body.get("codes") else ""),
            (_("Format"), str(forms.FORMATS[body.get("format", "")]) if body.get("format") else ""),
            (_("Masked as"), str(forms.MASKS.get(body.get("mask", ""), body.get("mask", "")))),
            (_("Asked for"), _("always") if body.get("required") else "")]
    return [row for row in rows if row[1]]


def _today(request: HttpRequest) -> date:
    return moments.local(request.actor.at).date()
