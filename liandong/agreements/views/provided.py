"""The further terms in the officer's language: purpose, lead, area, contacts, reply times, fees, cure, leaving."""
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from liandong.kernel.terms import Term, gettext_noop

from ..rules import vocabulary as v
from ..rules.terms import Contact, Fee, Limit, ReplyTime, Terms

DOT = "·"
NAMES = {
    "purpose": gettext_noop("Aim of the agreement"), "principles": gettext_noop("Principles"),
    "legal_basis": gettext_noop("Legal basis"), "lead": gettext_noop("Who leads"), "area": gettext_noop("Joint area"),
    "business_secrets": gettext_noop("Business secrets"), "cure": gettext_noop("Time to mend a breach"),
    "leaving": gettext_noop("Leaving"), "renewal_objection_days": gettext_noop("Objection to renewal"),
    "disputes_alternatives": gettext_noop("In place of the last step")}
GROUPS = {"contacts": gettext_noop("Person to call"), "reply_times": gettext_noop("Reply"), "fees": gettext_noop("Fee")}


def limit(row: Limit | None) -> str:
    """Within how long."""
    if row is None:
        return ""
    return _("within %(amount)s %(unit)s") % {"amount": row.amount or "__", "unit": _label(v.Unit, row.unit)}


def name(group: str, row: Any) -> str:
    """What a row of a group is called: by what it is about, where it says so."""
    if isinstance(row, ReplyTime):
        return _label(v.RequestKind, row.kind) or _("Every request")
    if isinstance(row, Fee):
        return row.what or _(GROUPS[group])
    return row.party if isinstance(row, Contact) else _(GROUPS[group])


def contact(row: Contact) -> str:
    """指挥中心值班长·0571-87280110."""
    return DOT.join(part for part in (row.name, row.phone) if part)


def reply(row: ReplyTime) -> str:
    """紧急·24小时内."""
    return DOT.join(part for part in (_label(v.Urgency, row.urgency), limit(row.within)) if part)


def fee(row: Fee) -> str:
    """甲方·120000元·每年."""
    amount = _("%(amount)s yuan") % {"amount": row.amount} if row.amount is not None else ""
    late = _("%(rate)s of ten thousand for each day of delay") % {"rate": row.penalty} if row.penalty else ""
    often = _label(v.Every, row.every or "") or limit(row.within)
    return DOT.join(part for part in (row.payer, amount, often, late) if part)


def _lead(terms: Terms) -> str:
    named = [f"{_label(v.Cooperation, kind)} {_who(who)}" for kind, who in terms.lead.items() if kind]
    return DOT.join([*([_who(terms.lead[""])] if "" in terms.lead else []), *named])


def _who(who: str) -> str:
    return _(v.label(v.LeadRule, who))


def _area(terms: Terms) -> str:
    area = terms.area
    if area is None:
        return ""
    corners = _("outline of %(n)d corners") % {"n": len(area.polygon[0]) - 1} if area.polygon else ""
    return DOT.join(part for part in (area.name, "、".join([*area.roads, *area.villages, *area.blocks]), corners) if part)


def _days(terms: Terms) -> str:
    days = terms.renewal_objection_days
    return _("%(days)d days before the end") % {"days": days} if days else ""


def _label(vocabulary: type[Term], value: str) -> str:
    return _(v.label(vocabulary, value)) if value else ""


ROWS: Mapping[str, Callable[[Any], str]] = {"contacts": contact, "reply_times": reply, "fees": fee}
PARTS: Mapping[str, Callable[[Terms], str]] = {
    "purpose": lambda terms: terms.purpose, "principles": lambda terms: "、".join(terms.principles),
    "legal_basis": lambda terms: "".join(f"《{law}》" for law in terms.legal_basis), "lead": _lead, "area": _area,
    "business_secrets": lambda terms: _("kept, also afterwards") if terms.business_secrets else "",
    "cure": lambda terms: limit(terms.cure), "leaving": lambda terms: _("one may leave") if terms.leaving else "",
    "renewal_objection_days": _days,
    "disputes_alternatives": lambda terms: "、".join(_label(v.Dispute, step) for step in terms.disputes_alternatives)}
