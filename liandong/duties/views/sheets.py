"""Lists as sheets; no cell begins with a sign that a spreadsheet would reckon with."""
import csv
import io
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext as _

from liandong.kernel import moments
from liandong.kernel.actor import Actor

from .. import actions
from .rows import Row, said

CAP = 5000
SIGNS = "=+-@\t\r"


def duties(actor: Actor, found: Sequence[Row]) -> HttpResponse:
    """The list of duties; that it left is written down."""
    head = [_("Duty"), _("State"), _("Owed by"), _("Owed to"), _("Basis"), _("About"), _("Begins"), _("Due"), _("Provisional"),
            _("Earliest due"), _("Paused since"), _("Missed since"), _("Kept at"), _("Evidence")]
    actions.exported(actor, len(found))
    return sheet(actor, "duties", head, (_cells(actor, row) for row in found))


def sheet(actor: Actor, name: str, head: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """A CSV file with its head, as spreadsheets open it."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    for line in lines:
        writer.writerow([_safe(str(cell)) for cell in line])
    return HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8",
                        headers={"Content-Disposition": f'attachment; filename="{name}-{actor.at:%Y%m%d-%H%M}.csv"'})


def _safe(cell: str) -> str:
    return f"'{cell}" if cell[:1] in SIGNS and cell else cell


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
