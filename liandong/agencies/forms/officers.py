"""The shape of an officer's post, of a new officer and of a department."""
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices
from liandong.kernel.terms import Level

from .. import queries
from ..rules import LONGEST_NAME, Role


class DepartmentForm(forms.Form):
    """The name of a department, and the name it had when the page was drawn."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_NAME)


class Appointment(forms.Form):
    """Department, post, clearance and roles of an officer of the actor's agency."""

    department = forms.TypedChoiceField(label=_("Department"), required=False, coerce=UUID, empty_value=None)
    post = forms.CharField(label=_("Post"), max_length=40, required=False)
    clearance = forms.TypedChoiceField(
        label=_("Clearance"), coerce=int, help_text=_("At most your own. Records above it are not shown to the officer."))
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=choices(Role), required=False,
                                      widget=forms.CheckboxSelectMultiple,
                                      help_text=_("What the officer may do; several are possible."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(str(d.pk), d.name) for d in queries.departments(actor.agency)]
        self.fields["department"].choices = [("", "—"), *own]
        self.fields["clearance"].choices = [(v, label) for v, label in choices(Level) if int(v) <= actor.clearance]


class NewOfficer(Appointment):
    """A new officer: number and name besides."""

    police_number = forms.CharField(label=_("Police number"), max_length=12,
                                    help_text=_("4 to 12 digits or capital letters; the officer signs in with it."))
    name = forms.CharField(label=_("Name"), max_length=40)
    field_order = ("police_number", "name")

    def clean_police_number(self) -> str:
        """Without blanks, in capitals, as it is printed on the badge."""
        return str(self.cleaned_data["police_number"]).strip().upper()
