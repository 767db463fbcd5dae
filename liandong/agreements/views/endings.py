"""Pages on which an agreement is ended before its time: the notice or proposal, its answers, the tab, the closing report."""
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.duties import queries as owed
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page

from .. import actions, forms, queries
from ..models import Agreement, Ending
from ..rules import endings, notice
from ..rules.papers import Printed
from . import acts, draw, ends, papers
from .found import own as found

BEGIN: dict[str, tuple[str, type[Form]]] = {"notice": ("give_notice", forms.NoticeForm), "consent": ("propose_end",
                                                                                                     forms.ProposalForm)}
PAPERS = {"notice": (Printed.NOTICE,), "consent": (Printed.ENDING,)}
ANSWERS: dict[str, Callable[..., Ending]] = {"consent": actions.consent_end, "decline": actions.decline_end,
                                             "receive": actions.receive_notice, "withdraw": actions.withdraw_end}


@dataclass(frozen=True)
class Party:
    """A party to an ending and what it has answered; for a notice, how long it may still wait."""

    name: str
    word: str
    look: str
    at: datetime | None
    officer: str
    text: str
    due: datetime | None = None


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, pk: UUID, how: str) -> HttpResponse:
    """Write a notice of termination or propose an end to all; where the agreement forbids it, the clause says so."""
    agreement = found(request, pk)
    if how not in BEGIN:
        raise Http404
    verb, kind = BEGIN[how]
    _may_begin(request.actor, agreement, how, verb)
    form = kind(request.POST or None)
    if request.method == "GET":
        return _end_page(request, agreement, how, form)
    act = actions.give_notice if how == "notice" else actions.propose_end
    return acts.take(request, form, lambda **given: act(request.actor, agreement, **given), _begun,
                     lambda failed: _end_page(request, agreement, how, failed, status=422))


@require_GET
def ending(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One proposal, notice or rescission: what it says, who has answered, what follows."""
    return _page(request, _found(pk))


@require_POST
def answer_ending(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Consent, decline, confirm receipt, or take back."""
    it, act = _found(pk), ANSWERS.get(verb)
    if act is None:
        raise Http404
    return acts.take(request, forms.TextForm(request.POST), lambda **given: act(request.actor, it, **given), _answered,
                     lambda failed: _page(request, _found(pk), failed=(verb, failed), status=422))


@require_GET
def closing(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The closing report: the period, what was given and taken, what was kept and missed, what remains."""
    agreement, asked = found(request, pk), request.GET
    if agreement.starts_at is None:
        raise Http404
    report, actor = queries.closing.report(request.actor, agreement), request.actor
    rows, outcome = [], asked.get("outcome", "")
    side = next((one for one in report.sides if str(one.agency) == asked.get("of")), None)
    if side and outcome in queries.closing.COUNTED:
        rows = ends.duty_rows(actor, queries.closing.came_out(agreement, side.agency, outcome, actor.at))
    terms, stage = queries.terms_at(agreement, request.actor.at), queries.stage_of(agreement, actor.at)
    return page(request, "agreements/closing", agreement=agreement, report=report, stage=stage, rows=rows, side=side,
                outcome=outcome, outcomes=_outcomes(), sides=ends.sides(report, _outcomes()),
                flows=ends.flows(report), remains=ends.remains(actor, report.remains),
                secrecy=ends.secrecy(terms), period=ends.period(agreement), ended=ends.ended(report),
                printed=papers.rows(request, agreement, Printed.CLOSING),
                names=draw.names_of(agreement))


def tab(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """The tab: how it can end, what was proposed, claimed and disputed, what becomes of what is owed."""
    actor, terms = request.actor, queries.terms_at(agreement, request.actor.at)
    stage = queries.stage_of(agreement, actor.at)
    runs = agreement.starts_at is not None
    closes = runs and (agreement.closing_at or stage == "ended")
    return {
        "ways": ends.ways(agreement, terms), "begins": _begins(actor, agreement) if runs else [],
        "endings": [ends.ending(one) for one in queries.endings.of_agreement(agreement.pk)],
        "breaches": ends.breaches(agreement), "disputes": ends.disputes(agreement),
        "remains": ends.remains(actor, queries.closing.remaining(agreement,
                                                                 agreement.ends_at)) if closes and agreement.ends_at else [],
        "printed": papers.rows(request, agreement, Printed.NOTICE, Printed.ENDING, Printed.CLOSING),
        "closes": closes, "runs": runs, "secrecy": ends.secrecy(terms), "may_claim": runs and actor.agency in agreement.parties,
    }


def _begins(actor: Actor, agreement: Agreement) -> list[tuple[str, str, str]]:
    """The two ways to begin, each with its address or the reason why not."""
    ways = {"give_notice": "notice", "propose_end": "consent"}
    return [(_(offer.step.label), reverse("agreements:end", args=[agreement.pk, ways[offer.step.verb]]), acts.said(offer))
            for offer in queries.offers(actor, agreement) if offer.step.verb in ways]


def _may_begin(actor: Actor, agreement: Agreement, how: str, verb: str) -> None:
    known = queries.running(actor, agreement)
    barred = endings.forbidden_notice(known) if how == "notice" else endings.forbidden_proposal(known)
    if barred:
        raise Refused(barred.message, concerns=agreement.parties, **barred.values)
    offer = next((offer for offer in queries.offers(actor, agreement) if offer.step.verb == verb), None)
    if offer is None or offer.reason:
        raise Refused(offer.reason if offer else endings.NOT_RUNNING, concerns=agreement.parties)


def _end_page(request: HttpRequest, agreement: Agreement, how: str, form: Form, *, status: int = 200) -> HttpResponse:
    terms, actor = queries.terms_at(agreement, request.actor.at), request.actor
    clause = terms.termination if how == "notice" else None
    ending = notice.ends_at(actor.at, clause, owed.calendar()) if clause else agreement.ends_at
    last = min(ending, agreement.ends_at) if ending and agreement.ends_at else None
    return page(request, "agreements/end", status=status, agreement=agreement, form=form, how=how, clause=clause,
                earliest=notice.last_day(last) if last and how == "notice" else None,
                losses=[loss for loss in queries.would_lose(actor, agreement) if loss.count],
                remains=ends.remains(actor, queries.closing.remaining(agreement, last)) if last and how == "notice" else [])


def _page(request: HttpRequest, it: Ending, *, failed: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    actor, terms = request.actor, queries.terms_at(it.agreement, it.at)
    offered = acts.of(queries.endings.offers(actor, it), form=lambda verb: forms.TextForm(auto_id=f"{verb}_%s"),
                      url=lambda verb: reverse("agreements:answer_ending", args=[it.pk, verb]))
    wrong = (offered.pop(failed[0], None), failed[1]) if failed else None
    return page(request, "agreements/ending", status=status, live=f"ending:{it.pk}", ending=it, agreement=it.agreement,
                acts=offered, menu=acts.menu(offered), failed=wrong, parties=_parties(it), drawn=ends.ending(it), terms=terms,
                officer_name=agencies.officer_names([it.officer]).get(it.officer, ""), facts=ends.ending_facts(it, terms),
                printed=papers.rows(request, it.agreement, *PAPERS.get(it.kind, ())),
                waits_note=it.stage == "open" and it.kind == "notice" and not (terms.termination
                                                                               and terms.termination.deemed))


def _parties(it: Ending) -> list[Party]:
    """Every other party with its answer, or how long it may still wait."""
    answered, names = queries.endings.answers(it), agencies.names(it.agreement.parties)
    officers = agencies.officer_names(answer.officer for answer in answered.values())
    clocks = {duty.agency_id: duty.due_at for duty in owed.open_ones(owed.of_basis(it.pk))}
    shown = []
    for key in (party for party in it.agreement.parties if party != it.agency_id):
        if answer := answered.get(key):
            word = endings.Word(answer.word)
            look = "end" if word == endings.Word.DECLINE else "done"
            shown.append(Party(names[key], _(word.label), look, answer.at, officers.get(answer.officer, ""), answer.text))
        else:
            shown.append(Party(names[key], _("has not answered yet"), "wait", None, "", "", clocks.get(key)))
    return [] if it.kind == endings.Kind.RESCISSION else shown


def _found(pk: UUID) -> Ending:
    it = queries.endings.of(pk)
    if it is None:
        raise Http404
    return it


def _begun(it: Ending) -> tuple[str, str]:
    words = _("Notice is given. The days run from the day on which the other parties confirm that they received it.") \
        if it.kind == endings.Kind.NOTICE else _(
            "Proposed. The agreement ends on that day once every other party has consented.")
    return words, reverse("agreements:ending", args=[it.pk])


def _answered(it: Ending) -> tuple[str, str]:
    if it.stage == endings.EndingStage.SETTLED and it.ends_at:
        words = _("Written down. The agreement ends at 24:00 of %(day)s; every party was told.") % {
            "day": notice.last_day(it.ends_at).isoformat()}
    else:
        words = _("Written down; the other parties were told.")
    return words, reverse("agreements:ending", args=[it.pk])


def _outcomes() -> list[tuple[str, str]]:
    return [("kept", _("Kept when due")), ("late", _("Kept late")), ("missed", _("Missed")), ("open", _("Still open")),
            ("waived", _("Waived")), ("lapsed", _("Lapsed at the end"))]
