"""What of a record tells that another speaks of the same thing: identity, plate, phone, account, chassis number."""
from collections.abc import Mapping
from datetime import datetime

from . import formats, masking
from .standard import Element, Kind

EXACT = ("exact", "plate")  # names are alike by chance; they tell nothing for certain
NUMBERS = ("phone", "account")  # a suspect's phone may be another's swindling account
CHINA = "+86"


def marks(kind: Kind, elements: Mapping[str, object]) -> tuple[str, ...]:
    """What the record holds that another can hold as well, each as `what:value`, sorted; equal marks mean the same thing.

    Equal is judged after tidying: spaces, middle dots, hyphens in numbers, the country's code, small letters and
    full-width forms do not matter.
    """
    return tuple(sorted({_mark(element, str(elements[element.name]), elements) for element in kind.elements
                         if element.match in EXACT and elements.get(element.name)}))


def is_silent(role: str, elements: Mapping[str, object], at: datetime) -> bool:
    """Whether nobody else may learn even of an interest: victims, witnesses and minors (masking.is_protected)."""
    return masking.is_protected(role, elements.get("birth_on"), at)


def _mark(element: Element, value: str, elements: Mapping[str, object]) -> str:
    form = element.format_of(elements) or element.format or "plate"
    tidied = formats.tidy(form, value).upper()
    if form in NUMBERS:
        return f"number:{tidied.replace('-', '').removeprefix(CHINA)}"
    if element.match == "plate":
        return f"plate:{tidied}"
    paper = f"/{elements.get('credential', '')}" if element.name == "credential_no" else ""
    return f"{element.name}{paper}:{tidied}"
