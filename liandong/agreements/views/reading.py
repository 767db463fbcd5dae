"""The reader: text left, terms right; a draft is edited here, and what is on the table is changed here."""
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.kernel import drafts, moments
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import in_words

from .. import actions, queries
from ..forms import ReaderForm
from ..forms.reader import new_key, next_role
from ..models import Agreement
from ..rules import citing
from ..rules.lifecycle import LIFECYCLE, Stage
from . import clash, desk
from .found import own as found


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Edit a draft, or change what is on the table."""
    agreement = found(request, pk)
    if agreement.stage != Stage.DRAFT:
        LIFECYCLE.take("change", queries.stage_of(agreement, request.actor.at), roles=request.actor.roles,
                       sides=queries.sides_of(request.actor, agreement), concerns=agreement.parties)
    if request.method == "POST":
        return _typed(request, agreement)
    kept = drafts.kept(request.actor, desk.place(pk))
    data = _as_data(kept.body, agreement) if kept and "kept" in request.GET else None
    return desk.page(request, agreement, desk.form(agreement, data), is_text="text" in request.GET,
                     kept=None if "kept" in request.GET else kept)


@require_POST
def look(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One reading is right as it stands, or a blank stays blank: its row again, and what is left to look at."""
    agreement, path = found(request, pk), request.POST.get("path", "")
    agreement = actions.look(request.actor, agreement, path=path, version=_number(request.POST.get("version", "")),
                             undo="undo" in request.GET)
    if not request.htmx:
        return redirect("agreements:edit", pk=pk)
    return desk.part(request, agreement, path)


@require_GET
def row(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """An empty row to be added to the form, or the fields of one that is opened, for htmx."""
    agreement = found(request, pk)
    form = desk.form(agreement)
    reader = desk.reader(agreement, form, [])
    if kind == "sharing":
        key = new_key()
        form.sharing[key] = form.share(key)
        drawn = reader.share(key)
    elif kind == "duties":
        key = new_key()
        form.duties[key] = form.duty(key)
        drawn = reader.duty(key)
    elif kind in form.groups:
        key = new_key()
        form.groups[kind][key] = form.grouped(kind, key)
        drawn = reader.grouped(kind, key)
    elif kind == "party" and (role := next_role([*form.roles, *request.GET.getlist("party")])):
        form.parties[role] = form.party(role)
        drawn = reader.party(role)
    elif kind == "term" and (known := reader.at(request.GET.get("path", ""))):
        part = "_more" if "more" in request.GET else "_ask"
        return render(request, f"agreements/{part}.html", {"row": known, "agreement": agreement})
    else:
        raise Http404
    return render(request, "agreements/_term.html", {"row": drawn, "is_new": True, "agreement": agreement})


def _typed(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    form, is_text = desk.form(agreement, request.POST), "text" in request.POST
    if not form.is_valid():
        return desk.page(request, agreement, form, status=422, is_text=is_text)
    try:
        return _written(request, agreement, form)
    except Stale as stale:
        request.refusal = stale
        now = found(request, agreement.pk)
        theirs = ReaderForm(queries.terms_of(now), now.text, desk.names(form))
        return desk.page(request, now, desk.form(now, request.POST), clash=clash.rows(theirs, form, now.text), status=422,
                         is_text=is_text)
    except Refused as refusal:
        request.refusal = refusal
        words = in_words(refusal)
        now = found(request, agreement.pk)
        if now.stage != Stage.DRAFT:
            return _tried(request, now, form, refusal=words, status=422)
        return desk.page(request, now, form, refusal=words, status=422, is_text=is_text)


def _written(request: HttpRequest, agreement: Agreement, form: ReaderForm) -> HttpResponse:
    """Save a draft and go on reading, or lay the change on the table."""
    actor, version = request.actor, _number(request.POST.get("version", ""))
    if agreement.stage == Stage.DRAFT:
        text = citing.replaced(form.text, moments.local(actor.at).date(), request.POST.get("recite", ""))
        agreement = actions.edit(actor, agreement, text=text, terms=form.terms(), version=version,
                                 settles=request.POST.get("settles", ""))
        drafts.drop(actor, desk.place(agreement.pk))
        is_text = request.POST.get("then") == "text"
        if request.htmx:
            return desk.page(request, agreement, desk.form(agreement), is_text=is_text)
        return redirect(reverse("agreements:edit", args=[agreement.pk]) + ("?text=1" if is_text else ""))
    if "settles" in request.POST:
        return _tried(request, agreement, form, is_tried=True)
    changed = actions.change(actor, agreement, text=form.text, terms=form.terms(), why=request.POST.get("why", ""),
                             version=version, settles=" ".join(request.POST.getlist("settled")))
    drafts.drop(actor, desk.place(agreement.pk))
    messages.success(request, _("Version %(edition)d is on the table. The other parties were told and have to agree to it.")
                     % {"edition": changed.edition})
    return redirect("agreements:detail", pk=agreement.pk)


def _tried(request: HttpRequest, agreement: Agreement, form: ReaderForm, **context: Any) -> HttpResponse:
    """A change as it would be laid, with what is asked of sentences that no longer say their term; nothing is written.

    The answers given so far go with the form, and are given again when the change is proposed.
    """
    answers = [*request.POST.getlist("settled"), *request.POST.getlist("settles")]
    latest = {one.partition(":")[2]: one for one in answers}  # of two about the same term the later one holds
    text, terms = actions.settled(agreement, text=form.text, terms=form.terms(), settles=" ".join(latest.values()))
    data = request.POST.copy()
    if "text" in data:
        data["text"] = text
    known = ReaderForm(terms, text, desk.names(form), data)
    return desk.page(request, agreement, known, text=text, is_text="text" in data, answers=list(latest.values()), **context)


def _as_data(body: dict[str, object], agreement: Agreement) -> QueryDict:
    """A kept draft as if it had just been posted."""
    data = QueryDict(mutable=True)
    for name, value in body.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    data["version"] = str(agreement.version)
    return data


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0
