"""What must be filled in or decided before an agreement may be sent, and what an officer should look at."""
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from uuid import UUID

from liandong.access.rules import sight
from liandong.kernel.terms import gettext_noop as _

from . import further
from .further import Kind, Need
from .looking import KIND, is_looked_at
from .reading import SURE
from .terms import DutyTerm, Share, Terms
from .vocabulary import Category, label

__all__ = ["ELSEWHERE", "Kind", "Need", "Side", "blocking", "needs", "opens", "pairs"]

NO_KIND = _("“%(category)s” is no kind of record: as it stands it opens nothing. Choose what it means here.")
NEVER = _("%(name)s may not see “%(category)s”: its kind of agency never does. Take the row out, or let %(name)s only give.")
LOWER = _("%(name)s may see “%(category)s” only up to a lower level. Lower the level.")

ROADS = _("No record says on which road it lies, so nothing can be opened by road. Say that the owner releases each record "
          "by hand, or take the roads out.")
PLAN = _("It reads as a plan or scheme, which one side decides alone, and not as an agreement between sides. "
         "Go on only if all of them are to sign it.")

ELSEWHERE = {"fees.amount": _("Sum of the fees"), "fees.within": _("Time of payment"), "arbitrator": _("Arbitrator"),
             "signed_at": _("Place of signing")}


@dataclass(frozen=True, slots=True)
class Side:
    """What the rules know of an agency: its name and its kind, which sets the ceiling."""

    name: str
    kind: str


def needs(terms: Terms, *, drafter: UUID, sides: Mapping[UUID, Side]) -> list[Need]:
    """Everything that needs the officer, in the order of the page."""
    found = [*_kind(terms), *further.lost(terms), *_head(terms), *_parties(terms, drafter), *_period(terms),
             *(need for share in terms.sharing for need in _share(share, terms, sides)),
             *(need for duty in terms.duties for need in _duty(duty, terms)), *_ending(terms), *further.needs(terms),
             *_elsewhere(terms)]
    blocked = {need.path for need in found}
    found = [need for need in found if need.is_blocking or not is_looked_at(terms, need.path)]
    return found + [Need(path, Kind.CHECK, _("The reader is not sure of this. Look at the text beside it."))
                    for path, source in terms.sources.items() if path not in blocked and _is_unsure(path, terms)
                    and source.by == "reader"]


def blocking(found: list[Need]) -> list[Need]:
    """Those that keep the agreement from being sent."""
    return [need for need in found if need.is_blocking]


def opens(share: Share) -> tuple[list[str], list[str] | None]:
    """The categories of records a row stands for, and the case classes it narrows them to; nothing while undecided."""
    if sight.instead_of(share.category) or share.instead is not None:
        lawful = set(sight.instead_of(share.category))
        return [category for category in share.instead or [] if category in lawful], share.classes or None
    categories, classes = sight.opened_by(share.category)
    return categories, _narrowed(classes, share.classes or None)


def pairs(giver: str, terms: Terms) -> Iterator[tuple[UUID, UUID]]:
    """Who gives to whom: every ordered pair of parties, or the one role to each other party."""
    for owner, receiver in permutations(terms.agencies(), 2):
        if giver == "both" or terms.of_role(giver) == owner:
            yield owner, receiver


def _kind(terms: Terms) -> Iterator[Need]:
    if terms.kind == "plan":
        yield Need(KIND, Kind.CHECK, PLAN)


def _head(terms: Terms) -> Iterator[Need]:
    if not terms.title.strip():
        yield Need("title", Kind.BLANK, _("Give the agreement its title."))
    for path, message in (("number", _("Left blank, the number is given when every party has agreed.")),
                          ("signed_on", _("Left blank, the day of the last signature counts."))):
        if any(blank.path == path for blank in terms.blanks) and not (path == "number" and terms.number):
            yield Need(path, Kind.OPTIONAL, message)


def _elsewhere(terms: Terms) -> Iterator[Need]:
    """Blanks of the text that are no term: fees, the arbitrator, the place of signing."""
    for path in dict.fromkeys(blank.path for blank in terms.blanks):
        if path in ELSEWHERE:
            yield Need(path, Kind.CHECK, _("The text leaves this open. Fill it in there, or leave it on purpose."))


def _parties(terms: Terms, drafter: UUID) -> Iterator[Need]:
    for party in terms.parties:
        if party.agency is None:
            yield Need(f"parties.{party.role}", Kind.BLANK, _("Choose the agency that is %(role)s."), {"role": party.role})
    named = terms.agencies()
    for party in terms.parties:
        if party.agency and named.count(party.agency) > 1:
            yield Need(f"parties.{party.role}", Kind.DECIDE, _("One agency cannot be two parties."))
    if len(terms.parties) < 2:
        yield Need("parties", Kind.BLANK, _("An agreement has at least two parties."))
    elif len(named) == len(terms.parties) and drafter not in named:
        yield Need("parties", Kind.DECIDE, _("The agency that drafts the agreement must be one of its parties."))


def _period(terms: Terms) -> Iterator[Need]:
    period = terms.period
    if not (period.months or period.ends or period.is_open):
        yield Need("period.months", Kind.BLANK, _("Say how long it runs, or that it runs until it is ended."))
    elif not period.ends and (left := [path for path in ("period.starts", "period.ends") if _is_left(terms, path)]):
        yield Need(left[0], Kind.OPTIONAL, _("Left blank, the days follow from the length and the last signature."))
    if isinstance(period.starts, date) and period.ends and period.ends < period.starts:
        yield Need("period.ends", Kind.DECIDE, _("The last day lies before the first."))


def _is_left(terms: Terms, path: str) -> bool:
    """Whether the text leaves a day blank that no officer gave."""
    return any(blank.path == path for blank in terms.blanks) and not isinstance(getattr(terms.period, path[7:]), date)


def _share(share: Share, terms: Terms, sides: Mapping[UUID, Side]) -> Iterator[Need]:
    path, called = f"sharing.{share.key}", label(Category, share.category)
    if sight.instead_of(share.category) and share.instead is None:
        yield Need(path, Kind.DECIDE, NO_KIND, {"category": called}, ("instead", "nothing"))
    if share.giver != "both" and share.giver not in {party.role for party in terms.parties}:
        yield Need(path, Kind.DECIDE, _("Choose who gives this; %(role)s is no party."), {"role": share.giver}, ("giver",))
    if share.instead == []:
        return
    if share.roads and not share.by_hand:
        yield Need(path, Kind.DECIDE, ROADS, fields=("roads", "by_hand"))
    if share.timing is None:
        yield Need(path, Kind.BLANK, _("Choose when it is shared."), fields=("timing",))
    if share.level is None:
        yield Need(path, Kind.BLANK, _("Choose up to which level it is shared."), fields=("level",))
    yield from _ceilings(share, path, terms, sides)


def _ceilings(share: Share, path: str, terms: Terms, sides: Mapping[UUID, Side]) -> Iterator[Need]:
    """One need a receiving agency whose kind sets a ceiling below what the row would open."""
    limits = sight.ceilings()
    for receiver in dict.fromkeys(pair[1] for pair in pairs(share.giver, terms) if pair[1] in sides):
        side = sides[receiver]
        for category in opens(share)[0]:
            limit = limits.get((side.kind, category), -1)
            if limit < (share.level or 0):
                yield Need(path, Kind.DECIDE, NEVER if limit < 0 else LOWER,
                           {"name": side.name, "category": label(Category, category)}, ("giver", "level", "remove"))
                break


def _duty(duty: DutyTerm, terms: Terms) -> Iterator[Need]:
    path = f"duties.{duty.key}"
    if duty.within and duty.within.amount is None:
        yield Need(path, Kind.BLANK, _("Fill in the time limit."), fields=("amount", "unit"))
    if duty.on and (duty.every is None or duty.every == "week" and duty.on > 7):
        yield Need(path, Kind.DECIDE, _("The day does not fit how often the duty returns."), fields=("every", "on"))
    if duty.who != "both" and duty.who not in {party.role for party in terms.parties}:
        yield Need(path, Kind.DECIDE, _("Choose who owes this; %(role)s is no party."), {"role": duty.who}, ("who",))
    if duty.every is None and duty.within is None:
        yield Need(path, Kind.CHECK, _("The text gives no period. A duty without one is not timed."), fields=("every", "on"))


def _ending(terms: Terms) -> Iterator[Need]:
    ending = terms.termination
    if ending and ending.unilateral and ending.notice_days is None:
        yield Need("termination", Kind.DECIDE, _("Say how many days before the end a notice must be given; 0 for none."),
                   fields=("notice_days", "notice_unit"))


def _is_unsure(path: str, terms: Terms) -> bool:
    source = terms.sources[path]
    return source.confidence is not None and source.confidence < SURE and not source.is_confirmed


def _narrowed(given: list[str] | None, wanted: list[str] | None) -> list[str] | None:
    """Case classes within both lists; a longer code lies within a shorter one that begins it."""
    if given is None or wanted is None:
        return given or wanted
    return sorted({max(one, other, key=len) for one in given for other in wanted
                   if one.startswith(other) or other.startswith(one)})
