"""The shape of a relation: how two records are related, from what that is known, and a note."""
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from .. import words
from ..rules import relations

TEXT_LIMIT = 200


class RelationForm(forms.Form):
    """How two records are related, and from what that is known."""

    use_required_attribute = False
    nature = forms.ChoiceField(label=_("Relation"))
    source = forms.CharField(label=_("Known from"), max_length=TEXT_LIMIT,
                             help_text=_("Such as an interview, a camera, a comparison. Never a person who gave it."))
    note = forms.CharField(label=_("Note"), required=False, max_length=TEXT_LIMIT)

    def __init__(self, kind: str, other: str, data: Any = None) -> None:
        """The ways in which records of these two kinds are related."""
        super().__init__(data)
        found = [(code, words.said(text)) for code, text in relations.between(kind, other).items()]
        self.fields["nature"].choices = [("", gettext("Choose")), *found]
