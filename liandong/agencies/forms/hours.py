"""The shape of whom one calls: counterpart desks, liaison posts with deputy and hours, hand-overs."""
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from liandong.kernel.actor import Actor
from liandong.kernel.choices import choices

from .. import queries
from ..rules import DAYS, Function, Hours

WEEK = (pgettext_lazy("weekday", "Mon"), pgettext_lazy("weekday", "Tue"), pgettext_lazy("weekday", "Wed"),
        pgettext_lazy("weekday", "Thu"), pgettext_lazy("weekday", "Fri"), pgettext_lazy("weekday", "Sat"),
        pgettext_lazy("weekday", "Sun"))
CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})


def colleagues(actor: Actor) -> list[tuple[str, str]]:
    """The actor's colleagues with open accounts, to choose from."""
    active = queries.officers(actor.agency).filter(is_active=True)
    return [(str(o.pk), f"{o.name} {o.police_number}") for o in active]


def others(actor: Actor) -> list[tuple[str, str]]:
    """Every other agency, to choose from."""
    return [(str(pk), name) for pk, name in queries.every() if pk != actor.agency]


class Hourly(forms.Form):
    """Telephone number and hours: around the clock, or days and both times."""

    phone = forms.CharField(label=_("Phone"), max_length=30)
    staffed = forms.ChoiceField(label=_("Hours"), choices=[("always", _("Around the clock")), ("hours", _("On these days"))],
                                widget=forms.RadioSelect, initial="always")
    days = forms.TypedMultipleChoiceField(label=_("Days"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
                                          choices=list(zip(DAYS, WEEK, strict=True)), initial=[1, 2, 3, 4, 5])
    opens = forms.TimeField(label=_("From"), required=False, widget=CLOCK)
    closes = forms.TimeField(label=_("To"), required=False, widget=CLOCK,
                             help_text=_("An end before the beginning is on the next day."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    def hours(self) -> Hours:
        """The hours as the rules know them."""
        given = self.cleaned_data
        if given["staffed"] == "always":
            return Hours()
        return Hours(tuple(sorted(given["days"])), given["opens"], given["closes"])

    def clean(self) -> dict[str, Any]:
        """Hours on days need both times."""
        if self.cleaned_data.get("staffed") == "hours":
            for name in ("opens", "closes", "days"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill this in, or choose around the clock."))
        return self.cleaned_data


class DeskForm(Hourly):
    """A counterpart desk."""

    function = forms.ChoiceField(label=_("Function"), choices=choices(Function))
    name = forms.CharField(label=_("Name of the desk"), max_length=40,
                           help_text=_("As partners would ask for it on the telephone."))
    department = forms.TypedChoiceField(label=_("Department"), required=False, coerce=UUID, empty_value=None)
    officer = forms.TypedChoiceField(label=_("Person"), required=False, coerce=UUID, empty_value=None)
    partner = forms.TypedChoiceField(label=_("For"), required=False, coerce=UUID, empty_value=None,
                                     help_text=_("All partners: those with an agreement in force, and the agencies above "
                                                 "and below."))
    field_order = ("function", "name", "department", "officer")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = [(str(d.pk), d.name) for d in queries.departments(actor.agency)]
        self.fields["department"].choices = [("", "—"), *own]
        self.fields["officer"].choices = [("", "—"), *colleagues(actor)]
        self.fields["partner"].choices = [("", pgettext_lazy("desk", "All partners")), *others(actor)]


class PostForm(Hourly):
    """Deputy, phone and hours of a liaison post."""

    deputy = forms.TypedChoiceField(label=_("Deputy"), required=False, coerce=UUID, empty_value=None,
                                    help_text=_("Stands in when the liaison officer is away."))
    field_order = ("officer", "partner", "deputy")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["deputy"].choices = [("", "—"), *colleagues(actor)]
        self.fields["phone"].required = False
        self.fields["phone"].help_text = _("Empty: the officer's own number.")


class NewLiaison(PostForm):
    """Who of one's own agency is called by which partner."""

    officer = forms.TypedChoiceField(label=_("Officer"), coerce=UUID)
    partner = forms.TypedChoiceField(label=_("Partner"), coerce=UUID)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["officer"].choices = colleagues(actor)
        self.fields["partner"].choices = others(actor)


class HandOver(forms.Form):
    """To whom a liaison post goes, and what the successor must know."""

    to = forms.TypedChoiceField(label=_("Successor"), coerce=UUID)
    note = forms.CharField(label=_("Note"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
                           help_text=_("What is open, whom one knows there, what was promised. Only your own agency reads it."))

    def __init__(self, *args: Any, actor: Actor, but: UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [one for one in colleagues(actor) if one[0] != str(but)]
