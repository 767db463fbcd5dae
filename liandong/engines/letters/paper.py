"""What stands on an official paper, without how it is set. Text is data here: no sign in it means anything to a typesetter."""

import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Literal

MARKS = ("", "内部", "工作秘密")  # no other: state secrets belong on certified systems
URGENCIES = ("", "加急", "特急")
LONGEST = 400_000  # characters of a whole paper

Layout = Literal["agreement", "document", "letter"]
Hand = Literal["", "added", "removed", "strong"]
Kind = Literal["body", "plain", "heading", "subheading", "part", "note", "table", "break", "blank"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one hand: plain, added, removed or strong."""

    words: str
    hand: Hand = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (body, plain without indent, heading 一、, subheading （一）, part on a centred line, note), a table, a new
    page, or an empty line."""

    kind: Kind
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()

    @classmethod
    def of(cls, kind: Kind, words: str) -> "Block":
        """A block of plain words."""
        return cls(kind, (Run(words),))


@dataclass(frozen=True, slots=True)
class Party:
    """One party of the signature page: what is said of it, line by line; the place of its seal stays empty."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """The edition record (版记): who gets a copy, who printed it, when."""

    copies_to: tuple[str, ...] = ()
    office: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: agreement (no red head), document (red head over a rule) or letter (函, double rules)."""

    layout: Layout
    title: str
    blocks: tuple[Block, ...]
    made_at: datetime
    issuer: str = ""
    number: str = ""
    mark: str = ""
    urgency: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    signed: str = ""  # who signs at the end, over the date
    day: date | None = None
    parties: tuple[Party, ...] = ()
    note: str = ""
    record: Record | None = None
    footer: str = ""
    pages: int = field(default=300)  # more than these are not set

    def __post_init__(self) -> None:
        if self.mark not in MARKS:
            raise ValueError(f"no such mark: {self.mark}")
        if self.urgency not in URGENCIES:
            raise ValueError(f"no such urgency: {self.urgency}")


def sound(text: str) -> str:
    """Text that every typesetter takes: no controls, no halves of surrogate pairs, no marks that turn the reading order."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return "".join(" " if c in "\t\n\r\x0b\x0c\x85\u2028\u2029" else c for c in whole if not _is_hidden(c))


def _is_hidden(character: str) -> bool:
    if character in "\t\n\r\x0b\x0c\x85\u2028\u2029":
        return False
    point = ord(character)
    return (unicodedata.category(character) in ("Cc", "Cs", "Cn", "Co") or 0x202A <= point <= 0x202E
            or 0x2066 <= point <= 0x2069 or point in (0x200E, 0x200F, 0xFEFF) or 0xE0000 <= point <= 0xE007F)


def plain(paper: Paper) -> dict[str, Any]:
    """The paper as JSON values, every text sound; raises ValueError where it is longer than any paper is."""
    told: dict[str, Any] = _sound(asdict(paper))
    if sum(map(len, _texts(told))) > LONGEST:
        raise ValueError("too long")
    return told


def chinese_day(day: date) -> str:
    """“2026年11月23日”: Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def width(text: str) -> float:
    """How wide a text is, in characters: half for what Latin type sets narrow."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.55 for c in text)


def signature_insets(signed: str, day: str, date_in: float) -> tuple[float, float]:
    """How far signature and date stand from the right, in characters: the date so far in, the name centred over it."""
    name, when = width(signed), width(day)
    inset = date_in + (when - name) / 2
    return (inset, date_in) if inset >= 0 else (0.0, date_in - inset)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, dict):
        return {name: _sound(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_sound(one) for one in value]
    return chinese_day(value) if isinstance(value, date) and not isinstance(value, datetime) else (
        value.isoformat() if isinstance(value, datetime) else value)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
