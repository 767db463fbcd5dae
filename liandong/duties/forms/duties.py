"""What an officer writes about a duty, one form a verb: its fields are what the verb asks for."""
from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.choices import choices

from ..rules import Unit
from ..rules.clock import MOST

LINES = {"rows": 3}


class Keep(forms.Form):
    """What shows that a duty was kept."""

    evidence = forms.CharField(
        label=_("Evidence"), max_length=2000, widget=forms.Textarea(LINES),
        help_text=_("Number of the letter, what was sent, to whom. The other parties read it."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Ask(forms.Form):
    """What must be known before the duty can be kept."""

    question = forms.CharField(label=_("Question"), max_length=2000, widget=forms.Textarea(LINES),
                               help_text=_("What is missing or unclear, and who is to say it."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Answer(forms.Form):
    """The answer with which the clock goes on."""

    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(LINES),
                             help_text=_("With the answer the clock goes on with the time that was left."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Waive(forms.Form):
    """Why what is owed is let go."""

    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea(LINES),
                             help_text=_("The reason stays on record; the other parties read it."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class Order(forms.Form):
    """What a superior orders to be done, and within which time."""

    text = forms.CharField(label=_("What is to be done"), max_length=400, widget=forms.Textarea(LINES))
    amount = forms.IntegerField(label=_("Within"), min_value=1, max_value=max(MOST.values()), initial=3)
    unit = forms.ChoiceField(label=_("Counted in"), choices=choices(Unit), initial=Unit.WORKING_DAY.value)
    version = forms.IntegerField(widget=forms.HiddenInput)


class Reopen(forms.Form):
    """Why one's own word is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=200, widget=forms.Textarea(LINES))
    version = forms.IntegerField(widget=forms.HiddenInput)
