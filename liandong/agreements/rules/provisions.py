"""The smaller parts of an agreement's terms: areas, contacts, reply times, fees and where a text made from them says them."""
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, Field

Label = Annotated[str, Field(max_length=60)]
Place = Annotated[str, Field(max_length=80)]
Point = tuple[Annotated[float, Field(ge=73, le=136)], Annotated[float, Field(ge=3, le=54)]]  # longitude, latitude
Ring = Annotated[list[Point], Field(min_length=4, max_length=500)]


class Source(BaseModel):
    """Where a term comes from: `reader` with confidence and the spans of text that say so, `officer`, or the `template`."""

    by: Literal["reader", "officer", "template"] = "officer"
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


class Said(BaseModel):
    """A sentence of the text that was made from the term at `path`; `is_lost` once somebody wrote it otherwise."""

    path: str
    start: int
    end: int
    words: str = ""
    is_lost: bool = False


class Limit(BaseModel):
    """A time limit; the amount is None where the text leaves it blank."""

    amount: Annotated[int, Field(ge=1, le=1000)] | None = None
    unit: Label = "day"


class Party(BaseModel):
    """A party by role (甲方 …); `agency` once it is found on the platform; parties of one `side` stand together."""

    role: str
    name: Annotated[str, Field(max_length=80)] = ""
    agency: UUID | None = None
    side: Label = ""


class Contact(BaseModel):
    """Whom the partners call at a party: by post or name, and how."""

    key: Label
    party: Label = ""  # a role
    name: Place
    phone: Annotated[str, Field(pattern=r"^[0-9+\-() 转]{3,30}$")] | Literal[""] = ""


class Area(BaseModel):
    """The area the parties guard together (联防区): its outline as GeoJSON writes a polygon, and what lies in it by name."""

    name: Place = ""
    polygon: list[Ring] = []
    roads: list[Place] = []
    villages: list[Place] = []
    blocks: list[Place] = []  # of forest

    @property
    def is_set(self) -> bool:
        """Whether it says anything."""
        return bool(self.name or self.polygon or self.roads or self.villages or self.blocks)


class ReplyTime(BaseModel):
    """Within which time a request of a kind and an urgency is answered; without a kind, of every kind."""

    key: Label
    kind: Label = ""
    urgency: Label = "routine"
    within: Limit | None = None


class Fee(BaseModel):
    """What one party pays: for what, how much, by when, how often, and what a day of delay costs."""

    key: Label
    what: Place = ""
    amount: Annotated[Decimal, Field(gt=0, max_digits=14, decimal_places=2)] | None = None
    currency: Literal["CNY"] = "CNY"
    payer: Label = ""  # a role
    every: Label | None = None  # without it: once, when the agreement comes into force
    on: Annotated[int, Field(ge=1, le=31)] | None = None
    within: Limit | None = None
    penalty: Annotated[int, Field(ge=1, le=100)] | None = None  # ten-thousandths of what is unpaid, for each day late
    clause: Label = ""
