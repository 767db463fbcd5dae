"""The negotiation of an agreement: the last changes answered one by one, who agreed to what, comments, and our own side."""
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from liandong.agencies import queries as agencies
from liandong.agencies.rules import Role
from liandong.kernel.errors import Refused
from liandong.kernel.pages import in_words, page
from liandong.kernel.terms import State

from .. import actions, queries
from ..forms import TalkForm
from ..models import Agreement
from ..rules import redline, talking
from ..rules.lifecycle import LIFECYCLE, Stage
from ..rules.reviewing import ROLES, Standing
from ..rules.terms import Terms, clause_of
from . import draw, words
from .found import own as found

LOOKS = {Standing.WAITING: State.WAIT, Standing.LATER: State.DRAFT, Standing.APPROVED: State.DONE,
         Standing.RETURNED: State.LATE}
OPEN = (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNING)


@dataclass(frozen=True)
class Line:
    """A changed term as it is answered."""

    path: str
    name: str
    before: str
    after: str
    is_taken: bool | None = None


def tab(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """What the tab shows; comments and our own side also long after it was signed."""
    actor, terms = request.actor, queries.terms_of(agreement)
    threads, notes = list(queries.comments(agreement)), list(queries.notes(actor, agreement))
    approvals, columns = queries.approvals(actor, agreement), queries.table(agreement)
    said = [*threads, *(one for thread in threads for one in thread.answers.all()), *notes, *approvals.reviews]
    waiting, is_open = approvals.waiting, agreement.stage in OPEN
    return {
        "threads": threads, "notes": notes, "columns": columns[::-1], "rows": _table(agreement, columns),
        "people": agencies.officer_names({one.officer for one in said} | {one.version.officer for one in columns}),
        "talk": TalkForm(clauses=talking.clauses(terms)), "may_talk": is_open, "approvals": approvals,
        "places": [(_(place.role.label), place, LOOKS[place.standing], _(place.standing.label)) for place in approvals.places],
        "may_review": waiting is not None and waiting.role.value in actor.roles and agreement.stage in queries.OPEN_TO_REVIEW,
        "may_answer": any(one.step.verb == "reject" and one.is_open for one in queries.offers(actor, agreement)),
        "may_write_law": bool(actor.roles & {role.value for role in ROLES}),
        "is_administrator": Role.ADMINISTRATOR in actor.roles,
    }


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take over or turn down each change of the last version."""
    agreement = found(request, pk)
    LIFECYCLE.take("reject", queries.stage_of(agreement, request.actor.at), roles=request.actor.roles,
                   sides=queries.sides_of(request.actor, agreement), missing=queries.lacking(request.actor, agreement),
                   concerns=agreement.parties)
    if request.method == "GET":
        return _answer_page(request, agreement)
    chosen = [name for name, value in request.POST.items() if value == "take"]
    taken = {int(name[1:]) for name in chosen if name[:1] == "p" and name[1:].isdecimal()}
    rows = {name[2:] for name in chosen if name.startswith("r.")}
    edition = request.POST.get("edition", "")
    try:
        after = actions.answer(request.actor, agreement, passages=taken, rows=rows, why=request.POST.get("why", ""),
                               edition=int(edition) if edition.isdecimal() and len(edition) < 9 else 0)
    except Refused as refusal:
        request.refusal = refusal
        return _answer_page(request, found(request, pk), refusal=in_words(refusal))
    messages.success(request, _said(after, int(edition)))
    return redirect("agreements:detail", pk=pk)


@require_POST
def comment(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say something before all parties, or answer."""
    agreement, parent = found(request, pk), request.POST.get("parent", "")
    thread = queries.comment(agreement, _key(parent)) if parent else None
    if parent and thread is None:
        raise Http404
    actions.comment(request.actor, agreement, body=request.POST.get("body", ""), clause=request.POST.get("clause", ""),
                    quote=request.POST.get("quote", ""), parent=thread)
    return _back(pk, "talk")


@require_POST
def note(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down what only one's own agency reads."""
    actions.note(request.actor, found(request, pk), body=request.POST.get("body", ""), kind=request.POST.get("kind") or "note",
                 clause=request.POST.get("clause", ""), quote=request.POST.get("quote", ""))
    return _back(pk, "inside")


@require_POST
def settle(request: HttpRequest, pk: UUID, one: UUID) -> HttpResponse:
    """Settle a thread or tick off a note, or take it back."""
    agreement, undo = found(request, pk), "undo" in request.GET
    if thread := queries.comment(agreement, one):
        actions.settle_comment(request.actor, agreement, thread, undo=undo)
        return _back(pk, "talk")
    kept = queries.note(request.actor, agreement, one)
    if kept is None:
        raise Http404
    actions.settle_note(request.actor, agreement, kept, undo=undo)
    return _back(pk, "inside")


@require_POST
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Approve the version inside one's own agency, or return it."""
    edition, is_approved = request.POST.get("edition", ""), request.POST.get("verdict") == "approve"
    actions.review(request.actor, found(request, pk), edition=int(edition) if edition.isdecimal() and len(edition) < 9 else 0,
                   is_approved=is_approved, why=request.POST.get("note", ""))
    said = _("Approved. Whoever is next was told.") if is_approved else _("Returned. Your desk was told why.")
    messages.success(request, said)
    return _back(pk, "inside")


def _answer_page(request: HttpRequest, agreement: Agreement, *, refusal: str = "") -> HttpResponse:
    changes = queries.changes(agreement)
    if changes is None:
        raise Http404
    old, new = Terms.model_validate(changes.before.terms), Terms.model_validate(changes.after.terms)
    posted = request.POST
    passages = [(one, clause_of(old.clauses, one.start), posted.get(f"p{one.number}")) for one in changes.passages]
    return page(request, "agreements/answer", status=422 if refusal else 200, agreement=agreement, changes=changes,
                passages=passages, rows=_lines(changes.rows, old, new, draw.names_of(agreement), posted), refusal=refusal,
                officers=draw.officers([changes.after]), why=posted.get("why", ""))


def _lines(rows: list[redline.Row], old: Terms, new: Terms, names: Mapping[UUID, str],
           posted: Mapping[str, str]) -> list[tuple[Line, str | None]]:
    return [(Line(row.path, words.name(row.path, new if row.after is not None else old), words.value(row.path, old, names),
                  words.value(row.path, new, names)), posted.get(f"r.{row.path}")) for row in rows]


def _table(agreement: Agreement, columns: list[queries.Column]) -> list[tuple[str, bool, list[tuple[str, str]]]]:
    """A line a party: of each version, newest first, whether it laid it, agreed to it, or neither."""
    names = draw.names_of(agreement)
    return [(names.get(party, ""), party, [
        (State.HAND if column.version.agency_id == party else State.DONE if party in column.agreed else State.DRAFT,
         _("laid it") if column.version.agency_id == party else _("agreed") if party in column.agreed else _("no answer"))
        for column in columns[::-1]]) for party in agreement.parties]


def _said(agreement: Agreement, before: int) -> str:
    if agreement.edition == before:
        return _("All changes are taken over: you agreed to version %(edition)d.") % {"edition": before}
    return _("Version %(edition)d is on the table. The other parties were told and have to agree to it.") % {
        "edition": agreement.edition}


def _back(pk: UUID, part: str) -> HttpResponse:
    return redirect(reverse("agreements:detail", args=[pk]) + f"?tab=negotiation#{part}")


def _key(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error


