"""A supplement: drafted from the terms in effect, signed by all who are still parties, in effect from its own day."""
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from liandong.access import queries as deeds
from liandong.agencies import queries as agencies
from liandong.duties import actions as duties
from liandong.kernel import events, moments
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import supplementing
from ..rules.terms import Terms
from . import steps

if TYPE_CHECKING:
    from liandong.access.models import Deed

OVER = _("%(number)s has ended, so nothing is added to it any more. Negotiate it again instead.")
RIVAL = _("Another supplement, %(number)s, was signed meanwhile. Withdraw this one and draft it from what is agreed now.")
PARTIES = _("The parties of a supplement are those of the agreement that stay: %(names)s.")
EARLY = _("It cannot take effect before %(day)s, when the supplement before it does.")
LEAVES = _("%(name)s leaves on %(day)s. Let the supplement take effect after that day, or sign it before with a new draft.")


def supplement(actor: Actor, agreement: Agreement, *, starts: date | None = None) -> Agreement:
    """Begin a supplement: a draft of the actor's agency with the terms in effect."""
    steps.may(actor, "supplement", agreement)
    base, until = queries.latest(agreement), queries.last_day(agreement)
    names = agencies.names(queries.remaining(agreement))
    title = supplementing.titled(agreement.title, queries.supplements(agreement).filter(signed_at__isnull=False).count())
    terms = supplementing.started(queries.terms_of(base), root=agreement.pk, base=base.pk, names=names, until=until,
                                  title=title, starts=starts)
    signed = moments.local(agreement.signed_at or actor.at).date()
    draft = Agreement.objects.create(
        title=title, drafter_id=actor.agency, parties=terms.agencies(), terms=terms.model_dump(mode="json"),
        text=supplementing.text(terms, title=agreement.title, number=agreement.number, signed_on=signed), made_at=actor.at,
        made_by=actor.officer, amends=agreement)
    steps.note(actor, "supplement", draft, facts={"title": title, "number": agreement.number}, change={"text": draft.text})
    return draft


def check(actor: Actor, agreement: Agreement, terms: Terms | None = None) -> None:
    """Refused where a supplement no longer fits what it amends; of other agreements nothing is asked."""
    root = queries.of(agreement.amends_id) if agreement.amends_id else None
    if root is None:
        return
    terms = terms or queries.terms_of(agreement)
    last, starts = queries.latest(root), _starts(terms, actor.at)
    if root.ends_at is None or root.ends_at <= starts:
        raise Refused(OVER, number=root.number, concerns=agreement.parties)
    if terms.amends is None or last.pk != terms.amends.base:
        raise Refused(RIVAL, number=last.number, concerns=agreement.parties)
    if last.starts_at and starts < last.starts_at:
        raise Refused(EARLY, day=moments.local(last.starts_at).date().isoformat(), concerns=agreement.parties)
    names = agencies.names(root.parties)
    for party, leaving in deeds.leavings(root.pk).items():
        if leaving > starts:
            raise Refused(LEAVES, name=names[party], day=steps.said(moments.local(leaving)), concerns=agreement.parties)
    staying = queries.remaining(root)
    if set(terms.agencies()) != set(staying):
        raise Refused(PARTIES, names="、".join(names[party] for party in staying), concerns=agreement.parties)


def opened(actor: Actor, agreement: Agreement, deed: "Deed", grants: int) -> None:
    """It took the place of what was agreed before: duties follow, and every party is told from when."""
    assert agreement.amends_id and deed.starts_at, "it was opened"
    begun, lapsed = duties.amend(actor, deed, basis=agreement.amends_id)
    facts = {"number": agreement.number, "day": moments.local(deed.starts_at).date().isoformat(), "grants": str(grants),
             "duties": str(begun), "lapsed": str(lapsed)}
    for subject in (agreement, queries.of(agreement.amends_id)):
        if subject is not None:
            steps.note(actor, "amend", subject, facts=facts, audience=agreement.parties)
    steps.tell(actor, "amend", agreement, to=agreement.parties, roles=(), day=facts["day"])
    if deed.starts_at <= actor.at:
        events.tell("agreements.begun", actor, agreement)


def _starts(terms: Terms, at: datetime) -> datetime:
    first = terms.period.starts
    return max(at, datetime.combine(first, time(), moments.BEIJING)) if isinstance(first, date) else at
