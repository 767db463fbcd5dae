"""To whom a record of another agency is to go, what for and until when."""
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from liandong.agencies import queries as agencies
from liandong.kernel import moments
from liandong.kernel.actor import Actor

from ..models import Record


class OpinionForm(forms.Form):
    """The answer in writing; whether one is needed is the step's to say."""

    use_required_attribute = False
    words = forms.CharField(label=_("Opinion in writing"), required=False, max_length=400,
                            widget=forms.Textarea({"rows": 3}))


class OnwardForm(forms.Form):
    """The third party (of the platform, or named), the purpose, and the last day."""

    use_required_attribute = False
    third = forms.ChoiceField(label=_("Agency on the platform"), required=False)
    third_name = forms.CharField(label=_("Or another body"), required=False, max_length=100, help_text=_(
        "Where it is not on the platform. Its full name."))
    purpose = forms.CharField(label=_("Purpose"), max_length=200, help_text=_("It may be used for that alone."))
    until = forms.DateField(label=_("Until the end of"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))

    def __init__(self, actor: Actor, record: Record, data: Any = None) -> None:
        """The agencies of the platform but one's own and the owner."""
        super().__init__(data)
        others = [(str(a.pk), a.name) for a in agencies.agencies() if a.pk not in (actor.agency, record.owner_id)]
        self.fields["third"].choices = [("", gettext("Not on the platform")), *others]

    def third_key(self) -> UUID | None:
        """The agency chosen, if it is one of the platform."""
        chosen = self.cleaned_data["third"]
        return UUID(chosen) if chosen else None

    def last_moment(self) -> datetime:
        """24:00 of the day chosen."""
        return moments.day_end(self.cleaned_data["until"])
