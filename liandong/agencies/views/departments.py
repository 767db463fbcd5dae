"""Departments of one's own agency: added and renamed by its administrators."""
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import refused_in

from .. import actions, forms, queries
from .agencies import administrators_only, answer_form


@require_http_methods(["GET", "POST"])
def add_department(request: HttpRequest) -> HttpResponse:
    """Add a department."""
    administrators_only(request)
    form, words = forms.DepartmentForm(request.POST or None), {"title": _("New department"), "verb": _("Add the department")}
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, **words)
    try:
        actions.add_department(request.actor, name=form.cleaned_data["name"])
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, **words)
    messages.success(request, _("The department is added; officers and desks can belong to it now."))
    return redirect("agencies:detail", pk=request.actor.agency)


@require_http_methods(["GET", "POST"])
def rename_department(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give a department another name."""
    administrators_only(request)
    department = get_object_or_404(queries.departments(request.actor.agency), pk=pk)
    form = forms.DepartmentForm(request.POST or None, initial={"name": department.name, "seen": department.name})
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=department.name)
    try:
        actions.rename_department(request.actor, department, **form.cleaned_data)
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=department.name)
    messages.success(request, _("Renamed. Officers, desks and rosters carry the new name."))
    return redirect("agencies:detail", pk=request.actor.agency)
