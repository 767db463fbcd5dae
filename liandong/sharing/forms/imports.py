"""What is asked about a file of records: its kind and the file; then what each column is, and what holds for all rows."""
from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices
from liandong.kernel.terms import Level

from .. import words
from ..models import ColumnMapping, Import
from ..rules import forbidden, imports, records, standard
from ..rules.standard import Kind
from .records import case_classes, codes, day


class ImportForm(forms.Form):
    """What the file lists, and the file."""

    use_required_attribute = False
    kind = forms.ChoiceField(label=_("Kind of record"))
    file = forms.FileField(label=_("File"), widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx,.json"}),
                           help_text=_("CSV, Excel (.xlsx) or JSON, up to 200,000 rows; headings in the first row."))

    def __init__(self, actor: Actor, data: Any = None, files: Any = None) -> None:
        """The kinds that agencies of the actor's kind hold, by family."""
        super().__init__(data, files)
        ours = agencies.agency(actor.agency).kind
        found = [(words.of_code("family", family), [(kind.kind, words.said(kind.label)) for kind in kinds
                                                    if records.may_hold(ours, kind.kind)])
                 for family, kinds in standard.families().items()]
        self.fields["kind"].choices = [("", gettext("Choose")), *((f, ks) for f, ks in found if ks)]

    def clean_file(self) -> Any:
        """Not larger than what the installation takes."""
        file = self.cleaned_data["file"]
        if file.size and file.size > settings.IMPORT_MB * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(megabytes)s MB. Divide it."),
                                        params={"megabytes": settings.IMPORT_MB})
        return file


class ColumnsForm(forms.Form):
    """One choice a column, and what holds for every row that does not say otherwise."""

    use_required_attribute = False

    def __init__(self, actor: Actor, given: Import, data: Any = None, *, saved: ColumnMapping | None = None) -> None:
        """As the saved mapping says, or as the headings suggest."""
        self.kind, self.given = standard.kinds()[given.kind], given
        super().__init__(data, initial=_initial(actor, self.kind, given, saved))
        options = [("", gettext("Leave out")), *((t.name, _label(t)) for t in imports.targets(self.kind))]
        for place, heading in enumerate(given.headings):
            if forbidden.is_forbidden(heading) is None:
                self.fields[f"col_{place}"] = forms.ChoiceField(label=heading or str(place + 1), choices=options,
                                                                required=False)
        self._frame(actor)

    def columns(self) -> dict[int, str]:
        """What each column is said to be."""
        return {int(name[4:]): value for name, value in self.cleaned_data.items() if name.startswith("col_") and value}

    def defaults(self) -> dict[str, Any]:
        """What holds for every row that does not say otherwise."""
        got = self.cleaned_data
        review = got.get("review_on")
        return {"level": int(got["level"]), "region": got.get("region", ""), "case_class": got.get("case_class", ""),
                "legal_basis": got.get("legal_basis", ""), "review_on": review.isoformat() if review else None,
                "handling": list(got.get("handling", ()))}

    def rows(self) -> list[tuple[str, str, Any]]:
        """A column a row: its heading, an example of what stands in it, and its field; none where it is dropped."""
        return [(heading, next((cells[place] for _number, cells in self.given.head if place < len(cells) and cells[place]), ""),
                 self[f"col_{place}"] if f"col_{place}" in self.fields else None)
                for place, heading in enumerate(self.given.headings)]

    def rest(self) -> list[Any]:
        """The other fields."""
        return [self[name] for name in self.fields if not name.startswith("col_")]

    def _frame(self, actor: Actor) -> None:
        fields: dict[str, forms.Field] = self.fields
        fields["region"] = forms.ChoiceField(label=_("Region where a row has none"), choices=codes("region"), required=False)
        if self.kind.case_class != "none":
            fields["case_class"] = forms.ChoiceField(label=_("Class of case where a row has none"), choices=case_classes(),
                                                     required=False)
        if self.kind.basis:
            fields["legal_basis"] = forms.CharField(label=_("Legal basis where a row has none"), required=False,
                                                    max_length=200)
            fields["review_on"] = forms.DateField(label=_("Review date where a row has none"), required=False, widget=day())
        levels = [(value, label) for value, label in choices(Level) if int(value) <= actor.clearance]
        fields["level"] = forms.ChoiceField(label=_("Level where a row has none"), choices=levels, widget=forms.RadioSelect)
        fields["handling"] = forms.MultipleChoiceField(
            label=_("Handling of all rows"), required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(h.code, words.said(h.label)) for h in standard.handling().values()])
        fields["source"] = forms.CharField(label=_("System the file comes from"), required=False, max_length=40, help_text=_(
            "Its keys are told apart by this name. The same key of the same system is never entered twice."))
        fields["updates"] = forms.BooleanField(label=_("Change records whose key is known and whose content differs"),
                                                    required=False)
        fields["save_as"] = forms.CharField(label=_("Keep these columns under the name"), required=False, max_length=60,
                                                 help_text=_("Offered to your agency for the next file of this kind."))


def _initial(actor: Actor, kind: Kind, given: Import, saved: ColumnMapping | None) -> dict[str, Any]:
    home = agencies.agency(actor.agency).code[:6]
    first = {"level": str(min(1, actor.clearance)), "region": home if home in standard.codes("region") else "",
             "review_on": records.first_review(actor.at)}
    said: Mapping[Any, str] = imports.suggest(kind, given.headings)
    if saved:
        said = {place: saved.columns[heading] for place, heading in enumerate(given.headings) if heading in saved.columns}
        first |= saved.defaults | {"source": saved.source, "save_as": saved.name}
    if given.columns:
        said, first = given.columns, first | given.defaults | {"source": given.source, "updates": given.updates}
    return {f"col_{place}": name for place, name in said.items()} | first | {"level": str(first["level"])}


def _label(target: imports.Target) -> str:
    label = words.said(target.label)
    return gettext("%(label)s (required)") % {"label": label} if target.required else label
