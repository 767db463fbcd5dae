"""What the ledger can be narrowed by, and the period of an export."""
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.moments import day_end


def midnight(form: forms.Form, name: str, *, end: bool = False) -> datetime | None:
    """The first moment of the day typed, or the last one."""
    day = form.cleaned_data.get(name)
    if day is None:
        return None
    return day_end(day) if end else day_end(day - timedelta(days=1))


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class Period(forms.Form):
    """From a day to a day, both included; everything when left empty."""

    since = _day(_("From"))
    until = _day(_("To"))


class Filter(forms.Form):
    """By verb, agency, period and subject; what is not understood narrows nothing."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    agency = forms.TypedChoiceField(label=_("Agency"), required=False, coerce=UUID, empty_value=None)
    refused = forms.BooleanField(label=_("Refusals only"), required=False)
    since = _day(_("From"))
    until = _day(_("To"))
    subject = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, verbs: Iterable[tuple[str, str]], agencies: Iterable[tuple[UUID, str]]) -> None:
        super().__init__(data)
        self.fields["verb"].choices = [("", _("All acts")), *verbs]
        self.fields["agency"].choices = [("", _("All agencies")), *((str(key), name) for key, name in agencies)]
