"""What every step shares: the rule that allows it, the line in the ledger, the word to the other parties."""
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from liandong.agencies import queries as agencies
from liandong.audit import actions as audit
from liandong.kernel.actor import Actor
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _
from liandong.notices import actions as notices

from .. import queries
from ..models import Agreement, Consent, Version
from ..rules import wording
from ..rules.force import FORCE
from ..rules.lifecycle import DESK, LIFECYCLE, PARTY
from ..rules.talking import Nature
from ..rules.terms import Terms

CHANGED = _("The agreement changed while you were reading it. Look at it again, then decide.")


def allowed(actor: Actor, verb: str, agreement: Agreement) -> None:
    """Refused unless the lifecycle lets the actor take this step now; what an agency lacks inside is told to nobody else."""
    lacks = queries.lacking(actor, agreement)
    concerns = () if verb == "sign" and "approved" in lacks else others(actor, agreement)
    LIFECYCLE.take(verb, queries.stage_of(agreement, actor.at), sides=queries.sides_of(actor, agreement),
                   roles=actor.roles, missing=queries.missing(agreement) | lacks, concerns=concerns)


def may(actor: Actor, verb: str, agreement: Agreement) -> None:
    """Refused unless the agreement runs, the actor's agency is still a party, and the rule lets it take this step now."""
    stands = agreement.amends_id is None and actor.agency in queries.staying(agreement, actor.at)
    FORCE.take(verb, queries.stage_of(agreement, actor.at), sides={PARTY} if stands else set(), roles=actor.roles,
               missing=queries.running_lacks(actor, agreement) if stands else {}, concerns=others(actor, agreement))


def hold(agreement: Agreement, *, stages: Iterable[str], seen: Mapping[str, int] | None = None, **changes: object) -> None:
    """Write `changes` and hold the row until the transaction ends, so that of two last acts one comes second.

    Refused when the agreement left those stages meanwhile, or is no longer the version or edition that was `seen`.
    """
    rows = Agreement.objects.filter(pk=agreement.pk, stage__in=stages, **(seen or {}))
    if not rows.update(**changes, version=F("version") + 1):
        raise Refused(CHANGED, concerns=agreement.parties)
    agreement.refresh_from_db()


def lay_on_table(actor: Actor, agreement: Agreement, terms: Terms, why: str, nature: Nature) -> None:
    """Write the version that is on the table now, to which its author agrees by laying it there."""
    Version.objects.create(agreement=agreement, edition=agreement.edition, agency_id=actor.agency, officer=actor.officer,
                           at=actor.at, nature=nature, why=why, text=wording.complete(agreement.text, terms),
                           terms=agreement.terms)
    consent(actor, agreement)
    ask_reviewers(actor, agreement)


def ask_reviewers(actor: Actor, agreement: Agreement) -> None:
    """Tell, in each party, whoever approves first inside it that there is a version to approve."""
    for party in agreement.parties:
        if role := queries.first_reviewer(agreement, party):
            tell(actor, "asked", agreement, to=[party], roles=(role,), edition=str(agreement.edition))


def consent(actor: Actor, agreement: Agreement) -> None:
    """The actor's agency agrees to what is on the table."""
    Consent.objects.create(agreement=agreement, edition=agreement.edition, agency_id=actor.agency, officer=actor.officer,
                           at=actor.at)


def note(actor: Actor, verb: str, agreement: Agreement, *, facts: Mapping[str, str] | None = None,
         change: object = None, audience: Iterable[UUID] | None = None) -> None:
    """One line in the ledger, for all parties once it was sent, or for those named."""
    if audience is None:
        audience = queries.staying(agreement, actor.at) if agreement.sent_at else ()
    audit.record(actor, f"agreements.{verb}", agreement.pk, kind="agreement", audience=audience, facts=facts, change=change)


def tell(actor: Actor, verb: str, agreement: Agreement, *, to: Iterable[UUID] | None = None,
         roles: Iterable[str] = DESK, urgent: bool = False, about: Any = None, **values: str) -> None:
    """One notice to each of the other parties, in the words of rules.notices; `about` where it leads elsewhere."""
    kind, subject = about or ("agreement", agreement.pk)  # kind and key of what it leads to
    facts = {"agency": agencies.agency(actor.agency).name, "title": agreement.title, "number": agreement.number} | values
    notices.tell(actor, f"agreements.{verb}", agencies=others(actor, agreement) if to is None else to,
                 values=facts, subject_kind=kind, subject=subject, roles=roles, urgent=urgent)


def others(actor: Actor, agreement: Agreement) -> list[UUID]:
    """The other parties, once it was sent to them."""
    return [party for party in queries.staying(agreement, actor.at) if party != actor.agency] if agreement.sent_at else []


def said(day: datetime) -> str:
    """A moment's day, for the ledger's sentence."""
    return day.date().isoformat()
