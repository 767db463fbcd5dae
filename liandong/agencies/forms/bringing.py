"""A list of agencies, departments or officers, read at the door."""
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from liandong.engines.papers.errors import Unreadable
from liandong.engines.papers.sheet import rows_of
from liandong.kernel.choices import choices

from ..rules.bringing import List


class BringForm(forms.Form):
    """What is listed, and the file."""

    wanted = forms.TypedChoiceField(label=_("What is listed"), choices=choices(List), coerce=List, widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), help_text=_("CSV or Excel (.xlsx); headings in the first row, as in the template."),
                           widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt,.xlsx"}))
    rows: list[list[str]]

    def clean_file(self) -> Any:
        """Read the sheet; `rows` holds its cells."""
        file = self.cleaned_data["file"]
        if file.size and file.size > settings.UPLOAD_MB * 1024 * 1024:
            raise forms.ValidationError(_("The file is larger than %(megabytes)s MB."),
                                        params={"megabytes": settings.UPLOAD_MB})
        try:
            self.rows = rows_of(file.read())
        except Unreadable as reason:
            raise forms.ValidationError(gettext(SAID.get(reason.reason_code, SAID["broken"]))) from reason
        return file


SAID = {
    "empty": _("There are no rows in this file."),
    "too_long": _("The file holds more than 20,000 rows. Divide it."),
    "zip_bomb": _("This file unpacks to far more data than a list can hold; it was not opened."),
    "wrong_type": _("This is neither CSV nor an Excel sheet (.xlsx). Save it as one of them."),
    "not_text": _("The letters of this file could not be read. Save it as CSV in UTF-8, or as .xlsx."),
    "broken": _("The file is damaged. Open it, save it again, and choose that file."),
}
