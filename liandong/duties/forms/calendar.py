"""An arrangement of days off as a file, or as the text that was looked through before."""
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.kernel.errors import Refused
from liandong.kernel.pages import in_words

from ..rules import arrangement

KILOBYTES = 256


class Arrangement(forms.Form):
    """The file first; when it is confirmed, its text."""

    file = forms.FileField(label=_("File"), required=False, widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
                           help_text=_("CSV, a day a line: date, 0 (off) or 1 (working), note. For a new year give every day "
                                       "off and every working weekend, as the State Council published them; the ordinary "
                                       "days are filled in."))
    text = forms.CharField(required=False, strip=False, max_length=KILOBYTES * 1024, widget=forms.HiddenInput)
    days: tuple[arrangement.Day, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Read what came; `days` holds what the file says."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if file and file.size > KILOBYTES * 1024:
            raise forms.ValidationError({"file": _("The file is larger than an arrangement of days off can be.")})
        try:
            self.days = arrangement.read(decoded(file.read()) if file else text)
        except Refused as error:
            self.add_error("file", in_words(error))
        return self.cleaned_data


def decoded(content: bytes) -> str:
    """The text of a file as spreadsheets save it: UTF-8, or the Chinese code of older ones."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")
