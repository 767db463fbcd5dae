"""Checks of numbers and plates (standard/formats.toml), the citizen ID (GB 11643), and marks of state secrets."""
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from . import standard

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643
CHECK = "10X98765432"
ID_INSIDE = re.compile(r"(?<![0-9A-Za-z])[1-9][0-9]{16}[0-9Xx](?![0-9A-Za-z])")
ID_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
NARROW = {ord(wide): ord(wide) - 0xFEE0 for wide in map(chr, range(0xFF01, 0xFF5F))}  # full-width forms
MESSAGES = {
    "case_no": _("A case number has 23 characters: A or Z, the agency's 12, year and month, and 4 of the serial."),
    "doc_no": _("Write the number as on the paper: the agency's characters, 〔year〕, the serial and 号."),
    "phone": _("A phone number has 9 to 12 digits."),
    "account": _("A number or account has 5 to 64 characters: digits, letters and @ . _ + -."),
    "vin": _("A vehicle identification number has 17 characters, without I, O and Q."),
    "plate": _("No plate is written like this. Write it as it stands on the vehicle, such as %(example)s."),
    "citizen_id": _("A resident identity number has 18 characters and holds the date of birth."),
}


class Finding(NamedTuple):
    """A sentence about a value, its placeholders in `values`."""

    message: str
    values: Mapping[str, Any] = {}

    def refused(self, field: str) -> Refused:
        """The finding as a refusal, beside its field."""
        return Refused(self.message, field=field, **self.values)


def tidy(format: str, value: str) -> str:
    """The value as it is kept: without spaces and middle dots, letters large, full-width forms narrow."""
    if not format:
        return value.strip()
    text = re.sub(r"[\s·•]", "", value)
    said = _formats()["text"].get(format, {})
    if said.get("keep_brackets"):
        return text
    narrow = text.translate(NARROW)
    return narrow if said.get("keep_case") else narrow.upper()


def error(format: str, value: str) -> Finding | None:
    """What is wrong with the value; it must be mended before it is saved."""
    if format == "citizen_id":
        return _id_error(value)
    if format == "plate":
        return None if any(p.fullmatch(value) for p in plates()) else Finding(MESSAGES["plate"], {"example": _example()})
    fits = not format or re.fullmatch(_formats()["text"][format]["regex"], value)
    return None if fits else Finding(MESSAGES[format])


def warning(format: str, value: str) -> Finding | None:
    """What is odd about the value, and may yet be right: the place of an identity number is a warning, never an error."""
    places = _formats()["places"]
    if format == "citizen_id" and value[:2] not in places["provinces"] + places["fictional_provinces"]:
        return Finding(_("No province has the code %(code)s with which this identity number begins. Compare it with the card."),
                       {"code": value[:2]})
    return None


def check_digit(first: str) -> str:
    """The 18th character over the first 17 digits of a citizen ID (GB 11643)."""
    return CHECK[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]


def born_on(value: str) -> date | None:
    """The date of birth an identity number holds, if it is a date."""
    try:
        return date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return None


def secret_mark(text: str) -> str:
    """The mark of a state secret in `text`, as found; empty when there is none."""
    return next((m.group().strip() for pattern in _marks() if (m := pattern.search(text))), "")


def holds_identity(text: str) -> bool:
    """Whether an identity number that passes its check stands somewhere in the text."""
    return any(_id_error(found.upper()) is None for found in ID_INSIDE.findall(text.translate(NARROW)))


@cache
def plates() -> tuple[re.Pattern[str], ...]:
    """Every pattern of plates, with the provinces of this node."""
    places = _formats()["places"]
    provinces = f"[{places['abbreviations']}{places['fictional_abbreviations']}]"
    return tuple(re.compile(row["regex"].replace("{P}", provinces)) for row in _formats()["plate"])


def _id_error(value: str) -> Finding | None:
    if not ID_SHAPE.fullmatch(value) or born_on(value) is None:
        return Finding(MESSAGES["citizen_id"])
    if check_digit(value[:17]) != value[17]:
        return Finding(_("The last character does not fit the others: one of the 18 is wrong."))
    return None


def _example() -> str:
    places = _formats()["places"]
    return f"{(places['fictional_abbreviations'] or places['abbreviations'])[0]}A12345"


@cache
def _marks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in _formats()["marks"]["patterns"])


@cache
def _formats() -> dict[str, Any]:
    return standard.load("formats")
