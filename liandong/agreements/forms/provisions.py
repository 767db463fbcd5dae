"""One small form for each of the further terms: purpose, lead, area, contacts, reply times, fees, cure, leaving."""
import json
import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as Wrong

from liandong.kernel.choices import choices

from ..rules import vocabulary as words
from ..rules.terms import Area, Contact, Fee, Limit, ReplyTime, Terms
from .rows import choice, many, names_of

PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*")
OUTLINE = _("An outline has three corners or more, each a longitude and a latitude in China.")
LISTED = _("Names, separated by commas.")


def _names(label: Any, longest: int = 1000, help_text: Any = LISTED) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=False, help_text=help_text)


def _limit(amount: int | None, unit: str) -> Limit | None:
    return Limit(amount=amount, unit=unit or "day") if amount or unit else None


class AimForm(forms.Form):
    """Purpose, principles, legal basis."""

    purpose = forms.CharField(label=_("Aim of the agreement"), max_length=500, required=False,
                              widget=forms.Textarea(attrs={"rows": 2}))
    principles = _names(_("Principles"))
    legal_basis = _names(_("Legal basis"), help_text=_("Names of laws and rules, separated by commas."))

    @staticmethod
    def initial_of(terms: Terms) -> dict[str, Any]:
        """What the form shows."""
        return {"purpose": terms.purpose, "principles": "、".join(terms.principles),
                "legal_basis": "、".join(terms.legal_basis)}


class LeadForm(forms.Form):
    """Who leads: one rule for everything, and others for kinds of cooperation."""

    def __init__(self, *args: Any, roles: list[str], kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = [*choices(words.LeadRule), *((role, role) for role in roles)]
        self.fields["other"] = choice(_("Who leads"), who, empty=_("not said"))
        for kind in kinds:
            label = words.label(words.Cooperation, kind)
            self.fields[f"kind-{kind}"] = choice(_(label), who, empty=_("as everything else"))

    @staticmethod
    def initial_of(lead: dict[str, str]) -> dict[str, Any]:
        """What the form shows."""
        return {"other" if not kind else f"kind-{kind}": who for kind, who in lead.items()}

    def part(self) -> dict[str, str]:
        """By kind of cooperation; "" for every other."""
        given = self.cleaned_data
        named = {name.removeprefix("kind-"): who for name, who in given.items() if name != "other" and who}
        return named | ({"": given["other"]} if given["other"] else {})


class AreaForm(forms.Form):
    """The joint area: its name, what lies in it, its outline."""

    name = forms.CharField(label=_("Joint area"), max_length=80, required=False)
    roads = _names(_("Roads"))
    villages = _names(_("Villages"))
    blocks = _names(_("Forest blocks"))
    outline = forms.CharField(label=_("Outline"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
                              help_text=_("A corner a line as longitude, latitude; or a polygon in GeoJSON."))

    @staticmethod
    def initial_of(area: Area | None) -> dict[str, Any]:
        """What the form shows."""
        known = area or Area()
        corners = [f"{x}, {y}" for x, y in known.polygon[0][:-1]] if known.polygon else []
        return {"name": known.name, "outline": "\n".join(corners)} | {
            name: "、".join(getattr(known, name)) for name in ("roads", "villages", "blocks")}

    def clean_outline(self) -> list[Any]:
        """The rings of the polygon, the first corner again at the end."""
        typed = self.cleaned_data["outline"].strip()
        try:
            rings = _rings(typed) if typed else []
            Area(polygon=rings)
        except (Wrong, ValueError, KeyError, TypeError, IndexError) as error:
            raise ValidationError(OUTLINE) from error
        return rings

    def part(self) -> Area | None:
        """The area as it was typed."""
        given = self.cleaned_data
        area = Area(name=given["name"].strip(), polygon=given["outline"], **{
            name: names_of(given[name]) for name in ("roads", "villages", "blocks")})
        return area if area.is_set else None


def _rings(typed: str) -> list[Any]:
    if typed.startswith("{"):
        found = json.loads(typed)
        return list((found.get("geometry") or found)["coordinates"])
    corners = [tuple(map(float, PAIR.fullmatch(line).groups())) for line in typed.splitlines() if line.strip()]
    return [[*corners, corners[0]]]


class ContactForm(forms.Form):
    """Whom to call at a party."""

    party = choice(_("Party"), [], required=True)
    name = forms.CharField(label=_("Post or name"), max_length=80)
    phone = forms.RegexField(r"^[0-9+\-() 转]{3,30}$", label=_("Telephone"), required=False)
    remove = forms.BooleanField(label=_("Take this row out"), required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [(role, role) for role in roles]

    @staticmethod
    def initial_of(row: Contact) -> dict[str, Any]:
        """What the form shows."""
        return row.model_dump()

    def part(self, key: str) -> Contact:
        """The row as it was typed."""
        given = self.cleaned_data
        return Contact(key=key, party=given["party"], name=given["name"].strip(), phone=given["phone"].strip())


class ReplyForm(forms.Form):
    """Within which time a request is answered."""

    kind = choice(_("Requests"), choices(words.RequestKind), empty=_("of every kind"))
    urgency = choice(_("Urgency"), choices(words.Urgency), required=True)
    amount = forms.IntegerField(label=_("Within"), min_value=1, max_value=1000, required=False)
    unit = choice(_("Unit"), choices(words.Unit), required=True)
    remove = forms.BooleanField(label=_("Take this row out"), required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    @staticmethod
    def initial_of(row: ReplyTime) -> dict[str, Any]:
        """What the form shows."""
        limit = row.within or Limit()
        return row.model_dump() | {"amount": limit.amount, "unit": limit.unit}

    def part(self, key: str) -> ReplyTime:
        """The row as it was typed."""
        given = self.cleaned_data
        return ReplyTime(key=key, kind=given["kind"], urgency=given["urgency"],
                         within=Limit(amount=given["amount"], unit=given["unit"]))


class FeeForm(forms.Form):
    """What one party pays."""

    what = forms.CharField(label=_("What is paid for"), max_length=80, required=False)
    payer = choice(_("Who pays"), [], required=True)
    amount = forms.DecimalField(label=_("Sum in yuan"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2,
                                required=False)
    every = choice(_("How often"), choices(words.Every), empty=_("once"))
    on = forms.IntegerField(label=_("On day"), min_value=1, max_value=31, required=False)
    within = forms.IntegerField(label=_("Within"), min_value=1, max_value=1000, required=False,
                                help_text=_("From the day the agreement comes into force."))
    unit = choice(_("Unit"), choices(words.Unit), empty=_("no limit"))
    penalty = forms.IntegerField(label=_("For a day of delay, in ten-thousandths"), min_value=1, max_value=100, required=False)
    remove = forms.BooleanField(label=_("Take this row out"), required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["payer"].choices = [(role, role) for role in roles]

    @staticmethod
    def initial_of(row: Fee) -> dict[str, Any]:
        """What the form shows."""
        limit = row.within or Limit(unit="")
        return row.model_dump() | {"within": limit.amount, "unit": limit.unit}

    def part(self, key: str) -> Fee:
        """The row as it was typed."""
        given = self.cleaned_data
        return Fee(key=key, what=given["what"].strip(), payer=given["payer"], amount=given["amount"], on=given["on"],
                   every=given["every"] or None, within=_limit(given["within"], given["unit"]), penalty=given["penalty"])


class FurtherForm(forms.Form):
    """Cure of a breach, business secrets, leaving, objection to renewal, other ways to settle disputes."""

    cure = forms.IntegerField(label=_("Time to mend a breach"), min_value=1, max_value=1000, required=False)
    cure_unit = choice(_("Unit"), choices(words.Unit), required=True)
    business_secrets = forms.BooleanField(label=_("Business secrets are kept, also afterwards"), required=False)
    leaving = forms.BooleanField(label=_("One party may leave and the others go on"), required=False)
    renewal_objection_days = forms.IntegerField(label=_("Days before the end to object to renewal"), min_value=1,
                                                max_value=366, required=False)
    disputes_alternatives = many(_("In place of the last step"), words.Dispute)

    @staticmethod
    def initial_of(terms: Terms) -> dict[str, Any]:
        """What the form shows."""
        cure = terms.cure or Limit()
        return {"cure": cure.amount, "cure_unit": cure.unit} | {name: getattr(terms, name) for name in (
            "business_secrets", "leaving", "renewal_objection_days", "disputes_alternatives")}

    def part(self) -> dict[str, Any]:
        """The terms as they were typed, by their names."""
        given = dict(self.cleaned_data)
        unit = given.pop("cure_unit")
        return given | {"cure": Limit(amount=given["cure"], unit=unit) if given["cure"] else None}
