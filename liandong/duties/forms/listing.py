"""How the list of duties is narrowed, and for which period partners are compared."""
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.choices import choices

from ..rules import Every, Imposed, Kind, Outcome, Standing

STANDINGS = [(one.value, one.label) for one in (
    Standing.OPEN, Standing.SOON, Standing.PAUSED, Standing.OVERDUE, Standing.MISSED, Outcome.KEPT, Outcome.LATE,
    Outcome.WAIVED, Outcome.LAPSED)] + [("judged", _("Counted in the rate"))]


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))


class Filter(forms.Form):
    """The filter bar of the list; what is not understood filters nothing."""

    partner = forms.UUIDField(required=False)
    basis = forms.UUIDField(required=False)  # one agreement: figures on its page lead here
    kind = forms.ChoiceField(required=False, choices=[("", ""), *choices(Kind), *choices(Imposed)])
    outcome = forms.ChoiceField(required=False, choices=[("", ""), *STANDINGS])
    way = forms.ChoiceField(required=False, choices=[("", ""), ("mine", ""), ("ours", ""), ("theirs", "")])
    since = _day(_("Due from"))
    until = _day(_("Due until"))
    sort = forms.ChoiceField(required=False, choices=[("due", ""), ("-due", "")])


class Stretch(forms.Form):
    """The period for which partners are compared: its length, and a day in it."""

    every = forms.ChoiceField(required=False, choices=[(one.value, one.label) for one in (
        Every.MONTH, Every.QUARTER, Every.YEAR)])
    on = forms.DateField(required=False)

    def clean_on(self) -> date | None:
        """A day far from here is none: nothing was agreed then, and calendars end."""
        day: date | None = self.cleaned_data["on"]
        return day if day and 2000 <= day.year <= 2100 else None
