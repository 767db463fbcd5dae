"""A new agreement from a template: choose, look at it with the parties' names in it, make the draft."""
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.agencies import queries as agencies
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions
from ..forms import StartForm
from ..rules import templates
from ..rules.templates import Template


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """The templates and a look at the one that is chosen; a POST makes the draft."""
    given = request.POST if request.method == "POST" else request.GET
    known = templates.templates()
    template = known.get(given.get("template", "")) or next(iter(known.values()))
    form = _form(request, template, given)
    if request.method == "POST" and form.is_valid():
        try:
            draft = actions.start(request.actor, template=template, terms=form.terms(form.cleaned_data))
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("The draft is made. Text and terms follow each other from now on."))
            return redirect("agreements:edit", pk=draft.pk)
    text = templates.laid(template, form.terms(_typed(form))).text
    return page(request, "agreements/new", status=422 if request.method == "POST" else 200, form=form, chosen=template,
                templates=known.values(), counts=range(template.least, template.most + 1), lines=text.split("\n")[1:],
                title=text.split("\n")[0])


def _form(request: HttpRequest, template: Template, given: QueryDict) -> StartForm:
    """The form with what was typed; before anything is sent it stands with what the template brings."""
    count = int(given["count"]) if given.get("count", "").isdecimal() and len(given["count"]) < 3 else template.least
    known = dict(agencies.agencies().values_list("pk", "name"))
    kept = {name: value for name, value in given.items() if name != "count" and value} if _is_same(given) else {
        name: value for name, value in given.items() if name.startswith("party-") and value}
    return StartForm(request.POST if request.method == "POST" else None, template=template, initial=kept, agencies=known,
                     count=min(max(count, template.least), template.most), own=request.actor.agency)


def _is_same(given: QueryDict) -> bool:
    """Whether what was typed was typed for this template."""
    return given.get("was", given.get("template")) == given.get("template")


def _typed(form: StartForm) -> Mapping[str, object]:
    """What stands in the form, as far as it can be read already."""
    if form.is_bound:
        form.is_valid()
        return form.cleaned_data
    raw = {field.name: field.value() for field in form}
    trial = StartForm({name: value for name, value in raw.items() if value not in (None, "")}, template=form.template,
                      count=len(form.roles), agencies=form.agencies, own=form.own)
    trial.is_valid()
    return trial.cleaned_data
