"""What came of the call about a shared interest."""
from django import forms
from django.utils.translation import gettext_lazy as _


class InterestForm(forms.Form):
    """The note; checks beyond its length are the action's."""

    use_required_attribute = False
    note = forms.CharField(label=_("What came of it"), max_length=500, widget=forms.Textarea({"rows": 4}), help_text=_(
        "Who was called and what was agreed. Never what the other agency's record says: it stays theirs."))
