"""One small form for each kind of term, as it is edited in its place on the reader page."""
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liandong.access.rules import sight
from liandong.kernel.choices import choices
from liandong.kernel.terms import Level

from ..rules import vocabulary as words
from ..rules.terms import DutyTerm, Limit, Period, Secrecy, Share, Termination

DATE = {"type": "date"}
CODES = re.compile(r"[,，、;；\s]+")
NAMES = re.compile(r"[,，、;；\n]+")


def choice(label: Any, options: list[Any], *, empty: Any = None, required: bool = False) -> forms.ChoiceField:
    """A choice of one."""
    return forms.ChoiceField(label=label, required=required, choices=options if empty is None else [("", empty), *options])


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs=DATE))


def _codes(typed: str, longest: int) -> list[str]:
    codes = [code for code in CODES.split(typed.strip()) if code]
    if any(not re.fullmatch(rf"\d{{2,{longest}}}", code) for code in codes):
        raise forms.ValidationError(_("Codes are digits, separated by commas."))
    return codes


def names_of(typed: str) -> list[str]:
    """Names of roads, villages, laws, as they were typed with commas between."""
    return [name.strip("《》 ")[:80] for name in NAMES.split(typed) if name.strip("《》 ")]


def many(label: Any, vocabulary: Any) -> forms.MultipleChoiceField:
    """A choice of several."""
    return forms.MultipleChoiceField(label=label, required=False, choices=choices(vocabulary),
                                     widget=forms.CheckboxSelectMultiple)


class HeadForm(forms.Form):
    """Title and number."""

    title = forms.CharField(label=_("Title"), max_length=200, required=False)
    number = forms.CharField(label=_("Number"), max_length=60, required=False)


class PartyForm(forms.Form):
    """Which agency a role is."""

    agency = forms.ChoiceField(label=_("Agency"), required=False)
    side = forms.CharField(label=_("Stands on the side of"), max_length=60, required=False,
                           help_text=_("Parties of the same side stand together."))

    def __init__(self, *args: Any, agencies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [("", _("choose")), *agencies]


class PeriodForm(forms.Form):
    """How long, from when, until when, and what then."""

    months = forms.IntegerField(label=_("Months"), min_value=1, max_value=600, required=False)
    is_open = forms.BooleanField(label=_("Without end: it runs until it is ended"), required=False)
    begins = choice(_("Begins"), [("on_signature", _("with the last signature")), ("date", _("on a day"))],
                     empty=_("not said"))
    starts = _day(_("First day"))
    ends = _day(_("Last day"))
    renewal = choice(_("Afterwards"), choices(words.Renewal), empty=_("not said"))

    @staticmethod
    def initial_of(period: Period) -> dict[str, Any]:
        """What the form shows of a period."""
        fixed = period.starts not in (None, "on_signature")
        return period.model_dump() | {"begins": "date" if fixed else period.starts or "",
                                      "starts": period.starts if fixed else None}

    def clean(self) -> dict[str, Any]:
        """A first day is asked for where it begins on a day; an end and no end exclude each other."""
        given = self.cleaned_data
        if given.get("begins") == "date" and not given.get("starts") and "starts" not in self.errors:
            self.add_error("starts", _("Give the first day."))
        if given.get("is_open") and (given.get("months") or given.get("ends")):
            self.add_error("is_open", _("It cannot run without end and have a length or a last day as well."))
        return given

    def part(self) -> Period:
        """The period as it was typed."""
        given = self.cleaned_data
        starts = given["starts"] if given["begins"] == "date" else given["begins"] or None
        return Period(months=given["months"], starts=starts, ends=given["ends"], renewal=given["renewal"] or None,
                      is_open=given["is_open"])


class ShareForm(forms.Form):
    """One category: who gives it, when, how far, within which scope."""

    category = choice(_("Category"), choices(words.Category), required=True)
    giver = choice(_("Who gives"), [], required=True)
    timing = choice(_("When"), choices(words.Timing), empty=_("choose"))
    level = choice(_("Up to"), choices(Level), empty=_("choose"))
    instead = forms.MultipleChoiceField(label=_("What it means here"), required=False, choices=choices(words.Category),
                                        widget=forms.CheckboxSelectMultiple)
    nothing = forms.BooleanField(label=_("None of these: it opens nothing"), required=False)
    regions = forms.CharField(label=_("Only regions (codes)"), required=False)
    classes = forms.CharField(label=_("Only case classes (codes)"), required=False)
    since = _day(_("Only entered from"))
    concerned = forms.BooleanField(label=_("Only what concerns the receiver"), required=False)
    roads = forms.CharField(label=_("Only roads"), max_length=400, required=False)
    by_hand = forms.BooleanField(label=_("Released one by one by its owner; nothing stands open"), required=False)
    clause = forms.CharField(label=_("Clause"), max_length=60, required=False)
    remove = forms.BooleanField(label=_("Take this row out"), required=False)

    def __init__(self, *args: Any, roles: list[str], category: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver"].choices = [*choices(words.Giver), *((role, role) for role in roles)]
        self.wants = sight.instead_of(category)
        options = [(key, word) for key, word in choices(words.Category) if key in self.wants]
        self.fields["instead"].choices = options

    @staticmethod
    def initial_of(share: Share) -> dict[str, Any]:
        """What the form shows of a row."""
        return share.model_dump() | {
            "regions": "、".join(share.regions), "classes": "、".join(share.classes),
            "roads": "、".join(share.roads), "instead": share.instead or [],
            "nothing": share.instead == [], "level": "" if share.level is None else str(share.level)}

    def clean_regions(self) -> list[str]:
        """The codes, of two to six digits."""
        return _codes(self.cleaned_data["regions"], 6)

    def clean_classes(self) -> list[str]:
        """The codes, of two to eight digits."""
        return _codes(self.cleaned_data["classes"], 8)

    def part(self, key: str) -> Share:
        """The row as it was typed."""
        given = self.cleaned_data
        decided = [] if given["nothing"] else given["instead"] or None
        wants = sight.instead_of(given["category"])
        return Share(key=key, category=given["category"], giver=given["giver"], timing=given["timing"] or None,
                     level=int(given["level"]) if given["level"] else None, regions=given["regions"],
                     classes=given["classes"], since=given["since"], concerned=given["concerned"], clause=given["clause"],
                     instead=decided if wants or given["nothing"] else None, roads=names_of(given["roads"]),
                     by_hand=given["by_hand"])


class DutyForm(forms.Form):
    """One duty: what, how often, on which day, within which time, who owes it."""

    kind = choice(_("Duty"), choices(words.DutyKind), required=True)
    who = choice(_("Who owes it"), [], required=True)
    every = choice(_("How often"), choices(words.Every), empty=_("not said"))
    on = forms.IntegerField(label=_("On day"), min_value=1, max_value=31, required=False)
    amount = forms.IntegerField(label=_("Within"), min_value=1, max_value=1000, required=False)
    unit = choice(_("Unit"), choices(words.Unit), empty=_("no limit"))
    started_by = choice(_("Starts with"), choices(words.Event), empty=_("its period"))
    classes = forms.CharField(label=_("Case classes"), max_length=200, required=False,
                              help_text=_("Codes or their beginnings, such as 0500; empty means every class."))
    day_rule = choice(_("Which day"), choices(words.DayRule), empty=_("the last day, or the day above"))
    roll = choice(_("A last day that is a day off"), choices(words.Roll), empty=_("stays on it"))
    clause = forms.CharField(label=_("Clause"), max_length=60, required=False)
    remove = forms.BooleanField(label=_("Take this row out"), required=False)

    def __init__(self, *args: Any, roles: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [("both", _("every party")), *((role, role) for role in roles)]

    @staticmethod
    def initial_of(duty: DutyTerm) -> dict[str, Any]:
        """What the form shows of a duty."""
        limit = duty.within or Limit(unit="")
        return duty.model_dump() | {"amount": limit.amount, "unit": limit.unit, "classes": ", ".join(duty.classes)}

    def clean(self) -> dict[str, Any]:
        """A number needs its unit; what an event starts needs a limit and has no period."""
        given = self.cleaned_data
        if given.get("amount") and not given.get("unit"):
            self.add_error("unit", _("Choose the unit."))
        if given.get("started_by") and given.get("every"):
            self.add_error("started_by", _("A duty has a period or an event that starts it, not both."))
        if given.get("started_by") and not given.get("amount"):
            self.add_error("amount", _("Say within which time it is due after the event."))
        return given

    def clean_classes(self) -> list[str]:
        """The codes, of two to eight digits."""
        return _codes(self.cleaned_data["classes"], 8)

    def part(self, key: str) -> DutyTerm:
        """The duty as it was typed."""
        given = self.cleaned_data
        within = Limit(amount=given["amount"], unit=given["unit"]) if given["unit"] else None
        return DutyTerm(key=key, kind=given["kind"], who=given["who"], every=given["every"] or None, on=given["on"],
                        within=within, clause=given["clause"], started_by=given["started_by"] or None,
                        classes=given["classes"], day_rule=given["day_rule"] or None, roll=given["roll"] or None)


class EndingForm(forms.Form):
    """Whether one party may end it by notice."""

    how = choice(_("Ended early"), [("notice", _("by notice of one party")), ("consent", _("only by consent of all"))],
                  empty=_("not said"))
    notice_days = forms.IntegerField(label=_("Days of notice"), min_value=0, max_value=366, required=False)
    notice_unit = choice(_("Counted in"), [("day", _("days")), ("working_day", _("working days"))], required=True)
    notice_form = choice(_("Form of the notice"), [("written", _("in writing"))], empty=_("not said"))
    minimum_months = forms.IntegerField(label=_("No notice in the first months"), min_value=1, max_value=600, required=False)
    deemed = forms.BooleanField(label=_("Counts as received when nobody confirms it and the superior was told"), required=False)
    clause = forms.CharField(label=_("Clause"), max_length=60, required=False)

    @staticmethod
    def initial_of(ending: Termination | None) -> dict[str, Any]:
        """What the form shows."""
        if ending is None:
            return {"how": "", "notice_unit": "day"}
        return ending.model_dump() | {"how": "notice" if ending.unilateral else "consent"}

    def part(self) -> Termination | None:
        """The clause as it was typed."""
        given = self.cleaned_data
        if not given["how"]:
            return None
        return Termination(notice_days=given["notice_days"], notice_unit=given["notice_unit"],
                           unilateral=given["how"] == "notice", clause=given["clause"],
                           notice_form=given["notice_form"] or None, minimum_months=given["minimum_months"],
                           deemed=given["deemed"])


class RestForm(forms.Form):
    """Confidentiality, cooperation, mechanisms, breach, disputes, copies."""

    secrecy = choice(_("Confidentiality"), [("consent", _("nothing to third parties without consent")),
                                             ("kept", _("kept confidential"))], empty=_("not said"))
    cooperation = many(_("Cooperation"), words.Cooperation)
    mechanisms = many(_("Mechanisms"), words.Mechanism)
    breach = many(_("Breach"), words.Breach)
    disputes = many(_("Disputes"), words.Dispute)
    venue = forms.CharField(label=_("Venue"), max_length=80, required=False)
    copies = forms.IntegerField(label=_("Originals"), min_value=1, max_value=99, required=False)

    def part(self) -> dict[str, Any]:
        """The terms as they were typed, by their names."""
        given = dict(self.cleaned_data)
        kept = given.pop("secrecy")
        return given | {"confidentiality": Secrecy(third_party_consent=kept == "consent") if kept else None}
