"""What a letter says, told by the module that knows it: plain values, checked before anything is set. Pure."""
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from liandong.engines.letters import MARKS, URGENCIES
from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

Words = Annotated[str, Field(max_length=2_000)]
STATE_SECRET = _("“%(mark)s” cannot be printed here. Papers of this platform are public, internal (内部) or work secret "
                 "(工作秘密); state secrets belong on certified classified systems.")


class Strict(BaseModel):
    """Values with known names only: a misspelt one is an error, not a gap in a letter."""

    model_config = ConfigDict(extra="forbid")


class Signer(Strict):
    """A party on the signature page."""

    role: Words = ""
    name: Words
    signatory: Words = ""
    day: date | None = None
    fingerprint: Words = ""  # of the key it signed with
    on_paper: bool = False
    is_valid: bool = True


class Table(Strict):
    """A table in a section: the first row is its head."""

    rows: list[list[str]]
    widths: list[float] = []


class Section(Strict):
    """A numbered part of a letter: 一、title, then paragraphs and a table."""

    title: Words = ""
    paragraphs: list[str] = []
    table: Table | None = None


class Sealed(Strict):
    """Where the record of a subject stands in the ledger."""

    lines: int
    first_at: datetime | None = None
    last_at: datetime | None = None
    batch: int | None = None  # the newest sealed batch, its moment and head
    batch_at: datetime | None = None
    head: Words = ""
    unsealed: int = 0  # lines that no batch holds yet
    digest: Words = ""  # over the lines' own digests, in their order


class Context(Strict):
    """All that papers are made of; each kind takes what it needs."""

    at: datetime  # the moment of printing: the day of a letter that has no other
    issuer: Words = ""
    to: list[Words] = []
    number: Words = ""  # of this paper
    mark: Words = ""
    urgency: Words = ""
    day: date | None = None
    title: Words = ""  # of the agreement
    agreement_number: Words = ""
    signed_on: date | None = None
    text: str = ""  # the agreement's, with its annex
    is_draft: bool = False
    pieces: list[tuple[Literal["kept", "added", "removed"], str]] = []
    editions: tuple[int, int] | None = None
    parties: list[Signer] = []
    clause: Words = ""
    why: Words = ""
    notice: Words = ""  # how long it runs: 三十日
    ends_on: date | None = None
    subject: Words = ""  # what a letter (函) is about, where it does not send the agreement: 召开联席会议
    paragraphs: list[str] = []
    sections: list[Section] = []
    attachments: list[Words] = []
    contact: Words = ""
    copies_to: list[Words] = []
    office: Words = ""
    digest: Words = ""  # of the agreement's text
    sealed: Sealed | None = None
    printed_by: Words = ""


def checked(context: Context) -> Context:
    """The context, if its marks are ones that this platform may print."""
    if context.mark not in MARKS or context.urgency not in URGENCIES:
        raise Refused(STATE_SECRET, mark=context.mark if context.mark not in MARKS else context.urgency)
    return context
