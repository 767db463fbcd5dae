"""The dry run (试算) of an agreement before it is signed: what would open, what would be owed, what it runs into.

Each party reckons with its own records alone. A count of a partner's records, too, would tell of rows one may not see: by
changing region, class or day in a draft one could find out what is there. docs/decisions/0007-dry-run.md says why.
"""
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from liandong.access.rules import sight
from liandong.agencies import queries as agencies
from liandong.duties import queries as duties
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Agreement
from ..rules import blanks, citing, conflicts, deed, keeping, opening, year
from ..rules.lifecycle import Stage
from ..rules.terms import Terms
from . import agreements

BEFORE = (Stage.DRAFT, Stage.SENT, Stage.AGREED, Stage.SIGNING)
BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Opening:
    """How many records of the actor's own agency a partner would see under one category of the draft."""

    agency: UUID
    named: str
    count: int


@dataclass(frozen=True)
class Preview:
    """All that a dry run finds."""

    since: datetime
    given: list[Opening]
    got: list[opening.Flow]
    starts: date
    months: list[date]
    promises: list[year.Promise]
    conflicts: list[conflicts.Conflict]
    laws: list[citing.Law]
    needs: list[blanks.Need]
    unkept: list[keeping.Unkept]


# How many of the actor's own records each grant would open, told by modules above; wired in web/wiring.py.
Opener = Callable[[Actor, Sequence[sight.Grant], datetime], Iterable[Opening]]
openers: list[Opener] = []


def has_preview(actor: Actor, agreement: Agreement) -> bool:
    """Whether there is a dry run of it for the actor's agency: until it is signed, for those who may sign or send it."""
    return agreement.stage in BEFORE and agreements.is_own(actor, agreement)


def would_grant(actor: Actor, agreement: Agreement) -> list[sight.Grant]:
    """The grants it would give if every party signed now, as the deed lays them down."""
    return opening.grants(_laid(agreement, agreements.terms_of(agreement)), at=actor.at)


def preview(actor: Actor, agreement: Agreement) -> Preview:
    """What would follow from it if every party signed now."""
    terms, today = agreements.terms_of(agreement), moments.local(actor.at).date()
    laid, since = _laid(agreement, terms), actor.at - BACK
    grants = opening.grants(laid, at=actor.at)
    starts = terms.period.starts if isinstance(terms.period.starts, date) and terms.period.starts > today else today
    mine = [grant for grant in grants if grant.owner == actor.agency]
    given: dict[tuple[UUID, str], int] = {(grant.agency, grant.named): 0 for grant in mine}
    for opener in openers:
        for found in opener(actor, mine, since):
            given[found.agency, found.named] = given.get((found.agency, found.named), 0) + found.count
    return Preview(
        since, [Opening(*pair, count) for pair, count in given.items()], opening.got(grants, actor.agency), starts,
        year.months(starts), year.promises(laid["duties"], starts=starts, ends=terms.period.ends, calendar=duties.calendar()),
        conflicts.conflicts(terms, _papers(actor, agreement), actor.agency), citing.stale(agreement.text, today),
        [need for need in agreements.needs_of(agreement, terms) if need.is_blocking] if agreement.agreed_at is None else [],
        keeping.unkept(terms))


def _laid(agreement: Agreement, terms: Terms) -> dict[str, Any]:
    """The deed it would be signed as."""
    signers = {agency.pk: deed.Signer(agency.code, agency.name)
               for agency in agencies.agencies().filter(pk__in=terms.agencies())}
    return deed.of(agreement.pk, terms, "", number=terms.number, signers=signers)


def _papers(actor: Actor, agreement: Agreement) -> list[conflicts.Paper]:
    """What the actor's agency has signed that has not ended; of others' nobody learns by a conflict."""
    rows = Agreement.objects.filter(stage=Stage.SIGNED, ends_at__gt=actor.at, parties__contains=[actor.agency])
    rows = rows.exclude(pk__in=[agreement.pk, *_before(agreement)]).defer("text", "signed_text").order_by("starts_at", "pk")
    return [conflicts.Paper(row.pk, row.number, row.title, agreements.terms_of(row)) for row in rows]


def _before(agreement: Agreement) -> list[UUID]:
    """What it changes or comes after on purpose: that is no conflict."""
    return [key for key in (agreement.amends_id, agreement.follows_id) if key]
