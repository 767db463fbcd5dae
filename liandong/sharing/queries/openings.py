"""Records by the grants that open them: what a draft would open of one's own, what a deed opens each way.

The rule of sight is access_sees; here its part about grants is asked of rows the officer sees anyway, and test_openings.py
holds it to the rule's plain-Python twin.
"""
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from liandong.access.rules import sight
from liandong.agencies import queries as agencies
from liandong.agreements import queries as agreements
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Record

NONE = Q(pk__in=())


def within(grants: Iterable[sight.Grant], kinds: Mapping[UUID, str], at: datetime) -> Q:
    """Which records at least one of the grants opens at that moment to the agency it names, whose kind sets a ceiling."""
    today, ceilings = moments.local(at).date(), sight.ceilings()
    found = [_one(grant, min(grant.level, ceilings.get((kinds.get(grant.agency, "police"), grant.category), -1)))
             for grant in grants if grant.starts_at <= at < grant.ends_at]
    return reduce(or_, found, NONE) & (Q(review_on=None) | Q(review_on__gte=today)) & Q(
        kept_to=None, team=None, recalled_at=None, frozen_at=None, removed_at=None)


def would_open(actor: Actor, grants: Sequence[sight.Grant], since: datetime) -> list[agreements.Opening]:
    """How many of the actor's own records, entered since then, each partner would see by each category; two queries.

    Those that the officer sees themselves: what is above their clearance, or kept from them, is counted for nobody.
    """
    pairs = list(dict.fromkeys((grant.agency, grant.named) for grant in grants if grant.owner == actor.agency))
    kinds = kinds_of(grants)
    counts = {f"n{place}": Count("pk", filter=within(_of(grants, actor.agency, *pair), kinds, actor.at))
              for place, pair in enumerate(pairs)}
    found = Record.objects.filter(owner=actor.agency, entered_at__gte=since).aggregate(**counts) if counts else {}
    return [agreements.Opening(*pair, found[f"n{place}"]) for place, pair in enumerate(pairs)]


def would_be_open(actor: Actor, grants: Sequence[sight.Grant], since: datetime, *, agency: UUID,
                  named: str) -> QuerySet[Record]:
    """The records behind one of these counts, newest first."""
    rows = Record.objects.filter(owner=actor.agency, entered_at__gte=since)
    rows = rows.filter(within(_of(grants, actor.agency, agency, named), kinds_of(grants), actor.at))
    return rows.select_related("owner", "department", "kept_to").order_by("-entered_at", "pk")


def _of(grants: Iterable[sight.Grant], owner: UUID, agency: UUID, named: str) -> list[sight.Grant]:
    return [grant for grant in grants if (grant.owner, grant.agency, grant.named) == (owner, agency, named)]


def kinds_of(grants: Iterable[sight.Grant]) -> dict[UUID, str]:
    """The kinds of the agencies that get something, for their ceilings."""
    found = agencies.agencies().filter(pk__in={grant.agency for grant in grants}).order_by()
    return dict(found.values_list("pk", "kind"))


def _one(grant: sight.Grant, level: int) -> Q:
    """One grant, up to that level."""
    if level < 0:
        return NONE
    found = Q(owner=grant.owner, category=grant.category, level__lte=level)
    if grant.regions is not None:
        found &= _begins("region", grant.regions)
    if grant.classes is not None:
        found &= _begins("case_class", grant.classes)
    if grant.since is not None:
        found &= Q(entered_at__gte=grant.since)
    return found & Q(concerns__contains=[grant.agency]) if grant.concerned else found


def _begins(column: str, beginnings: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__startswith": one}) for one in beginnings), NONE)
