"""A new agreement from a template: who the parties are and the few facts it asks first."""
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from ..rules import templates
from ..rules.templates import Template
from ..rules.terms import Area, Party, Terms
from .rows import names_of


class StartForm(forms.Form):
    """Parties, length, and what the template asks: the area, or the fee."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False,
                            help_text=_("Left blank, it is made of the parties' names."))
    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=600)
    area = forms.CharField(label=_("Joint area"), max_length=80)
    roads = forms.CharField(label=_("Roads"), max_length=400, required=False)
    villages = forms.CharField(label=_("Villages"), max_length=400, required=False)
    blocks = forms.CharField(label=_("Forest blocks"), max_length=400, required=False)
    what = forms.CharField(label=_("What is paid for"), max_length=80)
    amount = forms.DecimalField(label=_("Sum in yuan"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2)

    def __init__(self, *args: Any, template: Template, count: int, agencies: Mapping[UUID, str], own: UUID,
                 **kwargs: Any) -> None:
        self.template, self.agencies, self.own = template, agencies, own
        self.names = {str(key): name for key, name in agencies.items()}
        super().__init__(*args, **kwargs)
        asked = {"area": ("area", "roads", "villages", "blocks"), "fee": ("what", "amount")}
        for fact, names in asked.items():
            for name in names if fact not in template.asks else ():
                del self.fields[name]
        self.roles = templates.roles(count)
        for place, role in enumerate(self.roles):
            self.fields[f"party-{place}"] = forms.ChoiceField(
                label=role, choices=[("", _("choose")), *self.names.items()], initial=str(own) if place == 0 else "")
        terms = template.terms
        self.initial = {"months": terms.period.months, "area": terms.area.name if terms.area else "",
                        "what": terms.fees[0].what if terms.fees else ""} | self.initial

    def parties(self) -> Iterator[BoundField]:
        """The fields of the parties."""
        return (self[f"party-{place}"] for place in range(len(self.roles)))

    def facts(self) -> Iterator[BoundField]:
        """The other fields."""
        return (field for field in self if not field.name.startswith("party-"))

    def clean(self) -> dict[str, Any]:
        """No agency is two parties."""
        given = self.cleaned_data
        chosen = [given.get(f"party-{place}") for place in range(len(self.roles))]
        for place, agency in enumerate(chosen):
            if agency and agency in chosen[:place]:
                self.add_error(f"party-{place}", _("One agency cannot be two parties."))
        return given

    def terms(self, given: Mapping[str, Any]) -> Terms:
        """The template's terms with what was given; what was not, as the template has it."""
        parties = [Party(role=role, name=self.names.get(key, ""), agency=UUID(key) if key in self.names else None)
                   for place, role in enumerate(self.roles) for key in [given.get(f"party-{place}") or ""]]
        terms = templates.made(self.template, parties)
        terms.title = (given.get("title") or "").strip() or terms.title
        terms.period.months = given.get("months") or terms.period.months
        if terms.area:
            terms.area = Area(name=given.get("area") or terms.area.name, **{
                name: names_of(given.get(name) or "") for name in ("roads", "villages", "blocks")})
        for fee in terms.fees:
            fee.what, fee.amount = given.get("what") or fee.what, given.get("amount")
        return terms
