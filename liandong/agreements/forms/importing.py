"""A file or a pasted text, read at the door; what cannot be read is refused beside its field."""
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, gettext_lazy as _

from liandong.engines import papers

PASTED = {  # what is wrong with a text that was pasted; the engine speaks of files
    "empty": _("There is no text here."),
    "too_large": _("This text is far longer than an agreement. Paste the agreement alone."),
    "too_long": _("This text holds more than 300,000 characters. Paste the agreement alone."),
    "foreign": _("No Chinese text was found here. Paste the Chinese text of the agreement."),
    "wrong_type": _("This is the source of a page or a file, not its text. Copy what one reads, and paste that."),
    "not_text": _("This is not readable text. Copy it once more from the document, or upload the file."),
}
BOTH = _("There was a file as well as a pasted text. To take the text, send it as it is; to take the file, empty the box and "
         "choose the file again.")


class ImportForm(forms.Form):
    """One of the two: a file, or the text itself."""

    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True,
                           help_text=_("Word (.docx), text or PDF, up to 10 MB. The file is kept as it is."),
                           widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.pdf"}))
    text = forms.CharField(label=_("Or paste the text"), required=False, strip=False,
                           widget=forms.Textarea(attrs={"rows": 20, "spellcheck": "false"}))
    paper: papers.Paper
    content: bytes = b""
    name: str = ""

    def clean(self) -> dict[str, Any]:
        """Read what came; `paper` holds the text, `content` the bytes as they were."""
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if not file and not text.strip():
            raise forms.ValidationError(_("Choose a file, or paste the text of the agreement."))
        if file and text.strip():
            raise forms.ValidationError(BOTH)
        try:
            self.paper = self._of_file(file) if file else papers.text_of(text.encode(errors="replace"), "")
        except papers.Unreadable as reason:
            words = gettext(reason.message) if file else PASTED.get(reason.reason_code) or gettext(reason.message)
            self.add_error("file" if file else "text", words)
        return self.cleaned_data

    def _of_file(self, file: UploadedFile) -> papers.Paper:
        if file.size and file.size > settings.UPLOAD_MB * 1024 * 1024:
            raise papers.Unreadable("too_large")
        self.name, self.content = file.name or "", file.read()
        return papers.text_of(self.content, self.name)


class ChooseForm(forms.Form):
    """Which of the agreements in one file is meant."""

    place = forms.TypedChoiceField(label=_("Agreement"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = choices
