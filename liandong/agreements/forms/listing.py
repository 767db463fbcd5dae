"""How the list of agreements is narrowed and which of its columns are shown; what is not understood filters nothing."""
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.choices import choices

from ..rules.lifecycle import Stage
from ..rules.vocabulary import Category

KINDS = [("agreement", _("Agreement")), ("supplement", _("Supplement")),
         ("successor", _("Negotiated again")), ("paper", _("Signed on paper"))]
STAGES = [*choices(Stage), ("suspended", _("Suspended"))]
COLUMNS = {"number": _("Number"), "partners": _("Partners"), "drafter": _("Drafted by"), "kind": _("Kind of agreement"),
           "period": _("How long"), "made": _("Drafted on")}
SHOWN = ("number", "partners", "period")  # where nobody chose


class FilterForm(forms.Form):
    """The filter bar of the list."""

    q = forms.CharField(label=_("Number or title"), required=False, max_length=80)
    partner = forms.TypedChoiceField(label=_("Partner"), required=False, coerce=UUID, empty_value=None)
    stage = forms.ChoiceField(label=_("Stage"), required=False, choices=[("", _("all stages")), *STAGES])
    kind = forms.ChoiceField(label=_("Kind of agreement"), required=False, choices=[("", _("all kinds")), *KINDS])
    category = forms.ChoiceField(label=_("Shares"), required=False, choices=[("", _("all categories")), *choices(Category)])
    until = forms.DateField(label=_("Ends by"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, *args: Any, partners: dict[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partner"].choices = [("", _("all partners")), *partners.items()]

    def asked(self) -> dict[str, Any]:
        """What was understood."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def clean_until(self) -> date | None:
        """A day far from here is none."""
        day: date | None = self.cleaned_data["until"]
        return day if day and 2000 <= day.year <= 2100 else None


def columns(data: Any) -> list[str]:
    """The columns chosen beside title and stage; each is a name of its own, so that a kept filter keeps them."""
    return [name for name in COLUMNS if f"col_{name}" in data] if "cols" in data else list(SHOWN)
