"""Steps that are written with: their buttons, dialogs and what was refused, for the pages of endings, breaches and disputes."""
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from liandong.kernel.errors import Refused
from liandong.kernel.lifecycle import Offer
from liandong.kernel.pages import refused_in


@dataclass(frozen=True)
class Act:
    """A step the officer may take, or may not yet: its form, where it is sent, what follows, and why it is blocked."""

    verb: str
    label: str
    consequence: str
    weight: str
    url: str
    form: Form
    reason: str = ""
    marked: str = ""  # what the button and its dialog are told apart by

    @property
    def is_open(self) -> bool:
        """Whether the officer may take it now."""
        return not self.reason


def of(offers: Iterable[Offer], *, url: Callable[[str], str], form: Callable[[str], Form]) -> dict[str, Act]:
    """The acts of a page, by verb."""
    return {offer.step.verb: Act(
        offer.step.verb, _(offer.step.label), _(offer.step.consequence) if offer.step.consequence else "", offer.step.weight,
        url(offer.step.verb), form(offer.step.verb), said(offer)) for offer in offers}


def menu(acts: dict[str, Act]) -> bool:
    """Whether any of them stands in the menu."""
    return any(act.weight == "danger" for act in acts.values())


def said(offer: Offer) -> str:
    """Why a step is blocked, in words; its values may be words as well."""
    if not offer.reason:
        return ""
    return _(offer.reason) % {name: _(str(value)) if value else "" for name, value in offer.values.items()} \
        if offer.values else _(offer.reason)


def take(request: HttpRequest, form: Form, act: Callable[..., Any], done: Callable[[Any], tuple[str, str]],
         again: Callable[[Form], HttpResponse]) -> HttpResponse:
    """Do it with the fields of its form, say so and lead on; what was refused stands in the form as it was typed."""
    if not form.is_valid():
        return again(form)
    try:
        result = act(**form.cleaned_data)
    except Refused as refusal:
        refused_in(request, form, refusal)
        return again(form)
    words, address = done(result)
    messages.success(request, words)
    return redirect(address)
