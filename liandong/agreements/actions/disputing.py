"""A dispute: open it, lay papers into its file, propose and accept a result, take it to the next step."""
from collections.abc import Iterable
from uuid import UUID

from django.db import connection

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.kernel.versions import change_as_seen
from liandong.notices import actions as notices

from .. import queries
from ..models import Agreement, Breach, Dispute, Filing
from ..rules import disputes, stepping, supplementing as rules
from ..rules.disputes import DisputeStage, Part
from ..rules.lifecycle import DESK
from . import drafting, supplementing

NOT_A_PARTY = _("A dispute is opened by a party, with another party, under an agreement that was in force.")
CHOOSE = _("The agreement names more than one way from here; choose one.")
WAYS = {"state": Part.STATEMENT, "propose": Part.RESULT, "refuse": Part.REFUSAL}


def open_dispute(actor: Actor, agreement: Agreement, *, title: str, others: Iterable[UUID], text: str,
                 clauses: Iterable[str] = (), duties: Iterable[UUID] = (), breach: Breach | None = None) -> Dispute:
    """Open a dispute with other parties, at the first step the agreement names."""
    between = sorted({actor.agency, *others})
    if not actor.roles & DESK or len(between) < 2 or not set(between) <= set(agreement.parties) or agreement.starts_at is None:
        raise Refused(NOT_A_PARTY, field="agencies", concerns=agreement.parties)
    if not title.strip() or not text.strip():
        raise Refused(disputes.WRITE, field="text", concerns=agreement.parties)
    terms = queries.terms_at(agreement, actor.at)
    order = disputes.ways(terms)
    mediator = queries.disputes.common_superior(between) if order[0] == DisputeStage.MEDIATION else None
    dispute = Dispute.objects.create(
        agreement=agreement, number=agreement.number, title=title.strip()[:200], opener_id=actor.agency, officer=actor.officer,
        at=actor.at, agencies=between, breach=breach.pk if breach else None, ways=order, stage=order[0], mediator_id=mediator,
        alternatives=terms.disputes_alternatives, clauses=queries.disputes.clauses(agreement, list(clauses)))
    _file(actor, dispute, Part.STATEMENT, text, duties=duties)
    _say(actor, "open_dispute", dispute)
    if mediator:
        _ask(actor, dispute)
    return dispute


def add_to_dispute(actor: Actor, dispute: Dispute, *, verb: str, text: str, duties: Iterable[UUID] = ()) -> Dispute:
    """Lay a statement into the file, propose a result, or refuse the one that is proposed."""
    _allowed(actor, verb, dispute, text)
    result = queries.disputes.result(dispute)
    _file(actor, dispute, WAYS[verb], text, duties=duties, about=result.pk if verb == "refuse" and result else None)
    _say(actor, f"dispute_{verb}", dispute, why=text.strip()[:200])
    return dispute


def accept_result(actor: Actor, dispute: Dispute, *, version: int, text: str = "") -> Dispute:
    """Accept the proposed result; with the last acceptance the dispute is settled and the result binds."""
    _allowed(actor, "accept", dispute, text)
    result = queries.disputes.result(dispute)
    assert result, "the lifecycle asks for it"
    _file(actor, dispute, Part.ACCEPTANCE, text, about=result.pk)
    _say(actor, "dispute_accept", dispute)
    said = queries.disputes.decided(result)
    if {key for key, part in said.items() if part == Part.ACCEPTANCE} >= set(dispute.agencies):
        dispute = change_as_seen(dispute, version, stage=DisputeStage.SETTLED, closed_at=actor.at)
        _say(actor, "dispute_settle", dispute, to=[key for key in _all(dispute) if key != actor.agency])
    return dispute


def go_on(actor: Actor, dispute: Dispute, *, text: str, version: int, to: str = "") -> Dispute:
    """Take it to the next step the agreement names, with why this one brought no result."""
    _allowed(actor, "go_on", dispute, text)
    open_ways = queries.disputes.after(dispute)
    chosen = to if to in open_ways else open_ways[0] if len(open_ways) == 1 else ""
    if not chosen:
        raise Refused(CHOOSE, field="to", concerns=_all(dispute))
    _file(actor, dispute, Part.FAILURE, text)
    changes: dict[str, object] = {"stage": chosen}
    if chosen == DisputeStage.MEDIATION:
        changes["mediator_id"] = queries.disputes.common_superior(dispute.agencies)
    dispute = change_as_seen(dispute, version, **changes)
    _say(actor, "dispute_go_on", dispute)
    if chosen == DisputeStage.MEDIATION and dispute.mediator_id:
        _ask(actor, dispute)
    return dispute


def end_dispute(actor: Actor, dispute: Dispute, *, verb: str, text: str, version: int) -> Dispute:
    """Record the ruling of the tribunal or the court, or drop the dispute."""
    _allowed(actor, verb, dispute, text)
    _file(actor, dispute, Part.RULING if verb == "rule" else Part.STATEMENT, text)
    dispute = change_as_seen(dispute, version, stage=DisputeStage.RULED if verb == "rule" else DisputeStage.DROPPED,
                             closed_at=actor.at)
    _say(actor, f"dispute_{verb}", dispute)
    return dispute


def draw_up(actor: Actor, dispute: Dispute) -> Agreement:
    """Draft the supplement that holds the accepted result; with every party's signature it binds. Returns the draft."""
    _allowed(actor, "draw_up", dispute, "-")
    agreement, result = queries.of(dispute.agreement_id), queries.disputes.result(dispute)
    assert agreement and result and dispute.closed_at, "a party sees its agreement, and it is settled"
    draft = supplementing.supplement(actor, agreement)
    text = rules.with_result(draft.text, title=dispute.title, result=result.text,
                             on=moments.local(dispute.closed_at).date())
    draft = drafting.edit(actor, draft, text=text, terms=queries.terms_of(draft), version=draft.version)
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_draw_up(%s, %s)", [dispute.pk, draft.pk])
    _say(actor, "dispute_draw_up", dispute)
    return draft


def _allowed(actor: Actor, verb: str, dispute: Dispute, text: str) -> None:
    stepping.take(disputes.DISPUTE, verb, dispute.stage, sides=queries.disputes.sides_of(actor, dispute), roles=actor.roles,
                  missing=queries.disputes.missing(actor, dispute, text=text), concerns=_all(dispute))


def _file(actor: Actor, dispute: Dispute, part: Part, text: str, *, duties: Iterable[UUID] = (),
          about: UUID | None = None) -> None:
    Filing.objects.create(dispute=dispute, agency_id=actor.agency, officer=actor.officer, at=actor.at, stage=dispute.stage,
                          part=part, text=text.strip()[:4000], about=about, duties=sorted(set(duties)))


def _ask(actor: Actor, dispute: Dispute) -> None:
    """Tell the superior that it is asked to mediate; from now on it sees the file."""
    assert dispute.mediator_id, "a dispute before the mediator has one"
    name = agencies.agency(dispute.mediator_id).name
    _say(actor, "dispute_ask", dispute, to=[dispute.mediator_id], mediator=name)


def _say(actor: Actor, verb: str, dispute: Dispute, *, to: Iterable[UUID] | None = None, **facts: str) -> None:
    """The line in the ledger and the word to the others, for those who see the file alone."""
    known = {"title": dispute.title, "number": dispute.number} | facts
    audit.record(actor, f"agreements.{verb}", dispute.pk, kind="dispute", audience=_all(dispute),
                 facts={name: value for name, value in known.items() if name != "why"})
    notices.tell(actor, f"agreements.{verb}",
                 agencies=[key for key in _all(dispute) if key != actor.agency] if to is None else to,
                 values=known | {"agency": agencies.agency(actor.agency).name}, subject_kind="dispute", subject=dispute.pk,
                 roles=DESK)


def _all(dispute: Dispute) -> list[UUID]:
    """The parties to the dispute and its mediator."""
    return [*dispute.agencies, *([dispute.mediator_id] if dispute.mediator_id else [])]
