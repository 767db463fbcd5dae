"""Small forms about what happens to a record: an answer, a report and its outcome, a paper, a case team."""
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from liandong.kernel.choices import choices

from ..rules.recalls import ANSWERS
from ..rules.reports import WORDS_LIMIT, Ground, Outcome

PAPERS = ("record_paper", "record_inside")


class AnswerForm(forms.Form):
    """What one's agency did with its copies."""

    answer = forms.ChoiceField(label=_("Copies, printouts and notes of it are"), widget=forms.RadioSelect)
    words = forms.CharField(label=_("Note"), required=False, max_length=400, widget=forms.Textarea({"rows": 3}),
                            help_text=_("Where a copy is kept: on what ground, in which file."))

    def __init__(self, kind: str, data: Any = None) -> None:
        """The answers that are asked for."""
        super().__init__(data)
        self.fields["answer"].choices = [(one.value, gettext(one.label)) for one in ANSWERS[kind]]
        if len(ANSWERS[kind]) == 1:  # to take note of a correction
            self.fields["answer"].label, self.fields["answer"].initial = gettext("Answer"), ANSWERS[kind][0].value
            self.fields["words"].help_text = ""


class ReportForm(forms.Form):
    """What is wrong with another agency's record."""

    ground = forms.ChoiceField(label=_("What is wrong with it"), choices=choices(Ground), widget=forms.RadioSelect)
    words = forms.CharField(label=_("In which way, and from what this is known"), max_length=WORDS_LIMIT,
                            widget=forms.Textarea({"rows": 4}),
                            help_text=_("Of a duplicate: the number of the other record."))


class OutcomeForm(forms.Form):
    """The owner's answer to a report."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect,
                               choices=[one for one in choices(Outcome) if one[0]])
    words = forms.CharField(label=_("What was corrected, or why it is right as it stands"), max_length=WORDS_LIMIT,
                            widget=forms.Textarea({"rows": 4}))


class PaperForm(forms.Form):
    """A paper that is kept beside a record."""

    kind = forms.ChoiceField(label=_("Who sees it"), widget=forms.RadioSelect)
    file = forms.FileField(label=_("File"), widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg"}),
                           help_text=_("PDF, Word (.docx), PNG or JPEG. It is kept as it is and never changed. Nothing in it "
                                       "is masked."))

    def __init__(self, data: Any = None, files: Any = None) -> None:
        """The kinds, in words."""
        super().__init__(data, files)
        said = {"record_paper": gettext("Whoever sees the record, as long as they see it"),
                "record_inside": gettext("Officers of our agency only")}
        self.fields["kind"].choices = [(key, said[key]) for key in PAPERS]


class TeamForm(forms.Form):
    """The officers of a case team."""

    officers = forms.MultipleChoiceField(label=_("Members of the case team"), widget=forms.CheckboxSelectMultiple,
                                         help_text=_("Nobody else of your agency sees the record while it is kept to them. You "
                                                     "are one of them."))

    def __init__(self, officers: list[tuple[str, str]], data: Any = None, initial: Any = None) -> None:
        """The officers of the agency to choose from."""
        super().__init__(data, initial=initial)
        self.fields["officers"].choices = officers
