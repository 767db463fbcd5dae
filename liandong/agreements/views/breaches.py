"""Pages of a breach: the claim with its missed duties, the answer, the time to cure, what came of it."""
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.duties.rules import Unit
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page

from .. import actions, forms, queries
from ..models import Agreement, Breach
from ..rules import breaches as rules
from ..rules.terms import Limit
from . import acts, ends
from .found import own as found

STEPS: dict[str, Callable[..., Breach]] = {
    "admit": partial(actions.answer_breach, admits=True), "deny": partial(actions.answer_breach, admits=False),
    "confirm": actions.confirm_cured, "reject": actions.reject_cure, "agree_damages": actions.agree_damages,
    "waive": actions.waive_breach, "retract": actions.retract_claim, "rescind": actions.rescind}


@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Claim that another party did not keep the agreement, with the duties it missed."""
    agreement, actor = found(request, pk), request.actor
    if actor.agency not in agreement.parties or agreement.starts_at is None:
        raise Refused(actions.breaching.NOT_A_PARTY, concerns=agreement.parties)
    others = {str(key): name for key, name in agencies.names(agreement.parties).items() if key != actor.agency}
    missed = [(str(duty.pk), f"{duty.agency.short_name} · {duty.title} · {duty.due_on.isoformat()}")
              for duty in queries.breaches.missed(actor, agreement)[:100]]
    form = forms.ClaimForm(request.POST or None, parties=others, missed=missed)
    if request.method == "GET":
        return _claim_page(request, agreement, form)
    return acts.take(request, form, partial(_claimed, request, agreement), _done,
                     lambda failed: _claim_page(request, agreement, failed, status=422))


@require_GET
def breach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One breach."""
    return _page(request, _found(pk))


@require_POST
def breach_step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take a step: answer, confirm, reject, ask for or agree to damages, waive, take back, rescind."""
    it = _found(pk)
    form = _form(verb, request.POST)
    if verb not in STEPS and verb != "ask_damages":
        raise Http404
    typed = request.POST.get("version", "")
    act = partial(actions.ask_damages if verb == "ask_damages" else STEPS[verb], request.actor, it,
                  version=int(typed) if typed.isdecimal() and len(typed) < 9 else 0)
    return acts.take(request, form, act, _done, lambda failed: _page(request, _found(pk), failed=(verb, failed), status=422))


def _claimed(request: HttpRequest, agreement: Agreement, *, respondent: str, duties: list[str], cure_amount: int,
             cure_unit: str,
             **given: Any) -> Breach:
    return actions.claim_breach(request.actor, agreement, respondent=UUID(respondent), duties=[UUID(key) for key in duties],
                                cure=Limit(amount=cure_amount, unit=cure_unit), **given)


def _claim_page(request: HttpRequest, agreement: Agreement, form: Form, *, status: int = 200) -> HttpResponse:
    terms = queries.terms_at(agreement, request.actor.at)
    cure = terms.cure if terms.cure and terms.cure.amount else None
    return page(request, "agreements/claim", status=status, agreement=agreement, form=form, cure=cure,
                clause=terms.clause_at("breach"), cure_words=f"{cure.amount} {_(Unit(cure.unit).label)}" if cure else "")


def _page(request: HttpRequest, it: Breach, *, failed: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    offered = acts.of(queries.breaches.offers(actor, it), form=lambda verb: _form(verb), url=lambda verb: reverse(
        "agreements:breach_step", args=[it.pk, verb]))
    wrong = (offered.pop(failed[0], None), failed[1]) if failed else None
    duties = queries.breaches.duties(it)
    officers = agencies.officer_names(key for key in (it.officer, it.answered_by, it.closed_by) if key)
    return page(
        request, "agreements/breach", status=status, live=f"breach:{it.pk}", breach=it, agreement=it.agreement, acts=offered,
        menu=acts.menu(offered), failed=wrong, drawn=ends.breach(it), evidence=ends.duty_rows(actor,
                                                                                              queries.breaches.evidence(it)),
        clocks=ends.duty_rows(actor, duties.values()), cure=duties.get("cure"), claimed_by=officers.get(it.officer, ""),
        answered_by=officers.get(it.answered_by, "") if it.answered_by else "", facts=_facts(it), version=it.version,
        ours=actor.agency == it.respondent_id, is_open=it.stage in rules.OPEN,
        disputes=[ends.dispute(one) for one in queries.disputes.of_agreement(it.agreement_id) if one.breach == it.pk],
        may_dispute=it.stage in rules.OPEN and actor.agency in (it.claimant_id, it.respondent_id))


def _facts(it: Breach) -> list[tuple[str, str]]:
    found = [(_("Agreement"), it.agreement.number), (_("Clause"), it.clause), (_("Claimed by"), it.claimant.name),
             (_("Against"), it.respondent.name),
             (_("Damages"), _("%(amount)s yuan, within %(days)s days") % {"amount": f"{it.damages:.2f}", "days": it.pay_days}
              if it.damages is not None else "")]
    return [(label, value) for label, value in found if value]


def _form(verb: str, data: object = None) -> Form:
    kind = forms.DamagesForm if verb == "ask_damages" else forms.TextForm
    return kind(data, auto_id=f"{verb}_%s")


def _found(pk: UUID) -> Breach:
    it = queries.breaches.of(pk)
    if it is None:
        raise Http404
    return it


def _done(it: Breach) -> tuple[str, str]:
    words = _("Rescinded. The agreement has ended at once; every party was told.") if it.stage == rules.BreachStage.RESCINDED \
        else _("Written down; the other party was told.")
    return words, reverse("agreements:breach", args=[it.pk])
