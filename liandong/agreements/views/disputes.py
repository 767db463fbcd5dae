"""Pages of a dispute: its steps, its file, the result and who accepts it; all that a mediator sees of the agreement."""
from functools import partial
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.duties.rules import KINDS, PERIODS
from liandong.kernel.errors import Refused
from liandong.kernel.pages import page

from .. import actions, forms, queries
from ..models import Agreement, Dispute, Filing
from ..rules.disputes import OPEN, DisputeStage, Part, ways
from . import acts, ends
from .found import own as found

LOOKS = {Part.RESULT: "need", Part.ACCEPTANCE: "done", Part.REFUSAL: "late", Part.FAILURE: "end", Part.RULING: "done"}


@require_http_methods(["GET", "POST"])
def open_dispute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Open a dispute with other parties."""
    agreement, actor = found(request, pk), request.actor
    if actor.agency not in agreement.parties or agreement.starts_at is None:
        raise Refused(actions.disputing.NOT_A_PARTY, concerns=agreement.parties)
    form = forms.DisputeForm(request.POST or None, lists=_lists(request, agreement),
                             initial={"breach": request.GET.get("breach", "")})
    if request.method == "GET":
        return _open_page(request, agreement, form)
    return acts.take(request, form, partial(_opened, request, agreement), _done,
                     lambda failed: _open_page(request, agreement, failed, status=422))


@require_GET
def dispute(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One dispute with its file."""
    return _page(request, _found(pk))


@require_POST
def dispute_step(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take a step: state, propose, accept, refuse, go on, draft the supplement, record a ruling, drop."""
    it, actor = _found(pk), request.actor
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
    taken = {
        "state": partial(actions.add_to_dispute, actor, it, verb=verb), "propose": partial(actions.add_to_dispute, actor, it,
                                                                                           verb=verb),
        "refuse": partial(actions.add_to_dispute, actor, it, verb=verb), "accept": partial(actions.accept_result, actor, it,
                                                                                           version=version),
        "go_on": partial(actions.go_on, actor, it, version=version, to=request.POST.get("to", "")),
        "draw_up": lambda **given: actions.draw_up(actor, it),
        "rule": partial(actions.end_dispute, actor, it, verb=verb, version=version),
        "drop": partial(actions.end_dispute, actor, it, verb=verb, version=version)}.get(verb)
    if taken is None:
        raise Http404
    return acts.take(request, _form(verb, request.POST), taken, _done,
                     lambda failed: _page(request, _found(pk), failed=(verb, failed), status=422))


def _opened(request: HttpRequest, agreement: Agreement, *, agencies: list[str], breach: str, duties: list[str],
            **given: Any) -> Dispute:
    return actions.open_dispute(request.actor, agreement, others=[UUID(key) for key in agencies],
                                duties=[UUID(key) for key in duties],
                                breach=queries.breaches.of(UUID(breach)) if breach else None, **given)


def _lists(request: HttpRequest, agreement: Agreement) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen: the other parties, open breaches, clauses, and duties of the other side that were not kept."""
    actor = request.actor
    return {
        "agencies": [(str(key), name) for key, name in agencies.names(agreement.parties).items() if key != actor.agency],
        "breach": [("", _("none")), *((str(one.pk), f"{one.respondent.name} {one.clause} {one.text[:40]}")
                                      for one in queries.breaches.of_agreement(agreement.pk) if one.closed_at is None)],
        "clauses": [(one["clause"], f"{'' if one['clause'] in one['text'] else one['clause']} {one['text'][:60]}".strip())
                    for one in queries.disputes.clauses(agreement)],
        "duties": [(str(duty.pk), f"{duty.agency.short_name} · {duty.title} · {duty.due_on.isoformat()}")
                   for duty in queries.breaches.missed(actor, agreement)[:100]]}


def _open_page(request: HttpRequest, agreement: Agreement, form: Form, *, status: int = 200) -> HttpResponse:
    terms = queries.terms_at(agreement, request.actor.at)
    order = [_(ends.words_of(way)) for way in ways(terms)]
    return page(request, "agreements/open_dispute", status=status, agreement=agreement, form=form, order=" → ".join(order),
                clause=terms.clause_at("disputes"))


def _page(request: HttpRequest, it: Dispute, *, failed: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor
    offered = acts.of(queries.disputes.offers(actor, it), form=_form,
                      url=lambda verb: reverse("agreements:dispute_step", args=[it.pk, verb]))
    wrong = (offered.pop(failed[0], None), failed[1]) if failed else None
    file = queries.disputes.file(it)
    names = agencies.names([*it.agencies, *([it.mediator_id] if it.mediator_id else [])])
    result = queries.disputes.result(it)
    said = queries.disputes.decided(result)
    return page(
        request, "agreements/dispute", status=status, live=f"dispute:{it.pk}", dispute=it, acts=offered,
        menu=acts.menu(offered), failed=wrong,
        drawn=ends.dispute(it), file=_file(file), names=names, result=result, version=it.version, is_open=it.stage in OPEN,
        decided=[(names.get(key, ""), _(Part(said[key]).label) if key in said else _("has not answered yet"),
                  "wait" if key not in said else "done" if said[key] == Part.ACCEPTANCE else "late") for key in it.agencies]
        if result else [], steps=_steps(it), after=[(way, ends.words_of(way)) for way in queries.disputes.after(it)],
        agreement=queries.of(it.agreement_id), lacks_mediator=it.stage == DisputeStage.MEDIATION and it.mediator_id is None,
        mediates=it.mediator_id == actor.agency and actor.agency not in it.agencies, facts=_facts(it, names),
        binding=_binding(request, it))


def _binding(request: HttpRequest, it: Dispute) -> dict[str, object] | None:
    """How far the result is a supplement: drafted, on the way, or signed and binding."""
    if not queries.disputes.is_drawn_up(it):
        return None
    draft, at = queries.disputes.supplement(it), request.actor.at
    return {"draft": draft, "stage": _(queries.stage_of(draft, at).label) if draft else "",
            "binds": draft is not None and draft.signed_at is not None}


def _file(file: list[Filing]) -> list[dict[str, Any]]:
    """What lies in the file, as it is drawn; of duties, the facts that were copied."""
    officers = agencies.officer_names(one.officer for one in file)
    owing = agencies.names({UUID(fact["agency"]) for one in file for fact in one.facts})
    return [{"it": one, "part": _(Part(one.part).label), "look": LOOKS.get(Part(one.part), "hand"),
             "officer": officers.get(one.officer, ""),
             "step": _(ends.words_of(one.stage)),
             "facts": [{"name": _(KINDS.get(fact["kind"], fact["kind"])),
                        "every": _(PERIODS[fact["every"]]) if fact["every"] else "",
                        "who": owing.get(UUID(fact["agency"]), ""), "clause": fact["clause"], "due": fact["due_at"][:10],
                        "kept": (fact["kept_at"] or "")[:10]} for fact in one.facts]} for one in file]


def _steps(it: Dispute) -> list[dict[str, object]]:
    """The order the agreement names, as a path."""
    order = [*it.ways, *((it.stage,) if it.stage not in it.ways and it.stage in it.alternatives else ())]
    place = order.index(it.stage) if it.stage in order else len(order)
    marks = [{"label": _(ends.words_of(way)), "is_done": n < place, "is_now": n == place} for n, way in enumerate(order)]
    return marks + ([] if it.stage in order else [{"label": _(ends.words_of(it.stage)), "is_done": True, "is_now": True}])


def _facts(it: Dispute, names: dict[UUID, str]) -> list[tuple[str, str]]:
    found = [(_("Agreement"), it.number), (_("Opened by"), it.opener.name), (_("Between"),
                                                                             "、".join(names[key] for key in it.agencies)),
             (_("Mediator"), names.get(it.mediator_id, "") if it.mediator_id else "")]
    return [(label, value) for label, value in found if value]


def _found(pk: UUID) -> Dispute:
    it = queries.disputes.of(pk)
    if it is None:
        raise Http404
    return it


def _form(verb: str, data: Any = None) -> Form:
    return (Form if verb == "draw_up" else forms.TextForm)(data, auto_id=f"{verb}_%s")


def _done(it: Dispute | Agreement) -> tuple[str, str]:
    if isinstance(it, Agreement):
        words = _("Drafted with the result in its text. Check it, then send it to the parties.")
        return words, reverse("agreements:edit", args=[it.pk])
    words = _("Settled: every party has accepted the result. Draft the supplement in which it binds.") \
        if it.stage == DisputeStage.SETTLED \
        else _("Written down; everybody who sees the file was told.")
    return words, reverse("agreements:dispute", args=[it.pk])
