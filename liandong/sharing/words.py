"""Say what the standard holds in the language of the page."""
from datetime import datetime

from django.utils.translation import get_language

from liandong.kernel import moments

from .rules import standard
from .rules.standard import Element, Text


def said(text: Text) -> str:
    """A label of the standard, in the language of the page."""
    return text.in_(get_language() or "")


def of_code(table: str, code: str) -> str:
    """The words of a code; nothing for an empty one."""
    return standard.label(table, code, get_language() or "") if code else ""


def value(element: Element, kept: object) -> str:
    """A kept value as it is read."""
    if kept in (None, ""):
        return ""
    if element.type == "code":
        return of_code(element.codes, str(kept))
    if element.type == "moment":
        return f"{moments.local(datetime.fromisoformat(str(kept))):%Y-%m-%d %H:%M}"
    if element.type == "date":
        return str(kept)
    return f"{kept:,}" if isinstance(kept, int) else str(kept)


def handling(codes: list[str]) -> list[dict[str, str]]:
    """The handling marks of a record, as badges are drawn."""
    return [{"label": said(h.label), "short": said(h.short), "icon": h.icon, "basis": said(h.asks)}
            for code, h in standard.handling().items() if code in codes]


def stage(kind: str, code: str) -> str:
    """The stage in the words of that kind of record."""
    return said(standard.kinds()[kind].stages[code])
