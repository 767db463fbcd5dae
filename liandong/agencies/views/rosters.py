"""Duty rosters: who is on duty now, the month of one's own, and what a partner reads and acknowledges."""
from datetime import date
from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, forms, queries, rules
from ..models import Roster, Shift
from . import months
from .agencies import answer_form


@require_GET
def rosters(request: HttpRequest) -> HttpResponse:
    """Who is on duty now, here and at every partner; one's own rosters by month; changes to be acknowledged."""
    actor = request.actor
    running = queries.on_duty_everywhere(actor)
    groups = [(agency, [months.turn(s) for s in found]) for agency, found in groupby(running, key=lambda s: s.agency)]
    return page(request, "agencies/rosters", groups=groups, own=queries.rosters(actor.agency)[:24], may=_keeps(request),
                unread=queries.unread_everywhere(actor))


@require_http_methods(["GET", "POST"])
def open_roster(request: HttpRequest) -> HttpResponse:
    """Begin the roster of a month."""
    if not _keeps(request):
        raise Http404
    form = forms.NewRoster(request.POST or None, actor=request.actor)
    if request.method != "POST" or not form.is_valid():
        return answer_form(request, form, title=_("New duty roster"), verb=_("Begin"))
    return redirect("agencies:roster", pk=actions.open_roster(request.actor, **form.cleaned_data).pk)


@require_GET
def roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One roster: the month for its own agency; for a partner who is on duty and what changed."""
    return _roster(request, _found(pk))


@require_POST
def add_shifts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put an officer on duty for some days."""
    found = _own(request, pk)
    form = forms.ShiftForm(request.POST, actor=request.actor, roster=found)
    if not form.is_valid():
        return _roster(request, found, form=form, status=422)
    given = form.cleaned_data
    officer = queries.colleague(request.actor, given.pop("officer"))
    if officer is None:
        raise Http404
    try:
        actions.add_shifts(request.actor, found, **given | {"officer": officer, "last": given["last"] or given["first"]})
    except Refused as refusal:
        refused_in(request, form, refusal)
        return _roster(request, found, form=form, status=422)
    return redirect("agencies:roster", pk=pk)


@require_POST
def copy_shifts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Copy the week before into a week, or the month before into the month."""
    found, monday = _own(request, pk), request.POST.get("monday", "")
    if monday:
        came, left = actions.copy_week(request.actor, found, monday=_day(monday))
    else:
        came, left = actions.copy_month(request.actor, found)
    said = ngettext("%(n)d shift is copied.", "%(n)d shifts are copied.", came) % {"n": came} if came else _(
        "There was nothing to copy.")
    if left:
        said += " " + _("%(n)s were left out: the officer is on duty then, or the account is closed.") % {"n": left}
    messages.success(request, said)
    return redirect("agencies:roster", pk=pk)


@require_POST
def drop_shift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a shift out."""
    shift = Shift.objects.select_related("roster__agency", "roster__department", "officer").filter(
        pk=pk, agency=request.actor.agency).first()
    if shift is None:
        raise Http404
    actions.drop_shift(request.actor, shift)
    return redirect("agencies:roster", pk=shift.roster_id)


@require_POST
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Publish what is planned."""
    version = request.POST.get("version", "")
    actions.publish(request.actor, _own(request, pk), version=int(version) if version.isdecimal() else 0)
    messages.success(request, _("Published. Partners with an agreement in force are told."))
    return redirect("agencies:roster", pk=pk)


@require_POST
def acknowledge_roster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say, for a partner, that the newest changes were read."""
    found, number = _found(pk), request.POST.get("version", "")
    edition = queries.editions(found).select_related("roster__agency", "roster__department").filter(
        number=int(number) if number.isdecimal() else 0).first()
    if edition is None:
        raise Http404
    actions.acknowledge_roster(request.actor, edition)
    messages.success(request, _("Acknowledged. %(agency)s is told.") % {"agency": found.agency.name})
    return redirect("agencies:roster", pk=pk)


def _roster(request: HttpRequest, found: Roster, *, form: forms.ShiftForm | None = None, status: int = 200) -> HttpResponse:
    actor, newest = request.actor, queries.editions(found).first()
    is_own = found.agency_id == actor.agency
    today = moments.local(actor.at).date()
    common = {"roster": found, "is_own": is_own, "newest": newest, "told": months.told(newest) if newest else [],
              "acknowledged": list(queries.acknowledgements(found)),
              "running": [months.turn(s) for s in queries.on_duty(found.agency_id, actor.at) if s.roster_id == found.pk]}
    if not is_own:
        return page(request, "agencies/roster", **common)
    shown = list(found.shifts.filter(dropped_in=None).select_related("officer"))
    waits = months.waiting(queries.waiting(found))
    first = today if rules.month_of(today) == found.month else found.month
    form = form or forms.ShiftForm(actor=actor, roster=found, initial={"first": first})
    return page(request, "agencies/roster", status=status, **common, weeks=months.grid(found, shown, today), waits=waits,
                form=form if _keeps(request) else None, may=_keeps(request), week=forms.WEEK)


def _found(pk: UUID) -> Roster:
    found = queries.roster(pk)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: UUID) -> Roster:
    found = _found(pk)
    if found.agency_id != request.actor.agency:
        raise Http404
    return found


def _keeps(request: HttpRequest) -> bool:
    return bool(rules.KEEPERS & request.actor.roles)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
