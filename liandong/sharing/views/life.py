"""The versions of a record and how they differ, papers kept beside it, and the case team it is kept to."""
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.agencies import queries as agencies
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in
from liandong.kernel.terms import gettext_noop

from .. import actions, queries
from ..forms import PaperForm, TeamForm
from .subjects import own_or_404, record_or_404

SHOWN = 30
VERBS = {
    "edit": gettext_noop("Changed"), "correct": gettext_noop("Corrected"), "level": gettext_noop("Level set"),
    "keep_to": gettext_noop("Kept to a department"), "keep_to_team": gettext_noop("Kept to a case team"),
    "open_up": gettext_noop("Opened to the agency"), "mark_serious": gettext_noop("Marked as serious"),
    "not_serious": gettext_noop("Mark as serious withdrawn"),
    "recall": gettext_noop("Recalled"), "share_anew": gettext_noop("Shared anew"), "check": gettext_noop("Begun to check"),
    "confirm": gettext_noop("Confirmed"), "refute": gettext_noop("Refuted"), "close": gettext_noop("Closed"),
    "reopen": gettext_noop("Opened again"), "transfer": gettext_noop("Handed over"), "renew": gettext_noop("Renewed"),
}


@require_GET
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The versions of a record that the officer may read, newest first, with what each changed; a part of its page."""
    record = record_or_404(pk)
    found = queries.editions(record)
    differences = queries.differences(request.actor, record, found)
    own = record.owner_id == request.actor.agency
    names = agencies.officer_names({one.officer for one in found} | {record.entered_by}) if own else {}
    rows = [{"edition": one, "verb": _(VERBS.get(one.verb, VERBS["edit"])), "who": names.get(one.officer, ""),
             "changes": differences[one.pk]} for one in found[:SHOWN]]
    return render(request, "sharing/_history.html", {
        "rows": rows, "record": record, "is_own": own, "entered_by": names.get(record.entered_by, ""),
        "hidden": record.version - 1 - len(found)})


@require_http_methods(["GET", "POST"])
def keep_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep a paper beside one's own record."""
    record = own_or_404(request.actor, pk)
    form = PaperForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            kept = actions.keep_paper(request.actor, record, kind=form.cleaned_data["kind"], name=file.name or "",
                                      content=file.read())
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("“%(name)s” is kept beside the record.") % {"name": kept.name})
            return redirect("sharing:detail", pk=pk)
    return page(request, "sharing/small", status=422 if form.is_bound else 200, form=form, record=record,
                title=_("Keep a paper"), verb=_("Keep the paper"), is_file=True)


@require_http_methods(["GET", "POST"])
def team(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep one's own record to a case team."""
    record = own_or_404(request.actor, pk)
    found = [(str(one.pk), f"{one.name} {one.police_number}")
             for one in agencies.officers(request.actor.agency).filter(is_active=True).order_by("police_number")]
    form = TeamForm(found, request.POST if request.method == "POST" else None,
                    initial={"officers": [str(key) for key in record.team or [request.actor.officer]]})
    if request.method == "POST" and form.is_valid():
        typed = request.POST.get("version", "")
        try:
            actions.keep_to_team(request.actor, record, map(UUID, form.cleaned_data["officers"]),
                                 version=int(typed) if typed.isdecimal() else 0)
        except Refused as refusal:
            refused_in(request, form, refusal)
        else:
            messages.success(request, _("Kept to the case team. Nobody else sees it, save who it is released to by name."))
            return redirect("sharing:detail", pk=pk)
    return page(request, "sharing/small", status=422 if form.is_bound else 200, form=form, record=record,
                title=_("Keep to a case team"), verb=_("Keep to them"), version=record.version)
