"""Take in a file or a pasted text; several agreements in it, or what reads as none, are asked about first."""
from base64 import b64decode, b64encode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liandong.engines import clauses
from liandong.kernel import drafts
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page, refused_in

from .. import actions, queries
from ..forms import ChooseForm, ImportForm

PLACE = "agreements.several"  # where what was taken in lies until the officer has answered
SHOWN = 1200  # characters of a plan shown with the question


@require_http_methods(["GET", "POST"])
def import_(request: HttpRequest) -> HttpResponse:
    """The upload; then, where it is needed, the choice and the warning; then the reader."""
    if request.method == "POST" and "place" in request.POST:
        return _chosen(request)
    form = ImportForm(request.POST or None, request.FILES or None, initial=_again(request))
    if request.method == "GET" or not form.is_valid():
        return page(request, "agreements/import", form=form, status=200 if request.method == "GET" else 422)
    text, uploaded = form.paper.text, actions.Uploaded(form.name, form.paper.media, form.content)
    several = len(clauses.split(text)) > 1
    if several or clauses.read(text).kind == "plan":
        _keep(request, text, uploaded)
        return _choose(request, text) if several else _warn(request, text, 0)
    return _laid_in(request, form, text, uploaded)


def _laid_in(request: HttpRequest, form: ImportForm | ChooseForm, text: str, uploaded: actions.Uploaded) -> HttpResponse:
    try:
        draft = actions.lay_in(request.actor, text=text, uploaded=uploaded if uploaded.content else None)
    except Refused as error:
        refused_in(request, form, error)
        again = form if isinstance(form, ImportForm) else ImportForm(initial={"text": "" if uploaded.content else text})
        return page(request, "agreements/import", form=again, refusal=form.non_field_errors(), status=422)
    read = len(queries.terms_of(draft).sources)
    said = _("%(count)d terms were read from the text. Settle what is marked, then send it.")
    messages.success(request, said % {"count": read})
    return redirect("agreements:edit", pk=draft.pk)


def _choose(request: HttpRequest, text: str, form: ChooseForm | None = None) -> HttpResponse:
    form = form or ChooseForm(choices=_choices(text))
    return page(request, "agreements/choose", form=form, count=len(_choices(text)), status=422 if form.is_bound else 200)


def _warn(request: HttpRequest, text: str, place: int) -> HttpResponse:
    """It reads as a plan: go on, or take another text."""
    title = clauses.read(text).terms.title or _first(text)
    return page(request, "agreements/plan", title=title, text=text.strip()[:SHOWN], is_cut=len(text.strip()) > SHOWN,
                place=place)


def _chosen(request: HttpRequest) -> HttpResponse:
    kept = drafts.kept(request.actor, PLACE)
    if kept is None:
        return redirect("agreements:import")
    text = kept.body["text"]
    form = ChooseForm(request.POST, choices=_choices(text))
    if not form.is_valid():
        return _choose(request, text, form)
    start, end, _title = clauses.split(text)[form.cleaned_data["place"]]
    if "anyway" not in request.POST and clauses.read(text[start:end]).kind == "plan":
        return _warn(request, text[start:end], form.cleaned_data["place"])
    drafts.drop(request.actor, PLACE)
    uploaded = actions.Uploaded(kept.body["name"], kept.body["media"], b64decode(kept.body["content"]))
    return _laid_in(request, form, text[start:end], uploaded)


def _keep(request: HttpRequest, text: str, uploaded: actions.Uploaded) -> None:
    drafts.keep(request.actor, PLACE, {"text": text, "name": uploaded.name, "media": uploaded.media,
                                       "content": b64encode(uploaded.content).decode()})


def _again(request: HttpRequest) -> dict[str, str]:
    """What was pasted before the officer went back from the question."""
    kept = drafts.kept(request.actor, PLACE) if "again" in request.GET else None
    return {"text": kept.body["text"]} if kept and not kept.body["content"] else {}


def _choices(text: str) -> list[tuple[int, str]]:
    """Each agreement by its number, title and length."""
    return [(place, _("%(n)d. %(title)s (%(length)d characters)") % {
        "n": place + 1, "title": title or _first(text[start:end]), "length": len(text[start:end].strip())})
        for place, (start, end, title) in enumerate(clauses.split(text))]


def _first(text: str) -> str:
    """The first line of a text without a title."""
    return next((line.strip()[:40] for line in text.splitlines() if line.strip()), "")
