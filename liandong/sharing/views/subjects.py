"""One record: what it says, why it is seen, what is laid beside it, who used it; and the cell of a masked detail."""
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.access.queries import Explanation
from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel import panels, verbs
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer
from liandong.kernel.pages import page

from .. import actions, queries, words
from ..models import Record
from ..rules import records, standard
from ..rules.stages import DECIDERS, LIFECYCLE, OWNER, WRITERS, Stage
from ..rules.uses import Way
from . import told
from .lists import look

DUTIES = 20  # begun by what happened at the record, the soonest
REPORTS = 20  # the newest
LIVE_CASES = 50  # the newest, to choose a reason from
KEY_VERBS = ("sharing.reveal", "sharing.release", "sharing.recall", "sharing.export")


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of one record; 404 where it is not there or not for this officer."""
    record = record_or_404(pk)
    reasons = queries.reasons(request.actor, [record])
    actions.used(request.actor, [record], Way.READ, reasons=reasons)
    return page(request, "sharing/detail", live=f"record:{pk}", **context(request.actor, record, reasons[pk]))


@require_GET
def cell(request: HttpRequest, pk: UUID, element: str) -> HttpResponse:
    """One detail as it may be read at this moment: the page asks again when the minutes are over."""
    record = record_or_404(pk)
    shown = queries.details(request.actor, record, queries.reveals(request.actor, [record.pk])).get(element)
    if shown is None:
        raise Http404
    return render(request, "sharing/_cell.html", {"detail": shown, "reveal": may_reveal(request.actor),
                                                  "cases": queries.live_cases(request.actor)[:LIVE_CASES], "record": record})


def record_or_404(pk: UUID) -> Record:
    """The record, if the actor sees it; a foreign row is not there."""
    record = queries.of(pk)
    if record is None:
        raise Http404
    return record


def own_or_404(actor: Actor, pk: UUID) -> Record:
    """The record, if the actor's agency owns it; for others these addresses are not there."""
    record = record_or_404(pk)
    if record.owner_id != actor.agency:
        raise Http404
    return record


def may_reveal(actor: Actor) -> bool:
    """Whether masked details are offered to this officer at all."""
    return bool(DECIDERS & actor.roles)


def context(actor: Actor, record: Record, reasons: list[Explanation] | None = None) -> dict[str, object]:
    """Everything the page of a record shows, in a fixed number of queries."""
    relations = queries.related(record)
    reveals = queries.reveals(actor, {record.pk, *(end for r in relations for end in (r.record_id, r.other_id))})
    lines = queries.lines(actor, record, relations, reveals)
    own, kind = record.owner_id == actor.agency, standard.kinds()[record.kind]
    names = agencies.officer_names([record.entered_by, record.updated_by])
    return {
        "record": record, "kind": words.said(kind.label), "is_own": own, "look": look(actor, record),
        "stage": words.stage(record.kind, record.stage), "handling": words.handling(record.handling),
        "whys": _whys(queries.reasons(actor, [record])[record.pk] if reasons is None else reasons),
        "groups": queries.groups(actor, record, reveals),
        "facts": _facts(actor, record), "lines": lines, "beside": _beside(lines),
        "steps": _steps(record),
        "offers": _offers(actor, record) if own else [], "may_write": own and bool(WRITERS & actor.roles),
        "may_decide": own and bool(DECIDERS & actor.roles), "may_relate": bool(WRITERS & actor.roles),
        "reveal": may_reveal(actor), "cases": queries.live_cases(actor)[:LIVE_CASES] if may_reveal(actor) else [],
        "duties": duties.about(record.pk)[:DUTIES], "may_mark": own and bool(DECIDERS & actor.roles) and records.may_be_serious(
            record.kind, record.stage, record.serious_at),
        "may_unmark": own and bool(DECIDERS & actor.roles) and record.serious_at is not None,
        "releases": queries.released_to(actor, record), "use": _use(record), "names": names,
        "entered_by": names.get(record.entered_by, ""), "is_overdue": not records.is_shared(record.review_on, actor.at),
        "liaisons": list(agencies.liaisons(record.owner_id, actor.agency)) if not own else [],
        "recalls": told.recalled(record) if own else [],
        "reports": [(one, told.look(one, owed_by_us=own)) for one in queries.reports(record)[:REPORTS]],
        "panels": panels.of("record"), "aside_panels": panels.of("record", "aside"),
    }


def _beside(lines: Mapping[str, list[queries.Line]]) -> list[tuple[str, str, list[queries.Line]]]:
    """What lies beside it by kind, in the order of the standard: icon, label, lines."""
    return [(kind.icon, words.said(kind.label), lines[name]) for name, kind in standard.kinds().items() if name in lines]


def _whys(reasons: list[Explanation]) -> list[dict[str, object]]:
    return [{"kind": r.kind, "number": r.number, "deed": r.deed, "clause": r.clause,
             "category": words.named(r.named) if r.named else "", "since": r.since, "until": r.until,
             "words": words.why_whole(r)} for r in reasons]


def _facts(actor: Actor, record: Record) -> list[tuple[str, str]]:
    concerns = [key for key in record.concerns if actor.agency in (key, record.owner_id)]  # whom else: the owner's to know
    rows = [(_("Class of case"), words.of_code("case_class", record.case_class)),
            (_("Region"), words.of_code("region", record.region)),
            (_("Legal basis"), record.legal_basis),
            (_("Concerns"), "、".join(sorted(agencies.names(concerns).values())) if concerns else "")]
    return [row for row in rows if row[1]]


def _steps(record: Record) -> list[dict[str, object]]:
    """The way a record goes: to be checked, being checked, and how that came out."""
    way = [Stage.OPEN, Stage.CHECKING, Stage.REFUTED if record.stage == Stage.REFUTED else Stage.CONFIRMED, Stage.CLOSED]
    at = [stage.value for stage in way].index(record.stage)
    return [{"label": words.stage(record.kind, stage.value), "is_done": place < at, "is_now": place == at}
            for place, stage in enumerate(way)]


def _offers(actor: Actor, record: Record) -> list[Offer]:
    return LIFECYCLE.offers(record.stage, sides=OWNER, roles=actor.roles)


def _use(record: Record) -> list[dict[str, object]]:
    entries: list[Any] = queries.use(record)
    officers = agencies.officer_names({entry.officer for entry in entries})
    named = agencies.names({entry.agency for entry in entries})
    return [{"at": e.at, "key": e.verb in KEY_VERBS, "note": e.purpose,
             "words": f"{named.get(e.agency, '')} {officers.get(e.officer, '')} {_sentence(e)}"} for e in entries]


def _sentence(entry: Any) -> str:
    """The verb in words; a refusal says what was asked."""
    verb = entry.verb.removesuffix(".refused")
    try:
        said = _(verbs.sentence(verb)) % entry.facts
    except (KeyError, ValueError):
        said = str(entry.facts.get("reason", verb))
    return _("was refused: %(what)s") % {"what": said} if entry.verb.endswith(".refused") else said
