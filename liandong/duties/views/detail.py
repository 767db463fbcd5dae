"""The page of one duty: its clock and ladder, what it rests on, what was asked, ordered, waived and done."""
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from liandong.agencies import queries as agencies
from liandong.kernel import live, panels, subjects
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Step
from liandong.kernel.pages import page

from .. import forms, queries, rules
from ..models import Duty, Pause, Waiver
from ..rules.ladder import STEPS
from .rows import Row, rows, said

FORMS: dict[str, type[Form]] = {"keep": forms.Keep, "ask": forms.Ask, "answer": forms.Answer, "waive": forms.Waive,
                                "order": forms.Order, "reopen": forms.Reopen}
QUOTED = 160  # characters of a clause in the words on hover


@dataclass(frozen=True)
class Act:
    """A step the officer may take, or may not yet: its form, where it is sent, and why it is blocked."""

    step: Step
    form: Form
    url: str
    reason: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the officer may take it now."""
        return not self.reason


@dataclass(frozen=True)
class Rung:
    """A step of the ladder as it is drawn: `look` is done, over (overtaken), next or todo."""

    label: str
    look: str
    at: datetime | None


@require_GET
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One duty: whose, to whom, by when, on what basis, and how it came out."""
    return answer_with(request, found(pk))


def found(pk: UUID) -> Duty:
    """The duty, if the actor sees it."""
    return get_object_or_404(queries.duties(), pk=pk)


def form_of(verb: str, duty: Duty, data: object = None) -> Form:
    """The form of a verb, empty or with what was typed."""
    initial = {"version": duty.version} | ({"evidence": duty.evidence} if verb == "keep" else {})
    return FORMS[verb](data, auto_id=f"{verb}_%s", **({} if data else {"initial": initial}))


def answer_with(request: HttpRequest, duty: Duty, *, failed: tuple[str, Form] | None = None, status: int = 200) -> HttpResponse:
    """The page; with `failed` the form of the verb that was refused stands in it as it was typed."""
    actor = request.actor
    [row] = rows(actor, [duty])
    pauses, waivers = list(queries.pauses(duty)), list(queries.waivers(duty))
    acts, officers = _acts(actor, duty, waivers), _officers(duty, pauses, waivers)
    refused = _act(duty, failed[0], failed[1]) if failed else None
    if failed:
        acts.pop(failed[0], None)
    text = queries.clause_text(duty)
    return page(
        request, "duties/detail", status=status, live=f"duty:{duty.pk}", row=row, duty=duty, acts=acts, failed=refused,
        pauses=[(one, officers.get(one.asked_by, ""), officers.get(one.answered_by, "")) for one in pauses],
        waivers=[(one, officers.get(one.officer, "")) for one in waivers], keeper=officers.get(duty.kept_by, ""),
        facts=_facts(row), about=_about(actor, duty), clause=text, hint=_hint(duty, text), limit=said(duty.due_at),
        is_missed=rules.standing(duty, actor.at) == rules.Standing.MISSED, bound=_bound(duty),
        basis_url=subjects.address(duty.basis_kind, duty.basis), ladder=_ladder(duty),
        orders=rows(actor, queries.orders(duty)), supervised=_supervised(actor, duty),
        panels=panels.of("duty"), aside_panels=panels.of("duty", "aside"))


def _act(duty: Duty, verb: str, form: Form, reason: str = "") -> Act:
    step = rules.LIFE.of(verb)
    assert step is not None  # every verb of FORMS is one of the lifecycle's
    return Act(step, form, reverse(f"duties:{verb}", args=[duty.pk]), reason)


def _acts(actor: Actor, duty: Duty, waivers: Iterable[Waiver]) -> dict[str, Act]:
    """What the lifecycle offers, by verb; a question is answered while one is open, and asked while none is."""
    lacking = rules.missing(duty, officer=actor.officer, at=actor.at, text="to be written", agency=actor.agency,
                            waived={waiver.agency_id for waiver in waivers})
    offers = rules.LIFE.offers(duty.outcome, sides=rules.sides(duty, actor.agency), roles=actor.roles, missing=lacking)
    unfit = {"ask"} if duty.paused_at or len(duty.parties) == 1 else set()
    unfit |= set() if duty.paused_at and not duty.suspended_at else {"answer"}
    return {offer.step.verb: _act(duty, offer.step.verb, form_of(offer.step.verb, duty), offer.reason)
            for offer in offers if offer.step.verb not in unfit}


def _facts(row: Row) -> list[tuple[str, str]]:
    duty = row.duty
    allowed = f"{duty.amount} {_(rules.Unit(duty.unit).label)}" if duty.amount else ""
    event = _(rules.EVENTS[duty.started_by]) if duty.started_by in rules.EVENTS else ""
    above = "、".join(agencies.names(duty.watchers).values()) if duty.watchers else ""
    found = [(_("Owed by"), duty.agency.name), (_("Owed to"), row.partners), (_("Period"), duty.period),
             (_("Begun by"), event), (_("Time allowed"), allowed), (_("Due"), said(duty.due_at)), (_("Laid before"), above)]
    return [(label, value) for label, value in found if value]


def _about(actor: Actor, duty: Duty) -> dict[str, str] | None:
    """What it is about, in words, with the way there where the actor may go it."""
    if not duty.topic:
        return None
    topic = f"{duty.subject_kind}:{duty.subject}"
    is_seen = duty.subject is not None and duty.basis_kind != "order" and live.may_follow(
        topic, officer=actor.officer, agency=actor.agency)
    return {"words": duty.topic, "url": subjects.address(duty.subject_kind, duty.subject) if is_seen else ""}


def _hint(duty: Duty, text: str) -> str:
    """The basis in the words on hover: number and clause, and what the clause says."""
    quoted = text if len(text) <= QUOTED else f"{text[:QUOTED]}…"
    return _("%(basis)s: %(text)s") % {"basis": duty.basis_words, "text": quoted} if quoted else duty.basis_words


def _bound(duty: Duty) -> str:
    earlier = rules.earlier_bound(duty)
    return said(earlier) if earlier else ""


def _ladder(duty: Duty) -> list[Rung]:
    """The steps told and, while the duty is owed, those to come; without moments while the clock stands still."""
    drawn, is_next = [], not duty.paused_at
    for step in queries.ladder(duty):
        label = _(STEPS[step.name])
        if step.fired_at or step.is_overtaken:
            drawn.append(Rung(label, "done" if step.fired_at else "over", step.fired_at))
        elif not duty.outcome:
            drawn.append(Rung(label, "next" if is_next else "todo", None if duty.paused_at else step.at))
            is_next = False
    return drawn


def _supervised(actor: Actor, duty: Duty) -> Row | None:
    """The duty that an order is about, if the actor sees it."""
    if duty.basis_kind != "order":
        return None
    return next(iter(rows(actor, queries.duties().filter(pk=duty.basis))), None)


def _officers(duty: Duty, pauses: Iterable[Pause], waivers: Iterable[Waiver]) -> dict[UUID | None, str]:
    keys = [duty.kept_by, *(key for pause in pauses for key in (pause.asked_by, pause.answered_by)),
            *(waiver.officer for waiver in waivers)]
    return {**agencies.officer_names(key for key in keys if key)}
