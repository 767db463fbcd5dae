"""What officers write to end an agreement, about a breach and in a dispute, one form a verb."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.duties.rules import Unit
from liandong.kernel.choices import choices

from ..rules.endings import Form

LINES = {"rows": 3}
DAYS = [pair for pair in choices(Unit) if pair[0] in (Unit.DAY, Unit.WORKING_DAY)]


class NoticeForm(forms.Form):
    """A notice of termination."""

    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(LINES),
                          help_text=_("It stands in the notice that the other parties receive."))
    form = forms.ChoiceField(label=_("How it is given"), choices=choices(Form), initial=Form.PLATFORM.value,
                             help_text=_("What is sent here is in writing (Civil Code, Article 469)."))
    letter = forms.CharField(label=_("Number of the letter"), max_length=60, required=False,
                             help_text=_("Only where it goes by letter as well."))


class ProposalForm(forms.Form):
    """An end by consent of all."""

    last_on = forms.DateField(label=_("Last day"), widget=forms.DateInput({"type": "date"}),
                              help_text=_("The agreement ends at 24:00 of this day, once every party has consented."))
    why = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(LINES))


class TextForm(forms.Form):
    """What is written with a step; where the step asks for it, the rule says so."""

    text = forms.CharField(label=_("In writing"), max_length=2000, required=False, widget=forms.Textarea(LINES))


class ClaimForm(forms.Form):
    """A claim of a breach: against whom, on which missed duties, with which time to cure."""

    respondent = forms.ChoiceField(label=_("Party in breach"))
    duties = forms.MultipleChoiceField(label=_("Missed duties as evidence"), required=False,
                                       widget=forms.CheckboxSelectMultiple)
    clause = forms.CharField(label=_("Clause"), max_length=60, required=False)
    text = forms.CharField(label=_("What was not kept"), max_length=2000, widget=forms.Textarea({"rows": 4}))
    cure_amount = forms.IntegerField(label=_("Time to cure"), min_value=1, max_value=366, initial=15,
                                     help_text=_("At least seven days, where the agreement names no time."))
    cure_unit = forms.ChoiceField(label=_("Counted in"), choices=DAYS, initial=Unit.DAY.value)

    def __init__(self, *args: Any, parties: dict[str, str], missed: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["respondent"].choices = list(parties.items())
        self.fields["duties"].choices = missed


class DamagesForm(TextForm):
    """How much is asked for, and when it is to be paid."""

    amount = forms.DecimalField(label=_("Amount in yuan"), min_value=0, max_digits=14, decimal_places=2)
    days = forms.IntegerField(label=_("To be paid within days"), min_value=1, max_value=366, initial=30)


class DisputeForm(forms.Form):
    """A new dispute: what about, with whom, which clauses, which duties as evidence."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    agencies = forms.MultipleChoiceField(label=_("Between your agency and"), widget=forms.CheckboxSelectMultiple)
    breach = forms.ChoiceField(label=_("About the breach"), required=False)
    clauses = forms.MultipleChoiceField(label=_("Clauses at issue"), required=False, widget=forms.CheckboxSelectMultiple,
                                        help_text=_("A mediator sees these, the file, and nothing else of the agreement."))
    duties = forms.MultipleChoiceField(label=_("Duties as evidence"), required=False, widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label=_("Statement"), max_length=4000, widget=forms.Textarea({"rows": 5}))

    def __init__(self, *args: Any, lists: dict[str, list[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in lists.items():
            self.fields[name].choices = found
