"""Say what the standard holds in the language of the page."""
from datetime import datetime

from django.utils.translation import get_language, gettext

from liandong.access.queries import Explanation
from liandong.agreements.rules.vocabulary import Category
from liandong.kernel import moments
from liandong.kernel.terms import Level

from .rules import relations, standard
from .rules.standard import Element, Text


def said(text: Text) -> str:
    """A label of the standard, in the language of the page."""
    return text.in_(get_language() or "")


def of_code(table: str, code: str) -> str:
    """The words of a code; nothing for an empty one."""
    return standard.label(table, code, get_language() or "") if code else ""


def of_table(table: str) -> str:
    """The words of a code table: its own, or those of the first element that takes its values from it."""
    now = standard.current()
    users = [e.label for kind in now.kinds.values() for e in kind.every if e.codes == table]
    own = {"role": gettext("Role"), "region": gettext("Region"), "case_class": gettext("Class of case"),
           "relation": gettext("Relation")}
    return said(now.tables[table]) if table in now.tables else own.get(table) or (said(users[0]) if users else table)


def nature(code: str, *, is_first: bool) -> str:
    """How a relation reads from the record it starts from, or from the other end."""
    found = relations.natures().get(code)
    return said(found.forward if is_first else found.back) if found else code


def value(element: Element, kept: object) -> str:
    """A kept value as it is read."""
    if kept in (None, ""):
        return ""
    if element.type == "code":
        return of_code(element.codes, str(kept))
    if element.type == "moment":
        return f"{moments.local(datetime.fromisoformat(str(kept))):%Y-%m-%d %H:%M}"
    if element.type in ("date", "future"):
        return str(kept)
    return f"{kept:,}" if isinstance(kept, int) else str(kept)


def handling(codes: list[str]) -> list[dict[str, str]]:
    """The handling marks of a record, as badges are drawn."""
    return [{"label": said(h.label), "short": said(h.short), "icon": h.icon, "basis": said(h.asks)}
            for code, h in standard.handling().items() if code in codes]


def stage(kind: str, code: str) -> str:
    """The stage in the words of that kind of record."""
    return said(standard.kinds()[kind].stages[code])


def named(category: str) -> str:
    """A category in the language of agreements; what only records know is said as the standard says it."""
    found = next((term for term in Category if term.value == category), None)
    return gettext(found.label) if found else of_code("category", category)


def why(reason: Explanation) -> str:
    """Why a record is seen, short, as a cell of a list: clause and agreement, or by what else."""
    if reason.kind == "grant":
        return f"{reason.number} {reason.clause}".strip()
    return {"own": gettext("own"), "release": gettext("released by name"), "attachment": gettext("joint work")}[reason.kind]


def why_whole(reason: Explanation) -> str:
    """The same in a sentence."""
    if reason.kind == "grant":
        return gettext("%(number)s %(title)s, %(clause)s: %(category)s") % {
            "number": reason.number, "title": reason.title, "clause": reason.clause, "category": named(reason.named)}
    return {"own": gettext("A record of your own agency."),
            "release": gettext("The owner released it to your agency by name."),
            "attachment": gettext("It is laid beside work your agency takes part in.")}[reason.kind]


def level(code: int) -> str:
    """The level in words."""
    return next(gettext(known.label) for known in Level if int(known) == code)


def fields() -> dict[str, str]:
    """What every record has besides the elements of its kind, in words."""
    return {"title": gettext("Title"), "role": gettext("Role"), "level": gettext("Level"), "region": gettext("Region"),
            "case_class": gettext("Class of case"), "legal_basis": gettext("Legal basis"), "review_on": gettext("Review date"),
            "handling": gettext("Handling"), "concerns": gettext("Concerns"), "stage": gettext("Stage")}
