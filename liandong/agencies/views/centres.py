"""Command centres of three levels: all of them, and the form of one's own."""
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import CentreForm
from ..models import CommandCentre
from ..rules import centres as rules
from .agencies import administrators_only, answer_form, may


@require_GET
def centres(request: HttpRequest) -> HttpResponse:
    """Every command centre by its level, with duties and powers."""
    language = get_language() or ""
    found = list(CommandCentre.objects.select_related("agency").order_by("level", "agency__code"))
    by_level = [(level.in_(language), [_row(one, language) for one in found if one.level == int(level.code)])
                for level in rules.levels()]
    return page(request, "agencies/centres", levels=by_level, may=may(request), count=len(found),
                has_own=any(one.agency_id == request.actor.agency for one in found))


@require_http_methods(["GET", "POST"])
def set_centre(request: HttpRequest) -> HttpResponse:
    """Enter or change the command centre of one's agency."""
    administrators_only(request)
    form = CentreForm(request.POST or None, initial=_now(request))
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=_("Command centre"))
    try:
        actions.set_centre(request.actor, **form.cleaned_data)
    except Stale:
        raise
    except Refused as refusal:
        refused_in(request, form, refusal)
        return answer_form(request, form, title=_("Command centre"))
    messages.success(request, _("The command centre is entered; every agency sees it."))
    return redirect("agencies:centres")


def _now(request: HttpRequest) -> dict[str, object]:
    """The centre as it stands, or what is likely for a new one."""
    one = CommandCentre.objects.filter(agency=request.actor.agency).first()
    if one:
        return {name: getattr(one, name) for name in ("name", "level", "phone", "duties", "powers", "version")}
    agency = queries.agency(request.actor.agency)
    level = rules.level_of(agency.tier)
    return {"name": f"{agency.name}指挥中心", "level": level, "phone": agency.duty_phone, "version": 0,
            "duties": [item.code for item in rules.of_level("duty", level)],
            "powers": [item.code for item in rules.of_level("power", level)]}


def _row(one: CommandCentre, language: str) -> dict[str, object]:
    return {"centre": one, "duties": rules.said("duty", one.duties, language),
            "powers": rules.said("power", one.powers, language)}
