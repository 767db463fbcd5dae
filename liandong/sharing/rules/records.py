"""What a record is to others: its category, its title without protected details, its review, who may enter it."""
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Protocol

from liandong.access.rules import sight
from liandong.kernel import moments
from liandong.kernel.errors import Refused
from liandong.kernel.terms import Level, gettext_noop as _

from . import masking, standard
from .formats import Finding
from .stages import LIVE
from .standard import Kind

SERIOUS = ("case", "lead")  # what can be marked as a serious incident
REASON_LIMIT = 200
REVIEW_DAYS, REVIEW_LIMIT_DAYS = 90, 365
LANGUAGE = "zh"  # titles that are made are data, and data is kept in Chinese


def category(kind: str, role: str = "") -> str:
    """The category of a record to the rule of sight."""
    return sight.category_of(kind, role if kind == "person" else "")


def title(kind: Kind, typed: str, role: str, elements: Mapping[str, object], at: datetime) -> str:
    """The title: typed, or made from elements, masked where the person is protected; it stands in lists and notices."""
    if not kind.title:
        return typed.strip()
    protected = masking.is_protected(role, elements.get("birth_on"), at)
    said = {"role": standard.label("role", role, LANGUAGE) if role else ""}
    for element in kind.every:
        value = str(elements.get(element.name, ""))
        if element.codes and value:
            value = standard.label(element.codes, value, LANGUAGE)
        said[element.name] = masking.shown(element, value, role=role, is_protected=protected, is_own=True).text
    return kind.title.format_map(said).strip()[:200]


class Closing(Protocol):
    """What decides that a record is closed to others."""

    review_on: date | None
    recalled_at: datetime | None
    frozen_at: datetime | None
    removed_at: datetime | None


def is_shared(review_on: date | None, at: datetime) -> bool:
    """Whether others may still see it: past its review day only its owner does, until it is renewed."""
    return review_on is None or review_on >= moments.local(at).date()


def is_open(record: Closing, at: datetime) -> bool:
    """Whether others may see it at all: its review day has not passed, and it is neither recalled, nor frozen, nor removed."""
    return is_shared(record.review_on, at) and (record.recalled_at, record.frozen_at, record.removed_at) == (None, None, None)


def first_review(at: datetime) -> date:
    """The review date proposed for a person: ninety days from now."""
    return moments.local(at).date() + timedelta(days=REVIEW_DAYS)


def review_error(review_on: date | None, at: datetime) -> Finding | None:
    """What is wrong with a review date: it lies ahead, and not further than a year."""
    today = moments.local(at).date()
    if review_on is None:
        return Finding(_("Fill this in."))
    if not today < review_on <= today + timedelta(days=REVIEW_LIMIT_DAYS):
        return Finding(_("Choose a day from tomorrow on and within a year."))
    return None


def may_hold(agency_kind: str, kind: str) -> bool:
    """Whether agencies of that kind hold such records at all: companies and schools hold no cases and no persons."""
    wanted = {c for c, lawful in sight.categories()["records"].items() if str(lawful).split(":")[0] == kind}
    return any((agency_kind, c) in sight.ceilings() for c in wanted)


def check_kind(agency_kind: str, kind: str) -> None:
    """Refused when agencies of that kind never hold such records."""
    if not may_hold(agency_kind, kind):
        raise Refused(_("Agencies of your kind do not enter records of this kind. Tell a police agency instead."))


def check_level(level: int, *, clearance: int) -> None:
    """Refused unless the level is one of the three and within the officer's clearance."""
    if level not in {int(known) for known in Level}:
        raise Refused(_("Choose public, internal or work secret. State secrets are never entered here: they belong on "
                        "certified classified systems."), field="level")
    if level > clearance:
        raise Refused(_("The level is above your clearance: you would no longer see the record. Ask a colleague who is "
                        "cleared for it."), field="level")


def may_be_serious(kind: str, stage: str, serious_at: datetime | None) -> bool:
    """Whether it can be marked as a serious incident: a case or lead that is worked on, and is not marked yet."""
    return kind in SERIOUS and stage in LIVE and serious_at is None


def check_serious(kind: str, stage: str, serious_at: datetime | None) -> None:
    """Refused unless it can be marked as a serious incident."""
    if serious_at is not None:
        raise Refused(_("It is marked as a serious incident already."))
    if kind not in SERIOUS:
        raise Refused(_("Only a case or a lead is marked as a serious incident; mark the case it belongs to."))
    if stage not in LIVE:
        raise Refused(_("It is closed or refuted. Open it again first, then mark it."))


def check_withdraw(serious_at: datetime | None, reason: str) -> None:
    """Refused unless it is marked as a serious incident and the reason for withdrawing it is given, in 200 characters."""
    if serious_at is None:
        raise Refused(_("It is not marked as a serious incident."))
    if not reason.strip():
        raise Refused(_("Say why it is no serious incident: superior and partners, who were told of it, read the reason."),
                      field="note")
    if len(reason.strip()) > REASON_LIMIT:
        raise Refused(_("The reason is said in at most %(most)s characters."), most=REASON_LIMIT, field="note")


def check_set_level(before: int, after: int, reason: str) -> None:
    """Refused when a level goes down without a reason."""
    if before == after:
        raise Refused(_("The record has this level already."), field="level")
    if after < before and not reason.strip():
        raise Refused(_("A level goes down only with a reason. Write it."), field="reason")
