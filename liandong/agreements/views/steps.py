"""The steps of an agreement: send, agree, withdraw, and the signature with its proof."""
from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liandong.kernel.pages import page

from .. import actions, queries
from ..forms import SignForm
from ..models import Agreement
from ..rules.lifecycle import LIFECYCLE, Stage
from . import originals, proof, words
from .found import own as found

Act = Callable[[HttpRequest, Agreement], Agreement]


@require_POST
def step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take one step of the lifecycle."""
    act, said = STEPS.get(verb), SAID.get(verb)
    if act is None or said is None:
        raise Http404
    agreement = act(request, found(request, pk))
    messages.success(request, said(agreement))
    return redirect("agreements:detail", pk=pk)


@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say what the signature does, ask who signs, and sign."""
    agreement = found(request, pk)
    lacks = queries.lacking(request.actor, agreement)  # what an agency lacks inside is told to nobody else
    LIFECYCLE.take("sign", queries.stage_of(agreement, request.actor.at), roles=request.actor.roles, missing=lacks,
                   sides=queries.sides_of(request.actor, agreement), concerns=() if "approved" in lacks else agreement.parties)
    form = SignForm(request.POST or None, needs_code=proof.needs_code(request))
    if request.method == "GET" or not form.is_valid() or not proof.holds(request, form):
        return _sign_page(request, agreement, form)
    agreement = actions.sign(request.actor, agreement)
    if agreement.stage == Stage.SIGNED:
        return redirect(reverse("agreements:detail", args=[pk]) + "?opened=1")
    messages.success(request, _("Signed. The other parties' signatories were told; the last signature brings it into force."))
    return redirect("agreements:detail", pk=pk)


def _sign_page(request: HttpRequest, agreement: Agreement, form: SignForm) -> HttpResponse:
    left = set(agreement.parties) - queries.signed_by(agreement)
    return page(request, "agreements/sign", status=422 if form.is_bound else 200, agreement=agreement, form=form,
                is_last=left == {request.actor.agency}, promised=_promised(agreement), step=LIFECYCLE.of("sign"),
                original=originals.shown(request, agreement), passkey=proof.passkey(request))


def _promised(agreement: Agreement) -> list[tuple[str, str]]:
    """What the signature binds to, row by row."""
    terms = queries.terms_of(agreement)
    return [(words.name(path, terms), words.value(path, terms, {})) for path in (
        *(f"sharing.{row.key}" for row in terms.sharing), *(f"duties.{row.key}" for row in terms.duties),
        "period.months", "termination") if words.value(path, terms, {})]


def _send(request: HttpRequest, agreement: Agreement) -> Agreement:
    return actions.send(request.actor, agreement, version=_number(request, "version"))


def _agree(request: HttpRequest, agreement: Agreement) -> Agreement:
    return actions.agree(request.actor, agreement, edition=_number(request, "edition"))


def _withdraw(request: HttpRequest, agreement: Agreement) -> Agreement:
    return actions.withdraw(request.actor, agreement, why=request.POST.get("note", ""), version=_number(request, "version"))


def _number(request: HttpRequest, name: str) -> int:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def _agreed(agreement: Agreement) -> str:
    if agreement.stage == Stage.AGREED:
        said = _("Every party has agreed. It is laid down as %(number)s; the signatories can sign.")
        return said % {"number": agreement.number}
    return _("You agreed to this version. The other parties were told.")


STEPS: dict[str, Act] = {"send": _send, "agree": _agree, "withdraw": _withdraw}
SAID: dict[str, Callable[[Agreement], str]] = {
    "send": lambda agreement: _("Sent. The other parties were told and can change it or agree."),
    "agree": _agreed, "withdraw": lambda agreement: _("Withdrawn.")}
