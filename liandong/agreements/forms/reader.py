"""All terms of an agreement as one form of many rows, each edited in its place; gives back the terms as typed."""
from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from liandong.kernel.keys import uuid7

from ..rules.terms import Party, Terms
from ..rules.vocabulary import ROLES
from .provisions import AimForm, AreaForm, ContactForm, FeeForm, FurtherForm, LeadForm, ReplyForm
from .rows import DutyForm, EndingForm, HeadForm, PartyForm, PeriodForm, RestForm, ShareForm, names_of

LONGEST = 300_000
F = TypeVar("F", bound=forms.Form)
GROUPS: dict[str, Any] = {"contacts": ContactForm, "reply_times": ReplyForm, "fees": FeeForm}


class ReaderForm:
    """The forms of every term; `before` is what is stored, `data` what was typed."""

    def __init__(self, before: Terms, text: str, agencies: Mapping[UUID, str], data: QueryDict | None = None) -> None:
        self.before, self.data, self.agencies = before, data, {str(key): name for key, name in agencies.items()}
        self.drawn = set(" ".join(data.getlist("drawn")).split()) if data is not None and "drawn" in data else None
        self.text = data.get("text", text).replace("\r\n", "\n") if data is not None else text
        self.roles = self._listed("party", [party.role for party in before.parties])
        self.head = self._bound(HeadForm, prefix="head", initial={"title": before.title, "number": before.number})
        self.period = self._bound(PeriodForm, prefix="period", initial=PeriodForm.initial_of(before.period))
        self.ending = self._bound(EndingForm, prefix="ending", initial=EndingForm.initial_of(before.termination))
        self.rest = self._bound(RestForm, prefix="rest", initial=self._rest())
        self.aim = self._bound(AimForm, prefix="aim", initial=AimForm.initial_of(before))
        kinds = list(dict.fromkeys([*before.cooperation, *(kind for kind in before.lead if kind)]))
        self.lead = self._bound(LeadForm, prefix="lead", roles=self.roles, kinds=kinds,
                                initial=LeadForm.initial_of(before.lead))
        self.area = self._bound(AreaForm, prefix="area", initial=AreaForm.initial_of(before.area))
        self.further = self._bound(FurtherForm, prefix="further", initial=FurtherForm.initial_of(before))
        self.parties = {role: self.party(role) for role in self.roles}
        self.sharing = {key: self.share(key) for key in self._listed("sharing", [row.key for row in before.sharing])}
        self.duties = {key: self.duty(key) for key in self._listed("duties", [row.key for row in before.duties])}
        self.groups = {name: {key: self.grouped(name, key) for key in self._listed(
            name, [row.key for row in getattr(before, name)])} for name in GROUPS}

    def party(self, role: str) -> PartyForm:
        """The form of a role; the agency by its key."""
        known = next((party for party in self.before.parties if party.role == role), Party(role=role))
        return self._bound(PartyForm, prefix=f"party-{ROLES.index(role)}", agencies=list(self.agencies.items()),
                           initial={"agency": str(known.agency or ""), "side": known.side})

    def share(self, key: str) -> ShareForm:
        """The form of a row of sharing, stored or new."""
        row = next((row for row in self.before.sharing if row.key == key), None)
        typed = self.data.get(f"sharing-{key}-category", "") if self.data is not None else ""
        return self._bound(ShareForm, prefix=f"sharing-{key}", roles=self.roles,
                           category=typed or (row.category if row else ""),
                           initial=ShareForm.initial_of(row) if row else {"giver": "both"})

    def duty(self, key: str) -> DutyForm:
        """The form of a duty, stored or new."""
        row = next((row for row in self.before.duties if row.key == key), None)
        return self._bound(DutyForm, prefix=f"duties-{key}", roles=self.roles,
                           initial=DutyForm.initial_of(row) if row else {"who": "both", "every": "month"})

    def grouped(self, name: str, key: str) -> forms.Form:
        """The form of a contact, a reply time or a fee, stored or new."""
        row = next((row for row in getattr(self.before, name) if row.key == key), None)
        return self._bound(GROUPS[name], prefix=f"{name}-{key}", roles=self.roles,
                           initial=GROUPS[name].initial_of(row) if row else {"unit": "day"})

    def forms(self) -> dict[str, forms.Form]:
        """Every form with the path its errors are told at."""
        return {"title": self.head, "period.months": self.period, "termination": self.ending, "cooperation": self.rest,
                "purpose": self.aim, "lead": self.lead, "area": self.area, "cure": self.further,
                **{f"parties.{role}": form for role, form in self.parties.items()},
                **{f"sharing.{key}": form for key, form in self.sharing.items()},
                **{f"duties.{key}": form for key, form in self.duties.items()},
                **{f"{name}.{key}": form for name, rows in self.groups.items() for key, form in rows.items()}}

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        return len(self.text) <= LONGEST and all(form.is_valid() for form in self.forms().values())

    def terms(self) -> Terms:
        """The terms as they were typed; where they come from is worked out by the rules."""
        after = self.before.model_copy(deep=True)
        after.title, after.number = self.head.cleaned_data["title"].strip(), self.head.cleaned_data["number"].strip()
        after.parties = [party for role, form in self.parties.items() if (party := self._party(role, form))]
        after.period, after.termination = self.period.part(), self.ending.part()
        after.sharing = [form.part(key) for key, form in self.sharing.items() if not form.cleaned_data["remove"]]
        after.duties = [form.part(key) for key, form in self.duties.items() if not form.cleaned_data["remove"]]
        for name, value in (self.rest.part() | self.further.part()).items():
            setattr(after, name, self._kept_order(name, value))
        aim = self.aim.cleaned_data
        after.purpose, after.lead, after.area = aim["purpose"].strip().rstrip("，。"), self.lead.part(), self.area.part()
        after.principles, after.legal_basis = names_of(aim["principles"]), names_of(aim["legal_basis"])
        for name, rows in self.groups.items():
            setattr(after, name, [form.part(key) for key, form in rows.items()
                                  if not form.cleaned_data["remove"]])
        return after

    def _bound(self, kind: type[F], *, prefix: str, **known: Any) -> F:
        """A form with what was typed; a field that was not drawn on the page is as it is stored."""
        form = kind(prefix=prefix, **known)
        if self.data is None:
            return form
        mine = QueryDict(mutable=True)
        for field in form:
            name = field.html_name
            mine.setlist(name, self.data.getlist(name) if self.drawn is None or name in self.drawn else _posted(field.value()))
        return kind(mine, prefix=prefix, **known)

    def is_kept(self, field: BoundField) -> bool:
        """Whether a field was on the page that was sent, so that what was typed in it has to stand there again."""
        return self.data is not None and (self.drawn is None or field.html_name in self.drawn)

    def _party(self, role: str, form: PartyForm) -> Party | None:
        key, side = form.cleaned_data["agency"], form.cleaned_data["side"].strip()
        old = next((party for party in self.before.parties if party.role == role), None)
        if key:
            return Party(role=role, name=self.agencies[key], agency=UUID(key), side=side)
        return Party(role=role, name=old.name, side=side) if old else None

    def _kept_order(self, name: str, value: Any) -> Any:
        """The same choices in the order the text gave them are no change."""
        old = getattr(self.before, name)
        return old if isinstance(value, list) and isinstance(old, list) and set(old) == set(value) else value

    def _rest(self) -> dict[str, Any]:
        known, secrecy = self.before.model_dump(), self.before.confidentiality
        kept = "" if secrecy is None else "consent" if secrecy.third_party_consent else "kept"
        return {name: known[name] for name in ("cooperation", "mechanisms", "breach", "disputes", "venue", "copies")} | {
            "secrecy": kept}

    def _listed(self, name: str, stored: list[str]) -> list[str]:
        """The rows in the order of the page."""
        return list(dict.fromkeys(self.data.getlist(name))) if self.data is not None else stored


def _posted(value: Any) -> list[str]:
    """A value as a browser would send it."""
    values = value if isinstance(value, list) else [value]
    return ["on" if one is True else str(one) for one in values if one not in (None, "", False)]


def new_key() -> str:
    """The key of a row an officer adds."""
    return f"new-{uuid7().hex[-12:]}"


def next_role(taken: list[str]) -> str | None:
    """The role of one more party."""
    return next((role for role in ROLES if role not in taken), None)
