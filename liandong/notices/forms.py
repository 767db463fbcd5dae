"""How the list of notices is narrowed, and what an officer chooses about mails."""
from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries


class Filter(forms.Form):
    """The filter bar of the list; what is not understood filters nothing."""

    group = forms.CharField(required=False, max_length=32)
    sender = forms.UUIDField(required=False)
    since = forms.DateField(required=False)


class Preferences(forms.Form):
    """Address, groups and quiet hours."""

    address = forms.EmailField(
        label=_("E-mail address"), required=False,
        help_text=_("A mail holds the number of the notice and a link, nothing else. Without an address there are no mails."))
    mail = forms.MultipleChoiceField(
        label=_("By mail as well"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Urgent notices always go out as mail; all notices stand in Liandong."))
    quiet_from = forms.TimeField(label=_("Quiet from"), required=False, input_formats=["%H:%M", "%H:%M:%S"],
                                 widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    quiet_until = forms.TimeField(label=_("Quiet until"), required=False, input_formats=["%H:%M", "%H:%M:%S"],
                                  widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
                                  help_text=_("Mails of these hours come when they are over; urgent ones come at once."))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mail"].choices = [(key, _(label)) for key, label in queries.groups() if key != "notices"]
