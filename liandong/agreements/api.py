"""Agreements over the API: the list, one agreement, and the steps of its lifecycle."""
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router, Schema

from liandong.agencies import queries as agencies
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from . import actions, api_disputes, api_endings, api_negotiation, api_preview, api_running, queries
from .models import Agreement
from .rules import templates
from .rules.lifecycle import LIFECYCLE
from .rules.terms import Party

router = Router(tags=["agreements"])
router.add_router("", api_preview.router)
router.add_router("", api_running.router)
router.add_router("", api_endings.router)
router.add_router("", api_disputes.router)
router.add_router("", api_negotiation.router)
CAP = 200
DESK_WORK = ("sources", "dropped", "looked", "blanks", "said")  # how the terms came about: not for who is above a party
STEPS = "\n".join(f"* `{step.verb}`: from {', '.join(step.sources)} to {step.target}, by {', '.join(sorted(step.sides))}"
                  f"{'; roles ' + ', '.join(sorted(step.roles)) if step.roles else ''}" for step in LIFECYCLE.steps)


class Line(Schema):
    """An agreement in the list."""

    id: UUID
    number: str
    title: str
    stage: str
    parties: list[UUID]
    drafter: UUID
    starts_at: datetime | None
    ends_at: datetime | None
    suspended: bool


class Asked(Schema):
    """How the list is narrowed."""

    tab: str = "all"
    q: str = ""
    partner: UUID | None = None
    stage: str = ""
    kind: Literal["", "agreement", "supplement", "successor", "paper"] = ""
    category: str = ""
    until: date | None = None


class Whole(Line):
    """An agreement with text and terms, as they would be signed or were."""

    edition: int
    version: int
    text: str
    terms: dict[str, Any]


class Open(Schema):
    """A step that is the caller's: open, or blocked with the reason."""

    verb: str
    is_open: bool
    reason: str


class Paper(Schema):
    """A paper that can be printed now, and where each form of it is made."""

    kind: str
    pdf: str
    docx: str


class Wish(Schema):
    """What a step asks: the version or edition seen, why where a reason is asked for, the last day of a proposed end."""

    version: int | None = None
    edition: int | None = None
    why: str = ""
    last_on: date | None = None


@router.get("/", response=list[Line], summary="Agreements of one's agency")
def listed(request: HttpRequest, asked: Query[Asked], page: int = 1) -> list[Line]:
    """What the agency drafted or is a party to, newest first, 200 a page.

    tab: all, mine, negotiating, in_force, ended; or below: signed ones of agencies below it. kind: agreement, supplement,
    successor or paper. stage: also suspended, in force and at rest by consent of all. category: of the agreement's language.
    until: the last day by which it ends.
    """
    rows = queries.found(queries.tab(asked.tab, request.actor), text=asked.q, partner=asked.partner, stage=asked.stage,
                         kind=asked.kind, category=asked.category, until=asked.until, at=request.actor.at)
    start = (max(page, 1) - 1) * CAP
    shown = list(rows[start:start + CAP])
    rests = queries.resting(shown, request.actor.at)
    return [Line(**_facts(row, request.actor.at), suspended=row.pk in rests) for row in shown]


class Form(Schema):
    """A template: for how many parties, and its text with the places where terms are said."""

    key: str
    name: str
    about: str
    least: int
    most: int
    text: str


class Start(Schema):
    """The parties in their order, and how long; other terms are changed on the draft."""

    parties: list[UUID]
    months: int | None = None
    title: str = ""


@router.get("/templates", response=list[Form], summary="The templates")
def forms(request: HttpRequest) -> list[Form]:
    """What a new agreement can be made from."""
    return [Form(**{name: getattr(one, name) for name in Form.model_fields}) for one in templates.templates().values()]


@router.post("/templates/{key}", response=Whole, summary="Make a draft from a template")
def start(request: HttpRequest, key: str, wish: Start) -> Whole:
    """The draft; 404 for a template that is none, 409 where the parties are not as many as it is for."""
    template, names = templates.templates().get(key), agencies.names(wish.parties)
    if template is None:
        raise Http404
    if not template.least <= len(wish.parties) <= template.most or len(names) < len(wish.parties):
        raise Refused(_("Name as many different agencies as the template is for: %(least)s to %(most)s."),
                      least=template.least, most=template.most)
    terms = templates.made(template, [Party(role=role, name=names[agency], agency=agency) for role, agency in
                                      zip(templates.roles(len(wish.parties)), wish.parties, strict=True)])
    terms.period.months, terms.title = wish.months or terms.period.months, wish.title or terms.title
    return one(request, actions.start(request.actor, template=template, terms=terms).pk)


@router.get("/{uuid:pk}", response=Whole, summary="One agreement")
def one(request: HttpRequest, pk: UUID) -> Whole:
    """Text, terms and stage; 404 where the agreement is not the caller's."""
    it = _found(pk)
    hidden = () if queries.is_own(request.actor, it) else DESK_WORK
    rests = bool(queries.resting([it], request.actor.at))
    return Whole(**_facts(it, request.actor.at), suspended=rests, edition=it.edition, version=it.version,
                 text=it.signed_text or it.text,
                 terms={name: part for name, part in it.terms.items() if name not in hidden})


@router.get("/{uuid:pk}/steps", response=list[Open], summary="The steps that are the caller's",
            description=f"The lifecycle:\n\n{STEPS}")
def steps(request: HttpRequest, pk: UUID) -> list[Open]:
    """The steps one may take now."""
    return [Open(verb=offer.step.verb, is_open=offer.is_open, reason=offer.reason)
            for offer in queries.offers(request.actor, _found(pk))]


@router.get("/{uuid:pk}/papers", response=list[Paper], summary="The papers that can be printed now")
def papers(request: HttpRequest, pk: UUID) -> list[Paper]:
    """Each paper with the addresses of its two forms; fetching one is a line of the ledger."""
    return [Paper(kind=kind.value, pdf=reverse("agreements:paper", args=[pk, kind.value, "pdf"]),
                  docx=reverse("agreements:paper", args=[pk, kind.value, "docx"]))
            for kind in queries.papers_offered(request.actor, _found(pk))]


@router.post("/{uuid:pk}/steps/{verb}", response=Whole, summary="Take a step",
             description="`sign` asks for a password and is taken on the page; `change` asks for the reader; `counter` and "
                         f"`reject` are answers.\n\n{STEPS}")
def take(request: HttpRequest, pk: UUID, verb: str, wish: Wish) -> Whole:
    """Take a step; 409 with the reason where a rule forbids it."""
    it, actor = _found(pk), request.actor
    if verb in ("sign", "change", "counter", "reject"):
        raise Refused(_("This step is taken on the page of the agreement, not over the API."), concerns=it.parties)
    if verb == "send":
        actions.send(actor, it, version=wish.version or 0)
    elif verb == "agree":
        actions.agree(actor, it, edition=wish.edition or 0)
    elif verb == "withdraw":
        actions.withdraw(actor, it, why=wish.why, version=wish.version or 0)
    elif verb == "give_notice":
        actions.give_notice(actor, it, why=wish.why)
    elif verb == "propose_end" and wish.last_on:
        actions.propose_end(actor, it, last_on=wish.last_on, why=wish.why)
    else:
        raise Http404
    return one(request, pk)


def _found(pk: UUID) -> Agreement:
    found = queries.of(pk)
    if found is None:
        raise Http404
    return found


def _facts(it: Agreement, at: datetime) -> dict[str, Any]:
    return {"id": it.pk, "number": it.number, "title": it.title, "stage": queries.stage_of(it, at).value,
            "parties": it.parties, "drafter": it.drafter_id, "starts_at": it.starts_at, "ends_at": it.ends_at}
