"""What the page of an agreement shows, in words: stages, parties, steps, duties, signatures, changes."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _, ngettext

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.duties import queries as owed
from liandong.duties.rules import standing, state
from liandong.kernel.actor import Actor
from liandong.kernel.lifecycle import Offer
from liandong.kernel.terms import gettext_noop

from .. import queries
from ..models import Agreement, Version
from ..rules import notice, redline, stages
from ..rules.lifecycle import Stage
from ..rules.terms import Terms
from ..rules.vocabulary import Category
from . import words

EARLY = gettext_noop("Ends early")
MILESTONES = {Stage.IN_FORCE: gettext_noop("Takes effect"), Stage.ENDED: gettext_noop("Runs out")}


@dataclass(frozen=True)
class Party:
    """A party with what it has done so far."""

    key: UUID
    name: str
    role: str
    drafted: bool
    agreed: bool
    signed: bool
    ours: bool
    phone: str = ""
    liaisons: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Button:
    """A step as it is drawn: open, or blocked with the reason; the dialog says the consequence."""

    verb: str
    label: str
    reason: str
    consequence: str
    weight: str


@dataclass(frozen=True)
class Change:
    """What one version changed: the places in the text and the terms, before and after."""

    pieces: list[redline.Piece]
    rows: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Signed:
    """A signature and whether it still holds over the text."""

    name: str
    officer: str
    at: datetime
    algorithm: str
    holds: bool
    digest: str


def names_of(agreement: Agreement) -> dict[UUID, str]:
    """The parties' names."""
    return agencies.names({*agreement.parties, agreement.drafter_id})


def officers(versions: Iterable[Version]) -> dict[UUID, str]:
    """The names of those who laid versions on the table."""
    return agencies.officer_names(version.officer for version in versions)


def marks(agreement: Agreement, at: datetime) -> list[dict[str, object]]:
    """The stepper: each stage with the moment it was reached, the end with the day it will be."""
    shown = []
    for mark in stages.path(queries.moments_of(agreement), at):
        day = notice.last_day(mark.at) if mark.at and mark.stage == Stage.ENDED and mark.at.year < 9999 else None
        label = mark.stage.label if mark.is_now else MILESTONES.get(mark.stage, mark.stage.label)
        if mark.stage == Stage.ENDED and (agreement.notice_at or agreement.closing_at) and not mark.is_now:
            label = EARLY
        shown.append({"label": _(label), "is_done": mark.is_done, "is_now": mark.is_now, "date": day,
                      "at": None if mark.stage == Stage.ENDED or mark.at is None or mark.at > at else mark.at,
                      "note": _versions_note(agreement) if mark.stage == Stage.SENT and agreement.edition > 1 else ""})
    return shown


def parties(actor: Actor, agreement: Agreement, terms: Terms, names: Mapping[UUID, str]) -> list[Party]:
    """The parties in their order, each with whom one calls."""
    agreed = set(agreement.parties) if agreement.agreed_at else queries.agreed_by(agreement)
    signed = queries.signed_by(agreement)
    phones = {agency.pk: agency.duty_phone for agency in agencies.agencies().filter(pk__in=names)}
    return [Party(key, names.get(key, ""), terms.role_of(key), key == agreement.drafter_id, key in agreed, key in signed,
                  key == actor.agency, phones.get(key, ""),
                  [] if key == actor.agency else [post.officer.name for post in agencies.liaisons(key, actor.agency)])
            for key in terms.agencies()]


def waiting(stage: Stage, parties: Iterable[Party], agency: UUID) -> str:
    """For whom it waits, in words."""
    left = [party.name for party in parties if not (party.agreed if stage == Stage.SENT else party.signed)]
    if stage == Stage.SENT and left:
        return _("waits for the consent of %(names)s") % {"names": "、".join(left)}
    if stage in (Stage.AGREED, Stage.SIGNING) and left:
        return _("waits for the signature of %(names)s") % {"names": "、".join(left)}
    return ""


def buttons(actor: Actor, agreement: Agreement) -> dict[str, Button]:
    """The steps that are the officer's, by verb."""
    return {offer.step.verb: _button(offer) for offer in queries.offers(actor, agreement)}


def facts(agreement: Agreement, terms: Terms) -> list[tuple[str, str]]:
    """The key facts of the side column."""
    clause = terms.termination.clause if terms.termination else ""
    paths = ("period.months", "period.starts", "period.renewal", "confidentiality", "disputes", "cooperation", "copies")
    found = [(words.name(path, terms), words.value(path, terms, {})) for path in paths]
    found.insert(4, (_("Early end"), _with(words.ending(terms.termination), clause)))
    if agreement.notice_why:
        found.append((_("Notice"), agreement.notice_why))
    if agreement.withdrawn_why:
        found.append((_("Withdrawn"), agreement.withdrawn_why))
    return [(label, value) for label, value in found if value]


def compared(before: Version, after: Version, names: Mapping[UUID, str]) -> Change:
    """What changed from one version to the next."""
    old, new = Terms.model_validate(before.terms), Terms.model_validate(after.terms)
    rows = [(words.name(row.path, new if row.after is not None else old), words.value(row.path, old, names),
             words.value(row.path, new, names)) for row in redline.rows(old, new)]
    return Change(redline.near(redline.words(before.text, after.text)), [row for row in rows if row[1] != row[2]])


def duties(agreement: Agreement, at: datetime) -> list[dict[str, object]]:
    """Each recurring duty with its next occurrence that is open."""
    first: dict[UUID, object] = {}
    for duty in owed.open_ones(owed.of_basis(agreement.pk)):
        first.setdefault(duty.schedule_id, {"duty": duty, "look": state(duty, at).value, "word": _(standing(duty, at).label)})
    return [{"schedule": row, "name": words.label(words.v.DutyKind, row.kind), "when": words.occasion(row.every, row.on),
             "next": first.get(row.pk)} for row in owed.schedules_of(agreement.pk)]


def opened(actor: Actor, agreement: Agreement) -> dict[str, object]:
    """Said once, when the last signature was given: what opened to whom, and what began."""
    grants = access.grants(agreement.pk)
    given = sorted({words.label(Category, g.named) for g in grants if g.owner_id == actor.agency})
    got = sorted({words.label(Category, g.named) for g in grants if g.agency_id == actor.agency})
    return {"given": _(", ").join(given), "got": _(", ").join(got), "duties": duties(agreement, actor.at)}


def signatures(agreement: Agreement) -> list[Signed]:
    """The signatures, each checked against the deed now."""
    deed, found = access.shown(agreement.pk)
    if deed is None:
        return []
    names = agencies.officer_names(one.officer for one in found)
    return [Signed(one.agency.name, names.get(one.officer, ""), one.at, one.algorithm, access.is_valid(one, deed.terms),
                   bytes(one.digest).hex()) for one in found]


def _button(offer: Offer) -> Button:
    step = offer.step
    reason = _(offer.reason) % offer.values if offer.values else _(offer.reason) if offer.reason else ""
    consequence = _(step.consequence) if step.consequence else ""
    return Button(step.verb, _(step.label), reason, consequence, step.weight)


def _versions_note(agreement: Agreement) -> str:
    return ngettext("%(n)d version", "%(n)d versions", agreement.edition) % {"n": agreement.edition}


def _with(value: str, clause: str) -> str:
    return _("%(value)s (%(clause)s)") % {"value": value, "clause": clause} if value and clause else value
