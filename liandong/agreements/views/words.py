"""Terms in the officer's language: what the pages and the API say of them."""
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from liandong.kernel.terms import Level, Term, gettext_noop

from ..rules import blanks, citing, vocabulary as v
from ..rules.terms import DutyTerm, Limit, Period, Secrecy, Share, Termination, Terms
from . import provided

DOT = "·"


def label(vocabulary: type[Term], value: str | None) -> str:
    """A value of a vocabulary, in words."""
    return _(v.label(vocabulary, value)) if value else ""


def listed(vocabulary: type[Term], values: list[str], joint: str | None = None) -> str:
    """Several values."""
    return (joint or _(", ")).join(label(vocabulary, value) for value in values)


def who(role: str) -> str:
    """Who owes, or whom it concerns."""
    return _("every party") if role == "both" else role


def share(row: Share, roles: list[str] | None = None) -> str:
    """相互提供·实时·内部, or 甲方→乙方·实时·内部."""
    if row.instead == []:
        return _("opens nothing")
    gives = _("each to the others") if row.giver == "both" else gives_to(row.giver, roles)
    far = "" if row.level is None else _("up to %(level)s") % {"level": level(row.level)}
    parts = [gives, label(v.Timing, row.timing), far, *scope(row)]
    if row.instead:
        parts.insert(0, _("meaning %(kinds)s") % {"kinds": listed(v.Category, row.instead)})
    return DOT.join(part for part in parts if part)


def gives_to(role: str, roles: list[str] | None) -> str:
    """甲方→乙方、丙方."""
    others = [one for one in roles or [] if one != role]
    return f"{role}→{'、'.join(others)}" if others and role in (roles or []) else _("%(role)s gives") % {"role": role}


def scope(row: Share) -> list[str]:
    """What narrows a row."""
    return [part for part in (
        _("regions %(codes)s") % {"codes": "、".join(row.regions)} if row.regions else "",
        _("case classes %(codes)s") % {"codes": "、".join(row.classes)} if row.classes else "",
        _("from %(day)s") % {"day": row.since} if row.since else "",
        _("roads %(names)s") % {"names": "、".join(row.roads)} if row.roads else "",
        _("released one by one") if row.by_hand else "",
        _("what concerns the receiver") if row.concerned else "") if part]


def level(value: int) -> str:
    """A level of secrecy."""
    return label(Level, str(value))


def duty(row: DutyTerm) -> str:
    """双方·每月25日前."""
    event = _("after %(event)s") % {"event": label(v.Event, row.started_by)} if row.started_by else ""
    parts = [who(row.who), event or occasion(row.every, row.on), limit(row.within)]
    return DOT.join(part for part in parts if part)


def occasion(every: str | None, on: int | None) -> str:
    """How often, and by which day."""
    if not every or not on or every == "day":
        return label(v.Every, every)
    if every == "week":
        return _("every week, by day %(on)d") % {"on": on}
    return _("every month, by the %(on)dth") % {"on": on} if every == "month" else \
        _("%(every)s, by day %(on)d of its first month") % {"every": label(v.Every, every), "on": on}


def limit(row: Limit | None) -> str:
    """Within how long."""
    if row is None:
        return ""
    return _("within %(amount)s %(unit)s") % {"amount": row.amount or "__", "unit": label(v.Unit, row.unit)}


def length(period: Period) -> str:
    """三年（36个月）."""
    if period.is_open:
        return _("until it is ended")
    if not period.months:
        return _("until %(day)s") % {"day": period.ends} if period.ends else ""
    if period.months % 12 == 0:
        return _("%(years)d years (%(months)d months)") % {"years": period.months // 12, "months": period.months}
    return _("%(months)d months") % {"months": period.months}


def begins(period: Period) -> str:
    """自最后一方签署之日."""
    return _("with the last signature") if not isinstance(period.starts, date) else period.starts.isoformat()


def secrecy(part: Secrecy | None) -> str:
    """What confidentiality asks."""
    if part is None:
        return ""
    return _("nothing to third parties without consent") if part.third_party_consent else _("kept confidential")


def ending(part: Termination | None, *, whole: bool = False) -> str:
    """How it may be ended early; the whole of it, or only with how many days."""
    if part is None:
        return ""
    if not part.unilateral:
        return _("only by consent of all")
    days = "__" if part.notice_days is None else part.notice_days
    said = [_("one party may end it by written notice of %(days)s %(unit)s") % {
        "days": days, "unit": label(v.Unit, part.notice_unit)}]
    if whole and part.minimum_months:
        said.append(_("not in the first %(months)s months") % {"months": part.minimum_months})
    return _("; ").join([*said, *([_("counts as received once the superior has been told")] if whole and part.deemed else [])])


def law(one: citing.Law) -> str:
    """How a law stands that the text cites: 2021-01-01 废止."""
    days = {"day": one.citation.until if one.state == "repealed" else one.citation.since}
    return {"repealed": _("repealed on %(day)s"), "revised": _("revised, as of %(day)s"), "not_yet": _("not before %(day)s"),
            "in_force": _("in force, as of %(day)s")}.get(one.state, _("not in the table")) % days


def hint(one: citing.Law) -> str:
    """The sentence about a law that no longer stands as cited."""
    message, values = one.hint
    return _(message) % values if message else ""


def value(path: str, terms: Terms, names: Mapping[UUID, str]) -> str:
    """The term at that path, in words; nothing where it is not said."""
    head, _dot, key = path.partition(".")
    if head == "parties":
        party = next((one for one in terms.parties if one.role == key), None)
        named = "" if party is None else names.get(party.agency, party.name) if party.agency else party.name
        return f"{named}（{party.side}）" if party and party.side else named
    if head == "sharing":
        roles = [party.role for party in terms.parties]
        return next((share(row, roles) for row in terms.sharing if row.key == key), "")
    if head in provided.ROWS:
        return next((provided.ROWS[head](row) for row in getattr(terms, head) if row.key == key), "")
    if head in provided.PARTS:
        return provided.PARTS[head](terms)
    if head == "duties":
        return next((duty(row) for row in terms.duties if row.key == key), "")
    return _plain(path, terms)


def _plain(path: str, terms: Terms) -> str:
    period = terms.period
    said: dict[str, Any] = {
        "kind": _("Plan or scheme") if terms.kind == "plan" else _("Agreement"),
        "title": terms.title, "number": terms.number, "venue": terms.venue, "copies": terms.copies,
        "period.months": length(period), "period.starts": begins(period) if period.starts else "",
        "period.ends": period.ends, "period.renewal": label(v.Renewal, period.renewal),
        "cooperation": listed(v.Cooperation, terms.cooperation), "mechanisms": listed(v.Mechanism, terms.mechanisms),
        "breach": listed(v.Breach, terms.breach), "disputes": listed(v.Dispute, terms.disputes, " → "),
        "confidentiality": secrecy(terms.confidentiality), "termination": ending(terms.termination, whole=True),
    }
    return str(said.get(path) or "")


def name(path: str, terms: Terms) -> str:
    """What the term at that path is called."""
    head, _dot, key = path.partition(".")
    if head == "parties":
        return key or _("Parties")
    if head == "law":
        return key.partition(".")[0]
    if head == "sharing":
        return label(v.Category, next((row.category for row in terms.sharing if row.key == key), _named(key)))
    if head == "duties":
        return label(v.DutyKind, next((row.kind for row in terms.duties if row.key == key), _named(key)))
    if head in provided.ROWS:
        return provided.name(head, next((row for row in getattr(terms, head) if row.key == key), None))
    return _(NAMES.get(path) or provided.NAMES.get(path) or blanks.ELSEWHERE.get(path, path))


def _named(key: str) -> str:
    """The value in the key of a row that is no longer there; a row just added has none yet."""
    head, _dash, tail = key.rpartition("-")
    return gettext_noop("New") if key.startswith("new-") else head if tail.isdigit() else key


NAMES = {
    "kind": gettext_noop("Kind of paper"),
    "title": gettext_noop("Title"), "number": gettext_noop("Number"), "signed_on": gettext_noop("Day of signing"),
    "period.months": gettext_noop("How long"), "period.starts": gettext_noop("Begins"),
    "period.ends": gettext_noop("Last day"), "period.renewal": gettext_noop("Afterwards"),
    "period.is_open": gettext_noop("Without end"), "cooperation": gettext_noop("Cooperation"),
    "mechanisms": gettext_noop("Mechanisms"), "confidentiality": gettext_noop("Confidentiality"),
    "termination": gettext_noop("Early end"), "breach": gettext_noop("Breach"), "disputes": gettext_noop("Disputes"),
    "venue": gettext_noop("Venue"), "copies": gettext_noop("Originals"),
}
