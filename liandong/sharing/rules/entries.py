"""A record as it is entered or edited: checked as a whole, as form and API both send it."""
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from liandong.kernel.terms import gettext_noop as _

from . import records, standard, titles, values
from .formats import Finding
from .standard import Kind
from .titles import Typed
from .values import Checked

MISSING = Finding(_("Fill this in."))
TITLE_LIMIT = 200
CLEARED = ("-", "无")  # what an officer writes to take out a masked detail, since leaving it empty keeps it


@dataclass(frozen=True, slots=True)
class Entry:
    """What an officer enters of a record; the owner, the number and the moment come from the actor."""

    kind: str
    level: int
    role: str = ""
    title: str = ""
    region: str = ""
    case_class: str = ""
    legal_basis: str = ""
    review_on: date | None = None
    handling: tuple[str, ...] = ()
    concerns: tuple[UUID, ...] = ()
    elements: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] = field(default_factory=dict)  # elements and frame of the record that is edited

    @property
    def standard(self) -> Kind:
        """Its kind in the standard."""
        return standard.kinds()[self.kind]


def check(entry: Entry, *, at: datetime) -> Checked:
    """The values as they are kept, with every error and warning by the name of its field."""
    kind = entry.standard
    found = values.check(kind, entry.elements, role=entry.role, at=at, before=entry.before)
    wrong = {
        "title": _title_error(entry), "role": _role_error(entry),
        "region": _code_error(entry, "region", entry.region, required=kind.region == "required"),
        "case_class": _code_error(entry, "case_class", entry.case_class, required=kind.case_class == "required"),
        "handling": None if set(entry.handling) <= set(standard.handling()) else Finding(_("Choose one of the list.")),
    }
    if kind.basis:
        wrong["legal_basis"] = values.unfit(entry.legal_basis) if entry.legal_basis.strip() else MISSING
        wrong["review_on"] = records.review_error(entry.review_on, at)
    found.errors.update({name: finding for name, finding in wrong.items() if finding})
    typed = Typed(entry.region, entry.case_class, elements=entry.elements)
    found.warnings.update({f"title_{n}": odd for n, odd in enumerate(titles.findings(kind, entry.title, typed))})
    return found


def merged(entry: Entry, *, kind: str, level: int, region: str, case_class: str, elements: Mapping[str, object]) -> Entry:
    """What an edit of a record with these columns means: masked and retired details stay, and so does its level."""
    before = {**elements, "region": region, "case_class": case_class}
    return replace(entry, kind=kind, level=level, elements=with_kept(entry.standard, elements, entry.elements), before=before)


def with_kept(kind: Kind, stored: Mapping[str, object], given: Mapping[str, object]) -> dict[str, object]:
    """What an edit means: a masked detail left empty stays as it is, the word for none takes it out; what stands under
    retired elements stays."""
    meant = {e.name: stored[e.name] for e in kind.retired if e.name in stored} | dict(given)
    for element in kind.elements:
        typed = str(given.get(element.name) or "").strip()
        if element.mask and not typed and element.name in stored:
            meant[element.name] = stored[element.name]
        elif element.mask and typed in CLEARED:
            meant[element.name] = ""
    return meant


def _title_error(entry: Entry) -> Finding | None:
    if entry.standard.title:
        return None
    title = entry.title.strip()
    if len(title) > TITLE_LIMIT:
        return Finding(_("The title is too long; two hundred characters are the most."))
    return values.unfit(title) if title else MISSING


def _role_error(entry: Entry) -> Finding | None:
    if entry.kind != "person":
        return None
    return None if entry.role in standard.codes("role") else Finding(
        _("Choose the role. Nobody is entered without one (Personal Information Protection Law, Article 34)."))


def _code_error(entry: Entry, table: str, code: str, *, required: bool) -> Finding | None:
    if not code:
        return MISSING if required else None
    return None if code in standard.codes(table) or entry.before.get(table) == code else Finding(_("Choose one of the list."))
