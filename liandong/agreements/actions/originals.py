"""Lay down that an agreement was signed on paper; turn such an original down; both before it is confirmed by all."""
import json
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import connection

from liandong.access import queries as deeds
from liandong.documents import actions as documents
from liandong.kernel.actor import Actor
from liandong.kernel.canonical import canonical
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .. import queries
from ..models import Agreement
from ..rules import original as paper
from ..rules.lifecycle import SIGNATORY
from . import negotiating, steps

NO_DAYS = _("Enter the day on which each party signed.")
NOT_AGREED = _("A paper original is laid down once every party has agreed to its text and terms here.")


def lay_paper(actor: Actor, agreement: Agreement, *, name: str, content: bytes, days: Mapping[UUID, date]) -> Agreement:
    """Lay scan and days of a paper original down, for each party's signatory to confirm."""
    _allowed(actor, "lay_paper", agreement)
    paper.check_days(days, queries.terms_of(agreement), at=actor.at)
    deed = deeds.deed(agreement.pk)
    if deed is None:
        raise Refused(NOT_AGREED, concerns=agreement.parties)
    scan = documents.keep(actor, kind="signed_scan", subject_kind="agreement", subject=agreement.pk,
                          audience=agreement.parties, name=name, content=content)
    laid = paper.laid(json.loads(deed.terms), paper.Original(scan.digest, days))
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_lay_paper(%s, %s, %s)", [agreement.pk, canonical(laid).decode(), scan.pk])
    agreement.refresh_from_db()
    facts = {"number": agreement.number, "day": max(days.values()).isoformat()}
    steps.note(actor, "lay_paper", agreement, facts=facts, change=laid)
    steps.tell(actor, "lay_paper", agreement, to=agreement.parties, roles=SIGNATORY)
    return agreement


def turn_down(actor: Actor, agreement: Agreement, *, why: str) -> Agreement:
    """Not confirm the paper original: wrong scan or wrong terms; its drafter lays it anew."""
    _allowed(actor, "turn_down", agreement)
    if not why.strip():
        raise Refused(negotiating.WHY, field="note", concerns=agreement.parties)
    with connection.cursor() as cursor:
        cursor.execute("SELECT agreements_turn_down(%s, %s)", [agreement.pk, why.strip()[:500]])
    steps.note(actor, "turn_down", agreement, facts={"number": agreement.number, "why": why.strip()[:200]})
    steps.tell(actor, "turn_down", agreement, why=why.strip()[:200])
    return agreement


def _allowed(actor: Actor, verb: str, agreement: Agreement) -> None:
    for offer in queries.original_offers(actor, agreement):
        if offer.step.verb == verb:
            if offer.reason:
                raise Refused(offer.reason, concerns=steps.others(actor, agreement))
            return
    raise Refused(NOT_AGREED if verb == "lay_paper" else steps.CHANGED, concerns=steps.others(actor, agreement))
