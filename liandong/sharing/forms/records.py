"""The shape of input: one form for every kind of record, built from the standard; release, level, relation, filter."""
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_lazy as _

from liandong.access import queries as access
from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices
from liandong.kernel.terms import Level

from .. import queries, words
from ..models import Record
from ..rules import entries, masking, records, standard, titles
from ..rules.entries import MISSING, Entry
from ..rules.standard import Element, Kind
from ..rules.titles import Typed

MOMENT = "%Y-%m-%dT%H:%M"
TEXT_LIMIT, LONG_LIMIT = 200, 4000
STORED = ("role", "title", "case_class", "region", "legal_basis", "review_on", "handling")


@dataclass(frozen=True)
class Section:
    """Fields under one legend."""

    legend: str
    fields: list[BoundField]


class RecordForm(forms.Form):
    """What is entered or edited of one kind of record; checks are the standard's own."""

    use_required_attribute = False  # our own summary says what is missing, all at once

    def __init__(self, kind: Kind, actor: Actor, data: Any = None, *, record: Record | None = None,
                 initial: Mapping[str, Any] | None = None) -> None:
        """The fields of that kind; with `record`, as it stands."""
        super().__init__(data, initial={**_stored(kind, record, actor), **(initial or {})})
        self.kind, self.actor, self.record = kind, actor, record
        self.warnings: list[str] = []
        self._frame(agencies.names(access.partners(actor) | set(record.concerns if record else ())))
        for element in kind.elements:
            self.fields[element.name] = _field(element, record.elements.get(element.name) if record else None)
            if element.mask and record and record.elements.get(element.name):
                self._keep_masked(element, record)
        for field in self.fields.values():
            field.error_messages["required"] = gettext(MISSING.message)

    @property
    def title_rule(self) -> str:
        """The rule for titles of this kind, as an officer reads it."""
        return titles.in_words(self.kind)

    def suggestion(self) -> str:
        """The title the rule makes of what was typed so far; nothing has to be right yet, and masked details stay out."""
        typed = {name: str(value) for name, value in self.data.items()}
        held = {**(self.record.elements if self.record else {}), **{e.name: typed.get(e.name) for e in self.kind.elements}}
        agency = agencies.agency(self.actor.agency).short_name
        return titles.suggested(self.kind, Typed(typed.get("region", ""), typed.get("case_class", ""), agency, held))

    def sections(self) -> list[Section]:
        """The form as it is drawn: what the record is, the groups of the standard, then who may see it."""
        first = [name for name in ("role", "title", "case_class", "region") if name in self.fields]
        made = [Section(gettext("What it is"), [self[name] for name in first])]
        made += [Section(words.said(label), [self[e.name] for e in self.kind.elements if e.group == key])
                 for key, label in self.kind.groups]
        last = [("legal_basis", "review_on"), ("level", "handling", "concerns")]
        legends = [gettext("Legal basis and review"), gettext("Sharing")]
        made += [Section(legend, [self[n] for n in names if n in self.fields])
                 for legend, names in zip(legends, last, strict=True)]
        return [section for section in made if section.fields]

    def entry(self) -> Entry:
        """What was typed, as an entry."""
        got = self.cleaned_data
        level = self.record.level if self.record else int(got.get("level") or 0)
        given = {e.name: got.get(e.name) for e in self.kind.elements if got.get(e.name) not in (None, "")}
        said = (got.get(name, "") for name in ("role", "title", "region", "case_class", "legal_basis"))
        return Entry(self.kind.kind, level, *said, review_on=got.get("review_on"), handling=tuple(got.get("handling", ())),
                     concerns=tuple(UUID(key) for key in got.get("concerns", ())), elements=given)

    def clean(self) -> dict[str, Any]:
        """Every field against the standard; warnings are kept aside, they do not stop."""
        entry = self.entry()
        if self.record:
            entry = entries.merged(entry, kind=entry.kind, level=entry.level, region=self.record.region,
                                   case_class=self.record.case_class, elements=self.record.elements)
        found = entries.check(entry, at=self.actor.at)
        for name, finding in found.errors.items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, gettext(finding.message) % finding.values)
        self.warnings = [gettext(finding.message) % finding.values for finding in found.warnings.values()]
        return self.cleaned_data

    def _frame(self, partners: Mapping[UUID, str]) -> None:
        kind, held = self.kind, self.record or Record()
        if kind.kind == "person":
            self.fields["role"] = _choice(_("Role"), codes("role"), required=True,
                                          help=_("Nobody is entered without a role in a case or a lawful notice."))
        if not kind.title:
            self.fields["title"] = forms.CharField(label=_("Title"), max_length=TEXT_LIMIT,
                                                   help_text=words.said(kind.title_help))
        if kind.case_class != "none":
            self.fields["case_class"] = _choice(_("Class of case"), case_classes(held.case_class),
                                                required=kind.case_class == "required")
        self.fields["region"] = _choice(_("Region"), codes("region", held.region), required=kind.region == "required")
        if kind.basis:
            self.fields["legal_basis"] = forms.CharField(label=_("Legal basis"), max_length=TEXT_LIMIT, help_text=_(
                "The article or the paper under which the person is entered."))
            self.fields["review_on"] = forms.DateField(label=_("Review date"), widget=day(), help_text=_(
                "After this day others no longer see the record, unless it is renewed. A year at most."))
        if self.record is None:
            levels = [(value, label) for value, label in choices(Level) if int(value) <= self.actor.clearance]
            self.fields["level"] = forms.ChoiceField(label=_("Level"), choices=levels, widget=forms.RadioSelect, help_text=_(
                "State secrets are never entered here: they belong on certified classified systems."))
        self.fields["handling"] = forms.MultipleChoiceField(
            label=_("Handling"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(h.code, words.said(h.label)) for h in standard.handling().values()])
        if partners:
            self.fields["concerns"] = forms.MultipleChoiceField(
                label=_("Partners it concerns"), required=False, widget=forms.CheckboxSelectMultiple,
                choices=[(str(key), name) for key, name in partners.items()],
                help_text=_("Some agreements open only what concerns the partner."))

    def _keep_masked(self, element: Element, record: Record) -> None:
        field = self.fields[element.name]
        protected = masking.is_protected(record.role, record.elements.get("birth_on"), self.actor.at)
        text = words.value(element, record.elements[element.name])
        shown = masking.shown(element, text, role=record.role, is_protected=protected, is_own=True)
        if shown.is_masked:
            field.required = False
            field.widget.attrs["placeholder"] = shown.text
            field.help_text = _("Masked. Leave it empty to keep what is stored; write - to take it out.")


class ReleaseForm(forms.Form):
    """To whom one record is released, for what and until when."""

    use_required_attribute = False
    agency = forms.ChoiceField(label=_("Agency"))
    purpose = forms.CharField(label=_("Purpose"), max_length=TEXT_LIMIT, help_text=_("The agency may use it for that alone."))
    until = forms.DateField(label=_("Until the end of"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, actor: Actor, data: Any = None) -> None:
        """The agencies of the platform but one's own."""
        super().__init__(data)
        others = [(str(a.pk), a.name) for a in agencies.agencies() if a.pk != actor.agency]
        self.fields["agency"].choices = [("", gettext("Choose")), *others]

    def last_moment(self) -> datetime:
        """24:00 of the day chosen."""
        return moments.day_end(self.cleaned_data["until"])


class LevelForm(forms.Form):
    """A new level, and the reason where it goes down."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Level"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Reason"), required=False, max_length=TEXT_LIMIT,
                             help_text=_("Needed where the level goes down; it stands in the ledger."))

    def __init__(self, actor: Actor, record: Record, data: Any = None) -> None:
        """The levels this officer is cleared for."""
        super().__init__(data, initial={"version": record.version, "level": str(record.level)})
        levels = [(value, label) for value, label in choices(Level) if int(value) <= actor.clearance]
        self.fields["level"].choices = levels


class Filter(forms.Form):
    """What a list is narrowed to; what is not understood is left out."""

    kind = forms.ChoiceField(required=False)
    owner = forms.UUIDField(required=False)
    category = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    q = forms.CharField(required=False, max_length=80)

    def __init__(self, data: Any) -> None:
        """The choices of the standard."""
        super().__init__(data)
        self.fields["kind"].choices = [(name, words.said(k.label)) for name, k in standard.kinds().items()]
        for table in ("category", "region"):
            self.fields[table].choices = codes(table)[1:]

    def narrowing(self) -> queries.Narrowing:
        """The filter as the query takes it."""
        self.is_valid()
        got = self.cleaned_data
        return queries.Narrowing(got.get("kind", ""), got.get("owner"), got.get("category", ""), got.get("region", ""),
                                 got.get("since"), got.get("until"), got.get("q", ""))


def _field(element: Element, held: object = None) -> forms.Field:
    asked: dict[str, Any] = {"label": words.said(element.label), "required": element.required,
                             "help_text": words.said(element.help)}
    if element.type == "code":
        return _choice(asked["label"], codes(element.codes, held), required=element.required, help=asked["help_text"])
    if element.type in ("date", "future"):
        return forms.DateField(widget=day(), **asked)
    if element.type == "moment":
        widget = forms.DateTimeInput({"type": "datetime-local"}, MOMENT)
        return forms.DateTimeField(widget=widget, input_formats=[MOMENT, "%Y-%m-%d %H:%M"], **asked)
    if element.type == "coordinate":
        return forms.FloatField(min_value=-180, max_value=180, widget=forms.NumberInput({"step": "any"}), **asked)
    if element.type == "number":
        return forms.IntegerField(min_value=0, **asked)
    if element.type == "long":
        return forms.CharField(widget=forms.Textarea({"rows": 4}), max_length=LONG_LIMIT, **asked)
    return forms.CharField(max_length=TEXT_LIMIT, **asked)


def _choice(label: Any, options: list[Any], *, required: bool, help: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=options, required=required, help_text=help)


def codes(table: str, held: object = None) -> list[Any]:
    """The choices of a code table, the empty one first: the codes offered now, and the one held though it was retired."""
    found = standard.codes(table)
    kept = [] if held in (None, "") or held in found else [(held, _retired(table, str(held)))]
    return [("", gettext("Choose")), *((code, words.said(text)) for code, text in found.items()), *kept]


def _retired(table: str, code: str) -> str:
    return gettext("%(code)s (no longer offered)") % {"code": words.of_code(table, code)}


def case_classes(held: str = "") -> list[Any]:
    """The classes of cases under the chapters of the Criminal Law, and the one held though it was retired."""
    found = {code: words.said(text) for code, text in standard.codes("case_class").items()}
    tops = [code for code in found if code.endswith("000000")]
    kept = [(held, _retired("case_class", held))] if held and held not in found else []
    return [("", gettext("Choose")), *kept,
            *((found[top], [(c, f"{found[c]} {c}") for c in sorted(found) if c[:2] == top[:2]]) for top in tops)]


def day() -> forms.DateInput:
    """A field for a day."""
    return forms.DateInput({"type": "date"}, "%Y-%m-%d")


def _stored(kind: Kind, record: Record | None, actor: Actor) -> dict[str, Any]:
    """What the form shows at first: the record as it stands without masked details, or what is likely for a new one."""
    if record is None:
        home = agencies.agency(actor.agency).code[:6]
        return {"level": str(min(1, actor.clearance)), "review_on": records.first_review(actor.at),
                "region": home if home in standard.codes("region") else ""}
    stored: dict[str, Any] = {name: getattr(record, name) for name in STORED}
    stored["concerns"] = [str(key) for key in record.concerns]
    protected = masking.is_protected(record.role, record.elements.get("birth_on"), actor.at)
    for element in kind.elements:
        kept = record.elements.get(element.name)
        hidden = element.mask and (element.masked_for != "protected" or protected)
        stored[element.name] = "" if hidden or kept is None else kept
        if element.type == "moment" and kept:
            stored[element.name] = datetime.fromisoformat(kept)
    return stored
