"""Check what was typed for a record against the standard; the same check serves form, API and, later, import."""
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from liandong.kernel import moments
from liandong.kernel.terms import gettext_noop as _

from . import forbidden, formats, standard
from .formats import Finding
from .standard import Element, Kind

IDENTITY_CARD = "111"
MARKED = _("“%(mark)s” is the mark of a state secret. State secrets are never entered here: they belong on certified "
           "classified systems (Law on Guarding State Secrets).")
EXPOSED = _("An identity number stands in this text, where everybody would read it. Enter it with the person, where it is "
            "masked.")
NO_ELEMENT = _("The standard has no element of this name: it was not taken in.")
NEVER_TAKEN = _("This is never kept here: ethnicity, religion, politics, health, biometrics, sources and marks of a type of "
                "person are taken in by no door (Personal Information Protection Law, Articles 6, 28 and 34).")


@dataclass
class Checked:
    """What came of a check: values as they are kept (plain JSON), errors by element, and warnings that do not stop."""

    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, Finding] = field(default_factory=dict)
    warnings: dict[str, Finding] = field(default_factory=dict)


def check(kind: Kind, given: Mapping[str, object], *, role: str = "", at: datetime,
          before: Mapping[str, object] | None = None) -> Checked:
    """Every element as it is kept, and everything that is wrong or odd about it.

    What the record holds already (`before`) and nobody touched stays right, whatever the standard asks by now.
    """
    found, held = Checked(), before or {}
    known = {element.name for element in kind.elements}
    same = {name for name, value in given.items() if name in held and held[name] == value and _stands(kind, name, given, held)}
    found.values.update({name: given[name] for name in same})
    found.errors.update({name: Finding(_unknown(name)) for name in given if name not in known and name not in same})
    for element in kind.elements:
        if element.name not in same:
            _take(found, element, given, role, at)
    _compare(found, kind)
    return found


def unfit(text: str, *, bare: bool = True) -> Finding | None:
    """Why a text may not be kept: the mark of a state secret (Law on Guarding State Secrets, Article 22), or, where it
    would stand unmasked (`bare`), an identity number."""
    if mark := formats.secret_mark(text):
        return Finding(MARKED, {"mark": mark})
    return Finding(EXPOSED) if bare and formats.holds_identity(text) else None


def _stands(kind: Kind, name: str, given: Mapping[str, object], held: Mapping[str, object]) -> bool:
    """Whether an unchanged value is still held to what it was held to: a number of another kind of card is not."""
    element = kind.element(name)
    return element is not None and element.format_of(given) == element.format_of(held)


def _unknown(name: str) -> str:
    return NEVER_TAKEN if forbidden.is_forbidden(name) else NO_ELEMENT


def _take(found: Checked, element: Element, given: Mapping[str, object], role: str, at: datetime) -> None:
    raw = given.get(element.name)
    if raw is None or isinstance(raw, str) and not raw.strip():
        if element.required or role in element.required_for:
            found.errors[element.name] = Finding(_("Fill this in."))
        return
    taken = _typed(element, raw, given, at)
    if isinstance(taken, Finding):
        found.errors[element.name] = taken
        return
    found.values[element.name] = taken
    if isinstance(taken, str) and (odd := formats.warning(element.format_of(given), taken)):
        found.warnings[element.name] = odd


def _typed(element: Element, raw: object, given: Mapping[str, object], at: datetime) -> object:
    """The value as it is kept, or what is wrong with it."""
    if element.type == "number":
        return _number(raw)
    if element.type == "coordinate":
        return _coordinate(raw)
    if element.type in ("date", "moment", "future"):
        return _moment(element, raw, at)
    text = str(raw).strip()
    if element.type == "code":
        return text if text in standard.codes(element.codes) else Finding(_("Choose one of the list."))
    form = element.format_of(given)
    text = formats.tidy(form, text)
    return unfit(text, bare=not element.mask) or formats.error(form, text) or text


def _number(raw: object) -> object:
    text = str(raw).strip()
    return int(text) if text.isdecimal() and len(text) < 14 else Finding(_("Write a whole number."))


def _coordinate(raw: object) -> object:
    try:
        kept = float(str(raw).strip())
    except ValueError:
        kept = float("nan")
    return round(kept, 6) if -180 <= kept <= 180 else Finding(_("Write degrees as a number, such as 113.264385."))


def _moment(element: Element, raw: object, at: datetime) -> object:
    kept = _instant(raw) if element.type == "moment" else _date(raw)
    if kept is None:
        return Finding(_("Write date and time such as 2026-11-23 14:30.") if element.type == "moment"
                       else _("Write a date such as 2026-11-23."))
    if element.type == "future":
        return kept.isoformat()
    late = kept > at if isinstance(kept, datetime) else kept > moments.local(at).date()
    return Finding(_("This is still to come; write when it happened.")) if late else kept.isoformat()


def _date(raw: object) -> date | None:
    try:
        return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
    except ValueError:
        return None


def _instant(raw: object) -> datetime | None:
    try:
        found = raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
    except ValueError:
        return None
    return moments.local(found if found.tzinfo else found.replace(tzinfo=moments.BEIJING))


def _compare(found: Checked, kind: Kind) -> None:
    """What elements say about each other."""
    for element in kind.elements:
        earlier, later = found.values.get(element.not_before), found.values.get(element.name)
        if earlier and later and str(later) < str(earlier):
            found.errors[element.name] = Finding(_("The end lies before the beginning."))
    number, born = str(found.values.get("credential_no", "")), str(found.values.get("birth_on", ""))
    if number and born and found.values.get("credential") == IDENTITY_CARD and str(formats.born_on(number)) != born:
        found.warnings["birth_on"] = Finding(_("The date of birth differs from the one in the identity number. Compare both."))
