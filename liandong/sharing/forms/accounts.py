"""What is asked of a new service account."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices
from liandong.kernel.terms import Level

from ..rules.accounts import MOST_RATE, Scope


class AccountForm(forms.Form):
    """A system, what it may do, how far it is cleared and how often it asks."""

    use_required_attribute = False
    name = forms.CharField(label=_("System"), max_length=60, help_text=_("Stands in the ledger beside everything it does."))
    source = forms.CharField(label=_("Source of its keys"), max_length=40, help_text=_(
        "Its keys are told apart by this name. The same key of the same system is never entered twice."))
    scopes = forms.MultipleChoiceField(label=_("What it may do"), choices=choices(Scope), widget=forms.CheckboxSelectMultiple)
    clearance = forms.ChoiceField(label=_("Cleared up to"), widget=forms.RadioSelect, initial="1")
    per_minute = forms.IntegerField(label=_("Requests a minute"), min_value=1, max_value=MOST_RATE, initial=120)

    def __init__(self, actor: Actor, data: Any = None) -> None:
        """The levels the administrator is cleared for."""
        super().__init__(data)
        self.fields["clearance"].choices = [(value, label) for value, label in choices(Level) if int(value) <= actor.clearance]
