"""The shape of what an administrator adds to the standard: an element, a table with its codes, a code, a pattern of titles."""
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from .. import words
from ..rules import adding, standard, titles
from ..rules.additions import ONLY, Addition, What

TYPES = {"text": _("short text"), "long": _("long text"), "code": _("code"), "date": _("date"), "moment": _("date and time"),
         "future": _("day that may lie ahead"), "number": _("whole number"), "coordinate": _("degrees")}
SEARCHES = {"none": _("not searched"), "words": _("by its words"), "exact": _("as a whole"), "plate": _("as a plate"),
            "phone": _("as a phone number")}
MATCHES = {"none": _("does not link records"), "exact": _("links records that hold the same")}
FORMATS = {"": _("any"), "case_no": _("case number"), "doc_no": _("number of a paper"), "phone": _("phone number"),
           "account": _("account"), "vin": _("vehicle identification number"), "plate": _("plate"),
           "citizen_id": _("resident identity number")}
MASKS = {"": _("shown whole"), "name": _("name"), "identity": _("identity number"), "phone": _("phone number"),
         "address": _("address"), "vin": _("vehicle identification number"), "account": _("account")}


OWN = ("group", "type", "codes", "format", "required", "mask", "search", "match", "help_zh", "help_en")


class Frame(forms.Form):
    """What every addition says: its words in both languages, from when on, and why."""

    use_required_attribute = False
    zh = forms.CharField(label=_("Chinese label"), max_length=adding.LABEL_LIMIT)
    en = forms.CharField(label=_("English label"), max_length=adding.LABEL_LIMIT)
    since = forms.DateField(label=_("In force from"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
                            help_text=_("Records entered before stay as they are."))
    why = forms.CharField(label=_("Why"), max_length=adding.HELP_LIMIT,
                          help_text=_("Everybody who works by the standard reads it."))


def element_form(kind: str, data: Any = None, initial: Mapping[str, Any] | None = None, *, is_new: bool = True) -> forms.Form:
    """The form of an element of that kind; its name, type and table are chosen once."""
    form, found = Frame(data, initial=initial), standard.kinds()[kind]
    fields = form.fields
    groups = [(key, words.said(label)) for key, label in found.groups]
    if is_new:
        fields["name"] = forms.CharField(label=_("Name in data"), required=False, max_length=30, help_text=_(
            "Such as x_fuel. Left empty, it is made from the English label. It never changes."))
        fields["type"] = forms.ChoiceField(label=_("Type"), choices=list(TYPES.items()))
        fields["codes"] = forms.ChoiceField(label=_("Code table"), required=False, choices=[("", gettext("none")), *tables()])
    fields["group"] = forms.ChoiceField(label=_("Group"), choices=groups)
    fields["required"] = forms.BooleanField(label=_("Must be filled in"), required=False)
    fields["format"] = forms.ChoiceField(label=_("Format"), required=False, choices=list(FORMATS.items()))
    fields["mask"] = forms.ChoiceField(label=_("Masked as"), required=False, choices=list(MASKS.items()), help_text=_(
        "What is masked is shown for five minutes, for a live case, and its owner sees that."))
    fields["search"] = forms.ChoiceField(label=_("Found"), choices=list(SEARCHES.items()))
    fields["match"] = forms.ChoiceField(label=_("Compared"), choices=list(MATCHES.items()))
    fields["help_zh"] = forms.CharField(label=_("Help in Chinese"), required=False, max_length=adding.HELP_LIMIT)
    fields["help_en"] = forms.CharField(label=_("Help in English"), required=False, max_length=adding.HELP_LIMIT)
    form.order_fields(["zh", "en", "name", "group", "type", "codes", "required", "format", "mask", "search", "match", "help_zh",
                       "help_en", "since", "why"])
    return form


def table_form(data: Any = None, initial: Mapping[str, Any] | None = None) -> forms.Form:
    """The form of a code table and its first codes."""
    form = Frame(data, initial=initial)
    form.fields["name"] = forms.CharField(label=_("Name in data"), required=False, max_length=24, help_text=_(
        "Such as x_fuel. Left empty, it is made from the English label. It never changes."))
    form.fields["rows"] = forms.CharField(label=_("Codes"), widget=forms.Textarea({"rows": 6}), max_length=8000, help_text=_(
        "One a line: code, Chinese, English. Such as: 01, 加油站, Petrol station"))
    form.order_fields(["zh", "en", "name", "rows", "since", "why"])
    return form


def code_form(data: Any = None, initial: Mapping[str, Any] | None = None, *, is_new: bool = True) -> forms.Form:
    """The form of one code of a table."""
    form = Frame(data, initial=initial)
    if is_new:
        form.fields["name"] = forms.CharField(label=_("Code"), max_length=16)
    form.order_fields(["name", "zh", "en", "since", "why"])
    return form


def naming_form(kind: str, data: Any = None, initial: Mapping[str, Any] | None = None) -> forms.Form:
    """The form of a pattern of titles."""
    form, found = Frame(data, initial=initial), standard.kinds()[kind]
    del form.fields["en"]
    parts = " ".join(f"{{{part}}}" for part in titles.PARTS)
    named = " ".join(f"{{{e.name}}}" for e in found.elements if not e.mask and e.type != "long")
    form.fields["zh"] = forms.CharField(label=_("Pattern"), max_length=adding.HELP_LIMIT, help_text=gettext(
        "Parts: %(parts)s; elements: %(named)s. Everything else stands as it is written.") % {"parts": parts, "named": named})
    return form


class RetireForm(forms.Form):
    """From when on it is offered no longer, and why."""

    use_required_attribute = False
    until = forms.DateField(label=_("Offered no longer from"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
                            help_text=_("Records that hold it stay readable, and right as long as nobody changes the value."))
    why = forms.CharField(label=_("Why"), max_length=adding.HELP_LIMIT,
                          help_text=_("Everybody who works by the standard reads it."))


def tables() -> list[tuple[str, str]]:
    """The code tables an element may take its values from."""
    return [(name, f"{words.of_table(name)} ({len(rows)})") for name, rows in standard.current().codes.items()
            if name not in ("category", "family", "relation")]


def addition(what: str, place: str, got: Mapping[str, Any], before: Addition | None = None) -> Addition:
    """What was typed, as the rules take it; what cannot change is as it was."""
    own: dict[str, Any] = {name: got[name] for name in OWN if name in got}
    if before:
        own = {"type": before.type, "codes": before.codes} | own
    name = before.name if before else ONLY if what in (What.TABLE, What.NAMING) else got["name"].strip()
    if what == What.ELEMENT and not before:
        name = adding.named(got["name"], got["en"], (e.name for e in standard.kinds()[place].every))
    if what == What.TABLE and not before:
        place = adding.named(got.get("name", ""), got["en"], standard.current().labels)[:24]
    return Addition(what, place, name, 0, got["since"], got["zh"], got.get("en") or got["zh"], **own)


def today_in(on: date) -> dict[str, Any]:
    """What a new addition most likely says."""
    return {"since": on, "search": "none", "match": "none", "type": "text"}
