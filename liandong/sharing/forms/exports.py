"""What is asked before records are taken out."""
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from liandong.agencies import queries as agencies
from liandong.kernel.actor import Actor

from ..rules.exporting import MEDIA, PURPOSE_MOST


class ExportForm(forms.Form):
    """What for, and in which form."""

    use_required_attribute = False
    purpose = forms.CharField(label=_("What for"), max_length=PURPOSE_MOST, help_text=_(
        "Such as the number of the case. Every owner reads it in the ledger."))
    media = forms.ChoiceField(label=_("Form of the file"), choices=[(one, one.upper()) for one in MEDIA], initial=MEDIA[0],
                              widget=forms.RadioSelect)

    third = forms.ChoiceField(label=_("For whom"), required=False, help_text=_(
        "For anybody else, what its owner does not want passed on needs the owner's written consent."))
    third_name = forms.CharField(label=_("Another body"), required=False, max_length=100, help_text=_(
        "Where it is not on the platform. Its full name."))

    def __init__(self, actor: Actor, data: Any = None) -> None:
        """Empty, or as it was sent; one's own agency first."""
        super().__init__(data)
        others = [(str(a.pk), a.name) for a in agencies.agencies() if a.pk != actor.agency]
        self.fields["third"].choices = [("", gettext("Our own agency")), *others]

    def third_party(self) -> dict[str, str]:
        """For whom, as it is kept with what was asked; nothing for one's own agency."""
        got = self.cleaned_data
        return {name: got[name] for name in ("third", "third_name") if got[name]}
