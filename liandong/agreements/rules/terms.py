"""The terms of an agreement as data, each with where it comes from: the reader, with its evidence, or an officer."""
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

from .provisions import (
    Area,
    Blank,
    Clause,
    Contact,
    Fee,
    Label,
    Limit,
    Party,
    Place,
    ReplyTime,
    Said,
    Source,
)

__all__ = ["Area", "Blank", "Clause", "Contact", "DutyTerm", "Fee", "Limit", "Party", "Period", "ReplyTime", "Said",
           "Secrecy", "Share", "Source", "Termination", "Terms", "clause_of", "paths"]

HAN = "一二三四五六七八九十百"
Paragraph = Annotated[str, Field(max_length=500)]


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
    roads: list[Place] = []  # no rule of sight knows the road of a record: such a row opens by hand alone
    by_hand: bool = False  # the owner releases each record itself; nothing stands open


class DutyTerm(BaseModel):
    """A duty: what, how often or since which event, on which day, within which time, who owes it."""

    key: Label
    kind: Label
    every: Label | None = None
    on: Annotated[int, Field(ge=1, le=31)] | None = None
    within: Limit | None = None
    day_rule: Literal["day", "working_day", "last_working_day"] | None = None
    roll: Literal["stay", "next", "before"] | None = None  # what a last day does that is a day off
    started_by: Literal["case", "incident", "request", "roster", "in_force"] | None = None  # without a period: its event
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
    notice_form: Literal["written"] | None = None  # said on purpose; the law asks for no form by itself
    minimum_months: Annotated[int, Field(ge=1, le=600)] | None = None  # no notice before so many months have run
    deemed: bool = False  # a notice whose receipt nobody confirms counts as received in the end


class Amends(BaseModel):
    """What a supplement changes: the agreement, the deed whose terms it starts from, and the last day that one has."""

    root: UUID
    base: UUID
    until: date | None = None


class Terms(BaseModel):
    """All that an agreement says, as far as software acts on it or shows it."""

    version: Literal[1, 2] = 2  # version 1 lacks what stands below `venue`; it is read as it is
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
    purpose: Paragraph = ""
    principles: list[Place] = []
    legal_basis: list[Place] = []  # names of laws, without the marks around them
    lead: dict[Label, Label] = {}  # by kind of cooperation ("" for every other): a role, or a rule such as place_of_case
    area: Area | None = None
    contacts: list[Contact] = []
    reply_times: list[ReplyTime] = []
    fees: list[Fee] = []
    business_secrets: bool = False
    cure: Limit | None = None  # how long a party in breach has to mend it
    leaving: bool = False  # one of several may leave, the others go on
    renewal_objection_days: Annotated[int, Field(ge=1, le=366)] | None = None
    disputes_alternatives: list[Label] = []  # steps that may be taken in place of the last one
    amends: Amends | None = None  # of a supplement; nobody edits it
    template: Label = ""  # the template the text was made from
    said: list[Said] = []  # its sentences that follow the terms
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
        yield f"parties.{party.role}", (party.name, party.agency, party.side)
    for part in ("months", "starts", "ends", "renewal", "is_open"):
        yield f"period.{part}", getattr(terms.period, part)
    for share in terms.sharing:
        yield f"sharing.{share.key}", share
    for duty in terms.duties:
        yield f"duties.{duty.key}", duty
    for name in ROWS:
        for row in getattr(terms, name):
            yield f"{name}.{row.key}", row
    for name in (*REST, *MORE):
        yield name, getattr(terms, name)


REST = ("cooperation", "mechanisms", "confidentiality", "termination", "breach", "disputes", "venue", "copies")
MORE = ("purpose", "principles", "legal_basis", "lead", "area", "business_secrets", "cure", "leaving",
        "renewal_objection_days", "disputes_alternatives")  # since version 2; the reader knows none of them
ROWS = ("contacts", "reply_times", "fees")
