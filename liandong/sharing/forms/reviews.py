"""The shape of a renewal: until which day, and why."""
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class RenewalForm(forms.Form):
    """Until when a record stays in the shared view, and why it is still needed."""

    use_required_attribute = False
    version = forms.IntegerField(widget=forms.HiddenInput)
    until = forms.DateField(label=_("New review date"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
                            help_text=_("A year at most."))
    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_(
        "Why the case or the lawful measure still needs it; it stands in the ledger."))

    def __init__(self, version: int, until: date, data: Any = None) -> None:
        """With the day proposed."""
        super().__init__(data, initial={"version": version, "until": until})
