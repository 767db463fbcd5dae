"""The duties of a year as an agreement promises them: the days on which each falls due, reckoned as the clocks do. Pure."""
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from liandong.duties import rules as duties
from liandong.duties.rules import Fall

LENGTH = timedelta(days=365)
ONE = timedelta(days=1)


@dataclass(frozen=True)
class Promise:
    """One duty of one agency: how often it returns, or the event that starts it, and what of it falls into the year."""

    kind: str
    agency: UUID
    clause: str
    every: str
    on: int | None
    started_by: str
    within: tuple[int | None, str] | None
    falls: tuple[Fall, ...] = ()


def promises(laid: Iterable[Mapping[str, Any]], *, starts: date, ends: date | None,
             calendar: duties.Calendar) -> list[Promise]:
    """What a deed's duties ask from the day after `starts` for a year, or to its end; the day it begins is not counted."""
    last = min(starts + LENGTH, ends) if ends else starts + LENGTH
    found: dict[Promise, None] = {}
    for duty in laid:
        rhythm = duties.Rhythm(duty["every"], duty.get("on"), duty.get("day_rule") or duties.DayRule.DAY.value,
                               duty.get("roll") or duties.Roll.STAY.value) if duty.get("every") else None
        falls = tuple(duties.falls(rhythm, starts + ONE, last, calendar)) if rhythm else ()
        within = (duty["within"]["amount"], duty["within"]["unit"]) if duty.get("within") else None
        for agency in duty["who"]:  # said twice, owed once
            found[Promise(duty["kind"], UUID(str(agency)), duty.get("clause") or "", duty.get("every") or "", duty.get("on"),
                          duty.get("started_by") or "", within, falls)] = None
    return list(found)


def months(starts: date) -> list[date]:
    """The first days of the thirteen months that a year from that day touches, or twelve where it begins with one."""
    first, found = (starts + ONE).replace(day=1), []
    while first <= starts + LENGTH:
        found.append(first)
        first = duties.next_start(duties.Every.MONTH, first)
    return found
