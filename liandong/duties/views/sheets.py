"""Lists as sheets; no cell begins with a sign that a spreadsheet would reckon with."""
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from liandong.kernel import moments, sheets
from liandong.kernel.actor import Actor
from liandong.kernel.pages import download

from .. import actions
from .rows import Row, said

CAP = 5000
MEDIA = ("csv", "xlsx")


def duties(actor: Actor, found: Sequence[Row], media: str) -> HttpResponse:
    """The list of duties; that it left is written down."""
    head = [_("Duty"), _("State"), _("Owed by"), _("Owed to"), _("Basis"), _("About"), _("Begins"), _("Due"), _("Provisional"),
            _("Earliest due"), _("Paused since"), _("Missed since"), _("Kept at"), _("Evidence")]
    actions.exported(actor, len(found))
    return sheet(actor, "duties", head, (_cells(actor, row) for row in found), media)


def sheet(actor: Actor, name: str, head: Sequence[str], lines: Iterable[Sequence[object]], media: str) -> HttpResponse:
    """A file with its head, as spreadsheets open it."""
    return download(sheets.file(head, lines, media=media), name=f"{name}-{actor.at:%Y%m%d-%H%M}.{media}", media=media)


def _cells(actor: Actor, row: Row) -> list[str]:
    duty = row.duty
    missed = duty.missed_at if not duty.outcome and duty.paused_at is None and duty.missed_at and duty.missed_at <= actor.at \
        else None
    return [" · ".join(filter(None, (duty.name, duty.period))), row.word, duty.agency.name, row.partners, duty.basis_words,
            duty.topic, _at(duty.starts_at), said(duty.due_at), _("yes") if duty.provisional else "",
            said(duty.firm_due_at) if duty.provisional else "", _at(duty.paused_at if row.is_paused else None), _at(missed),
            _at(duty.kept_at), duty.evidence]


def _at(moment: datetime | None) -> str:
    return moments.local(moment).isoformat(timespec="seconds") if moment else ""
