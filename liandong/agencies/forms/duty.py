"""The shape of rosters, shifts, emergency contacts and test calls."""
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from liandong.kernel import moments
from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices

from .. import queries
from ..models import Roster
from ..rules import Answer, Function, Post, month_end, month_of
from .hours import CLOCK, colleagues

DAY = {"type": "date"}


class NewRoster(forms.Form):
    """Which month, and of which department."""

    month = forms.TypedChoiceField(label=_("Month"), coerce=date.fromisoformat)
    department = forms.TypedChoiceField(label=_("Department"), required=False, coerce=UUID, empty_value=None)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        month = month_of(moments.local(actor.at).date())
        months = [month, month_end(month), month_end(month_end(month))]
        self.fields["month"].choices = [(one.isoformat(), f"{one:%Y-%m}") for one in months]
        own = [(str(d.pk), d.name) for d in queries.departments(actor.agency)]
        self.fields["department"].choices = [("", _("The whole agency")), *own]


class ShiftForm(forms.Form):
    """Who is on duty as what, on which days, from when to when."""

    officer = forms.TypedChoiceField(label=_("Officer"), coerce=UUID)
    post = forms.ChoiceField(label=pgettext_lazy("shift", "Post"), choices=choices(Post), initial=Post.OFFICER.value)
    first = forms.DateField(label=_("First day"), widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY))
    last = forms.DateField(label=_("Last day"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs=DAY),
                           help_text=_("Empty: this one day."))
    start = forms.TimeField(label=_("From"), initial="08:00", widget=CLOCK)
    end = forms.TimeField(label=_("To"), initial="08:00", widget=CLOCK,
                          help_text=_("Not after the beginning: on the next day."))
    phone = forms.CharField(label=_("Phone"), max_length=30, required=False)

    def __init__(self, *args: Any, actor: Actor, roster: Roster, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = colleagues(actor)
        for name in ("first", "last"):
            self.fields[name].widget.attrs |= {"min": roster.month.isoformat(),
                                               "max": (month_end(roster.month) - timedelta(days=1)).isoformat()}


class ContactForm(forms.Form):
    """An emergency contact."""

    function = forms.ChoiceField(label=_("Function"), choices=choices(Function))
    name = forms.CharField(label=_("Contact"), max_length=40,
                           help_text=_("A post that is always staffed is better than a name."))
    phone = forms.CharField(label=_("Phone"), max_length=30)
    backup_phone = forms.CharField(label=_("Backup phone"), max_length=30, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class CallForm(forms.Form):
    """How a test call came out."""

    backup = forms.TypedChoiceField(label=_("Number called"), coerce=lambda value: value == "1", initial="0",
                                    choices=[("0", _("Phone")), ("1", _("Backup phone"))])
    answer = forms.ChoiceField(label=_("Result"), choices=choices(Answer), widget=forms.RadioSelect)
    seconds = forms.IntegerField(label=_("Answered after seconds"), required=False, min_value=0, max_value=600)
    note = forms.CharField(label=_("Note"), max_length=200, required=False)


class PlanForm(forms.Form):
    """Every how many days contacts are called."""

    every_days = forms.IntegerField(label=_("Test calls every so many days"), min_value=1, max_value=365)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
