"""Small forms: who signs proves it is them."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignForm(forms.Form):
    """A passkey, or the password again and the code where the officer has one."""

    credential = forms.JSONField(required=False, widget=forms.HiddenInput)

    password = forms.CharField(label=_("Password"), strip=False,
                               widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}))
    code = forms.CharField(label=_("Code of the authenticator"), max_length=8, required=False,
                           widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}))

    def __init__(self, *args: Any, needs_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("credential") not in (None, "", "null"):
            self.fields["password"].required = needs_code = False
        if needs_code:
            self.fields["code"].required = True
        else:
            del self.fields["code"]


class KeepForm(forms.Form):
    """A file that is kept beside the agreement."""

    kind = forms.ChoiceField(label=_("Kind of file"))
    file = forms.FileField(label=_("File"),
                           help_text=_("PDF, Word (.docx), PNG or JPEG. It is kept as it is and never changed."),
                           widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}))

    ruled = forms.BooleanField(label=_("Name it by the rule of archives"), required=False, initial=True,
                               help_text=_("Day, agency and kind before the name it has: 20261123_…_letter.pdf."))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
