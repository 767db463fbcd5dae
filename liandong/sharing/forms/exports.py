"""What is asked before records are taken out."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.exporting import MEDIA, PURPOSE_MOST


class ExportForm(forms.Form):
    """What for, and in which form."""

    use_required_attribute = False
    purpose = forms.CharField(label=_("What for"), max_length=PURPOSE_MOST, help_text=_(
        "Such as the number of the case. Every owner reads it in the ledger."))
    media = forms.ChoiceField(label=_("Form of the file"), choices=[(one, one.upper()) for one in MEDIA], initial=MEDIA[0],
                              widget=forms.RadioSelect)

    def __init__(self, data: Any = None) -> None:
        """Empty, or as it was sent."""
        super().__init__(data)
