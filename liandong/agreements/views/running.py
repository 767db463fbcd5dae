"""An agreement that runs: what it gives and asks today, what is paused, supplements, renewal; and the steps it takes."""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.duties import queries as owed
from liandong.duties.rules import standing, state
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop

from .. import actions, queries
from ..models import Agreement
from ..rules import notice, redline, stages, supplementing
from ..rules.lifecycle import SIGNATORY, Stage
from ..rules.terms import Terms
from . import draw, words
from .found import own as found

NO_DAY = gettext_noop("Choose a day that is still to come, or leave it blank: then it takes effect with the last signature.")
Act = Callable[[HttpRequest, Agreement], str]


@dataclass(frozen=True)
class Item:
    """Something a party gives or owes, and the paper that says so since."""

    name: str
    words: str
    paper: Agreement
    clause: str


@dataclass(frozen=True)
class Side:
    """A party with what the terms in effect have it give and owe; or since when it has left."""

    name: str
    role: str
    gives: list[Item] = field(default_factory=list)
    owes: list[Item] = field(default_factory=list)
    leaves: date | None = None


@dataclass(frozen=True)
class Rest:
    """A pause, or a proposal of one, in words, with what the actor may do about it."""

    key: UUID
    title: str
    why: str
    since: Any
    is_on: bool
    verbs: list[tuple[str, str, str]]


def tab(request: HttpRequest, agreement: Agreement) -> dict[str, object]:
    """What it gives and asks today by party, its supplements, how it ends or goes on, the next duties, the steps."""
    actor, effect = request.actor, queries.in_effect(agreement, request.actor.at)
    duties = owed.open_ones(owed.of_basis(agreement.pk)).filter(due_at__gte=actor.at)[:6]
    return {
        "effect": effect, "sides": _sides(agreement, effect, actor), "renewal": _renewal(agreement, effect, actor),
        "papers": [(one, _(queries.stage_of(one, actor.at).label), stages.look(
            queries.stage_of(one, actor.at), needs_me=False).value) for one in queries.supplements(agreement)],
        "next_duties": [(duty, state(duty, actor.at).value, _(standing(duty, actor.at).label)) for duty in duties],
        "steps_of": _buttons(actor, agreement), "blocked": _blocked(actor, agreement), "partners": _partners(actor, agreement),
    }


def rests(actor: Actor, agreement: Agreement) -> list[Rest]:
    """What rests now, or waits for consent to, as every page of the agreement says it."""
    if agreement.stage != Stage.SIGNED or agreement.amends_id:
        return []
    found = queries.rests(agreement)
    names = agencies.names({key for one in found for key in (one.owner_id, one.agency_id, one.asked_by_id) if key})
    return [_rest(actor, agreement, one, names) for one in found]


def links(agreement: Agreement) -> list[tuple[str, Agreement]]:
    """The papers it belongs to: what it supplements, what it follows, what is negotiated in its place."""
    named = ((_("Supplement to"), agreement.amends_id), (_("Negotiated again after"), agreement.follows_id))
    kept = [(label, paper) for label, key in named if key and (paper := queries.of(key))]
    after = queries.successors(agreement) if agreement.stage == Stage.SIGNED and not agreement.amends_id else []
    return kept + [(_("Negotiated again as"), one) for one in after]


def amending(agreement: Agreement) -> list[tuple[str, str, str]] | None:
    """What a supplement changes against the terms it starts from; None for other agreements."""
    terms = queries.terms_of(agreement)
    base = queries.of(terms.amends.base) if terms.amends else None
    if base is None or terms.amends is None:
        return None
    before, names = supplementing.restated(queries.terms_of(base), until=terms.amends.until), draw.names_of(agreement)
    rows = [(words.name(row.path, terms if row.after is not None else before), words.value(row.path, before, names),
             words.value(row.path, terms, names)) for row in redline.rows(before, terms)
            if row.path not in ("title", "number") and not row.path.startswith("parties.")]
    return [row for row in rows if row[1] != row[2]]


@require_POST
def run(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Take one of the steps of an agreement that runs."""
    act, draft, agreement = ACTS.get(verb), DRAFTS.get(verb), found(request, pk)
    if draft is not None:
        made = draft(request, agreement)
        messages.success(request, _("The draft holds the terms in effect. Change what is to change, then send it."))
        return redirect("agreements:edit", pk=made.pk)
    if act is None:
        raise Http404
    messages.success(request, act(request, agreement))
    return redirect(f"{reverse('agreements:detail', args=[pk])}?tab=running")


def _sides(agreement: Agreement, effect: Agreement, actor: Actor) -> list[Side]:
    terms, left = queries.terms_of(effect), access.leavings(agreement.pk)
    chain = _chain(agreement, effect)
    names, roles = draw.names_of(agreement), [party.role for party in terms.parties]
    sides = []
    for party in queries.terms_of(agreement).parties:
        gone = left.get(party.agency) if party.agency else None
        here = party.role in roles and (gone is None or gone > actor.at)
        gives = [Item(words.name(f"sharing.{row.key}", terms), words.share(row, roles), *_said(chain, "sharing", row))
                 for row in terms.sharing if here and row.giver in ("both", party.role)]
        owes = [Item(words.name(f"duties.{row.key}", terms), words.duty(row), *_said(chain, "duties", row))
                for row in terms.duties if here and row.who in ("both", party.role)]
        sides.append(Side(names.get(party.agency, party.name) if party.agency else party.name, party.role, gives, owes,
                          notice.last_day(gone) if gone else None))
    return sides


def _chain(agreement: Agreement, effect: Agreement) -> list[tuple[Agreement, Terms]]:
    """The papers from the one in effect back to the first."""
    papers = [agreement, *(paper for deed in access.series(agreement.pk)[1:] if (paper := queries.of(deed.pk)))]
    until = next((place for place, paper in enumerate(papers) if paper.pk == effect.pk), 0)
    return [(paper, queries.terms_of(paper)) for paper in reversed(papers[:until + 1])]


def _said(chain: list[tuple[Agreement, Terms]], name: str, row: Any) -> tuple[Agreement, str]:
    """The first paper that says the row as it is now, and its clause."""
    paper, clause = chain[0][0], row.clause
    for older, terms in chain[1:]:
        same = next((one for one in getattr(terms, name) if one.key == row.key
                     and one.model_copy(update={"clause": ""}) == row.model_copy(update={"clause": ""})), None)
        if same is None:
            break
        paper, clause = older, same.clause
    return paper, clause


def _renewal(agreement: Agreement, effect: Agreement, actor: Actor) -> list[tuple[str, str]]:
    """How it ends or goes on."""
    deed, last, terms = access.deed(agreement.pk), queries.last_day(agreement), queries.terms_of(effect)
    rows = [(_("Ends at 24:00 of"), str(last) if last else _("no end"))]
    if deed and deed.renewed_at:
        rows.append((_("Renewed until"), f"{last}"))
    rows.append((_("Afterwards"), words.label(words.v.Renewal, terms.period.renewal) or _("not said")))
    if terms.period.renewal == "automatic" and deed:
        objected = agencies.names([deed.objected_by]).get(deed.objected_by, "") if deed.objected_by else ""
        rows.append((_("Objection"), objected if deed.objected_at else _("none so far; until the day before the end")))
    return rows


def _rest(actor: Actor, agreement: Agreement, one: Any, names: Mapping[UUID, str]) -> Rest:
    who = {"owner": names.get(one.owner_id, ""), "agency": names.get(one.agency_id, ""), "asker": names[one.asked_by_id]}
    title = _("%(asker)s proposes to suspend the agreement") if one.since is None else \
        _("The agreement is suspended by consent of all") if one.owner_id is None else \
        _("%(owner)s paused what it gives to %(agency)s") if one.agency_id else _("%(owner)s paused all that it gives")
    verbs: list[tuple[str, str, str]] = []
    if actor.roles & SIGNATORY and actor.agency in queries.staying(agreement, actor.at):
        if one.since is None and actor.agency not in one.agreed:
            verbs.append(("agree_suspend", _("Agree to suspend"), "primary"))
        if one.since and (one.owner_id == actor.agency or one.owner_id is None and actor.agency not in one.resuming):
            verbs.append(("resume", _("Resume") if one.owner_id or not one.resuming else _("Agree to resume"), "primary"))
        if one.owner_id is None and (one.since is None or one.resuming):
            verbs.append(("decline", _("Decline"), "plain"))
    return Rest(one.pk, title % who, one.why, one.since or one.asked_at, one.since is not None, verbs)


def _buttons(actor: Actor, agreement: Agreement) -> list[draw.Button]:
    offers = queries.running_offers(actor, agreement)
    return [draw.Button(o.step.verb, _(o.step.label), _(o.reason) if o.reason else "", _(o.step.consequence), o.step.weight)
            for o in offers]


def _blocked(actor: Actor, agreement: Agreement) -> list[tuple[str, str]]:
    """The steps that are not open now, those of one reason together."""
    found: dict[str, list[str]] = {}
    for offer in queries.running_offers(actor, agreement):
        if offer.reason:
            found.setdefault(_(offer.reason), []).append(_(offer.step.label))
    return [("、".join(labels), reason) for reason, labels in found.items()]


def _partners(actor: Actor, agreement: Agreement) -> Iterable[tuple[UUID, str]]:
    return agencies.names(p for p in queries.staying(agreement, actor.at) if p != actor.agency).items()


def _supplement(request: HttpRequest, agreement: Agreement) -> Agreement:
    typed, today = request.POST.get("starts", ""), moments.local(request.actor.at).date()
    try:
        starts = date.fromisoformat(typed) if typed else None
    except ValueError:
        starts = today
    if starts and starts <= today:
        raise Refused(NO_DAY, field="starts")
    return actions.supplement(request.actor, agreement, starts=starts)


def _pause(request: HttpRequest, agreement: Agreement) -> str:
    typed = request.POST.get("partner", "")
    partner = next((key for key in agreement.parties if str(key) == typed), None)
    if typed and partner is None:
        raise Refused(gettext_noop("Choose a partner of this agreement, or all of them."), field="partner")
    actions.pause(request.actor, agreement, partner=partner, why=request.POST.get("note", ""))
    return _("Paused. What your agency gives is closed; the partner was told.")


def _noted(verb: Callable[..., object], said: str) -> Act:
    def act(request: HttpRequest, agreement: Agreement) -> str:
        verb(request.actor, agreement, why=request.POST.get("note", ""))
        return _(said)
    return act


def _on_rest(verb: Callable[..., object], said: str) -> Act:
    def act(request: HttpRequest, agreement: Agreement) -> str:
        rest = next((one for one in queries.rests(agreement) if str(one.pk) == request.POST.get("rest", "")), None)
        if rest is None:
            raise Http404
        verb(request.actor, agreement, rest)
        return _(said)
    return act


DRAFTS: dict[str, Callable[[HttpRequest, Agreement], Agreement]] = {
    "supplement": _supplement, "again": lambda request, agreement: actions.again(request.actor, agreement)}
ACTS: dict[str, Act] = {
    "pause": _pause,
    "suspend": _noted(actions.suspend, gettext_noop("Proposed. It is suspended when every party agrees.")),
    "leave": _noted(actions.leave, gettext_noop("Notice is given. The other parties were told.")),
    "object": _noted(actions.object_to_renewal, gettext_noop("Objected. The agreement ends when its period is over.")),
    "agree_suspend": _on_rest(actions.agree_suspend, gettext_noop("You agreed. The other parties see it.")),
    "resume": _on_rest(actions.resume, gettext_noop("Done. The other parties were told.")),
    "decline": _on_rest(actions.decline_pause, gettext_noop("Declined. The other parties were told.")),
}
