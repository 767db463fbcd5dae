"""Two officers edited the same agreement: both values of every field that differs, side by side."""
from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from ..forms.reader import ReaderForm
from . import words


@dataclass(frozen=True)
class Clash:
    """One field with what they saved and what was typed here; `takes` is the value that puts theirs into the form."""

    name: str
    label: str
    theirs: str
    mine: str
    takes: str | None = None
    keeps: str | None = None


def rows(theirs: ReaderForm, mine: ReaderForm, text: str) -> list[Clash]:
    """The fields that differ; rows that only one side has are named whole."""
    found = []
    for path, form in mine.forms().items():
        saved = theirs.forms().get(path)
        if saved is None:
            found.append(Clash("", words.name(path, theirs.before), "", words.value(path, mine.terms(), {})))
            continue
        found += [_clash(path, saved[field.name], field, theirs) for field in form
                  if _raw(saved[field.name].initial) != _raw(_typed(field))]
    gone = [path for path in theirs.forms() if path not in mine.forms()]
    found += [Clash("", words.name(path, theirs.before), words.value(path, theirs.before, {}), "") for path in gone]
    if mine.text != text and _has_text(mine):
        found.append(Clash("text", _("Text"), text, mine.text, text, mine.text))
    return found


def _clash(path: str, saved: BoundField, typed: BoundField, theirs: ReaderForm) -> Clash:
    label = f"{words.name(path, theirs.before)}·{saved.label}"
    simple = not isinstance(saved.initial, list) and saved.widget_type != "checkbox"
    return Clash(typed.html_name, label, _said(saved, saved.initial), _said(typed, _typed(typed)),
                 str(saved.initial or "") if simple else None, str(_typed(typed) or "") if simple else None)


def _typed(field: BoundField) -> Any:
    return field.form.cleaned_data.get(field.name, field.data) if hasattr(field.form, "cleaned_data") else field.data


def _raw(value: Any) -> str:
    listed = "、".join(sorted(map(str, value))) if isinstance(value, list) else value
    return "" if listed in (None, "", False) else str(listed)


def _said(field: BoundField, value: Any) -> str:
    """The value as the page shows it: the words of a choice."""
    known = {str(key): str(word) for key, word in getattr(field.field, "choices", [])}
    values = value if isinstance(value, list) else [value]
    return "、".join(known.get(str(one), "✓" if one is True else str(one)) for one in values if one not in (None, "", False))


def _has_text(form: ReaderForm) -> bool:
    return form.data is not None and "text" in form.data
