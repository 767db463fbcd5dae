"""The terms of an agreement as data, each with where it comes from: the reader, with its evidence, or an officer."""
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

HAN = "一二三四五六七八九十百"
Label = Annotated[str, Field(max_length=60)]


class Source(BaseModel):
    """Where a term comes from: `reader` with confidence and the spans of text that say so, or `officer`."""

    by: Literal["reader", "officer"] = "officer"
    confidence: float | None = None
    spans: list[tuple[int, int]] = []
    is_confirmed: bool = False  # an officer looked at what the reader was unsure of


class Clause(BaseModel):
    """A numbered clause of the text, as the reader outlined it."""

    number: str
    heading: str
    start: int
    end: int


class Blank(BaseModel):
    """A place the text leaves open: the path of the term it waits for, and its span."""

    path: str
    start: int
    end: int


class Party(BaseModel):
    """A party by role (甲方 …); `agency` once it is found on the platform."""

    role: str
    name: Annotated[str, Field(max_length=80)] = ""
    agency: UUID | None = None


class Period(BaseModel):
    """How long the agreement runs; `is_open` says on purpose that it has no end."""

    months: Annotated[int, Field(ge=1, le=600)] | None = None
    starts: Literal["on_signature"] | date | None = None
    ends: date | None = None
    renewal: Label | None = None
    is_open: bool = False


class Share(BaseModel):
    """One category the parties share: who gives it, when, how far, within which scope."""

    key: Label
    category: Label
    giver: Label = "both"
    timing: Label | None = None
    level: Annotated[int, Field(ge=0, le=2)] | None = None
    regions: list[Annotated[str, Field(pattern=r"^\d{2,6}$")]] = []
    classes: list[Annotated[str, Field(pattern=r"^\d{2,8}$")]] = []
    since: date | None = None
    concerned: bool = False
    clause: Label = ""
    instead: list[Label] | None = None  # None: not decided; empty: decided that it opens nothing


class Limit(BaseModel):
    """A time limit; the amount is None where the text leaves it blank."""

    amount: Annotated[int, Field(ge=1, le=1000)] | None = None
    unit: Label = "day"


class DutyTerm(BaseModel):
    """A duty: what, how often or since which event, on which day, within which time, who owes it."""

    key: Label
    kind: Label
    every: Label | None = None
    on: Annotated[int, Field(ge=1, le=31)] | None = None
    within: Limit | None = None
    day_rule: Literal["day", "working_day", "last_working_day"] | None = None
    roll: Literal["stay", "next", "before"] | None = None  # what a last day does that is a day off
    started_by: Literal["case", "incident", "request", "roster"] | None = None  # without a period: the event that starts it
    classes: list[Annotated[str, Field(pattern=r"^\d{2,8}$")]] = []  # of the case or incident, by their beginnings
    who: Label = "both"
    clause: Label = ""


class Secrecy(BaseModel):
    """What confidentiality asks."""

    third_party_consent: bool = False


class Termination(BaseModel):
    """How it is ended before its time; without `unilateral` only by consent of all."""

    notice_days: Annotated[int, Field(ge=0, le=366)] | None = None
    notice_unit: Literal["day", "working_day"] = "day"
    unilateral: bool = False
    clause: Label = ""


class Terms(BaseModel):
    """All that an agreement says, as far as software acts on it or shows it."""

    version: Literal[1] = 1
    kind: Literal["agreement", "plan"] = "agreement"  # as what the text reads
    title: Annotated[str, Field(max_length=200)] = ""
    number: Label = ""
    parties: list[Party] = []
    period: Period = Period()
    sharing: list[Share] = []
    duties: list[DutyTerm] = []
    confidentiality: Secrecy | None = None
    termination: Termination | None = None
    cooperation: list[Label] = []
    mechanisms: list[Label] = []
    breach: list[Label] = []
    disputes: list[Label] = []
    venue: Annotated[str, Field(max_length=80)] = ""
    copies: Annotated[int, Field(ge=1, le=99)] | None = None
    dropped: list[Label] = []  # paths of what the text promises and the officers took out
    looked: list[Label] = []  # paths without a source that an officer looked at and leaves as they are
    sources: dict[str, Source] = {}
    clauses: list[Clause] = []
    blanks: list[Blank] = []

    def agencies(self) -> list[UUID]:
        """The parties that are agencies on the platform, in their order."""
        return [party.agency for party in self.parties if party.agency]

    def role_of(self, agency: UUID) -> str:
        """The role of an agency (甲方 …), or nothing."""
        return next((party.role for party in self.parties if party.agency == agency), "")

    def of_role(self, role: str) -> UUID | None:
        """The agency in that role."""
        return next((party.agency for party in self.parties if party.role == role), None)

    def source(self, path: str) -> Source:
        """Where the term at that path comes from."""
        return self.sources.get(path, Source())

    def clause_at(self, path: str) -> str:
        """The clause in which the text says that term, such as 二（1）; nothing where no text says it."""
        spans = self.source(path).spans
        return clause_of(self.clauses, spans[0][0]) if spans else ""


def clause_of(clauses: list[Clause], place: int) -> str:
    """The numbers of the clauses around a place, outermost first: 二（1）, 第七条."""
    around = [clause for clause in clauses if clause.start <= place < clause.end and clause.number]
    if not around:
        return ""
    outer, *inner = sorted(around, key=lambda clause: (clause.start, -clause.end))
    if not inner:
        return f"第{outer.number}条" if outer.number.strip(HAN) == "" else outer.number
    return outer.number + "".join(f"（{one.number.strip('（）().、')}）" for one in inner)


def paths(terms: Terms) -> Iterator[tuple[str, object]]:
    """Every term with its path, in the order of the page: what provenance, changes and errors are told by."""
    yield "title", terms.title
    yield "number", terms.number
    for party in terms.parties:
        yield f"parties.{party.role}", (party.name, party.agency)
    for part in ("months", "starts", "ends", "renewal", "is_open"):
        yield f"period.{part}", getattr(terms.period, part)
    for share in terms.sharing:
        yield f"sharing.{share.key}", share
    for duty in terms.duties:
        yield f"duties.{duty.key}", duty
    for name in ("cooperation", "mechanisms", "confidentiality", "termination", "breach", "disputes", "venue", "copies"):
        yield name, getattr(terms, name)
