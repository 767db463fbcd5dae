"""The file that leaves: records with their marks and masks as the page shows them, and what they ask of who takes them."""
import json
from collections.abc import Sequence

from django.utils.translation import gettext as _, override

from liandong.agencies import queries as agencies
from liandong.kernel import sheets
from liandong.kernel.actor import Actor
from liandong.kernel.moments import local
from liandong.kernel.terms import Level

from .. import queries, words
from ..models import Record
from ..rules import standard


def file(actor: Actor, rows: Sequence[Record], *, media: str, purpose: str, language: str) -> bytes:
    """The records as CSV, XLSX or JSON. Elements are there where all are of one kind; nothing masked is shown."""
    with override(language):
        if media == "json":
            return _json(actor, rows, purpose)
        head, lines = _table(actor, rows)
        note = _note(actor, rows, purpose)
        if media == "csv":
            return sheets.comma_separated(head, lines)
        return sheets.workbook(head, lines, title=_("Records taken out"), beside=(_("What the marks ask"), note))


def _table(actor: Actor, rows: Sequence[Record]) -> tuple[list[str], list[list[object]]]:
    head = [_("Number"), _("Kind"), _("Title"), _("Owner"), _("Level"), _("Handling"), _("Stage"), _("Region"),
            _("Class of case"), _("Entered"), _("Visible by")]
    one_kind = {row.kind for row in rows}
    elements = standard.kinds()[one_kind.pop()].every if len(one_kind) == 1 else ()
    reasons = queries.reasons(actor, rows)
    levels, lines = {int(level): _(level.label) for level in Level}, list[list[object]]()
    for row in rows:
        shown = queries.details(actor, row, {}) if elements else {}
        lines.append([
            row.number, words.said(standard.kinds()[row.kind].label), row.title, row.owner.name, levels[row.level],
            "、".join(mark["label"] for mark in words.handling(row.handling)), words.stage(row.kind, row.stage),
            words.of_code("region", row.region), words.of_code("case_class", row.case_class),
            f"{local(row.entered_at):%Y-%m-%d %H:%M}", words.why(reasons[row.pk][0]) if reasons[row.pk] else "",
            *(shown[e.name].text if e.name in shown else "" for e in elements)])
    return [*head, *(words.said(e.label) for e in elements)], lines


def _note(actor: Actor, rows: Sequence[Record], purpose: str) -> list[list[object]]:
    """Who took it out, when and for what; and what every mark in it asks."""
    officer = agencies.officer_names([actor.officer]).get(actor.officer, "")
    used = {code for row in rows for code in row.handling}
    return [[_("Taken out by"), f"{agencies.agency(actor.agency).name} {officer}"],
            [_("When"), f"{local(actor.at):%Y-%m-%d %H:%M}"], [_("Purpose"), purpose], [_("Rows"), len(rows)],
            *(list[object]([words.said(h.label), words.said(h.asks)]) for code, h in standard.handling().items()
              if code in used),
            [_("Recall"), _("When an owner recalls a record, delete or seal every copy of it and confirm that.")]]


def _json(actor: Actor, rows: Sequence[Record], purpose: str) -> bytes:
    reasons, handling = queries.reasons(actor, rows), standard.handling()
    used = {code for row in rows for code in row.handling}
    records = []
    for row in rows:
        shown = queries.details(actor, row, {})
        kept = {name: d.text if d.is_masked else row.elements[name] for name, d in shown.items() if not d.is_closed}
        records.append({
            "id": str(row.pk), "number": row.number, "kind": row.kind, "role": row.role, "title": row.title,
            "owner": row.owner.code, "owner_name": row.owner.name, "level": row.level, "handling": row.handling,
            "stage": row.stage, "region": row.region, "case_class": row.case_class, "version": row.version,
            "entered_at": row.entered_at.isoformat(), "updated_at": row.updated_at.isoformat(),
            "visible_by": [words.why(reason) for reason in reasons[row.pk]], "elements": kept,
            "masked": [name for name, d in shown.items() if d.is_masked]})
    whole = {"agency": agencies.agency(actor.agency).code, "at": actor.at.isoformat(), "purpose": purpose, "rows": len(rows),
             "handling": {code: words.said(handling[code].asks) for code in sorted(used) if code in handling},
             "records": records}
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()
