"""Loading an arrangement of days off (节假日安排): reading its file, making it whole, what it changes. Pure."""
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from chinese_calendar.constants import Holiday, holidays, workdays

from liandong.kernel.errors import Refused
from liandong.kernel.terms import gettext_noop as _

from .calendar import BORDER, FIRST, LAST, LONGEST, ONE, Calendar, arranged, days

MOST = 2000  # lines of a file
LAST_YEAR = 2099
ALWAYS_OFF = ((1, 1), (5, 1), (10, 1))  # in every year's arrangement: New Year, Labour Day, National Day
SAID: Mapping[str, bool] = {"0": False, "1": True, "休": False, "班": True}
DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
NAMES: Mapping[str, str] = {holiday.value: holiday.chinese for holiday in Holiday}
VERBS = {"duties.load_calendar": _("loaded the days off of %(years)s: %(changed)s days changed")}


@dataclass(frozen=True, slots=True)
class Day:
    """What is said of one day."""

    day: date
    is_working: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A day of which something else is said than was taken until now; `was_assumed` when nothing was known of it."""

    day: date
    was_working: bool
    is_working: bool
    was_assumed: bool
    note: str


def published() -> Iterator[Day]:
    """Every day whose arrangement came with the platform, with the name of the holiday it belongs to."""
    return (Day(day, arranged(day), NAMES.get(holidays.get(day) or workdays.get(day) or "", "")) for day in days(FIRST, LAST))


def read(text: str) -> tuple[Day, ...]:
    """The days a file names: date, 0 (off) or 1 (working), a note; one a line, a heading is passed over.

    Refused with the line that cannot be read, or when one day is said to be both.
    """
    found: dict[date, Day] = {}
    for number, cells in enumerate(csv.reader(text.lstrip("\ufeff").splitlines()), 1):
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (number == 1 and not DATE.fullmatch(cells[0])):
            continue
        line = _line(number, cells)
        if found.setdefault(line.day, line).is_working != line.is_working:
            raise Refused(_("Line %(line)s says the contrary of an earlier line about %(day)s."), line=number,
                          day=line.day.isoformat(), field="file")
        if len(found) > MOST:
            raise Refused(_("The file holds more than %(most)s days; load a few years at a time."), most=MOST, field="file")
    if not found:
        raise Refused(_("No day was found in the file. A line has a date, 0 (off) or 1 (working), and a note."), field="file")
    return tuple(sorted(found.values(), key=lambda line: line.day))


def whole(lines: Sequence[Day], calendar: Calendar) -> tuple[Day, ...]:
    """The days to be loaded: what the file says, and for a year not known before also the ordinary days between.

    An arrangement names only the days that differ from Monday to Friday; it settles its year up to 24 December, and the last
    days of the year before. Refused where a new year lacks a holiday that every year has, or where the days off make no
    arrangement.
    """
    said = {line.day: line for line in lines}
    for year in sorted({line.day.year for line in lines}):
        if calendar.is_provisional(date(year, 1, 1)):
            _check_year(year, said)
            for day in days(date(year - 1, *BORDER) + ONE, date(year, *BORDER)):
                if day not in said and calendar.is_provisional(day):
                    said[day] = Day(day, arranged(day))
    _check_runs(Calendar({**calendar.overrides, **{line.day: line.is_working for line in said.values()}}), said)
    return tuple(said[day] for day in sorted(said))


def differences(loaded: Iterable[Day], calendar: Calendar) -> tuple[Difference, ...]:
    """What would change: the days that become working days or cease to be."""
    return tuple(Difference(line.day, was, line.is_working, calendar.is_provisional(line.day), line.note)
                 for line in loaded if (was := calendar.is_working(line.day)) != line.is_working)


def years(loaded: Iterable[Day], calendar: Calendar) -> tuple[int, ...]:
    """The years that become known."""
    return tuple(sorted({line.day.year for line in loaded if (line.day.month, line.day.day) == (1, 1)
                         and calendar.is_provisional(line.day)}))


def _line(number: int, cells: Sequence[str]) -> Day:
    matched = DATE.fullmatch(cells[0])
    working = SAID.get(cells[1]) if len(cells) > 1 else None
    if matched is None or working is None:
        raise Refused(_("Line %(line)s cannot be read: it has a date, then 0 (off) or 1 (working), then a note."),
                      line=number, field="file")
    try:
        day = date(*map(int, matched.groups()))
    except ValueError:
        raise Refused(_("Line %(line)s: there is no such day as %(day)s."), line=number, day=cells[0], field="file") from None
    if not FIRST.year <= day.year <= LAST_YEAR:
        raise Refused(_("Line %(line)s: %(day)s is not between %(first)s and %(last)s."), line=number, day=day.isoformat(),
                      first=FIRST.year, last=LAST_YEAR, field="file")
    return Day(day, working, cells[2][:60] if len(cells) > 2 else "")


def _check_year(year: int, said: Mapping[date, Day]) -> None:
    for month, day in ALWAYS_OFF:
        line = said.get(date(year, month, day))
        if line is None or line.is_working:
            raise Refused(_("The arrangement of %(year)s is not known yet, and the file does not hold the whole of it: %(day)s "
                            "is not off. Give every day off and every working weekend, as the State Council published them."),
                          year=year, day=date(year, month, day).isoformat(), field="file")


def _check_runs(calendar: Calendar, said: Mapping[date, Day]) -> None:
    for day in said:
        if not any(calendar.is_working(each) for each in days(day - ONE * LONGEST, day)):
            raise Refused(_("Up to %(day)s there would be more than %(most)s days off in a row; look through the file."),
                          day=day.isoformat(), most=LONGEST, field="file")
