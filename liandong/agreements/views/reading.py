"""The reader: text left, terms right; a draft is edited here, and what is on the table is changed here."""
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from liandong.agencies import queries as agencies
from liandong.kernel import drafts
from liandong.kernel.errors import Refused, Stale
from liandong.kernel.pages import page

from .. import actions, queries
from ..forms import ReaderForm
from ..forms.reader import new_key, next_role
from ..models import Agreement
from ..rules import blanks, marking, wording
from ..rules.lifecycle import LIFECYCLE, Stage
from . import clash, rows
from .found import agreement as found


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Edit a draft, or change what is on the table."""
    agreement = found(pk)
    if agreement.stage != Stage.DRAFT:
        LIFECYCLE.take("change", queries.stage_of(agreement, request.actor.at), roles=request.actor.roles,
                       sides=queries.sides_of(request.actor, agreement), concerns=agreement.parties)
    if request.method == "POST":
        return _typed(request, agreement)
    kept = drafts.kept(request.actor, _place(pk)) if request.GET.get("kept") else None
    return _page(request, agreement, _form(agreement, _as_data(kept.body, agreement) if kept else None))


@require_GET
def row(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """An empty row to be added to the form, for htmx."""
    agreement = found(pk)
    form = _form(agreement)
    reader = rows.Reader(form, [], form_names(form))
    if kind == "sharing":
        key = new_key()
        form.sharing[key] = form.share(key)
        drawn = reader.share(key)
    elif kind == "duties":
        key = new_key()
        form.duties[key] = form.duty(key)
        drawn = reader.duty(key)
    elif kind == "party" and (role := next_role([*form.roles, *request.GET.getlist("party")])):
        form.parties[role] = form.party(role)
        drawn = reader.party(role)
    else:
        raise Http404
    return render(request, "agreements/_term.html", {"row": drawn, "is_new": True})


def _typed(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    form = _form(agreement, request.POST)
    if not form.is_valid():
        return _page(request, agreement, form, status=422)
    try:
        return _written(request, agreement, form)
    except Stale as stale:
        request.refusal = stale
        now = found(agreement.pk)
        theirs = ReaderForm(queries.terms_of(now), now.text, form_names(form))
        return _page(request, now, _form(now, request.POST), clash=clash.rows(theirs, form, now.text), status=422)
    except Refused as refusal:
        request.refusal = refusal
        words = _(refusal.message) % refusal.values if refusal.values else _(refusal.message)
        return _page(request, found(agreement.pk), form, refusal=words, status=422)


def _written(request: HttpRequest, agreement: Agreement, form: ReaderForm) -> HttpResponse:
    """Save a draft and go on reading, or lay the change on the table."""
    actor, version = request.actor, _number(request.POST.get("version", ""))
    if agreement.stage == Stage.DRAFT:
        actions.edit(actor, agreement, text=form.text, terms=form.terms(), version=version)
        drafts.drop(actor, _place(agreement.pk))
        goes_on = "?text=1" if request.POST.get("then") == "text" else ""
        return redirect(reverse("agreements:edit", args=[agreement.pk]) + goes_on)
    changed = actions.change(actor, agreement, text=form.text, terms=form.terms(), why=request.POST.get("why", ""),
                             version=version)
    drafts.drop(actor, _place(agreement.pk))
    messages.success(request, _("Version %(edition)d is on the table. The other parties were told and have to agree to it.")
                     % {"edition": changed.edition})
    return redirect("agreements:detail", pk=agreement.pk)


def _page(request: HttpRequest, agreement: Agreement, form: ReaderForm, *, status: int = 200,
          **context: object) -> HttpResponse:
    needs = queries.needs_of(agreement, form.before)
    sections = rows.Reader(form, needs, form_names(form)).sections()
    draft = agreement.stage == Stage.DRAFT
    kept = drafts.kept(request.actor, _place(agreement.pk)) if request.method == "GET" and "kept" not in request.GET else None
    return page(
        request, "agreements/edit", status=status, agreement=agreement, form=form, sections=sections, is_draft=draft,
        kept=kept, place=_place(agreement.pk), is_text="text" in request.GET or "text" in request.POST,
        paragraphs=marking.paragraphs(agreement.text, form.before), annex=wording.sentences(form.before),
        read=len(form.before.sources), needs=needs, counted=rows.counted(needs), is_blocked=bool(blanks.blocking(needs)),
        todo=sum(bool(drawn.asks) for section in sections for drawn in section.rows),
        wrong=[drawn for section in sections for drawn in section.rows if drawn.is_wrong], typed=request.POST,
        send=LIFECYCLE.of("send"), **context)


def form_names(form: ReaderForm) -> dict[UUID, str]:
    """The agencies one can choose from."""
    return {UUID(key): name for key, name in form.agencies.items()}


def _form(agreement: Agreement, data: QueryDict | None = None) -> ReaderForm:
    names = dict(agencies.agencies().values_list("pk", "name"))
    return ReaderForm(queries.terms_of(agreement), agreement.text, names, data)


def _as_data(body: dict[str, object], agreement: Agreement) -> QueryDict:
    """A kept draft as if it had just been posted."""
    data = QueryDict(mutable=True)
    for name, value in body.items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    data["version"] = str(agreement.version)
    return data


def _place(pk: UUID) -> str:
    return f"agreements.edit.{pk}"


def _number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0
