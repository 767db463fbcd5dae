"""Forms of negotiation, approval and originals on paper; nothing here saves."""
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from ..rules.reviewing import ROLES
from ..rules.talking import LONGEST, QUOTED


class TalkForm(forms.Form):
    """On which clause, on which words, and what one has to say."""

    clause = forms.ChoiceField(label=_("Clause"), required=False)
    quote = forms.CharField(label=_("Quoted words"), required=False, max_length=QUOTED,
                            help_text=_("As they stand in the text; may be left empty."))
    body = forms.CharField(label=_("What you have to say"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, clauses: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clause"].choices = [("", _("the whole agreement")), *clauses]


class ChainForm(forms.Form):
    """The posts that approve, first to last; empty ones are left out."""

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [("", _("nobody")), *((role.value, gettext(role.label)) for role in ROLES)]
        for place in range(len(ROLES)):
            self.fields[f"step_{place}"] = forms.ChoiceField(
                label=_("Step %(n)d") % {"n": place + 1}, choices=named, required=False,
                initial=roles[place] if place < len(roles) else "")

    def roles(self) -> list[str]:
        """The posts in their order."""
        return [role for place in range(len(ROLES)) if (role := self.cleaned_data[f"step_{place}"])]


class OriginalForm(forms.Form):
    """The scan of the sealed original, and the day on which each party signed."""

    file = forms.FileField(label=_("Scan of the sealed original"),
                           help_text=_("PDF, or a picture (.jpg, .png), up to 10 MB; all pages with all seals."),
                           widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}))
    name: str = ""
    content: bytes = b""

    def __init__(self, *args: Any, parties: Mapping[UUID, str], order: Sequence[UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        for party in order:
            self.fields[f"day_{party}"] = forms.DateField(
                label=_("%(party)s signed on") % {"party": parties.get(party, "")},
                widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """Take the file's bytes; too large a one is refused here."""
        file = self.cleaned_data.get("file")
        if file and file.size > settings.UPLOAD_MB * 1024 * 1024:
            self.add_error("file", _("The file is larger than %(n)d MB.") % {"n": settings.UPLOAD_MB})
        elif file:
            self.name, self.content = file.name or "", file.read()
        return self.cleaned_data

    def days(self) -> dict[UUID, date]:
        """The day by the party."""
        return {party: self.cleaned_data[f"day_{party}"] for party in self.order}
