"""Take in a file or a pasted text; a file that holds several agreements asks which one is meant."""
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

PLACE = "agreements.several"  # where a file that holds several lies until one is chosen


@require_http_methods(["GET", "POST"])
def import_(request: HttpRequest) -> HttpResponse:
    """The upload; then, where it is needed, the choice; then the reader."""
    if request.method == "POST" and "place" in request.POST:
        return _chosen(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "GET" or not form.is_valid():
        return page(request, "agreements/import", form=form, status=200 if request.method == "GET" else 422)
    parts = clauses.split(form.paper.text)
    if len(parts) > 1:
        drafts.keep(request.actor, PLACE, {"text": form.paper.text, "name": form.name, "media": form.paper.media,
                                           "content": b64encode(form.content).decode()})
        return _choose(request, form.paper.text)
    return _laid_in(request, form, form.paper.text, actions.Uploaded(form.name, form.paper.media, form.content))


def _laid_in(request: HttpRequest, form: ImportForm | ChooseForm, text: str, uploaded: actions.Uploaded) -> HttpResponse:
    try:
        draft = actions.lay_in(request.actor, text=text, uploaded=uploaded if uploaded.content else None)
    except Refused as error:
        refused_in(request, form, error)
        return page(request, "agreements/import", form=form, status=422)
    read = len(queries.terms_of(draft).sources)
    said = _("%(count)d terms were read from the text. Settle what is marked, then send it.")
    messages.success(request, said % {"count": read})
    return redirect("agreements:edit", pk=draft.pk)


def _choose(request: HttpRequest, text: str, form: ChooseForm | None = None) -> HttpResponse:
    form = form or ChooseForm(choices=_choices(text))
    return page(request, "agreements/choose", form=form, status=422 if form.is_bound else 200)


def _chosen(request: HttpRequest) -> HttpResponse:
    kept = drafts.kept(request.actor, PLACE)
    if kept is None:
        return redirect("agreements:import")
    text = kept.body["text"]
    form = ChooseForm(request.POST, choices=_choices(text))
    if not form.is_valid():
        return _choose(request, text, form)
    start, end, _title = clauses.split(text)[form.cleaned_data["place"]]
    drafts.drop(request.actor, PLACE)
    uploaded = actions.Uploaded(kept.body["name"], kept.body["media"], b64decode(kept.body["content"]))
    return _laid_in(request, form, text[start:end], uploaded)


def _choices(text: str) -> list[tuple[int, str]]:
    return [(place, title or text[start:start + 40].strip()) for place, (start, _end, title) in enumerate(clauses.split(text))]
