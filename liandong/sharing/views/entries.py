"""Forms: enter a record, edit it, release it, set its level."""
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.kernel import drafts
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page, refused_in

from .. import actions, queries, words
from ..forms import LevelForm, RecordForm, ReleaseForm
from ..models import Record
from ..rules import standard
from ..rules.standard import Kind
from .subjects import own_or_404


@dataclass(frozen=True)
class Clash:
    """One field of a conflict; `takes` and `keeps` are what the buttons put into the form, where they can."""

    name: str
    label: str
    theirs: str
    mine: str
    takes: str | None
    keeps: str | None


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, kind: str) -> HttpResponse:
    """A new record of that kind."""
    wanted, place = _kind(kind), f"sharing.enter.{kind}"
    if request.method == "GET":
        kept = drafts.kept(request.actor, place)
        form = RecordForm(wanted, request.actor, initial=kept.body if kept else None)
        return _form(request, form, place, is_kept=bool(kept))
    form = RecordForm(wanted, request.actor, request.POST)
    if not form.is_valid():
        return _form(request, form, place, status=422)
    entry = form.entry()
    if "alike" not in request.POST and (found := queries.interests.alike(None, entry.kind, entry.elements)):
        return _form(request, form, place, status=409, found=found)
    try:
        record = actions.enter(request.actor, entry)
    except Refused as error:
        refused_in(request, form, error)
        return _form(request, form, place, status=422)
    drafts.drop(request.actor, place)
    messages.success(request, _("%(number)s is entered. Others see it only by agreement or release.") % {
        "number": record.number})
    _warn(request, form)
    return redirect("sharing:detail", pk=record.pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change one's own record; when somebody else saved meanwhile, both texts are shown."""
    record = own_or_404(request.actor, pk)
    kind, place = standard.kinds()[record.kind], f"sharing.edit.{pk}"
    if request.method == "GET":
        kept = drafts.kept(request.actor, place)
        form = RecordForm(kind, request.actor, record=record, initial=kept.body if kept else None)
        return _form(request, form, place, is_kept=bool(kept))
    form = RecordForm(kind, request.actor, request.POST, record=record)
    if not form.is_valid():
        return _form(request, form, place, status=422)
    reason, told = request.POST.get("correction", ""), 0
    try:
        if reason.strip():
            told = len(actions.correct(request.actor, record, form.entry(), reason=reason, version=_version(request))[1])
        else:
            actions.edit(request.actor, record, form.entry(), version=_version(request))
    except Stale as stale:
        return _conflict(request, form, place, stale)
    except Refused as error:
        refused_in(request, form, error)
        return _form(request, form, place, status=422)
    drafts.drop(request.actor, place)
    messages.success(request, _("%(number)s is corrected. %(n)d agencies that read it are told.") % {
        "number": record.number, "n": told} if reason.strip() else _("%(number)s is saved.") % {"number": record.number})
    _warn(request, form)
    return redirect("sharing:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one record to one agency by name."""
    record = own_or_404(request.actor, pk)
    form = ReleaseForm(request.actor, request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _act(request, form, record, "release", status=200 if request.method == "GET" else 422)
    to = UUID(form.cleaned_data["agency"])
    try:
        actions.release(request.actor, record, to, purpose=form.cleaned_data["purpose"], until=form.last_moment())
    except Refused as error:
        refused_in(request, form, error)
        return _act(request, form, record, "release", status=422)
    messages.success(request, _("Released. %(agency)s sees it from now on and is told so.") % {
        "agency": agencies.agency(to).name})
    return redirect("sharing:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def set_level(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another level for one's own record; down only with a reason."""
    record = own_or_404(request.actor, pk)
    form = LevelForm(request.actor, record, request.POST if request.method == "POST" else None)
    if request.method == "GET" or not form.is_valid():
        return _act(request, form, record, "level", status=200 if request.method == "GET" else 422)
    got = form.cleaned_data
    try:
        actions.set_level(request.actor, record, int(got["level"]), reason=got["reason"], version=got["version"])
    except Refused as error:
        refused_in(request, form, error)
        return _act(request, form, record, "level", status=422)
    messages.success(request, _("The level is set. Who is not cleared for it no longer sees the record."))
    return redirect("sharing:detail", pk=pk)


@require_POST
def suggest(request: HttpRequest, kind: str) -> HttpResponse:
    """The field of the title with a suggestion, made of what was typed so far; nothing is kept."""
    wanted, typed = _kind(kind), request.POST.get("title", "").strip()
    if wanted.title:
        raise Http404
    made = RecordForm(wanted, request.actor, request.POST).suggestion()
    form = RecordForm(wanted, request.actor, initial={"title": made or typed})
    return render(request, "sharing/_title.html", {"form": form, "was": typed if typed != made else "", "nothing": not made})


def _kind(name: str) -> Kind:
    if name not in standard.kinds():
        raise Http404
    return standard.kinds()[name]


def _form(request: HttpRequest, form: RecordForm, place: str, *, status: int = 200, **context: object) -> HttpResponse:
    version = context.pop("version", None) or request.POST.get("version") or (form.record.version if form.record else "")
    return page(request, "sharing/form", status=status, form=form, place=place, kind=words.said(form.kind.label),
                record=form.record, version=version, **context)


def _act(request: HttpRequest, form: object, record: Record, act: str, *, status: int) -> HttpResponse:
    titles = {"release": _("Release to an agency"), "level": _("Set the level")}
    verbs = {"release": _("Release"), "level": _("Set the level")}
    return page(request, "sharing/act", status=status, form=form, record=record, title=titles[act], verb=verbs[act], act=act)


def _conflict(request: HttpRequest, form: RecordForm, place: str, stale: Stale) -> HttpResponse:
    """Both texts; what was typed stays in the form, and saving it makes the next version."""
    record = own_or_404(request.actor, form.record.pk)
    fresh = RecordForm(form.kind, request.actor, record=record)
    rows = [_clash(form, fresh, name, theirs, stale.mine.get(name, "")) for name, theirs in stale.theirs.items()
            if theirs != stale.mine.get(name, "") and name in form.fields]
    who = agencies.officer_names([record.updated_by]).get(record.updated_by, "")
    return _form(request, form, place, status=409, version=stale.version, clashes=rows, who=who, clash_at=record.updated_at)


def _clash(form: RecordForm, fresh: RecordForm, name: str, theirs: str, mine: str) -> Clash:
    field = form[name]
    simple = field.widget_type != "checkboxselectmultiple" and "placeholder" not in field.field.widget.attrs
    takes = field.field.widget.format_value(fresh[name].value()) if simple else None
    taken = takes[0] if isinstance(takes, list) and takes else takes
    return Clash(name, str(field.label), theirs, mine, None if taken is None or not simple else str(taken),
                 str(field.data or "") if simple else None)


def _version(request: HttpRequest) -> int:
    asked = request.POST.get("version", "")
    return int(asked) if asked.isdecimal() else 0


def _warn(request: HttpRequest, form: RecordForm) -> None:
    for text in form.warnings:
        messages.warning(request, text)
