"""The shape of a command centre."""
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy as _

from ..rules import centres


class CentreForm(forms.Form):
    """Name, level, phone, duties and powers; what belongs to another level is refused beside its field."""

    name = forms.CharField(label=_("Name"), max_length=80)
    level = forms.TypedChoiceField(label=_("Level"), coerce=int)
    phone = forms.CharField(label=_("Duty phone"), max_length=30)
    duties = forms.MultipleChoiceField(label=_("Duties of the centre"), required=False, widget=forms.CheckboxSelectMultiple)
    powers = forms.MultipleChoiceField(label=_("Powers"), required=False, widget=forms.CheckboxSelectMultiple,
                                       help_text=_("What it may order. Each stands for some levels only, named behind it."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or ""
        self.fields["level"].choices = [(item.code, item.in_(language)) for item in centres.levels()]
        for name, table in (("duties", "duty"), ("powers", "power")):
            self.fields[name].choices = [(item.code, f"{item.in_(language)}（{'、'.join(map(str, item.levels))}）")
                                         for item in centres.items(table)]
