"""What an officer writes about a duty, and how the list is narrowed."""
from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.choices import choices

from ..rules import Kind


class Keep(forms.Form):
    """What shows that a duty was kept."""

    evidence = forms.CharField(
        label=_("Evidence"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Number of the letter, what was sent, to whom. The other parties read it."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Reopen(forms.Form):
    """Why one's own word is taken back."""

    note = forms.CharField(label=_("Reason"), max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Filter(forms.Form):
    """The filter bar of the list; what is not understood filters nothing."""

    partner = forms.UUIDField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", ""), *choices(Kind)])
    sort = forms.ChoiceField(required=False, choices=[("due", ""), ("-due", "")])
